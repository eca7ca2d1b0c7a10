// What the walkthrough explains: the guide's steps, each with what and why in two sentences. The clicks of the first three are in roads.ts.
import * as l10n from '@vscode/l10n';
import type { WalkthroughStepId } from './webviewProtocol';

export interface StepText {
  readonly title: string;
  readonly text: string;
}

/** The steps in two parts: what only the person can do, and what the command does. */
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
        text: l10n.t('It asks for your App ID, your App Secret and the token, and then makes every call itself.'),
      };
  }
}

const STEP_TEXTS: Readonly<Record<WalkthroughStepId, () => StepText>> = {
  link: () => ({
    title: l10n.t('Connect the Facebook Page with the Instagram account'),
    text: l10n.t(
      'Agoras publishes to an Instagram professional account through the Facebook Page that it is connected with. Without that connection Facebook refuses every post.',
    ),
  }),
  app: () => ({
    title: l10n.t('Set up a Facebook app'),
    text: l10n.t(
      'Facebook only issues tokens to apps, so you need one of your own; it stays private and in development. Its App ID and App Secret are asked for once and kept in VS Code’s secret storage.',
    ),
  }),
  token: () => ({
    title: l10n.t('Sign in with Facebook, or generate a token'),
    text: l10n.t(
      'Signing in with Facebook in the browser is the short way: the extension asks for these permissions and fetches the token itself.',
    ),
  }),
  exchange: () => ({
    title: l10n.t('Exchange it for a long-lived token'),
    text: l10n.t(
      'The extension inspects your token, names missing permissions before anything else is done, and exchanges it for one that lives 60 days. Nothing has to be typed into a browser.',
    ),
  }),
  account: () => ({
    title: l10n.t('Ask whose token it is'),
    text: l10n.t(
      'Facebook answers with your name and your account ID. Your Pages are listed under that ID, so the next step needs it.',
    ),
  }),
  page: () => ({
    title: l10n.t('Choose the Page'),
    text: l10n.t(
      'You choose your Page from a list; if there is only one, it is taken without asking. The list brings the Page’s own token, which never expires.',
    ),
  }),
  flags: () => ({
    title: l10n.t('Choose your Agoras version'),
    text: l10n.t(
      'Agoras 1.x reads the --instagram-access-token and --instagram-object-id of its guide; Agoras 2.x and 3.x read the variables INSTAGRAM_OBJECT_ID, INSTAGRAM_CLIENT_ID, INSTAGRAM_CLIENT_SECRET and INSTAGRAM_REFRESH_TOKEN. For 1.x you also choose the object ID: take the Instagram account ID, because the publishing call refuses a Page ID.',
    ),
  }),
  verified: () => ({
    title: l10n.t('Prove that it works'),
    text: l10n.t(
      'What Agoras will do is done once, without posting: for 2.x and 3.x the refresh token is exchanged first. Facebook’s own debugger then says whose token it is and until when, and the publishing call is tried with it. Only what never expires there is called permanent.',
    ),
  }),
  written: () => ({
    title: l10n.t('Put the credentials where Agoras reads them'),
    text: l10n.t(
      'The values go into the .env of your workspace, and every other line of that file stays as it is. They can also stay in VS Code’s secret storage alone.',
    ),
  }),
};

export function stepText(step: WalkthroughStepId): StepText {
  return STEP_TEXTS[step]();
}
