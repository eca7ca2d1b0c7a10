// Messages for sign-ins that ended without a token; each suggests the next way to sign in.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import type { SignInFailure, RedirectMode } from '../credentials/signInAttempt';
import type { Action, FailureMessage } from './failures/failureMessage';
import { sanitizePath } from '../base/sanitize';
import { findSymptom } from './facebookSymptoms';
import { quoteMeta, withQuote } from './networkMessages';

/** The button for each way of signing in. */
const ACTIONS: Readonly<Record<RedirectMode, Action>> = {
  loopback: 'signIn',
  ownAddress: 'signInAtOwnAddress',
  facebookPage: 'signInAtFacebook',
};

export function describeSignIn(failure: SignInFailure): FailureMessage {
  const otherWay = failure.next === undefined ? undefined : ACTIONS[failure.next];
  switch (failure.kind) {
    case 'signInDeclined':
      return {
        headline: l10n.t('You didn’t sign in.'),
        reason: l10n.t('You chose “Not now” in Facebook’s dialog, and without your permission there is no token.'),
        nextStep: l10n.t('Sign in again and press Continue, or paste a short-lived token.'),
        action: 'signIn',
        otherAction: 'enterToken',
      };
    case 'signInRefused':
      return describeRefused(failure, otherWay);
    case 'signInMismatch':
      return {
        headline: l10n.t('The browser’s response doesn’t belong to this sign-in.'),
        reason: l10n.t('It comes from an earlier attempt, or someone else sent it. It wasn’t used.'),
        nextStep: l10n.t('Sign in again on the page that opens.'),
        action: 'signIn',
        otherAction: 'enterToken',
      };
    case 'signInOver':
      return {
        headline: l10n.t('This sign-in is over.'),
        reason: l10n.t('The browser returned a second time, but only the first time counts.'),
        nextStep: l10n.t('Go back to VS Code. If it is still waiting for you, sign in again.'),
        action: 'signIn',
        otherAction: 'enterToken',
      };
    case 'signInTimedOut':
      return {
        headline: l10n.t('The sign-in took more than ten minutes.'),
        reason: l10n.t('Facebook’s reply has expired, so VS Code has stopped waiting.'),
        nextStep: l10n.t('Sign in again. If Facebook’s page shows an error, sign in another way.'),
        action: 'signIn',
        otherAction: otherWay ?? 'enterToken',
      };
    case 'signInNoPort':
      return {
        headline: l10n.t('VS Code can’t wait for the browser on this computer.'),
        reason: l10n.t('No local port was available.'),
        nextStep: l10n.t('Sign in anyway, and paste the address the browser ends up at.'),
        action: otherWay ?? 'enterToken',
        otherAction: 'enterToken',
      };
    case 'signInCodeRefused':
      return {
        headline: l10n.t('Facebook doesn’t accept the code of this sign-in.'),
        reason: l10n.t('A code works only once, within ten minutes.'),
        nextStep: l10n.t('Sign in again, or paste a short-lived token.'),
        action: 'signIn',
        otherAction: 'enterToken',
      };
    case 'redirectRefused':
      return {
        headline: l10n.t('The app doesn’t allow the address the sign-in returned to.'),
        reason: l10n.t('{0} isn’t in its list.', sanitizePath(failure.redirectUri)),
        nextStep: l10n.t(
          'In the App Dashboard, add it under Facebook Login > Settings > “Valid OAuth Redirect URIs”, or sign in another way.',
        ),
        action: otherWay ?? 'enterToken',
        otherAction: 'openAppDashboard',
        page: 'loginSettings',
      };
    default:
      return assertNever(failure);
  }
}

/** Includes cause and cure if Facebook's error is a known one. */
function describeRefused(
  { code, said }: Extract<SignInFailure, { readonly kind: 'signInRefused' }>,
  otherWay: Action | undefined,
): FailureMessage {
  const headline = l10n.t('Facebook didn’t sign you in.');
  const symptom = findSymptom({ code, text: said });
  if (symptom === undefined) {
    return {
      headline,
      reason: said === '' ? l10n.t('It gives no reason.') : quoteMeta(said),
      nextStep: l10n.t('Check Facebook Login > Settings in the App Dashboard, or sign in another way.'),
      action: otherWay ?? 'openAppDashboard',
      otherAction: 'enterToken',
    };
  }
  const { cause, cure, opens, action = 'openAppDashboard' } = symptom;
  const message: FailureMessage = {
    headline,
    reason: cause,
    nextStep: cure,
    action,
    otherAction: otherWay === undefined || otherWay === action ? 'enterToken' : otherWay,
    page: opens,
  };
  const quoted = withQuote(message, said);
  // The cause comes first, whether or not there is room for Facebook's text.
  return quoted.reason.startsWith(cause) ? quoted : message;
}
