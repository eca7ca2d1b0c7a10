// Every failure of the flow: what happened, why, and what to do next, with the button that does it.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import type { Check } from '../../credentials/checklist';
import type { FlowFailure } from '../../credentials/obtain';
import type { ErrorDetails } from '../../http/transportFailure';
import { describeAccess } from '../accessMessages';
import type { FailureMessage } from './failureMessage';
import { EMPTY_ANSWER } from '../../graph/graphFailures';
import { describeNetworkFailure, describePause, describeWait, quoteMeta, withQuote } from '../networkMessages';
import { describeSignIn } from '../signInMessages';

export function describeFailure(failure: FlowFailure): FailureMessage {
  const message = describeKind(failure);
  return 'details' in failure ? withQuote(message, ownWords(failure.details)) : message;
}

function describeKind(failure: FlowFailure): FailureMessage {
  switch (failure.kind) {
    case 'wrongAppSecret':
    case 'appCredentialsRefused':
      return {
        headline: l10n.t('Facebook refused the App Secret.'),
        reason: l10n.t(
          'It belongs to another app or to the Instagram or Threads side of this one, or it has been reset since it was copied.',
        ),
        nextStep: l10n.t('Copy it again from the App Dashboard: App settings > Basic > App secret > Show.'),
        action: 'enterAppSecret',
      };
    case 'unknownApp':
      return {
        headline: l10n.t('Facebook can’t find this App ID.'),
        reason: failure.isOtherPlatform
          ? l10n.t('It may be the ID of the Instagram or Threads app, or a space was copied with it.')
          : l10n.t('A digit may be missing, or the app has been deleted.'),
        nextStep: l10n.t('Copy the App ID again from the top of the App Dashboard.'),
        action: 'enterAppId',
      };
    case 'appBlocked':
      return {
        headline: l10n.t('Facebook has blocked this app.'),
        reason: l10n.t(
          '“API access blocked” is about the app or the account that created the token, not about a permission.',
        ),
        nextStep: l10n.t('The App Dashboard shows why, and what Facebook asks for.'),
        action: 'openAppDashboard',
      };
    case 'appCapabilityMissing':
      return {
        headline: l10n.t('This app isn’t allowed to make this call.'),
        reason: l10n.t('A product or capability is missing from its setup, or it is still awaiting review.'),
        nextStep: l10n.t('Check the app’s use cases in the App Dashboard.'),
        action: 'openAppDashboard',
        page: 'useCases',
      };
    case 'tokenExpired':
      return {
        headline: l10n.t('The token has expired.'),
        reason: l10n.t(
          'A token from the Graph API Explorer lasts one to two hours, and can’t be renewed once it has expired.',
        ),
        nextStep: generateAnother(),
        action: 'enterToken',
      };
    case 'tokenRevoked':
      return {
        headline: l10n.t('The token is no longer accepted.'),
        reason: l10n.t('It was revoked after it was created.'),
        nextStep: generateAnother(),
        action: 'enterToken',
      };
    case 'loggedOut':
      return {
        headline: l10n.t('The token expired when you logged out of Facebook.'),
        reason: l10n.t('A token from the Graph API Explorer lasts only as long as the login that created it.'),
        nextStep: generateAnother(),
        action: 'enterToken',
      };
    case 'tokenMalformed':
      return {
        headline: l10n.t('Facebook can’t read this token.'),
        reason: l10n.t('Part of it is missing or was changed while copying, or something else was copied.'),
        nextStep: l10n.t('Copy the whole token with the copy button of the Graph API Explorer and paste it again.'),
        action: 'enterToken',
      };
    case 'tokenInvalid':
    case 'tokenNotReceived':
      return {
        headline: l10n.t('Facebook doesn’t accept this token.'),
        reason: saidByMeta(failure.details, l10n.t('It isn’t valid, and Facebook doesn’t say why.')),
        nextStep: generateAnother(),
        action: 'enterToken',
      };
    case 'tokenOfOtherApp':
      return {
        headline: l10n.t('This token belongs to another app.'),
        reason: l10n.t('It was generated with a different app selected, not the one whose App ID you entered.'),
        nextStep: l10n.t('In the Graph API Explorer, choose your app under “Meta App”, then generate the token.'),
        action: 'enterToken',
      };
    case 'notAUserToken':
      return {
        headline: describeFoundToken(failure.found),
        reason: l10n.t('The permanent Page token can only be created from your own user token.'),
        nextStep: l10n.t(
          'In the Graph API Explorer, choose “Get User Access Token” under “User or Page”, then generate and copy the token.',
        ),
        action: 'enterToken',
      };
    case 'systemUserTokenNeeded':
      return {
        headline: l10n.t('This system user needs a new token.'),
        reason: l10n.t('Its token no longer works, or Facebook won’t extend it.'),
        nextStep: l10n.t(
          'In your business settings, under Users > System users, generate a token for the same app with the same permissions, and paste it.',
        ),
        action: 'enterToken',
        otherAction: 'signIn',
      };
    case 'userTokenMissing':
      return {
        headline: l10n.t('You need to sign in with Facebook for this.'),
        reason: l10n.t('Only the Page token was imported, and your user token is needed to continue.'),
        nextStep: l10n.t('Sign in once; the App ID and App Secret are already stored.'),
        action: 'signIn',
        otherAction: 'enterToken',
      };
    case 'passwordChanged':
      return {
        headline: l10n.t('A password change invalidated the token.'),
        reason: l10n.t('After a new password or a security reset, Facebook invalidates all earlier tokens.'),
        nextStep: generateAnother(),
        action: 'enterToken',
      };
    case 'appRemoved':
      return {
        headline: l10n.t('The app is no longer connected to your Facebook account.'),
        reason: l10n.t(
          'It was removed in your Facebook settings, under “Apps and websites” or “Business integrations”.',
        ),
        nextStep: l10n.t('Generate a token in the Graph API Explorer: that logs you in to the app again.'),
        action: 'enterToken',
      };
    case 'appUnseen':
      return {
        headline: l10n.t('The app’s access to your Facebook account has expired.'),
        reason: l10n.t('You haven’t used the app for 90 days.'),
        nextStep: l10n.t('Generate a token in the Graph API Explorer: that logs you in to the app again.'),
        action: 'enterToken',
      };
    case 'checkpoint':
      return {
        headline: l10n.t('Facebook wants to check your account first.'),
        reason: l10n.t('Until you confirm it’s you, none of your tokens work, not even a new one.'),
        nextStep: l10n.t('Log in on facebook.com, do what it asks, then generate a new token.'),
        action: 'openFacebook',
      };
    case 'proofRejected':
      return {
        headline: l10n.t('Facebook refused the proof made with the App Secret.'),
        reason: l10n.t('The token and the App Secret belong to different apps.'),
        nextStep: l10n.t('Generate the token with the app whose App ID and App Secret you entered.'),
        action: 'enterToken',
      };
    case 'wrongObject':
      return {
        headline: l10n.t('Facebook can’t find an object with this ID.'),
        reason: l10n.t('The ID doesn’t exist, or you don’t have access to it.'),
        nextStep: l10n.t('Choose the Page again, and check your role on it.'),
        action: 'choosePage',
      };
    case 'notAnInstagramAccount':
      return {
        headline: l10n.t('The object ID is that of a Page.'),
        reason: l10n.t('Facebook only publishes to Instagram with the ID of the Instagram account.'),
        nextStep: l10n.t('Choose the Page again, and the Instagram account as its object ID.'),
        action: 'choosePage',
      };
    case 'profileId':
      return {
        headline: l10n.t('This is a profile ID, not a Page ID.'),
        reason: l10n.t(
          'A Page with an address like profile.php?id=61… has a different ID, and the Graph API needs that one.',
        ),
        nextStep: l10n.t('Choose the Page from the list, or copy the Page ID from its About > Page transparency.'),
        action: 'choosePage',
        otherAction: 'typePageId',
      };
    case 'instagramLoginToken':
      return {
        headline: l10n.t('This token comes from Instagram login.'),
        reason: l10n.t('Agoras publishes with Facebook Login, which doesn’t accept it.'),
        nextStep: l10n.t('Sign in with Facebook, or generate a user token in the Graph API Explorer.'),
        action: 'signIn',
        otherAction: 'enterToken',
      };
    case 'rateLimited':
      return {
        headline: l10n.t('Facebook’s rate limit was reached.'),
        reason: l10n.t(
          'Too many calls were made for this app, account or Page; each further call makes the wait longer.',
        ),
        nextStep: describeWait(failure.waitSeconds),
        action: 'tryAgain',
      };
    case 'temporarilyBlocked':
      return {
        headline: l10n.t('Facebook has blocked this action for a while.'),
        reason: l10n.t('It looked unusual to Facebook.'),
        nextStep: l10n.t('Wait a few hours before you try again.'),
        action: 'openFacebook',
      };
    case 'serviceTrouble':
      if (failure.details.isTransient === false) {
        return {
          headline: l10n.t('Facebook couldn’t carry out the request.'),
          reason: l10n.t('It says that trying again won’t help.'),
          nextStep: l10n.t('Look for a warning about your app in the App Dashboard; the log has the details.'),
          action: 'openAppDashboard',
        };
      }
      return {
        headline: l10n.t('Facebook is having trouble responding.'),
        reason: l10n.t('The problem is on Facebook’s side and is usually temporary.'),
        nextStep: describePause(failure.waitSeconds),
        action: 'tryAgain',
      };
    case 'otherError':
      return {
        headline: l10n.t('Facebook refused the request.'),
        reason: saidByMeta(
          failure.details,
          failure.details.message === '' ? l10n.t('It gives no reason.') : quoteMeta(failure.details.message),
        ),
        nextStep: l10n.t('Try again; the log has the details.'),
        action: 'tryAgain',
      };
    case 'unexpectedAnswer':
      if (failure.what === EMPTY_ANSWER) {
        return {
          headline: l10n.t('Facebook sent an empty response.'),
          reason: l10n.t('Repeating the request didn’t help.'),
          nextStep: describePause(undefined),
          action: 'tryAgain',
        };
      }
      return {
        headline: l10n.t('Facebook’s response couldn’t be understood.'),
        reason: l10n.t(
          'Something in between, such as a proxy or a login page, may have responded instead ({0}).',
          failure.what,
        ),
        nextStep: l10n.t('Check the network and the setting agoras.graphApi.baseUrl, then try again.'),
        action: 'tryAgain',
      };
    case 'network':
      return describeNetworkFailure(failure);
    case 'roleLost':
    case 'roleOrTwoFactor':
    case 'twoFactorRequired':
    case 'publishingAuthorizationRequired':
    case 'pageDropped':
    case 'appRoleMissing':
    case 'permissionMissing':
    case 'permissionHeld':
    case 'permissionsMissing':
    case 'pageWithoutToken':
    case 'noInstagram':
    case 'noPages':
      return describeAccess(failure);
    case 'signInDeclined':
    case 'signInRefused':
    case 'signInMismatch':
    case 'signInOver':
    case 'signInTimedOut':
    case 'signInNoPort':
    case 'signInCodeRefused':
    case 'redirectRefused':
      return describeSignIn(failure);
    case 'notProven':
      return describeFailedProof(failure.checks);
    default:
      return assertNever(failure);
  }
}

/** Meta has more token types than these two, and may add others. */
function describeFoundToken(found: string): string {
  switch (found) {
    case 'APP':
      return l10n.t('This is an app token.');
    case 'PAGE':
      return l10n.t('This is a Page token.');
    default:
      return l10n.t('This isn’t a user token: Facebook calls it {0}.', sanitizeLabel(found));
  }
}

function generateAnother(): string {
  return l10n.t('Generate a new token in the Graph API Explorer and paste it.');
}

/** Meta's own text for the person, if we know nothing more specific. */
function saidByMeta(details: ErrorDetails, otherwise: string): string {
  const said = ownWords(details);
  return said === '' ? otherwise : quoteMeta(said);
}

/** Meta's own text for the person; empty if there is none. */
function ownWords({ userTitle = '', userMessage = '' }: ErrorDetails): string {
  return [userTitle, userMessage].filter((text) => text !== '').join(': ');
}

/** The first check that failed is the one to fix. */
function describeFailedProof(checks: readonly Check[]): FailureMessage {
  const failed = checks.find(({ state }) => state === 'failed');
  if (failed?.kind === 'tokenValid' && failed.failure !== undefined) return describeFailure(failed.failure);
  if ((failed?.kind === 'exchange' || failed?.kind === 'facebookPage') && failed.failure !== undefined) {
    return describeFailure(failed.failure);
  }
  if (failed?.kind === 'userToken') return describeFailure({ kind: 'userTokenMissing' });
  if (failed?.kind === 'facebookPage') return describeUnlistedForFacebook();
  if (failed?.kind === 'publishing' && failed.evidence.kind === 'refused') {
    return describeFailure(failed.evidence.failure);
  }
  if (failed?.kind === 'permission') {
    return describeFailure({
      kind: 'permissionsMissing',
      forPublishing: [failed.permission],
      declined: [],
    });
  }
  return {
    headline: l10n.t('The Page token didn’t pass the check.'),
    reason: describeCheckFailure(failed),
    nextStep: l10n.t('Generate a new token in the Graph API Explorer and start again with it.'),
    action: 'enterToken',
  };
}

/** Agoras takes the Page from the person's list, which omits Pages of business portfolios. */
function describeUnlistedForFacebook(): FailureMessage {
  return {
    headline: l10n.t('Agoras wouldn’t find this Page when posting on Facebook.'),
    reason: l10n.t(
      'It only looks at your first 25 Pages, and this one isn’t among them: others come first, it belongs to a business portfolio, or your role doesn’t allow posting.',
    ),
    nextStep: l10n.t(
      'Sign in again and tick only this Page, with the permission business_management if a portfolio owns it; or remove Facebook from agoras.networks.',
    ),
    action: 'enterToken',
  };
}

function describeCheckFailure(check: Check | undefined): string {
  switch (check?.kind) {
    case 'typePage':
      return l10n.t('Facebook says this isn’t a token of this Page.');
    case 'neverExpires':
      return l10n.t('Facebook says it will expire, so it will stop working eventually.');
    case 'dataAccess':
      return l10n.t('The app’s access to your data has expired: log in to the app again.');
    case 'agorasLogin':
      return l10n.t('The installed Agoras couldn’t log in.');
    case 'tokenValid':
    case 'userToken':
    case 'exchange':
    case 'renewBy':
    case 'permission':
    case 'publishing':
    case 'facebookPage':
    case undefined:
      return l10n.t('Facebook didn’t confirm it.');
    default:
      return assertNever(check);
  }
}
