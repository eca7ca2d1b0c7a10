// Errors on Facebook's own pages, and Facebook's answers to Agoras when it publishes, with cause and cure. The Graph
// API's answers to this extension are in flowFailures.ts. Sources: Meta, "Business login for Instagram", "Facebook
// Login for Business", "App Modes", "Error Codes" of the Instagram Platform; the rest as people have reported it.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import type { MetaPage } from '../graph/dashboard';
import { permissionsFor } from '../graph/permissions';
import type { Action } from './failures/failureMessage';

/** Where it appears: in the login dialog, the Graph API Explorer, the App Dashboard, or when Agoras publishes. */
export type SymptomPlace = 'dialog' | 'explorer' | 'dashboard' | 'publishing';

export interface FacebookSymptom {
  readonly id: string;
  readonly where: SymptomPlace;
  /** Facebook's text, in VS Code's language if it is known, or a description of what is visible. */
  readonly title: string;
  /** Phrases that Facebook uses, in any language, for searching. */
  readonly words: readonly string[];
  /** `error_code`, or `code/subcode` of the Graph API. */
  readonly codes: readonly string[];
  readonly cause: string;
  readonly cure: string;
  /** The page on which the cure is carried out (`metaLink`). */
  readonly opens: MetaPage;
  /** The button for the cure, if it does something other than opening that page. */
  readonly action?: Action;
}

/** The answer of a failed sign-in. */
export interface DialogAnswer {
  readonly code?: string | undefined;
  readonly text?: string | undefined;
}

/** Codes with many meanings: the text next to them says more. */
const BROAD_CODES = new Set(['100', '200']);

/** The symptom that a failed answer belongs to: by its code, otherwise by its text. */
export function findSymptom({ code = '', text = '' }: DialogAnswer): FacebookSymptom | undefined {
  const symptoms = facebookSymptoms();
  const byCode = symptoms.find(({ codes }) => codes.includes(code));
  const said = simplified(text);
  const byWords = symptoms.find(({ words }) => words.some((phrase) => said.includes(simplified(phrase))));
  return BROAD_CODES.has(code) ? (byWords ?? byCode) : (byCode ?? byWords);
}

/** Facebook uses both kinds of apostrophes. */
function simplified(text: string): string {
  return text.toLowerCase().replaceAll('’', "'").replaceAll(/\s+/g, ' ');
}

export function describePlace(where: SymptomPlace): string {
  switch (where) {
    case 'dialog':
      return l10n.t('In the login dialog');
    case 'explorer':
      return l10n.t('In the Graph API Explorer');
    case 'dashboard':
      return l10n.t('In the App Dashboard');
    case 'publishing':
      return l10n.t('When Agoras publishes');
    default:
      return assertNever(where);
  }
}

/** All symptoms, in the order in which people meet them. */
export function facebookSymptoms(): readonly FacebookSymptom[] {
  return [
    ...at('dialog', dialogSymptoms()),
    ...at('explorer', explorerSymptoms()),
    ...at('dashboard', dashboardSymptoms()),
    ...at('publishing', publishingSymptoms()),
  ];
}

type Unplaced = Omit<FacebookSymptom, 'where'>;

function at(where: SymptomPlace, symptoms: readonly Unplaced[]): FacebookSymptom[] {
  return symptoms.map((symptom) => ({ where, ...symptom }));
}

function dialogSymptoms(): readonly Unplaced[] {
  return [
    {
      id: 'invalidScopes',
      title: l10n.t('Invalid Scopes, or “This content isn’t available right now”'),
      words: ['Invalid Scopes', 'Invalid Scope', "This content isn't available right now"],
      codes: ['100'],
      cause: l10n.t('The app lacks a permission that the sign-in asks for.'),
      cure: l10n.t(
        'Under Use cases > Customize > Permissions and features, add {0}. If it still fails, use a login configuration (agoras.signIn.configurationId).',
        permissionsFor('publishing').join(', '),
      ),
      opens: 'useCases',
    },
    {
      id: 'urlBlocked',
      title: l10n.t('URL Blocked'),
      words: ['URL Blocked', 'URL bloqueada', 'redirect URI is not whitelisted', 'redirect URI is not white-listed'],
      codes: ['1349168'],
      cause: l10n.t('The app’s list doesn’t contain the exact address that the sign-in returns to.'),
      cure: l10n.t(
        'Add it under Facebook Login for Business > Settings > Valid OAuth Redirect URIs. If it is there, use a login configuration (agoras.signIn.configurationId).',
      ),
      opens: 'loginSettings',
    },
    {
      id: 'domainNotIncluded',
      title: l10n.t('Can’t Load URL'),
      words: ["Can't Load URL", "domain of this URL isn't included", 'El dominio de esta URL no está incluido'],
      codes: ['1349048'],
      cause: l10n.t('The domain of the return address isn’t among the domains of the app.'),
      cure: l10n.t('Add it under App settings > Basic > App domains, save, and sign in again.'),
      opens: 'basicSettings',
    },
    {
      id: 'featureUnavailable',
      title: l10n.t('Feature Unavailable'),
      words: ['Feature Unavailable', 'Función no disponible', 'Facebook Login is currently unavailable for this app'],
      codes: ['1349220', '1349186'],
      cause: l10n.t(
        'Your account has no role on the app, a permission is missing, or a published app lacks advanced access to public_profile.',
      ),
      cure: l10n.t(
        'Check App roles > Roles, then Use cases > Customize. If you have just changed something there, wait a few minutes and sign in again.',
      ),
      opens: 'roles',
    },
    {
      id: 'appNotAvailable',
      title: l10n.t('It looks like this app isn’t available'),
      words: [
        "It looks like this app isn't available",
        'at least one supported permission',
        'Parece que esta app no está disponible',
      ],
      codes: [],
      cause: l10n.t('The sign-in asked for no permission that Facebook Login for Business accepts.'),
      cure: l10n.t(
        'Under Facebook Login for Business > Configurations, create one with a user access token, and enter its ID in agoras.signIn.configurationId.',
      ),
      opens: 'loginConfigurations',
    },
    {
      id: 'appNotActive',
      title: l10n.t('App not active'),
      words: ['App not active', 'La app no está activa', 'This app is not currently accessible'],
      codes: [],
      cause: l10n.t('The app is turned off, or your account has no role on it.'),
      cure: l10n.t(
        'Add this Facebook account under App roles > Roles and accept the invitation. If it already has a role, the dashboard shows why the app is off.',
      ),
      opens: 'roles',
    },
    {
      id: 'appNotSetUp',
      title: l10n.t('App Not Setup'),
      words: ['App Not Setup', 'App Not Set Up', 'This app is still in development mode'],
      codes: ['1349126'],
      cause: l10n.t('The app is in development, and your account has no role on it.'),
      cure: l10n.t(
        'Add this Facebook account under App roles > Roles, accept the invitation, and sign in again. If you use several accounts, check which one is logged in.',
      ),
      opens: 'roles',
    },
    {
      id: 'invalidAppId',
      title: l10n.t('Invalid App ID'),
      words: ['Invalid App ID', 'PLATFORM__INVALID_APP_ID', 'Error validating application', 'Invalid platform app'],
      codes: [],
      cause: l10n.t('It may be the ID of the Instagram or Threads app, or a space was copied with it.'),
      cure: l10n.t('Copy the App ID under App settings > Basic, and enter it again.'),
      opens: 'basicSettings',
      action: 'enterAppId',
    },
    {
      id: 'somethingWentWrong',
      title: l10n.t('Sorry, something went wrong'),
      words: ['Sorry, something went wrong'],
      codes: [],
      cause: l10n.t('The login configuration belongs to another app, or isn’t for a user access token.'),
      cure: l10n.t(
        'Check the ID in agoras.signIn.configurationId against Facebook Login for Business > Configurations, or empty the setting.',
      ),
      opens: 'loginConfigurations',
      action: 'openSettings',
    },
    {
      id: 'canceled',
      title: l10n.t('Permissions error'),
      words: ['Permissions error', 'user_denied', 'access_denied'],
      codes: ['200', 'access_denied', 'user_denied'],
      cause: l10n.t(
        'The dialog was canceled. Facebook Login for Business also reports this for some apps in development, whatever you choose.',
      ),
      cure: l10n.t('Sign in again and press Continue. If the error comes back, publish the app in the dashboard.'),
      opens: 'overview',
      action: 'signIn',
    },
    {
      id: 'blankPage',
      title: l10n.t('A blank page at …/dialog/oauth/business/cancel/'),
      words: ['/dialog/oauth/business/cancel'],
      codes: [],
      cause: l10n.t('“Continue” reused what you allowed before, or the button was off-screen.'),
      cure: l10n.t('Sign in again and choose “Edit settings”. If you see no button, zoom out to 75 %.'),
      opens: 'businessIntegrations',
      action: 'signIn',
    },
    {
      id: 'previouslyLinked',
      title: l10n.t('You’ve previously linked…'),
      words: ["You've previously linked", 'You previously linked'],
      codes: [],
      cause: l10n.t('Facebook remembers the Pages that you gave this app access to last time.'),
      cure: l10n.t(
        'Choose “Edit settings” and tick every Page and Instagram account that you publish to. “Continue” alone changes nothing.',
      ),
      opens: 'businessIntegrations',
      action: 'signIn',
    },
  ];
}

function explorerSymptoms(): readonly Unplaced[] {
  return [
    {
      id: 'permissionNotListed',
      title: l10n.t('A permission isn’t in the list'),
      words: [],
      codes: [],
      cause: l10n.t('The app doesn’t have that permission yet.'),
      cure: l10n.t('Add it under Use cases > Customize > Permissions and features, then reload the Explorer.'),
      opens: 'useCases',
    },
    {
      id: 'generateGrayedOut',
      title: l10n.t('“Generate Access Token” is grayed out'),
      words: [],
      codes: [],
      cause: l10n.t('No permission has been added.'),
      cure: l10n.t('Choose your app under “Meta App”, then add a permission.'),
      opens: 'explorer',
    },
  ];
}

function dashboardSymptoms(): readonly Unplaced[] {
  return [
    {
      id: 'insufficientRole',
      title: l10n.t('Insufficient Developer Role'),
      words: ['Insufficient Developer Role'],
      codes: [],
      cause: l10n.t('The use case is set up for Instagram login, which requires testers.'),
      cure: l10n.t('Under Use cases > Customize, switch to “API setup with Facebook login”.'),
      opens: 'instagramUseCase',
    },
    {
      id: 'techProvider',
      title: l10n.t('Tech Provider, App Review, or business verification'),
      words: ['Tech Provider', 'App Review'],
      codes: [],
      cause: l10n.t('They are for apps that publish on behalf of other people.'),
      cure: l10n.t('Skip them: for your own Pages and accounts, a role on the app is enough.'),
      opens: 'roles',
    },
    {
      id: 'businessToPublish',
      title: l10n.t('Publishing the app needs a verified business'),
      words: ['verified business'],
      codes: [],
      cause: l10n.t('Meta only requires this of some apps.'),
      cure: l10n.t(
        'Leave the app in development: you can sign in and publish that way. If nobody else can see your posts, connect a verified business portfolio and publish the app.',
      ),
      opens: 'overview',
    },
  ];
}

function publishingSymptoms(): readonly Unplaced[] {
  return [
    {
      id: 'noInstagramAccount',
      title: l10n.t('A Page shows no Instagram account'),
      words: ['instagram_business_account'],
      codes: [],
      cause: l10n.t(
        'The account isn’t professional, isn’t connected with this Page, wasn’t ticked, or your role comes from a business portfolio.',
      ),
      cure: l10n.t(
        'Make it a professional account and connect it in the settings of the Page; if it is connected, choose “Review connection”. For a portfolio, sign in with the permission ads_read.',
      ),
      opens: 'linkedInstagram',
    },
    {
      id: 'mediaNotReachable',
      title: l10n.t('The image or video can’t be fetched'),
      words: [],
      codes: ['9004/2207052'],
      cause: l10n.t('Instagram fetches the file itself, and its address isn’t public.'),
      cure: l10n.t('Use an https address that opens in a private window, without a login or a preview page.'),
      opens: 'instagram',
    },
    {
      id: 'mediaNotReady',
      title: l10n.t('The media isn’t ready for publishing'),
      words: [],
      codes: ['9007/2207027'],
      cause: l10n.t('Instagram is still processing the image or video.'),
      cure: l10n.t('Wait a few minutes and publish again.'),
      opens: 'instagram',
    },
    {
      id: 'mediaNotFound',
      title: l10n.t('The prepared post can’t be found'),
      words: [],
      codes: ['24/2207006'],
      cause: l10n.t('The token or one of its permissions has changed since the post was prepared.'),
      cure: l10n.t('Check the access token, then publish again.'),
      opens: 'overview',
    },
    {
      id: 'mediaNotCreated',
      title: l10n.t('The post couldn’t be prepared'),
      words: [],
      codes: ['24/2207008'],
      cause: l10n.t('Instagram can’t find it at the moment, or it has expired.'),
      cure: l10n.t('Publish again in two minutes.'),
      opens: 'instagram',
    },
    {
      id: 'mediaFormat',
      title: l10n.t('The file is too large or in the wrong format'),
      words: [],
      codes: ['36000/2207004', '36001/2207005', '352/2207026'],
      cause: l10n.t('Instagram accepts images up to 8 MB, and videos as MOV or MP4.'),
      cure: l10n.t('Save the image as a JPEG under 8 MB, or the video as MP4, and publish again.'),
      opens: 'instagram',
    },
    {
      id: 'mediaShape',
      title: l10n.t('The aspect ratio or the caption isn’t accepted'),
      words: [],
      codes: ['36003/2207009', '36004/2207010'],
      cause: l10n.t('Images must be between 4:5 and 1.91:1, and captions can have up to 2,200 characters.'),
      cure: l10n.t('Crop the image, or shorten the text, and publish again.'),
      opens: 'instagram',
    },
    {
      id: 'accountLimited',
      title: l10n.t('The account can’t publish for now'),
      words: [],
      codes: ['9/2207042', '4/2207051', '25/2207050'],
      cause: l10n.t('The daily limit is reached, Instagram considers the posts spam, or the account is restricted.'),
      cure: l10n.t('Open Instagram and do what it asks. The daily limit resets 24 hours after the first post.'),
      opens: 'instagram',
    },
    {
      id: 'pageWantsProof',
      title: l10n.t('Two-factor authentication or Page Publishing Authorization'),
      words: ['Page Publishing Authorization', 'two-factor', 'two factor'],
      codes: [],
      cause: l10n.t('The Page requires it of everyone who publishes there.'),
      cure: l10n.t('Turn on two-factor authentication on facebook.com, and complete what the Page asks you for.'),
      opens: 'facebook',
    },
    {
      id: 'seenByRolesOnly',
      title: l10n.t('Nobody else sees the post'),
      words: [],
      codes: [],
      cause: l10n.t('Posts from an app in development are only shown to people who have a role on the app.'),
      cure: l10n.t('Publish the app in the dashboard; for your own Pages it needs no review.'),
      opens: 'overview',
    },
    {
      id: 'videoNotPublished',
      title: l10n.t('A video on a Page stays “not_started”'),
      words: ['publishing_phase', 'not_started'],
      codes: [],
      cause: l10n.t('The app is in development.'),
      cure: l10n.t('Publish the app in the dashboard; for your own Pages it needs no review.'),
      opens: 'overview',
    },
  ];
}
