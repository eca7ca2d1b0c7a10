// The steps to get an app and a token on Meta's pages, click by click, with the current labels of these pages. Sources:
// Meta, "Create an app", "Instagram use case", "Facebook Login for Business"; the rest as people have reported it.
import * as l10n from '@vscode/l10n';
import type { MetaPage } from '../graph/dashboard';
import { APP_CASES, type AppCase, type ClickId } from './webviewProtocol';

/** A list of clicks. The step about the app has one for each case. */
export type RoadId = 'link' | AppCase | 'explorer';

export interface Click {
  readonly text: string;
  /** The page to do it on. */
  readonly opens?: { readonly page: MetaPage; readonly label: string };
}

/** A case in words that the person recognizes, and what they should know before they start. */
export interface AppCaseText {
  readonly label: string;
  readonly notes: readonly string[];
}

const ROADS: Readonly<Record<RoadId, readonly ClickId[]>> = {
  link: ['switchToPage', 'linkedAccounts', 'connectInstagram'],
  useCases: [
    'createApp',
    'nameApp',
    'chooseUseCase',
    'noPortfolio',
    'goToDashboard',
    'customize',
    'facebookLogin',
    'addPermissions',
    'addPagePermission',
    'appId',
    'appSecret',
  ],
  other: [
    'createApp',
    'nameApp',
    'chooseOther',
    'chooseBusiness',
    'finishApp',
    'addInstagram',
    'addLogin',
    'appId',
    'appSecret',
  ],
  ownUseCases: [
    'openApp',
    'addUseCase',
    'customize',
    'facebookLogin',
    'addPermissions',
    'addPagePermission',
    'appId',
    'appSecret',
  ],
  ownProducts: ['openApp', 'addInstagram', 'addLogin', 'appId', 'appSecret'],
  explorer: ['chooseApp', 'chooseUserToken', 'pastePermissions', 'generate', 'tickPage', 'copyToken'],
};

/** The clicks of a road, in order. Posts on the Page need a permission from another use case. */
export function clicksOf(road: RoadId, postsOnFacebook: boolean): readonly ClickId[] {
  return ROADS[road].filter((click) => postsOnFacebook || click !== 'addPagePermission');
}

export function appCases(): readonly (AppCaseText & { readonly id: AppCase })[] {
  return APP_CASES.map((id) => ({ id, ...APP_CASE_TEXTS[id]() }));
}

const APP_CASE_TEXTS: Readonly<Record<AppCase, () => AppCaseText>> = {
  useCases: () => ({
    label: l10n.t('I have no app yet'),
    notes: [registration()],
  }),
  other: () => ({
    label: l10n.t('I have no app yet, and the list of use cases ends with “Other”'),
    notes: [
      registration(),
      l10n.t('This way is shorter, but Meta is removing it. If you don’t see “Other”, choose “I have no app yet”.'),
    ],
  }),
  ownUseCases: () => ({
    label: l10n.t('I have an app, and its menu on the left shows “Use cases”'),
    notes: [ownRole()],
  }),
  ownProducts: () => ({
    label: l10n.t('I have an app, and its menu on the left shows “Products”'),
    notes: [
      ownRole(),
      l10n.t('If the app type is “Business”, it is ready for these steps.'),
      l10n.t(
        'If the app type is “None”, it works too. Ignore the banner for Facebook Login for Business: it turns the app into a Business app, and you can only undo that for 30 days.',
      ),
      l10n.t(
        'If the app type is “Consumer”, the app can’t issue tokens for Pages, and the type can’t be changed. Choose “I have no app yet”.',
      ),
    ],
  }),
};

function registration(): string {
  return l10n.t(
    'Use your personal profile: a Page only sees “Get Started”. The first time, Meta registers you as a developer and requires two-factor authentication.',
  );
}

function ownRole(): string {
  return l10n.t('Your Facebook account needs a role on the app: App roles > Roles.');
}

export function clickText(click: ClickId, postsOnFacebook: boolean): Click {
  return click === 'chooseUseCase' && postsOnFacebook ? chooseBothUseCases() : CLICK_TEXTS[click]();
}

function chooseBothUseCases(): Click {
  return {
    text: l10n.t(
      'Under Content management choose “Manage messaging & content on Instagram” and “Manage everything on your Page”, and press Next.',
    ),
  };
}

const CLICK_TEXTS: Readonly<Record<ClickId, () => Click>> = {
  switchToPage: () => ({
    text: l10n.t('Open your Page and switch to its profile.'),
    opens: { page: 'pages', label: l10n.t('Open your Pages') },
  }),
  linkedAccounts: () => ({
    text: l10n.t('Go to Settings & privacy > Settings > Linked accounts.'),
    opens: { page: 'linkedInstagram', label: l10n.t('Open Linked accounts') },
  }),
  connectInstagram: () => ({
    text: l10n.t('Next to Instagram, press Connect and log in to the Instagram account.'),
  }),
  createApp: () => ({
    text: l10n.t('In My Apps, press Create App.'),
    opens: { page: 'createApp', label: l10n.t('Open Create App') },
  }),
  nameApp: () => ({ text: l10n.t('Give the app any name, check your e-mail address, and press Next.') }),
  chooseUseCase: () => ({
    text: l10n.t('Under Content management choose “Manage messaging & content on Instagram”, and press Next.'),
  }),
  noPortfolio: () => ({
    text: l10n.t('Choose “I don’t want to connect a business portfolio yet.” and press Next.'),
  }),
  goToDashboard: () => ({ text: l10n.t('Go through Requirements and Overview, then press Go to dashboard.') }),
  chooseOther: () => ({ text: l10n.t('At the bottom of the use cases, choose “Other” and press Next.') }),
  chooseBusiness: () => ({ text: l10n.t('Choose the app type “Business” and press Next.') }),
  finishApp: () => ({ text: l10n.t('Leave the business portfolio empty, and press Create App.') }),
  openApp: () => ({
    text: l10n.t('In My Apps, open your app.'),
    opens: { page: 'overview', label: l10n.t('Open the app') },
  }),
  addUseCase: () => ({
    text: l10n.t(
      'Open Use cases. If “Manage messaging & content on Instagram” is missing, press Add use cases and add it.',
    ),
    opens: { page: 'useCases', label: l10n.t('Open Use cases') },
  }),
  customize: () => ({
    text: l10n.t('In Use cases, press Customize next to the one for Instagram.'),
    opens: { page: 'instagramUseCase', label: l10n.t('Open Customize') },
  }),
  facebookLogin: () => ({
    text: l10n.t('It opens with the Instagram login: switch to the API setup with Facebook login.'),
  }),
  addPermissions: () => ({
    text: l10n.t('In Permissions and features, press Add next to each of these until it says “Ready for testing”:'),
  }),
  addPagePermission: () => ({
    text: l10n.t('Under “Manage everything on your Page”, press Customize, then Add next to pages_manage_posts.'),
    opens: { page: 'pagesUseCase', label: l10n.t('Open the use case for Pages') },
  }),
  addInstagram: () => ({
    text: l10n.t('If Instagram isn’t listed under Products, press Add product and set it up.'),
    opens: { page: 'overview', label: l10n.t('Open the dashboard') },
  }),
  addLogin: () => ({
    text: l10n.t('Do the same for Facebook Login; in a Business app it is called Facebook Login for Business.'),
  }),
  appId: () => ({
    text: l10n.t('In App settings > Basic, copy the App ID.'),
    opens: { page: 'basicSettings', label: l10n.t('Open App settings > Basic') },
  }),
  appSecret: () => ({
    text: l10n.t('Next to “App secret”, press Show, enter your Facebook password, and copy the secret.'),
  }),
  chooseApp: () => ({
    text: l10n.t('Under “Meta App”, choose your app.'),
    opens: { page: 'explorer', label: l10n.t('Open the Graph API Explorer') },
  }),
  chooseUserToken: () => ({ text: l10n.t('Under “User or Page”, choose “Get User Access Token”.') }),
  pastePermissions: () => ({ text: l10n.t('Paste the permissions above; the field takes all of them at once.') }),
  generate: () => ({ text: l10n.t('Press Generate Access Token.') }),
  tickPage: () => ({
    text: l10n.t(
      'Tick your Page and your Instagram account. If Facebook doesn’t show them, press Edit settings, not Continue.',
    ),
  }),
  copyToken: () => ({ text: l10n.t('Copy the token, and paste it when Get Instagram Credentials… asks for it.') }),
};
