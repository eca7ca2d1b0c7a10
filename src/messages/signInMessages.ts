// How a sign-in in the browser can end without a token; each end leads to the next way.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import type { SignInFailure, RedirectMode } from '../credentials/signInAttempt';
import type { Action, FailureMessage } from './failureMessage';
import { sanitizePath } from '../base/sanitize';
import { findSymptom } from './facebookSymptoms';
import { quoteMeta, withQuote } from './networkMessages';

/** The button that leads to each way of signing in. */
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
        headline: l10n.t('You did not sign in.'),
        reason: l10n.t('Facebook’s dialog was left with “Not now”, and without your permission there is no token.'),
        nextStep: l10n.t('Sign in again and press Continue, or paste a short-lived token.'),
        action: 'signIn',
        otherAction: 'enterToken',
      };
    case 'signInRefused':
      return describeRefused(failure, otherWay);
    case 'signInMismatch':
      return {
        headline: l10n.t('What the browser brought does not belong to this sign-in.'),
        reason: l10n.t('It comes from an earlier try, or somebody else sent it; nothing of it was used.'),
        nextStep: l10n.t('Sign in again, in the page that opens then.'),
        action: 'signIn',
        otherAction: 'enterToken',
      };
    case 'signInOver':
      return {
        headline: l10n.t('This sign-in is over.'),
        reason: l10n.t('The browser has come back a second time, and only the first one counts.'),
        nextStep: l10n.t('Go back to VS Code; if it still waits for you there, sign in again.'),
        action: 'signIn',
        otherAction: 'enterToken',
      };
    case 'signInTimedOut':
      return {
        headline: l10n.t('The sign-in took more than ten minutes.'),
        reason: l10n.t('Facebook’s answer is good for no longer, so VS Code has stopped waiting.'),
        nextStep: l10n.t('Sign in again; where Facebook’s page shows an error, take another way.'),
        action: 'signIn',
        otherAction: otherWay ?? 'enterToken',
      };
    case 'signInNoPort':
      return {
        headline: l10n.t('VS Code cannot wait for the browser on this computer.'),
        reason: l10n.t('No port of localhost could be listened on.'),
        nextStep: l10n.t('Sign in all the same, and paste the address at which the browser ends.'),
        action: otherWay ?? 'enterToken',
        otherAction: 'enterToken',
      };
    case 'signInCodeRefused':
      return {
        headline: l10n.t('Facebook does not take the code of this sign-in.'),
        reason: l10n.t('A code works once, and for ten minutes.'),
        nextStep: l10n.t('Sign in again, or paste a short-lived token.'),
        action: 'signIn',
        otherAction: 'enterToken',
      };
    case 'redirectRefused':
      return {
        headline: l10n.t('The app does not allow the address that the sign-in came back to.'),
        reason: l10n.t('{0} is not in its list.', sanitizePath(failure.redirectUri)),
        nextStep: l10n.t(
          'In the App Dashboard, add it at Facebook Login > Settings > “Valid OAuth Redirect URIs”, or take another way.',
        ),
        action: otherWay ?? 'enterToken',
        otherAction: 'openAppDashboard',
        page: 'loginSettings',
      };
    default:
      return assertNever(failure);
  }
}

/** With the cause and the cure where Facebook's error is a known one. */
function describeRefused(
  { code, said }: Extract<SignInFailure, { readonly kind: 'signInRefused' }>,
  otherWay: Action | undefined,
): FailureMessage {
  const headline = l10n.t('Facebook did not sign you in.');
  const symptom = findSymptom({ code, text: said });
  if (symptom === undefined) {
    return {
      headline,
      reason: said === '' ? l10n.t('It gives no reason.') : quoteMeta(said),
      nextStep: l10n.t('Check Facebook Login > Settings in the App Dashboard, or take another way.'),
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
  // The cause leads on, with or without room for what Facebook says.
  return quoted.reason.startsWith(cause) ? quoted : message;
}
