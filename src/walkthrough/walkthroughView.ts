// What the walkthrough shows, as a function of the stored account, its last report and the running flow.
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
  /** `reason`: a sentence that says what is wrong, and what to do about it. */
  | { readonly kind: 'attention'; readonly reason: string };

export interface WalkthroughStep {
  readonly id: WalkthroughStepId;
  readonly state: StepState;
  /** The one to look at now; there is one at most. */
  readonly isCurrent: boolean;
}

/** An account among all of them. */
export interface AccountSummary {
  readonly record: AccountRecord;
  readonly status: AccountStatus;
  /** Where it was written to, as a person names the file. */
  readonly locations: readonly WrittenView[];
  /** Whether this workspace uses it. */
  readonly isInUse: boolean;
  /** Its user token ends, and is renewed before then without anybody's doing. */
  readonly isRenewing: boolean;
}

interface WrittenView {
  readonly name: string;
  readonly at: UnixSeconds;
  /** An earlier token stands there still. */
  readonly isOutdated: boolean;
}

/** The account of this workspace, and everything that is shown of it. */
export interface AccountView extends AccountSummary {
  /** What was checked of it in this window; empty before the first check. */
  readonly checks: readonly Check[];
}

export interface WalkthroughView {
  readonly steps: readonly WalkthroughStep[];
  /** The account that this workspace uses. */
  readonly account: AccountView | undefined;
  /** All that are stored, that one first. */
  readonly accounts: readonly AccountSummary[];
  /** The app whose pages the links open: the one that is being typed, or that of the account. */
  readonly appId: AppId | undefined;
  /** There seems to be something that can be taken over instead. */
  readonly canImport: boolean;
  /** What to ask Facebook for. */
  readonly permissions: readonly string[];
  /** Of the person, for dates and numbers. */
  readonly locale: string;
}

/** Where a running command stands. Lives as long as the window: what outlasts it is in the stored account. */
export type FlowState =
  | { readonly kind: 'idle' }
  | (UnderWay & { readonly kind: 'running' })
  | (UnderWay & { readonly kind: 'failed'; readonly reason: string });

interface UnderWay {
  readonly step: WalkthroughStepId;
  /** The app that the command is about, once that is known. */
  readonly appId?: AppId | undefined;
}

export interface WalkthroughSources {
  readonly postsOnFacebook: boolean;
  readonly canImport: boolean;
  /** All that are stored, the one that this workspace uses first. */
  readonly accounts: readonly AccountRecord[];
  /** Of the first of them, in this window. */
  readonly checks: readonly Check[];
  readonly flow: FlowState;
  readonly now: UnixSeconds;
  readonly warnDays: number;
  /** Whether tokens that end are renewed without anybody's doing. */
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

/** A failure first, then what runs, then what is next. */
function currentStep(
  steps: readonly Omit<WalkthroughStep, 'isCurrent'>[],
  flow: FlowState,
): WalkthroughStepId | undefined {
  if (flow.kind !== 'idle') return flow.step;
  const next =
    steps.find(({ state }) => state.kind === 'attention') ?? steps.find(({ state }) => state.kind === 'todo');
  return next?.id;
}

/** Connecting Page and Instagram happens on Facebook alone: a flow begins after it. */
const FLOW_STEPS: readonly WalkthroughStepId[] = WALKTHROUGH_STEPS.filter((id) => id !== 'link');

/** What the flow says about a step; undefined where the stored account decides. */
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

/** As far as a check in this window has told them apart. */
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
