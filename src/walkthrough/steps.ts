// What the walkthrough explains: the guide's steps, each with what and why in two sentences.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../outcome';
import { ALL_PERMISSIONS } from '../graph/permissions';
import type { WalkthroughStepId } from './protocol';

export interface StepWords {
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

export function stepWords(step: WalkthroughStepId): StepWords {
  switch (step) {
    case 'link':
      return {
        title: l10n.t('Connect the Facebook Page with the Instagram account'),
        text: l10n.t(
          'Agoras publishes to an Instagram professional account through the Facebook Page that it is connected with. Without that connection Facebook refuses every post.',
        ),
        instructions: [
          l10n.t('Open your Page and switch to its profile.'),
          l10n.t('Settings & privacy > Settings > Linked Accounts > Instagram > Connect.'),
        ],
        link: { label: l10n.t('Open your Pages'), href: LINKS.pages },
      };
    case 'app':
      return {
        title: l10n.t('Create a Facebook app'),
        text: l10n.t(
          'Facebook hands out tokens to apps only, so you need one of your own; it stays private and in development mode. Its App ID and App Secret are asked for once and kept in VS Code’s secret storage.',
        ),
        instructions: [
          l10n.t('My Apps > Create App > type “None” or “Other”, and any name. Permissions stay as they are.'),
          l10n.t('App settings > Basic shows the App ID, and the App Secret behind “Show”.'),
        ],
        link: { label: l10n.t('Open My Apps'), href: LINKS.apps },
      };
    case 'token':
      return {
        title: l10n.t('Generate a short-lived token'),
        text: l10n.t(
          'The Graph API Explorer gives you a token that lives one to two hours and carries the permissions that you tick. It is the only thing that has to be fetched by hand.',
        ),
        instructions: [
          l10n.t('Under “Meta App” choose your app, under “User or Page” choose “User Token”.'),
          l10n.t('Add the permissions {0}.', ALL_PERMISSIONS.join(', ')),
          l10n.t('Generate Access Token, tick your Page and your Instagram account, and copy the token.'),
        ],
        link: { label: l10n.t('Open the Graph API Explorer'), href: LINKS.explorer },
      };
    case 'exchange':
      return {
        title: l10n.t('Exchange it for a long-lived token'),
        text: l10n.t(
          'The extension inspects the token, names missing permissions, and exchanges it for one that lives 60 days. Nothing has to be typed into a browser.',
        ),
        instructions: [],
      };
    case 'page':
      return {
        title: l10n.t('Choose the Page'),
        text: l10n.t(
          'The long-lived token yields a Page token that never expires. The extension proves it with Facebook’s own debugger and tries the publishing call, without posting anything.',
        ),
        instructions: [],
      };
    case 'flags':
      return {
        title: l10n.t('Write the credentials where Agoras reads them'),
        text: l10n.t(
          'The token and the object ID go into the .env of your workspace, and every other line of that file stays as it is. They can also stay in VS Code’s secret storage alone.',
        ),
        instructions: [],
      };
    default:
      return assertNever(step);
  }
}
