// The texts of the walkthrough: the guide's steps, with what and why in two sentences each. The clicks of the first
// three are in roads.ts.
import * as l10n from '@vscode/l10n';
import type { WalkthroughStepId } from './webviewProtocol';

export interface StepText {
  readonly title: string;
  readonly text: string;
}

/** The steps in two parts: what only the person can do, and what our command does. */
export const PARTS = [
  { id: 'facebook', steps: ['link', 'app', 'token'] },
  { id: 'vscode', steps: ['exchange', 'account', 'page', 'flags', 'verified', 'written'] },
] as const satisfies readonly { readonly id: string; readonly steps: readonly WalkthroughStepId[] }[];

export type PartId = (typeof PARTS)[number]['id'];

export function partText(part: PartId): { readonly title: string; readonly text: string } {
  switch (part) {
    case 'facebook':
      return {
        title: l10n.t('On Facebook: three things that only you can do'),
        text: l10n.t('It takes about ten minutes the first time, and one minute to renew.'),
      };
    case 'vscode':
      return {
        title: l10n.t('In VS Code: one command does the rest'),
        text: l10n.t('It asks for your App ID, your App Secret and the token, and takes care of the rest.'),
      };
  }
}

const STEP_TEXTS: Readonly<Record<WalkthroughStepId, () => StepText>> = {
  link: () => ({
    title: l10n.t('Connect the Facebook Page with the Instagram account'),
    text: l10n.t(
      'Agoras publishes to an Instagram professional account through the Facebook Page it is connected to. Without that connection, Facebook refuses every post.',
    ),
  }),
  app: () => ({
    title: l10n.t('Set up a Facebook app'),
    text: l10n.t(
      'Facebook only issues tokens to apps, so you need one of your own. It stays private and in development. You enter its App ID and App Secret once; they are kept in VS Code’s secret storage.',
    ),
  }),
  token: () => ({
    title: l10n.t('Sign in with Facebook, or generate a token'),
    text: l10n.t(
      'Signing in with Facebook in the browser is quickest: the extension requests these permissions and gets the token for you.',
    ),
  }),
  exchange: () => ({
    title: l10n.t('Exchange it for a long-lived token'),
    text: l10n.t(
      'The extension inspects your token, tells you at once if a permission is missing, and exchanges it for one that lasts 60 days. You don’t have to type anything into a browser.',
    ),
  }),
  account: () => ({
    title: l10n.t('Identify the token’s owner'),
    text: l10n.t('Facebook returns your name and your account ID. The next step lists your Pages by that ID.'),
  }),
  page: () => ({
    title: l10n.t('Choose the Page'),
    text: l10n.t(
      'You choose your Page from a list, unless the token was granted for only one Page. The list also provides the Page’s own token, which never expires.',
    ),
  }),
  flags: () => ({
    title: l10n.t('Choose your Agoras version'),
    text: l10n.t(
      'It decides what is written. Agoras 1.x takes the two flags of its guide, --instagram-access-token and --instagram-object-id; Agoras 2.x and 3.x have no such flags and read the variables INSTAGRAM_OBJECT_ID, INSTAGRAM_CLIENT_ID, INSTAGRAM_CLIENT_SECRET and INSTAGRAM_REFRESH_TOKEN. For 1.x you also choose the object ID: choose the Instagram account ID, because publishing refuses a Page ID.',
    ),
  }),
  verified: () => ({
    title: l10n.t('Check that it works'),
    text: l10n.t(
      'The extension tries what Agoras will do, without posting. For 2.x and 3.x it first exchanges the refresh token. Facebook’s own debugger then confirms the owner and expiry of the token, and the publishing call is tried with it. A token is only called permanent if the debugger says it never expires.',
    ),
  }),
  written: () => ({
    title: l10n.t('Put the credentials where Agoras reads them'),
    text: l10n.t(
      'The values go into the .env of your workspace, and every other line of that file stays as it is. Agoras doesn’t load that file by itself: Copy Load Command copies the command that does. The values can also stay in VS Code’s secret storage alone.',
    ),
  }),
};

export function stepText(step: WalkthroughStepId): StepText {
  return STEP_TEXTS[step]();
}
