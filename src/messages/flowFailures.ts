// Every failure of the flow: what happened, why, and what to do next, with the button that does it.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import { sanitizeLabel } from '../base/sanitize';
import type { Check } from '../credentials/checklist';
import type { FlowFailure } from '../credentials/obtain';
import type { MissingPage, MissingPageCause } from '../credentials/unlistedPages';
import type { MissingPermissions } from '../graph/inspection';
import type { ErrorDetails } from '../http/transportFailure';
import type { FailureMessage } from './failureMessage';
import { describeNetworkFailure, describePause, describeWait, quoteMeta } from './networkMessages';
import { describeSignIn } from './signInMessages';

export function describeFailure(failure: FlowFailure): FailureMessage {
  switch (failure.kind) {
    case 'wrongAppSecret':
    case 'appCredentialsRefused':
      return {
        headline: l10n.t('Facebook refused the App Secret.'),
        reason: l10n.t('It does not belong to this App ID, or it has been reset since it was copied.'),
        nextStep: l10n.t('Copy it again from the App Dashboard: App settings > Basic > App secret > Show.'),
        action: 'enterAppSecret',
      };
    case 'unknownApp':
      return {
        headline: l10n.t('Facebook knows no app with this App ID.'),
        reason: l10n.t('A digit may be missing, or the app has been deleted.'),
        nextStep: l10n.t('Copy the App ID again from the top of the App Dashboard.'),
        action: 'enterAppId',
      };
    case 'appBlocked':
      return {
        headline: l10n.t('Facebook has blocked this app.'),
        reason: l10n.t('“API access blocked” concerns the app or your account, not a permission.'),
        nextStep: l10n.t('The App Dashboard says why and what Facebook asks for.'),
        action: 'openAppDashboard',
      };
    case 'appCapabilityMissing':
      return {
        headline: l10n.t('This app may not make this call.'),
        reason: l10n.t('A product or a capability is missing in its set-up, or it still awaits review.'),
        nextStep: l10n.t('Check the app’s use cases in the App Dashboard.'),
        action: 'openAppDashboard',
      };
    case 'tokenExpired':
      return {
        headline: l10n.t('The token has expired.'),
        reason: l10n.t(
          'A token from the Graph API Explorer lives one to two hours, and an expired one cannot be renewed.',
        ),
        nextStep: generateAnother(),
        action: 'enterToken',
      };
    case 'tokenRevoked':
      return {
        headline: l10n.t('The token is no longer accepted.'),
        reason: l10n.t('It was revoked after it was made.'),
        nextStep: generateAnother(),
        action: 'enterToken',
      };
    case 'loggedOut':
      return {
        headline: l10n.t('The token ended when you logged out of Facebook.'),
        reason: l10n.t('A token from the Graph API Explorer lasts no longer than the login that made it.'),
        nextStep: generateAnother(),
        action: 'enterToken',
      };
    case 'tokenMalformed':
      return {
        headline: l10n.t('Facebook cannot read this token.'),
        reason: l10n.t('A part of it is missing or was changed in copying, or something else was copied.'),
        nextStep: l10n.t('Copy the whole token with the copy button of the Graph API Explorer and paste it again.'),
        action: 'enterToken',
      };
    case 'tokenInvalid':
    case 'tokenNotReceived':
      return {
        headline: l10n.t('Facebook does not accept this token.'),
        reason: saidByMeta(failure.details, l10n.t('It is not valid, and Facebook gives no further reason.')),
        nextStep: generateAnother(),
        action: 'enterToken',
      };
    case 'tokenOfOtherApp':
      return {
        headline: l10n.t('This token belongs to another app.'),
        reason: l10n.t('It was generated with a different app chosen than the one whose App ID was typed.'),
        nextStep: l10n.t('In the Graph API Explorer choose your app under “Meta App”, then generate the token.'),
        action: 'enterToken',
      };
    case 'notAUserToken':
      return {
        headline: describeFoundToken(failure.found),
        reason: l10n.t('The permanent Page token can only be made from your own user token.'),
        nextStep: l10n.t(
          'In the Graph API Explorer choose “User Token” under “User or Page”, then generate and copy the token.',
        ),
        action: 'enterToken',
      };
    case 'passwordChanged':
      return {
        headline: l10n.t('The token died with a password change.'),
        reason: l10n.t('After a new password or a security reset Facebook ends every token that was made before.'),
        nextStep: generateAnother(),
        action: 'enterToken',
      };
    case 'appRemoved':
      return {
        headline: l10n.t('The app is no longer connected to your Facebook account.'),
        reason: l10n.t('It was removed under “Apps and websites” in your Facebook settings.'),
        nextStep: l10n.t('Generate a token in the Graph API Explorer: that logs you in to the app again.'),
        action: 'enterToken',
      };
    case 'appUnseen':
      return {
        headline: l10n.t('Facebook has closed the app’s access to your account.'),
        reason: l10n.t('You have not used the app for 90 days.'),
        nextStep: l10n.t('Generate a token in the Graph API Explorer: that logs you in to the app again.'),
        action: 'enterToken',
      };
    case 'checkpoint':
      return {
        headline: l10n.t('Facebook wants to check your account first.'),
        reason: l10n.t('Until you confirm it is you, no token of yours works; a new one would not help.'),
        nextStep: l10n.t('Log in on facebook.com, do what it asks, then generate a new token.'),
        action: 'openFacebook',
      };
    case 'roleLost':
      return {
        headline: l10n.t('You no longer have a role on this Page.'),
        reason: l10n.t('The token worked through your role, and the role has been taken away.'),
        nextStep: l10n.t('Have an administrator of the Page give the role back, then generate a new token.'),
        action: 'openPageSettings',
      };
    case 'permissionMissing':
      return {
        headline: describeLack(failure.permission === undefined ? [] : [failure.permission]),
        reason: saidByMeta(failure.details, l10n.t('It was not granted, or it has been taken back.')),
        nextStep: addPermissions(),
        action: 'enterToken',
      };
    case 'permissionsMissing':
      return {
        headline: describeLack(failure.forPublishing),
        reason: describeMissing(failure),
        nextStep: addPermissions(),
        action: 'enterToken',
      };
    case 'proofRejected':
      return {
        headline: l10n.t('Facebook refused the proof made with the App Secret.'),
        reason: l10n.t('The token and the App Secret belong to different apps.'),
        nextStep: l10n.t('Generate the token with the same app whose App ID and App Secret you typed.'),
        action: 'enterToken',
      };
    case 'wrongObject':
      return {
        headline: l10n.t('Facebook does not show this object to this token.'),
        reason: l10n.t('The ID does not exist, or you have no rights on it.'),
        nextStep: l10n.t('Choose the Page again, and check your role on it.'),
        action: 'choosePage',
      };
    case 'rateLimited':
      return {
        headline: l10n.t('Facebook asks for a pause.'),
        reason: l10n.t('Too many calls were made for this app, account or Page; each further call makes it longer.'),
        nextStep: describeWait(failure.waitSeconds),
        action: 'tryAgain',
      };
    case 'temporarilyBlocked':
      return {
        headline: l10n.t('Facebook has blocked this action for a while.'),
        reason: saidByMeta(failure.details, l10n.t('It looked unusual to Facebook.')),
        nextStep: l10n.t('Wait some hours before you try again.'),
        action: 'openFacebook',
      };
    case 'serviceTrouble':
      return {
        headline: l10n.t('Facebook has trouble answering.'),
        reason: l10n.t('The fault is on Facebook’s side and usually passes.'),
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
        nextStep: l10n.t('Try again; the log holds the details.'),
        action: 'tryAgain',
      };
    case 'unexpectedAnswer':
      return {
        headline: l10n.t('Facebook’s answer could not be understood.'),
        reason: l10n.t(
          'Something on the way, such as a proxy or a login page, may have answered instead ({0}).',
          failure.what,
        ),
        nextStep: l10n.t('Check the network and the setting agoras.graphApi.baseUrl, then try again.'),
        action: 'tryAgain',
      };
    case 'network':
      return describeNetworkFailure(failure);
    case 'noPages':
      return describeMissingPage(failure);
    case 'pageWithoutToken':
      return {
        headline: l10n.t('Facebook gives no token for the Page “{0}”.', failure.page),
        reason: l10n.t('Your role on it does not allow you to create content.'),
        nextStep: l10n.t('Ask an administrator of the Page for full access, or choose another Page.'),
        action: 'choosePage',
      };
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

/** Meta knows more types than these two, and may invent others. */
function describeFoundToken(found: string): string {
  switch (found) {
    case 'APP':
      return l10n.t('This is an app token.');
    case 'PAGE':
      return l10n.t('This is a Page token.');
    default:
      return l10n.t('This is no user token: Facebook calls it {0}.', sanitizeLabel(found));
  }
}

function generateAnother(): string {
  return l10n.t('Generate a new token in the Graph API Explorer and paste it.');
}

function addPermissions(): string {
  return l10n.t('In the Graph API Explorer add what is missing, generate a new token and paste it.');
}

function describeLack(permissions: readonly string[]): string {
  if (permissions.length === 0) return l10n.t('The token lacks a permission.');
  return permissions.length === 1
    ? l10n.t('The token lacks the permission {0}.', permissions.join())
    : l10n.t('The token lacks permissions: {0}.', permissions.join(', '));
}

/** Which of the missing permissions matter, and which of them were declined. */
function describeMissing({ forPublishing, declined, forComments }: MissingPermissions): string {
  return [
    forPublishing.length === 1
      ? l10n.t('Publishing does not work without it.')
      : l10n.t('Publishing does not work without them.'),
    ...(declined.length === 0 ? [] : [l10n.t('Declined in Facebook’s dialog: {0}.', declined.join(', '))]),
    ...(forComments.length === 0
      ? []
      : [l10n.t('(Also missing, but only needed for comments: {0}.)', forComments.join(', '))]),
  ].join(' ');
}

/** Meta's own text for the person, where it sent one. */
function saidByMeta(details: ErrorDetails, otherwise: string): string {
  const said = [details.userTitle, details.userMessage].filter((text) => text !== undefined && text !== '').join(': ');
  return said === '' ? otherwise : quoteMeta(said);
}

/** Why a Page does not show up, and what brings it into sight. */
function describeMissingPage({ user, listed, cause }: MissingPage): FailureMessage {
  return {
    headline:
      listed === 0
        ? l10n.t('{0} has no Page that this token can see.', sanitizeLabel(user.name))
        : l10n.t('No other Page of {0} was found.', sanitizeLabel(user.name)),
    ...describeCause(cause),
    action: 'enterToken',
    otherAction: 'typePageId',
  };
}

function describeCause(cause: MissingPageCause): { readonly reason: string; readonly nextStep: string } {
  switch (cause) {
    case 'notTicked':
      return {
        reason: l10n.t('In Facebook’s dialog only some Pages were ticked.'),
        nextStep: l10n.t('Generate a new token, choose “Edit settings” in the dialog, and tick your Page.'),
      };
    case 'businessPermission':
      return {
        reason: l10n.t(
          'A Page that belongs to a business portfolio is hidden from a token without business_management.',
        ),
        nextStep: l10n.t('Generate a new token with the permission business_management added.'),
      };
    case 'noRole':
      return {
        reason: l10n.t('Facebook knows no Page on which you have a role, in no business portfolio either.'),
        nextStep: l10n.t('Create a Page or have its administrator give you access, then generate a new token.'),
      };
    default:
      return assertNever(cause);
  }
}

/** The first check that failed is the one to fix. */
function describeFailedProof(checks: readonly Check[]): FailureMessage {
  const failed = checks.find(({ state }) => state === 'failed');
  if (failed?.kind === 'tokenValid' && failed.failure !== undefined) return describeFailure(failed.failure);
  if ((failed?.kind === 'exchange' || failed?.kind === 'facebookPage') && failed.failure !== undefined) {
    return describeFailure(failed.failure);
  }
  if (failed?.kind === 'facebookPage') return describeUnlistedForFacebook();
  if (failed?.kind === 'publishing' && failed.evidence.kind === 'refused') {
    return describeFailure(failed.evidence.failure);
  }
  if (failed?.kind === 'permission') {
    return describeFailure({
      kind: 'permissionsMissing',
      forPublishing: [failed.permission],
      forComments: [],
      declined: [],
    });
  }
  return {
    headline: l10n.t('The Page token is not what it should be.'),
    reason: describeCheckFailure(failed),
    nextStep: l10n.t('Generate a new token in the Graph API Explorer and start again with it.'),
    action: 'enterToken',
  };
}

/** Agoras takes the Page from the person's list, which leaves out what belongs to a business portfolio. */
function describeUnlistedForFacebook(): FailureMessage {
  return {
    headline: l10n.t('Agoras would not find this Page for posting on Facebook.'),
    reason: l10n.t(
      'It looks among the first 25 of your Pages, and this one is not there: there are others before it, it belongs to a business portfolio, or your role does not allow posting.',
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
      return l10n.t('Facebook says that it is no token of this Page.');
    case 'neverExpires':
      return l10n.t('Facebook says that it will expire, so it would stop working by itself.');
    case 'dataAccess':
      return l10n.t('Facebook has ended the access to data: you must log in to the app again.');
    case 'tokenValid':
    case 'exchange':
    case 'renewBy':
    case 'permission':
    case 'publishing':
    case 'facebookPage':
    case undefined:
      return l10n.t('Facebook did not confirm it.');
    default:
      return assertNever(check);
  }
}
