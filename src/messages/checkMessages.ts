import * as l10n from '@vscode/l10n';
import { provesObjectId, type LoginAnswer, type LoginProof } from '../agoras/loginProof';
import { NETWORK_NAMES, type Network } from '../agoras/target';
import { assertNever } from '../base/outcome';
import { sanitizeLabel } from '../base/sanitize';
import type { Check, PublishingEvidence } from '../credentials/checklist';
import { describePossibleReasons } from './accessMessages';
import { describeFailure } from './failures/flowFailures';
import { formatDate } from '../base/dates';

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
        label: l10n.t('Valid token of this app'),
        evidence:
          check.failure === undefined ? l10n.t('Confirmed by Facebook') : describeFailure(check.failure).headline,
      };
    case 'exchange':
      return {
        state,
        label: check.token === 'pageToken' ? l10n.t('Page token exchanged') : l10n.t('User token exchanged'),
        evidence:
          check.failure === undefined ? l10n.t('As Agoras does on each run') : describeFailure(check.failure).headline,
      };
    case 'userToken':
      return { state, label: l10n.t('Your user token'), evidence: l10n.t('Unknown; only a sign-in provides it') };
    case 'typePage':
      return { state, label: l10n.t('Page token'), evidence: l10n.t('Token type: {0}', check.found ?? '?') };
    case 'neverExpires':
      return {
        state,
        label: l10n.t('Never expires'),
        evidence:
          state === 'passed'
            ? l10n.t('Facebook sets no expiry date')
            : check.expiresAt === undefined
              ? l10n.t('Facebook doesn’t say when it expires')
              : l10n.t('Expires on {0}', formatDate(check.expiresAt, locale)),
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
            ? l10n.t('This Page is among your first 25, with a token to post with')
            : check.failure === undefined
              ? l10n.t('This Page isn’t among your first 25, and Agoras only looks at those')
              : describeFailure(check.failure).headline,
      };
    case 'agorasLogin':
      return {
        state,
        label: l10n.t('Login to {0}', NETWORK_NAMES[check.network]),
        evidence: describeLogin(check.agoras, check.answer),
      };
    default:
      return assertNever(check);
  }
}

function describeLogin(agoras: string, answer: LoginAnswer): string {
  switch (answer.kind) {
    case 'accepted':
      return l10n.t('Agoras {0} logged in; nothing was posted', agoras);
    case 'refused':
      return l10n.t('Agoras {0} couldn’t log in', agoras);
    case 'incomplete':
      return l10n.t('Agoras {0} didn’t receive {1}', agoras, answer.missing.join(', '));
    case 'pageNotFound':
      return l10n.t('Agoras {0} logged in, but found no token to post with for the Page', agoras);
    case 'unknown':
      return l10n.t('Agoras {0} gave an unexpected answer ({1})', agoras, describeExit(answer.exitCode));
    default:
      return assertNever(answer);
  }
}

/** How a program ended, without repeating its output. */
export function describeExit(exitCode: number | undefined): string {
  return exitCode === undefined ? l10n.t('no exit code') : l10n.t('exit code {0}', exitCode);
}

/** What the installed Agoras has proven. */
export interface ProvenLogin {
  /** The version as Agoras reports it. */
  readonly agoras: string;
  /** The name of the Page. */
  readonly account: string;
  readonly networks: readonly Network[];
  /** Undefined if this Agoras can't log in without posting. */
  readonly proof: LoginProof | undefined;
  /** What Facebook has confirmed; undefined if it couldn't be asked. */
  readonly checks: readonly Check[] | undefined;
}

/** Says what has been proven by Agoras or Facebook, and what hasn't. */
export function describeProvenLogin({ agoras, account, networks, proof, checks }: ProvenLogin, locale: string): string {
  const name = sanitizeLabel(account);
  const names = listOf(networks, locale);
  if (proof === undefined) {
    return l10n.t(
      'Agoras {0} can’t log in without posting, so it wasn’t started. Instead, the calls that it makes for {1} were tried with Facebook: they work with the credentials of “{2}”.',
      agoras,
      names,
      name,
    );
  }
  const looked = networks.filter((network) => provesObjectId(proof, network));
  const isAllLooked = looked.length === networks.length;
  return [
    l10n.t('Agoras {0} logged in to {1} with the credentials of “{2}”. Nothing was posted.', agoras, names, name),
    ...(proof === 'listPosts' ? [l10n.t('It also listed the posts there.')] : []),
    checks === undefined
      ? l10n.t('Facebook couldn’t be reached to confirm that they can publish.')
      : isAllLooked
        ? l10n.t('Facebook confirms that they can publish.')
        : l10n.t('It didn’t check the Instagram account ID; Facebook confirms that they can publish to it.'),
  ].join(' ');
}

function listOf(networks: readonly Network[], locale: string): string {
  const names = networks.map((network) => NETWORK_NAMES[network]);
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}

function describeRenewal(until: number | 'never' | undefined, locale: string): string {
  if (until === 'never') return l10n.t('Facebook sets no expiry date');
  return until === undefined
    ? l10n.t('Facebook doesn’t say when your user token expires')
    : l10n.t('Your user token works until {0}', formatDate(until, locale));
}

function describeDataAccess(until: number | 'never' | undefined, locale: string): string {
  if (until === 'never') return l10n.t('Facebook sets no expiry date');
  if (until === undefined) return l10n.t('Facebook doesn’t say when you’ll have to log in again');
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
