// The messages between the walkthrough's webview and the extension. No message contains a secret, in either direction.
// Incoming messages are untrusted, because another page could have sent them: one with unexpected content is rejected.
import * as v from 'valibot';

/** The commands that the webview may run, without the prefix of their IDs. */
export const WALKTHROUGH_COMMANDS = [
  'getCredentials',
  'signIn',
  'importCredentials',
  'checkToken',
  'checkAllTokens',
  'proveWithAgoras',
  'renewToken',
  'writeFlags',
  'copyFlags',
  'copyLoadCommand',
  'forgetCredentials',
] as const;
export type WalkthroughCommand = (typeof WALKTHROUGH_COMMANDS)[number];

/** The commands that the webview may run for an account that it names. */
export const ACCOUNT_COMMANDS = [
  'switchAccount',
  'checkToken',
  'renewToken',
  'writeFlags',
  'forgetCredentials',
] as const;
export type AccountCommand = (typeof ACCOUNT_COMMANDS)[number];

/** Longer than any account ID. */
const MOST_OF_ACCOUNT_ID = 100;

/** The guide's steps a and 0 to 5, then proof and writing, in the order in which people go through them. */
export const WALKTHROUGH_STEPS = [
  'link',
  'app',
  'token',
  'exchange',
  'account',
  'page',
  'flags',
  'verified',
  'written',
] as const;
export type WalkthroughStepId = (typeof WALKTHROUGH_STEPS)[number];

/**
 * The ways to an app, by what people see: no app yet; none, but “Other” is still offered; an app with today's menu;
 * with the old menu.
 */
export const APP_CASES = ['useCases', 'other', 'ownUseCases', 'ownProducts'] as const;
export type AppCase = (typeof APP_CASES)[number];

/** The clicks on Meta's pages. A click that occurs in two cases has the same name in both, so that it stays checked. */
export const CLICKS = [
  'switchToPage',
  'linkedAccounts',
  'connectInstagram',
  'createApp',
  'nameApp',
  'chooseUseCase',
  'noPortfolio',
  'goToDashboard',
  'chooseOther',
  'chooseBusiness',
  'finishApp',
  'openApp',
  'addUseCase',
  'customize',
  'facebookLogin',
  'addPermissions',
  'addPagePermission',
  'addInstagram',
  'addLogin',
  'appId',
  'appSecret',
  'chooseApp',
  'chooseUserToken',
  'pastePermissions',
  'generate',
  'tickPage',
  'copyToken',
] as const;
export type ClickId = (typeof CLICKS)[number];

const MessageFromWebview = v.variant('kind', [
  /** The script is running and listening. */
  v.strictObject({ kind: v.literal('ready') }),
  v.strictObject({ kind: v.literal('run'), command: v.picklist(WALKTHROUGH_COMMANDS) }),
  v.strictObject({
    kind: v.literal('runFor'),
    command: v.picklist(ACCOUNT_COMMANDS),
    account: v.pipe(v.string(), v.maxLength(MOST_OF_ACCOUNT_ID)),
  }),
  v.strictObject({ kind: v.literal('copyPermissions') }),
]);

const MessageToWebview = v.variant('kind', [
  v.strictObject({
    kind: v.literal('render'),
    /** New content for the page, as escaped HTML. */
    html: v.string(),
    /** What a screen reader announces about the change; empty for nothing. */
    announcement: v.string(),
  }),
  /** Opens a step and scrolls to it. */
  v.strictObject({ kind: v.literal('reveal'), step: v.picklist(WALKTHROUGH_STEPS) }),
]);

/**
 * What a webview keeps while it is hidden and when the window is reloaded. It can only contain names from the lists
 * above, and nothing that was typed or copied.
 */
const PersonalState = v.strictObject({
  /** Steps that the person has opened or closed; the others follow the state of the flow. */
  opened: v.record(v.picklist(WALKTHROUGH_STEPS), v.boolean()),
  /** In CSS pixels from the top. */
  scroll: v.pipe(v.number(), v.finite()),
  /** The way to an app that is shown. */
  appCase: v.optional(v.picklist(APP_CASES), 'useCases'),
  ticked: v.optional(v.array(v.picklist(CLICKS)), []),
});

export type FromWebview = Readonly<v.InferOutput<typeof MessageFromWebview>>;
export type ToWebview = Readonly<v.InferOutput<typeof MessageToWebview>>;
export type PersonalState = Readonly<v.InferOutput<typeof PersonalState>>;

export function parseFromWebview(message: unknown): FromWebview | undefined {
  const parsed = v.safeParse(MessageFromWebview, message);
  return parsed.success ? parsed.output : undefined;
}

export function parseToWebview(message: unknown): ToWebview | undefined {
  const parsed = v.safeParse(MessageToWebview, message);
  return parsed.success ? parsed.output : undefined;
}

/** If nothing usable was kept, nothing is opened, scrolled or checked. */
export function parsePersonalState(kept: unknown): PersonalState {
  const parsed = v.safeParse(PersonalState, kept);
  return parsed.success ? parsed.output : { opened: {}, scroll: 0, appCase: 'useCases', ticked: [] };
}

/** Checks or unchecks these clicks. */
export function withTicks(state: PersonalState, clicks: readonly ClickId[], isTicked: boolean): PersonalState {
  const others = state.ticked.filter((click) => !clicks.includes(click));
  return { ...state, ticked: isTicked ? [...others, ...clicks] : others };
}

/** “3 of 10” in the page's language; `words` is its pattern. */
export function tally(words: string, done: number, total: number): string {
  return words.replace('{0}', String(done)).replace('{1}', String(total));
}
