// Messages for all failures with GitHub; flowFailures.ts has those with Facebook.
import * as l10n from '@vscode/l10n';
import type { GithubFailure, GithubProblem } from '../github/githubFailures';
import type { RetryNotice } from '../http/retry';
import { assertNever } from '../base/outcome';
import type { FailureMessage } from './failures/failureMessage';
import { describeNetworkFailure, describePause, describeWait } from './networkMessages';
import { toOneLine } from '../base/sanitize';

export function describeGithubFailure(failure: GithubFailure | GithubProblem): FailureMessage {
  switch (failure.kind) {
    case 'githubTokenRefused':
      return {
        headline: l10n.t('GitHub doesn’t accept VS Code’s sign-in.'),
        reason: l10n.t('It has expired or was revoked in your GitHub settings.'),
        nextStep: l10n.t('Try again and sign in.'),
        action: 'tryAgain',
      };
    case 'githubNoWriteAccess':
      return {
        headline: l10n.t('GitHub doesn’t let you write the secrets of {0}.', failure.repository),
        reason: l10n.t('Only people with write access can; in some repositories, only administrators.'),
        nextStep: l10n.t('Use a GitHub account that can, or ask an administrator of the repository for access.'),
        action: 'useOtherGithubAccount',
        otherAction: 'tryAgain',
      };
    case 'githubSingleSignOn':
      return {
        headline: l10n.t('The organization of {0} requires single sign-on first.', failure.repository),
        reason: l10n.t('VS Code’s sign-in isn’t authorized for it yet.'),
        nextStep: l10n.t('Authorize it in the browser, then sign in to GitHub again, or use another GitHub account.'),
        action: 'authorizeOnGithub',
        otherAction: 'useOtherGithubAccount',
      };
    case 'githubOrganisationPolicy':
      return {
        headline: l10n.t('The organization of {0} doesn’t allow VS Code.', failure.repository),
        reason: l10n.t('It restricts which apps or network addresses can access its repositories.'),
        nextStep: l10n.t(
          'Ask an owner of the organization to approve Visual Studio Code, or set the secrets on github.com.',
        ),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'githubNotFound':
      return {
        headline: l10n.t('GitHub can’t find {0}.', failure.repository),
        reason: l10n.t('It was deleted or renamed, or your GitHub account can’t see it.'),
        nextStep: l10n.t('Use a GitHub account that can see it, or try again with the right name.'),
        action: 'useOtherGithubAccount',
        otherAction: 'tryAgain',
      };
    case 'githubMoved':
      return {
        headline: l10n.t('{0} was renamed.', failure.repository),
        reason: l10n.t('It was renamed or transferred. Secrets aren’t sent there without asking you.'),
        nextStep: l10n.t('Update the remote with “git remote set-url”, or try again and type the new name.'),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'githubValueRefused':
      return {
        headline: l10n.t('GitHub refused a secret for {0}.', failure.repository),
        reason: saidByGithub(failure.details.message),
        nextStep: l10n.t('Try again; the log has the details.'),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'githubRateLimited':
      return {
        headline: l10n.t('GitHub’s rate limit was reached.'),
        reason: l10n.t('Your GitHub account has made too many calls, perhaps with other programs.'),
        nextStep: describeWait(failure.waitSeconds),
        action: 'tryAgain',
      };
    case 'githubTrouble':
      return {
        headline: l10n.t('GitHub is having trouble responding.'),
        reason: l10n.t('The problem is on GitHub’s side and is usually temporary; see githubstatus.com.'),
        nextStep: describePause(failure.waitSeconds),
        action: 'tryAgain',
      };
    case 'githubOtherError':
      return {
        headline: l10n.t('GitHub refused the request.'),
        reason: saidByGithub(failure.details.message),
        nextStep: l10n.t('Try again; the log has the details.'),
        action: 'tryAgain',
      };
    case 'githubUnexpectedAnswer':
      return {
        headline: l10n.t('GitHub’s response couldn’t be understood.'),
        reason: l10n.t(
          'Something in between, such as a proxy or a login page, may have responded instead ({0}).',
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
            ? l10n.t('You didn’t sign in, or didn’t allow this extension to use VS Code’s sign-in.')
            : l10n.t('VS Code can’t sign in to GitHub here: its extension “GitHub Authentication” may be disabled.'),
        nextStep:
          failure.why === 'declined'
            ? l10n.t('Try again and allow it, or choose another destination.')
            : l10n.t('Switch it on and try again, or choose another destination.'),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'githubUntrusted':
      return {
        headline: l10n.t('Nothing was sent to GitHub.'),
        reason: l10n.t('This workspace isn’t trusted, and its Git configuration decides where the secrets would go.'),
        nextStep: l10n.t('Trust the workspace, or choose another destination.'),
        action: 'manageTrust',
        otherAction: 'chooseDestination',
      };
    case 'githubStopped':
      return {
        headline: l10n.t('You canceled while updating the secrets in {0}.', failure.repository),
        reason: l10n.t('Some of them may already have changed, and others not.'),
        nextStep: l10n.t('Try again, so that they match.'),
        action: 'tryAgain',
      };
    case 'network':
      return describeNetworkFailure(failure);
    default:
      return assertNever(failure);
  }
}

export function describeGithubRetry({ attempt, attempts }: RetryNotice): string {
  return l10n.t('GitHub is having trouble responding. Attempt {0} of {1}…', attempt, attempts);
}

function saidByGithub(message: string): string {
  const said = toOneLine(message);
  return said === '' ? l10n.t('It gives no reason.') : l10n.t('GitHub says: “{0}”.', said);
}
