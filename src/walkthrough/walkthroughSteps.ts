// What the walkthrough explains: the guide's steps, each with what and why in two sentences.
import * as l10n from '@vscode/l10n';
import type { WalkthroughStepId } from './webviewProtocol';

export interface StepText {
  readonly title: string;
  readonly text: string;
  /** What to click, in order. */
  readonly instructions: readonly string[];
  readonly link?: { readonly label: string; readonly href: string };
}

/** Pages of Meta that the walkthrough and the messages lead to. */
export const LINKS = {
  explorer: 'https://developers.facebook.com/tools/explorer/',
  apps: 'https://developers.facebook.com/apps/',
  facebook: 'https://www.facebook.com/',
  pages: 'https://www.facebook.com/pages/?category=your_pages',
} as const;

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
    instructions: [
      l10n.t('Open your Page and switch to its profile.'),
      l10n.t('Go to Settings & privacy > Settings > Linked Accounts.'),
      l10n.t('At Instagram, press Connect and log in to the Instagram account.'),
    ],
    link: { label: l10n.t('Open your Pages'), href: LINKS.pages },
  }),
  app: () => ({
    title: l10n.t('Create a Facebook app'),
    text: l10n.t(
      'Facebook hands out tokens to apps only, so you need one of your own; it stays private and in development mode. Its App ID and App Secret are asked for once and kept in VS Code’s secret storage.',
    ),
    instructions: [
      l10n.t('In My Apps press Create App, choose the type “None” or “Other”, and give it any name.'),
      l10n.t('Leave its permissions as they are.'),
      l10n.t('App settings > Basic shows the App ID, and the App Secret behind Show.'),
    ],
    link: { label: l10n.t('Open My Apps'), href: LINKS.apps },
  }),
  token: () => ({
    title: l10n.t('Generate a short-lived token'),
    text: l10n.t(
      'The Graph API Explorer gives you a token that lives one to two hours and carries the permissions that you tick. Signing in with Facebook in the browser, which the command offers first, saves you this step.',
    ),
    instructions: [
      l10n.t('At “Meta App” choose your app, at “User or Page” choose “User Token”.'),
      l10n.t('Add the permissions below; the field takes all of them at once.'),
      l10n.t('Press Generate Access Token, tick your Page and your Instagram account, and copy the token.'),
    ],
    link: { label: l10n.t('Open the Graph API Explorer'), href: LINKS.explorer },
  }),
  exchange: () => ({
    title: l10n.t('Exchange it for a long-lived token'),
    text: l10n.t(
      'The extension inspects your token, names missing permissions before anything else is done, and exchanges it for one that lives 60 days. Nothing has to be typed into a browser.',
    ),
    instructions: [],
  }),
  account: () => ({
    title: l10n.t('Ask whose token it is'),
    text: l10n.t(
      'Facebook answers with your name and your account ID. Your Pages are listed under that ID, so the next step needs it.',
    ),
    instructions: [],
  }),
  page: () => ({
    title: l10n.t('Choose the Page'),
    text: l10n.t(
      'You choose your Page from a list; if there is only one, it is taken without asking. The list brings the Page’s own token, which never expires.',
    ),
    instructions: [],
  }),
  flags: () => ({
    title: l10n.t('Choose your Agoras version'),
    text: l10n.t(
      'Agoras 1.x reads the --instagram-access-token and --instagram-object-id of its guide; Agoras 2.x and 3.x read the variables INSTAGRAM_OBJECT_ID, INSTAGRAM_CLIENT_ID, INSTAGRAM_CLIENT_SECRET and INSTAGRAM_REFRESH_TOKEN. For 1.x you also choose the object ID: take the Instagram account ID, because the publishing call refuses a Page ID.',
    ),
    instructions: [],
  }),
  verified: () => ({
    title: l10n.t('Prove that it works'),
    text: l10n.t(
      'What Agoras will do is done once, without posting: for 2.x and 3.x the refresh token is exchanged first. Facebook’s own debugger then says whose token it is and until when, and the publishing call is tried with it. Only what never expires there is called permanent.',
    ),
    instructions: [],
  }),
  written: () => ({
    title: l10n.t('Put the credentials where Agoras reads them'),
    text: l10n.t(
      'The values go into the .env of your workspace, and every other line of that file stays as it is. They can also stay in VS Code’s secret storage alone.',
    ),
    instructions: [],
  }),
};

export function stepText(step: WalkthroughStepId): StepText {
  return STEP_TEXTS[step]();
}
