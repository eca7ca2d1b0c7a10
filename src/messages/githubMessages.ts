// Every failure in talking to GitHub, as flowFailures.ts has them for Facebook.
import * as l10n from '@vscode/l10n';
import type { GithubFailure, GithubProblem } from '../github/githubFailures';
import type { RetryNotice } from '../http/retry';
import { assertNever } from '../base/outcome';
import type { FailureMessage } from './failureMessage';
import { describeNetworkFailure, describePause, describeWait } from './networkMessages';
import { toOneLine } from '../base/sanitize';

export function describeGithubFailure(failure: GithubFailure | GithubProblem): FailureMessage {
  switch (failure.kind) {
    case 'githubTokenRefused':
      return {
        headline: l10n.t('GitHub does not accept VS Code’s sign-in.'),
        reason: l10n.t('It has ended, or it was taken back in your GitHub settings.'),
        nextStep: l10n.t('Try again and sign in anew.'),
        action: 'tryAgain',
      };
    case 'githubNoWriteAccess':
      return {
        headline: l10n.t('GitHub does not let you write the secrets of {0}.', failure.repository),
        reason: l10n.t('Only people with write access may, and for some repositories administrators alone.'),
        nextStep: l10n.t('Ask an administrator of the repository for access, or sign in with another GitHub account.'),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'githubSingleSignOn':
      return {
        headline: l10n.t('The organization of {0} wants its single sign-on first.', failure.repository),
        reason: l10n.t('VS Code’s sign-in is not authorized for it yet.'),
        nextStep: l10n.t(
          'Sign in to the organization on github.com, authorize Visual Studio Code under Settings > Applications, then try again.',
        ),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'githubOrganisationPolicy':
      return {
        headline: l10n.t('The organization of {0} does not let VS Code in.', failure.repository),
        reason: l10n.t('It restricts which apps, or which network addresses, reach its repositories.'),
        nextStep: l10n.t(
          'Ask an owner of the organization to approve Visual Studio Code, or set the secrets on github.com.',
        ),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'githubNotFound':
      return {
        headline: l10n.t('GitHub does not find {0}.', failure.repository),
        reason: l10n.t('It was deleted or renamed, or your GitHub account may not see it.'),
        nextStep: l10n.t('Check the remote with “git remote -v”, and the account under Accounts in the Activity Bar.'),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'githubMoved':
      return {
        headline: l10n.t('{0} has another name now.', failure.repository),
        reason: l10n.t('It was renamed or handed over, and secrets are not sent after it unseen.'),
        nextStep: l10n.t('Bring the remote up to date with “git remote set-url”, then try again.'),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'githubValueRefused':
      return {
        headline: l10n.t('GitHub refused a secret for {0}.', failure.repository),
        reason: saidByGithub(failure.details.message),
        nextStep: l10n.t('Try again; the log holds the details.'),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'githubRateLimited':
      return {
        headline: l10n.t('GitHub asks for a pause.'),
        reason: l10n.t('Your GitHub account has made too many calls, perhaps with other programs.'),
        nextStep: describeWait(failure.waitSeconds),
        action: 'tryAgain',
      };
    case 'githubTrouble':
      return {
        headline: l10n.t('GitHub has trouble answering.'),
        reason: l10n.t('The fault is on GitHub’s side and usually passes; githubstatus.com tells.'),
        nextStep: describePause(failure.waitSeconds),
        action: 'tryAgain',
      };
    case 'githubOtherError':
      return {
        headline: l10n.t('GitHub refused the request.'),
        reason: saidByGithub(failure.details.message),
        nextStep: l10n.t('Try again; the log holds the details.'),
        action: 'tryAgain',
      };
    case 'githubUnexpectedAnswer':
      return {
        headline: l10n.t('GitHub’s answer could not be understood.'),
        reason: l10n.t(
          'Something on the way, such as a proxy or a login page, may have answered instead ({0}).',
          failure.what,
        ),
        nextStep: l10n.t('Check the network and the setting {0}, then try again.', 'agoras.githubApi.baseUrl'),
        action: 'tryAgain',
      };
    case 'githubSignIn':
      return {
        headline: l10n.t('Nothing was sent to GitHub.'),
        reason:
          failure.why === 'declined'
            ? l10n.t('You did not sign in, or did not allow this extension to use VS Code’s sign-in.')
            : l10n.t(
                'VS Code has no sign-in for GitHub here: its extension “GitHub Authentication” may be switched off.',
              ),
        nextStep:
          failure.why === 'declined'
            ? l10n.t('Try again and allow it, or choose another destination.')
            : l10n.t('Switch it on and try again, or choose another destination.'),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'githubNoRepository':
      return {
        headline: l10n.t('Nothing was sent to GitHub.'),
        reason: l10n.t('Git names no remote on github.com for any folder of this workspace.'),
        nextStep: l10n.t('Add one with “git remote add”, or choose another destination.'),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'githubUntrusted':
      return {
        headline: l10n.t('Nothing was sent to GitHub.'),
        reason: l10n.t('This workspace is not trusted, and its Git configuration says where the secrets would go.'),
        nextStep: l10n.t('Trust the workspace, or choose another destination.'),
        action: 'manageTrust',
        otherAction: 'chooseDestination',
      };
    case 'githubStopped':
      return {
        headline: l10n.t('You stopped the change of the secrets of {0}.', failure.repository),
        reason: l10n.t('Some of them may be changed already, and others not.'),
        nextStep: l10n.t('Try again, so that they fit together.'),
        action: 'tryAgain',
      };
    case 'network':
      return describeNetworkFailure(failure);
    default:
      return assertNever(failure);
  }
}

export function describeGithubRetry({ attempt, attempts }: RetryNotice): string {
  return l10n.t('GitHub has trouble answering. Try {0} of {1}…', attempt, attempts);
}

function saidByGithub(message: string): string {
  const said = toOneLine(message);
  return said === '' ? l10n.t('It gives no reason.') : l10n.t('GitHub says: “{0}”.', said);
}
