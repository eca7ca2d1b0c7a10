import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import type { Check, PublishingEvidence } from '../credentials/checklist';
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
    case 'dataAccess':
      return { state, label: l10n.t('Access to data'), evidence: describeDataAccess(check.until, locale) };
    case 'permission':
      return {
        state,
        label: check.permission,
        evidence:
          state === 'passed'
            ? l10n.t('Granted')
            : check.use === 'comments'
              ? l10n.t('Not granted; only needed for comments')
              : l10n.t('Not granted; publishing needs it'),
      };
    case 'publishing':
      return { state, label: l10n.t('Publishing'), evidence: describePublishing(check.evidence) };
    default:
      return assertNever(check);
  }
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
    default:
      return assertNever(evidence);
  }
}
