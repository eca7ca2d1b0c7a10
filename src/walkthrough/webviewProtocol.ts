// The messages between the walkthrough's webview and the extension. No message carries a secret, in either direction.
// What arrives is unknown: another page could have sent it. A message with anything more than it should have is refused.
import * as v from 'valibot';

/** What the webview may ask for: the last part of each command's id. */
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

/** What it may ask for about an account that it names. */
export const ACCOUNT_COMMANDS = [
  'switchAccount',
  'checkToken',
  'renewToken',
  'writeFlags',
  'forgetCredentials',
] as const;
export type AccountCommand = (typeof ACCOUNT_COMMANDS)[number];

/** Longer than the id of an account ever is. */
const MOST_OF_ACCOUNT_ID = 100;

/** The guide's steps a and 0 to 5, then the proof and the writing, in the order in which a person walks them. */
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

/** How somebody gets to an app, by what they see: no app; “Other” still offered; their app's menu, today's or the old one. */
export const APP_CASES = ['useCases', 'other', 'ownUseCases', 'ownProducts'] as const;
export type AppCase = (typeof APP_CASES)[number];

/** What is done on Meta's pages, click by click. The same click in two cases has one name, so that it stays ticked. */
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
  /** The script runs and listens. */
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
    /** What a screen reader says about the change; empty where there is nothing to say. */
    announcement: v.string(),
  }),
  /** Opens a step and brings it into view. */
  v.strictObject({ kind: v.literal('reveal'), step: v.picklist(WALKTHROUGH_STEPS) }),
]);

/**
 * What a webview remembers of itself while it is hidden, and over a reload of the window. Only names from the lists
 * above: nothing that somebody has typed or copied can get into it.
 */
const PersonalState = v.strictObject({
  /** Steps that the person has opened or closed; the others follow the state of the flow. */
  opened: v.record(v.picklist(WALKTHROUGH_STEPS), v.boolean()),
  /** In CSS pixels from the top. */
  scroll: v.pipe(v.number(), v.finite()),
  /** Which of the ways to an app is shown. */
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

/** Where nothing usable was kept, nothing was opened, scrolled or ticked. */
export function parsePersonalState(kept: unknown): PersonalState {
  const parsed = v.safeParse(PersonalState, kept);
  return parsed.success ? parsed.output : { opened: {}, scroll: 0, appCase: 'useCases', ticked: [] };
}

/** The state in which these clicks are ticked, or are not. */
export function withTicks(state: PersonalState, clicks: readonly ClickId[], isTicked: boolean): PersonalState {
  const others = state.ticked.filter((click) => !clicks.includes(click));
  return { ...state, ticked: isTicked ? [...others, ...clicks] : others };
}

/** “3 of 10”, in the words of the language that the page is in. */
export function tally(words: string, done: number, total: number): string {
  return words.replace('{0}', String(done)).replace('{1}', String(total));
}
