// The messages between the walkthrough's webview and the extension. No message carries a secret, in either direction.
// What arrives is unknown: another page could have sent it. A message with anything more than it should have is refused.
import * as v from 'valibot';

/** What the webview may ask for: the last part of each command's id. */
export const WALKTHROUGH_COMMANDS = [
  'getCredentials',
  'checkToken',
  'renewToken',
  'writeFlags',
  'copyFlags',
  'forgetCredentials',
] as const;
export type WalkthroughCommand = (typeof WALKTHROUGH_COMMANDS)[number];

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

const MessageFromWebview = v.variant('kind', [
  /** The script runs and listens. */
  v.strictObject({ kind: v.literal('ready') }),
  v.strictObject({ kind: v.literal('run'), command: v.picklist(WALKTHROUGH_COMMANDS) }),
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

/** What a webview remembers of itself while it is hidden, and over a reload of the window. */
const PersonalState = v.strictObject({
  /** Steps that the person has opened or closed; the others follow the state of the flow. */
  opened: v.record(v.picklist(WALKTHROUGH_STEPS), v.boolean()),
  /** In CSS pixels from the top. */
  scroll: v.pipe(v.number(), v.finite()),
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

/** Where nothing usable was kept, nothing was opened and nothing scrolled. */
export function parsePersonalState(kept: unknown): PersonalState {
  const parsed = v.safeParse(PersonalState, kept);
  return parsed.success ? parsed.output : { opened: {}, scroll: 0 };
}
