// What the walkthrough shows, as a function of the stored account, its last report and the running flow.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import { instagramObstacle, type AccountRecord, type WrittenLocation } from '../credentials/account';
import { isProven, type Check } from '../credentials/checklist';
import { accountStatus, type AccountStatus } from '../credentials/expiry';
import type { UnixSeconds } from '../base/time';
import type { AppId } from '../graph/ids';
import { NO_INSTAGRAM_REASONS, type NoInstagramReason } from '../graph/inspection';
import { permissionsToAskFor } from '../graph/permissions';
import { describePossibleReasons } from '../messages/accessMessages';
import { formatDate } from '../messages/dates';
import { describeObstacle } from '../messages/expiryMessages';
import { toNotificationText } from '../messages/failureMessage';
import { describeFailure } from '../messages/flowFailures';
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

/** An account and everything that is shown of it. */
export interface AccountView {
  readonly record: AccountRecord;
  readonly status: AccountStatus;
  /** What was checked of it in this window; empty before the first check. */
  readonly checks: readonly Check[];
  /** Where it was written to, as a person names the file. */
  readonly locations: readonly { readonly name: string; readonly at: UnixSeconds }[];
}

export interface WalkthroughView {
  readonly steps: readonly WalkthroughStep[];
  /** The account that this workspace uses. */
  readonly account: AccountView | undefined;
  /** The app whose pages the links open: the one that is being typed, or that of the account. */
  readonly appId: AppId | undefined;
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
  readonly account: AccountRecord | undefined;
  readonly checks: readonly Check[];
  readonly flow: FlowState;
  readonly now: UnixSeconds;
  readonly warnDays: number;
  readonly locale: string;
  readonly locationName: (location: WrittenLocation) => string;
}

export function walkthroughView(sources: WalkthroughSources): WalkthroughView {
  const { flow, locale } = sources;
  const account = sources.account === undefined ? undefined : accountView(sources.account, sources);
  const states = WALKTHROUGH_STEPS.map((id) => ({
    id,
    state: inFlow(id, flow) ?? stored(id, account, locale),
  }));
  const current = currentStep(states, flow);
  const permissions = permissionsToAskFor(sources.postsOnFacebook);
  return {
    steps: states.map((step) => ({ ...step, isCurrent: step.id === current })),
    account,
    appId: (flow.kind === 'idle' ? undefined : flow.appId) ?? account?.record.app.id,
    permissions,
    locale,
  };
}

function accountView(record: AccountRecord, sources: WalkthroughSources): AccountView {
  return {
    record,
    status: accountStatus(record, sources.warnDays, sources.now),
    checks: sources.checks,
    locations: record.written.map((location) => ({ name: sources.locationName(location), at: location.at })),
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

/** While the Pages are awaited, the exchange and the question whose they are go on side by side. */
const UNDER_WAY_WITH_PAGE: readonly WalkthroughStepId[] = ['exchange', 'account', 'page'];

/** What the flow says about a step; undefined where the stored account decides. */
function inFlow(id: WalkthroughStepId, flow: FlowState): StepState | undefined {
  switch (flow.kind) {
    case 'idle':
      return undefined;
    case 'failed':
      return id === flow.step ? { kind: 'attention', reason: flow.reason } : undefined;
    case 'running': {
      const isPage = flow.step === 'page';
      if (id === flow.step || (isPage && UNDER_WAY_WITH_PAGE.includes(id))) return { kind: 'running' };
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
    l10n.t('Until it shows one, it refuses every post to Instagram. Once you have fixed it, renew the token.'),
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
    case 'unknown':
      return { kind: 'done' };
    case 'notValid':
      return {
        kind: 'attention',
        reason: isProven(checks)
          ? l10n.t('The last check found that the token no longer works. Renew it with a new short-lived token.')
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
          'The access ends on {0}. Renew the token with a new short-lived one.',
          formatDate(status.at, locale),
        ),
      };
    default:
      return assertNever(status);
  }
}
