import * as l10n from '@vscode/l10n';
import { describeAgorasProblem } from './agorasFailures';
import { describeFileFailure } from './fileFailures';
import { describeFailure } from './flowFailures';
import { describeGithubFailure } from '../githubMessages';
import type { FailureMessage } from './failureMessage';
import { assertNever } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import type { CommandFailure, InvalidSetting, SourceUnreadable } from './failureKinds';

export function describeCommandFailure(failure: CommandFailure): FailureMessage {
  if (isAboutGithub(failure)) return describeGithubFailure(failure);
  switch (failure.kind) {
    case 'noAccount':
      return {
        headline: l10n.t('No credentials are stored yet.'),
        reason: l10n.t('You get them once, with an App ID, an App Secret and a sign-in.'),
        nextStep: l10n.t('Get them now.'),
        action: 'getCredentials',
      };
    case 'nothingToImport':
      return {
        headline: l10n.t('No credentials were found here.'),
        reason: l10n.t('Searched: {0}.', failure.looked.map(sanitizeLabel).join(', ')),
        nextStep: l10n.t('Get new ones. You need an App ID, an App Secret and a sign-in.'),
        action: 'getCredentials',
      };
    case 'sourceUnreadable':
      return {
        headline: l10n.t('The credentials in {0} can’t be read.', sanitizeLabel(failure.name)),
        ...describeUnreadable(failure.why),
        action: 'getCredentials',
        otherAction: 'tryAgain',
      };
    case 'secretsHidden':
      return {
        headline: l10n.t('GitHub doesn’t reveal the values of secrets.'),
        reason:
          failure.names.length === 0
            ? l10n.t('{0} has no secrets for Agoras either.', failure.repository)
            : l10n.t(
                '{0} has {1}, but only its workflows can read them.',
                failure.repository,
                failure.names.join(', '),
              ),
        nextStep: l10n.t(
          'Get new credentials and choose GitHub Actions as their destination: they replace the secrets.',
        ),
        action: 'getCredentials',
      };
    case 'foundTokenDead':
      return {
        headline: l10n.t('The token that was found no longer works.'),
        reason: describeFailure(failure.failure).headline,
        nextStep: l10n.t('Sign in with Facebook to get a new one. The app’s details are reused.'),
        action: 'signIn',
        otherAction: 'enterToken',
      };
    case 'notTrusted':
      return {
        headline: l10n.t('The credentials weren’t shared.'),
        reason: l10n.t('This workspace isn’t trusted, and its files decide what would happen to them.'),
        nextStep: l10n.t('Review its launch.json and tasks.json, trust it, and start again.'),
        action: 'manageTrust',
      };
    case 'accountForgotten':
      return {
        headline: l10n.t('This account is no longer stored.'),
        reason: l10n.t('Its credentials were deleted after this was shown.'),
        nextStep: l10n.t('Get them again, or use another account.'),
        action: 'getCredentials',
      };
    case 'accountOfLaunchMissing':
      return {
        headline: l10n.t('The credentials weren’t shared.'),
        reason: l10n.t('The launch configuration or task belongs to an account that isn’t stored in this VS Code.'),
        nextStep: l10n.t('Get its credentials, or rewrite the launch configuration for a stored account.'),
        action: 'getCredentials',
      };
    case 'accountsBehind':
      return {
        headline: l10n.t('Another window changed the stored credentials.'),
        reason: l10n.t('In a browser, a window only sees what was stored before it was opened.'),
        nextStep: l10n.t('Reload the window.'),
        action: 'reloadWindow',
      };
    case 'accountsLost':
      return {
        headline: l10n.t('The stored credentials are gone.'),
        reason: l10n.t('VS Code’s secret storage no longer has them: some servers only keep it in memory.'),
        nextStep: l10n.t('Get them again.'),
        action: 'getCredentials',
      };
    case 'secretMissing':
      return {
        headline: l10n.t('The credentials of “{0}” are no longer stored.', sanitizeLabel(failure.account)),
        reason: l10n.t('They were deleted in another window, or VS Code’s secret storage didn’t keep them.'),
        nextStep: l10n.t('Get them again.'),
        action: 'getCredentials',
      };
    case 'secretStoreFailed':
      return {
        headline: STORE_FAILURES[failure.doing](),
        reason: l10n.t('VS Code’s secret storage reported an error: the keychain may be locked.'),
        nextStep: l10n.t('Unlock it and try again; the log has the details.'),
        action: 'tryAgain',
      };
    case 'invalidSetting':
      return {
        headline: l10n.t('The setting {0} can’t be used.', failure.setting),
        reason: INVALID_SETTINGS[failure.reason](),
        nextStep: l10n.t('Correct or reset it.'),
        action: 'openSettings',
        setting: failure.setting,
      };
    case 'unquotable':
      return {
        headline: l10n.t('The command line couldn’t be created.'),
        reason: l10n.t('The value of {0} can’t be quoted for your terminal’s shell.', failure.key),
        nextStep: l10n.t('Write the .env or a launch configuration instead.'),
        action: 'chooseDestination',
      };
    case 'agorasNotTrusted':
    case 'agorasNotInstalled':
    case 'agorasNotStarted':
    case 'agorasUnknown':
    case 'agorasTooSlow':
    case 'agorasLoginFailed':
      return describeAgorasProblem(failure);
    case 'dotenvOutside':
    case 'linkedOutside':
    case 'notOnDisk':
    case 'dotenvRefused':
    case 'launchRefused':
    case 'fileProblem':
      return describeFileFailure(failure);
    case 'storedTokenInvalid':
      return {
        headline: l10n.t('The stored token of “{0}” no longer works.', failure.account),
        reason: describeFailure({ kind: 'notProven', checks: failure.checks }).headline,
        nextStep: l10n.t('Renew it with a new short-lived token.'),
        action: 'renewToken',
      };
    default:
      return describeFailure(failure);
  }
}

function isAboutGithub(
  failure: CommandFailure,
): failure is Extract<CommandFailure, { readonly kind: `github${string}` }> {
  return failure.kind.startsWith('github');
}

const STORE_FAILURES: Readonly<Record<'read' | 'write' | 'delete', () => string>> = {
  read: () => l10n.t('The stored secrets couldn’t be read.'),
  write: () => l10n.t('The credentials couldn’t be stored.'),
  delete: () => l10n.t('The credentials couldn’t be deleted.'),
};

const INVALID_SETTINGS: Readonly<Record<InvalidSetting['reason'], () => string>> = {
  notAnAddress: () => l10n.t('That isn’t a web address.'),
  notSecure: () => l10n.t('Secrets are only sent over https; http is only accepted on this computer.'),
  notAVersion: () => l10n.t('A version looks like v25.0.'),
  notAnId: () => l10n.t('The ID of a login configuration is a number.'),
};

function describeUnreadable(why: SourceUnreadable['why']): Pick<FailureMessage, 'reason' | 'nextStep'> {
  switch (why) {
    case 'encrypted':
      return {
        reason: l10n.t('dotenvx has encrypted their values.'),
        nextStep: l10n.t('Decrypt the file with “dotenvx decrypt” and import again, or get new credentials.'),
      };
    case 'file':
      return {
        reason: l10n.t('It isn’t a text file that VS Code can open.'),
        nextStep: l10n.t('Check the file and its permissions and import again, or get new credentials.'),
      };
    case 'storage':
      return {
        reason: l10n.t('Agoras didn’t show them.'),
        nextStep: l10n.t('Run “agoras utils tokens list” in a terminal to see why, or get new credentials.'),
      };
    default:
      return assertNever(why);
  }
}
