// What the walkthrough shows, computed from the stored account, its last report and the running flow.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import { instagramObstacle, type AccountRecord, type WrittenLocation } from '../credentials/account';
import { isProven, type Check } from '../credentials/checklist';
import { accountStatus, renewsItself, type AccountStatus } from '../credentials/expiry';
import type { UnixSeconds } from '../base/time';
import type { AppId } from '../graph/ids';
import { NO_INSTAGRAM_REASONS, type NoInstagramReason } from '../graph/inspection';
import { permissionsToAskFor } from '../graph/permissions';
import { describePossibleReasons } from '../messages/accessMessages';
import { formatDate } from '../base/dates';
import { describeObstacle, describeReplacedGrant } from '../messages/expiryMessages';
import { toNotificationText } from '../messages/failures/failureMessage';
import { describeFailure } from '../messages/failures/flowFailures';
import { sanitizeLabel } from '../base/sanitize';
import { WALKTHROUGH_STEPS, type WalkthroughStepId } from './webviewProtocol';

export type StepState =
  | { readonly kind: 'todo' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done' }
  /** `reason`: one or more sentences that say what is wrong and what to do about it. */
  | { readonly kind: 'attention'; readonly reason: string };

export interface WalkthroughStep {
  readonly id: WalkthroughStepId;
  readonly state: StepState;
  /** The step to look at now; at most one. */
  readonly isCurrent: boolean;
}

/** An account in the list of all accounts. */
export interface AccountSummary {
  readonly record: AccountRecord;
  readonly status: AccountStatus;
  /** Where it was written, with the file names that people know. */
  readonly locations: readonly WrittenView[];
  /** Whether this workspace uses it. */
  readonly isInUse: boolean;
  /** Its user token expires, but will be renewed automatically before. */
  readonly isRenewing: boolean;
}

interface WrittenView {
  readonly name: string;
  readonly at: UnixSeconds;
  /** An earlier token is still written there. */
  readonly isOutdated: boolean;
}

/** The account of this workspace, with everything that is shown about it. */
export interface AccountView extends AccountSummary {
  /** The results of the last check in this window; empty before the first one. */
  readonly checks: readonly Check[];
}

export interface WalkthroughView {
  readonly steps: readonly WalkthroughStep[];
  /** The account that this workspace uses. */
  readonly account: AccountView | undefined;
  /** All stored accounts; the one that this workspace uses comes first. */
  readonly accounts: readonly AccountSummary[];
  /** The app whose pages the links open: the one that is being typed, or else that of the account. */
  readonly appId: AppId | undefined;
  /** There seem to be credentials that can be imported instead. */
  readonly canImport: boolean;
  /** The permissions to ask Facebook for. */
  readonly permissions: readonly string[];
  /** The person's locale, for dates and numbers. */
  readonly locale: string;
}

/** The progress of a running command. It lasts as long as the window; permanent results are in the stored account. */
export type FlowState =
  | { readonly kind: 'idle' }
  | (UnderWay & { readonly kind: 'running' })
  | (UnderWay & { readonly kind: 'failed'; readonly reason: string });

interface UnderWay {
  readonly step: WalkthroughStepId;
  /** The app that the command is for, once it is known. */
  readonly appId?: AppId | undefined;
}

export interface WalkthroughSources {
  readonly postsOnFacebook: boolean;
  readonly canImport: boolean;
  /** All stored accounts; the one that this workspace uses comes first. */
  readonly accounts: readonly AccountRecord[];
  /** The results of checking the first of them in this window. */
  readonly checks: readonly Check[];
  readonly flow: FlowState;
  readonly now: UnixSeconds;
  readonly warnDays: number;
  /** Whether expiring tokens are renewed automatically. */
  readonly isAutomatic: boolean;
  readonly locale: string;
  readonly locationName: (location: WrittenLocation) => string;
}

export function walkthroughView(sources: WalkthroughSources): WalkthroughView {
  const { flow, locale } = sources;
  const accounts = sources.accounts.map((record, index) => summary(record, index === 0, sources));
  const [first] = accounts;
  const account = first === undefined ? undefined : { ...first, checks: sources.checks };
  const states = WALKTHROUGH_STEPS.map((id) => ({
    id,
    state: inFlow(id, flow) ?? stored(id, account, locale),
  }));
  const current = currentStep(states, flow);
  const permissions = permissionsToAskFor(sources.postsOnFacebook);
  return {
    steps: states.map((step) => ({ ...step, isCurrent: step.id === current })),
    account,
    accounts,
    appId: (flow.kind === 'idle' ? undefined : flow.appId) ?? account?.record.app.id,
    canImport: sources.canImport && account === undefined,
    permissions,
    locale,
  };
}

function summary(record: AccountRecord, isInUse: boolean, sources: WalkthroughSources): AccountSummary {
  return {
    record,
    isInUse,
    status: accountStatus(record, sources.warnDays, sources.now, sources.isAutomatic),
    isRenewing: sources.isAutomatic && renewsItself(record, sources.now),
    locations: record.written.map((location) => ({
      name: sources.locationName(location),
      at: location.at,
      isOutdated: location.isOutdated === true,
    })),
  };
}

/** The step of a running or failed flow; otherwise the first that needs attention, or else the first to do. */
function currentStep(
  steps: readonly Omit<WalkthroughStep, 'isCurrent'>[],
  flow: FlowState,
): WalkthroughStepId | undefined {
  if (flow.kind !== 'idle') return flow.step;
  const next =
    steps.find(({ state }) => state.kind === 'attention') ?? steps.find(({ state }) => state.kind === 'todo');
  return next?.id;
}

/** Connecting Page and Instagram happens on Facebook only, so a flow starts after that step. */
const FLOW_STEPS: readonly WalkthroughStepId[] = WALKTHROUGH_STEPS.filter((id) => id !== 'link');

/** What the flow says about a step; undefined if the stored account decides. */
function inFlow(id: WalkthroughStepId, flow: FlowState): StepState | undefined {
  switch (flow.kind) {
    case 'idle':
      return undefined;
    case 'failed':
      return id === flow.step ? { kind: 'attention', reason: flow.reason } : undefined;
    case 'running': {
      if (id === flow.step) return { kind: 'running' };
      const position = FLOW_STEPS.indexOf(id);
      return position >= 0 && position < FLOW_STEPS.indexOf(flow.step) ? { kind: 'done' } : undefined;
    }
    default:
      return assertNever(flow);
  }
}

function stored(id: WalkthroughStepId, account: AccountView | undefined, locale: string): StepState {
  if (account === undefined) return { kind: 'todo' };
  const { record } = account;
  switch (id) {
    case 'link':
      return instagramObstacle(record) === 'noInstagram'
        ? { kind: 'attention', reason: describeNoInstagram(account) }
        : { kind: 'done' };
    case 'app':
    case 'token':
    case 'exchange':
    case 'account':
    case 'page':
      return { kind: 'done' };
    case 'flags':
      return instagramObstacle(record) === 'pageId'
        ? {
            kind: 'attention',
            reason: l10n.t(
              'The object ID is the Page ID, which the publishing call refuses. Get the credentials again and choose the Instagram account ID.',
            ),
          }
        : { kind: 'done' };
    case 'verified':
      return verified(account, locale);
    case 'written':
      return { kind: record.written.length > 0 ? 'done' : 'todo' };
    default:
      return assertNever(id);
  }
}

function describeNoInstagram({ record, checks }: AccountView): string {
  return [
    l10n.t('Facebook shows no Instagram account for “{0}”.', sanitizeLabel(record.page.name)),
    describePossibleReasons(reasonsIn(checks) ?? NO_INSTAGRAM_REASONS),
    l10n.t('Until it does, it refuses every post to Instagram. Once you have fixed it, renew the token.'),
  ].join(' ');
}

/** The reasons, if a check in this window has narrowed them down. */
function reasonsIn(checks: readonly Check[]): readonly NoInstagramReason[] | undefined {
  for (const check of checks) {
    if (check.kind === 'publishing' && check.evidence.kind === 'noInstagramAccount') return check.evidence.reasons;
  }
  return undefined;
}

function verified({ status, checks }: AccountView, locale: string): StepState {
  switch (status.kind) {
    case 'never':
    case 'expires':
    case 'renewsItself':
    case 'unknown':
      return { kind: 'done' };
    case 'grantReplaced':
      return { kind: 'attention', reason: describeReplacedGrant() };
    case 'notValid':
      return {
        kind: 'attention',
        reason: isProven(checks)
          ? l10n.t('At the last check, the token no longer worked. Renew it with a new short-lived token.')
          : toNotificationText(describeFailure({ kind: 'notProven', checks })),
      };
    case 'cannotPublish':
      return {
        kind: 'attention',
        reason: `${describeObstacle(status.cause)} ${l10n.t('Until this is fixed, Facebook refuses every post to Instagram.')}`,
      };
    case 'expired':
      return {
        kind: 'attention',
        reason:
          status.cause === 'dataAccess'
            ? l10n.t('Facebook wants you to log in to the app again. Renew the token with a new short-lived one.')
            : l10n.t('The token has expired. Renew it with a new short-lived token.'),
      };
    case 'expiresSoon':
      return {
        kind: 'attention',
        reason: l10n.t(
          'Access expires on {0}. Renew the token with a new short-lived one.',
          formatDate(status.at, locale),
        ),
      };
    default:
      return assertNever(status);
  }
}
