import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import type { Check, PublishingEvidence } from '../credentials/checklist';
import { describePossibleReasons } from './accessMessages';
import { describeFailure } from './flowFailures';
import { formatDate } from './dates';

/** A line of the proof: what was checked, and the evidence. */
export interface CheckMessage {
  readonly state: Check['state'];
  readonly label: string;
  readonly evidence: string;
}

export function describeCheck(check: Check, locale: string): CheckMessage {
  const { state } = check;
  switch (check.kind) {
    case 'tokenValid':
      return {
        state,
        label: l10n.t('Token valid and of this app'),
        evidence:
          check.failure === undefined ? l10n.t('Confirmed by Facebook') : describeFailure(check.failure).headline,
      };
    case 'exchange':
      return {
        state,
        label: check.token === 'pageToken' ? l10n.t('Page token exchanged') : l10n.t('User token exchanged'),
        evidence:
          check.failure === undefined
            ? l10n.t('As Agoras does it on each run')
            : describeFailure(check.failure).headline,
      };
    case 'typePage':
      return { state, label: l10n.t('Token of the Page'), evidence: l10n.t('Type {0}', check.found ?? '?') };
    case 'neverExpires':
      return {
        state,
        label: l10n.t('Never expires'),
        evidence:
          state === 'passed'
            ? l10n.t('Facebook gives no end date')
            : check.expiresAt === undefined
              ? l10n.t('Facebook names no date')
              : l10n.t('Ends on {0}', formatDate(check.expiresAt, locale)),
      };
    case 'renewBy':
      return { state, label: l10n.t('Renewal'), evidence: describeRenewal(check.until, locale) };
    case 'dataAccess':
      return { state, label: l10n.t('Access to data'), evidence: describeDataAccess(check.until, locale) };
    case 'permission':
      return {
        state,
        label: check.permission,
        evidence:
          state === 'passed'
            ? l10n.t('Granted')
            : check.use === 'facebookPosts'
              ? l10n.t('Not granted; posting on Facebook needs it')
              : l10n.t('Not granted; publishing needs it'),
      };
    case 'publishing':
      return { state, label: l10n.t('Publishing'), evidence: describePublishing(check.evidence) };
    case 'facebookPage':
      return {
        state,
        label: l10n.t('Posting on Facebook'),
        evidence:
          state === 'passed'
            ? l10n.t('This Page is among the first of yours, with a token to post with')
            : check.failure === undefined
              ? l10n.t('This Page is not among the first 25 of yours, and Agoras looks no further')
              : describeFailure(check.failure).headline,
      };
    default:
      return assertNever(check);
  }
}

function describeRenewal(until: number | 'never' | undefined, locale: string): string {
  if (until === 'never') return l10n.t('Facebook gives no end date');
  return until === undefined
    ? l10n.t('Facebook does not say when your user token expires')
    : l10n.t('Your user token works until {0}', formatDate(until, locale));
}

function describeDataAccess(until: number | 'never' | undefined, locale: string): string {
  if (until === undefined || until === 'never') return l10n.t('Facebook gives no end date');
  return l10n.t('Facebook wants you to log in again by {0}', formatDate(until, locale));
}

function describePublishing(evidence: PublishingEvidence): string {
  switch (evidence.kind) {
    case 'reachable':
      return evidence.limit.used === undefined || evidence.limit.total === undefined
        ? l10n.t('The publishing call accepts this token and object ID')
        : l10n.t('Accepted: {0} of {1} posts used today', evidence.limit.used, evidence.limit.total);
    case 'refused':
      return describeFailure(evidence.failure).headline;
    case 'pageIdRefused':
      return l10n.t('The publishing call refuses a Page ID; it accepts the Instagram account ID');
    case 'noInstagramAccount':
      return `${l10n.t('Facebook shows no Instagram account for this Page.')} ${describePossibleReasons(evidence.reasons)}`;
    default:
      return assertNever(evidence);
  }
}
