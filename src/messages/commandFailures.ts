import * as l10n from '@vscode/l10n';
import { NETWORK_NAMES } from '../agoras/target';
import { assertNever } from '../base/outcome';
import { isProven } from '../credentials/checklist';
import type { DotenvRefusal } from '../edits/dotenv/dotenvPlan';
import type { LaunchRefusal } from '../edits/json/launchPlan';
import { describeExit } from './checkMessages';
import { describeFailure } from './flowFailures';
import { describeGithubFailure } from './githubMessages';
import type { FailureMessage } from './failureMessage';
import { sanitizeLabel, sanitizePath } from '../base/sanitize';
import type { CommandFailure, FileProblem, InvalidSetting } from './failureKinds';

export function describeCommandFailure(failure: CommandFailure): FailureMessage {
  if (isAboutGithub(failure)) return describeGithubFailure(failure);
  switch (failure.kind) {
    case 'noAccount':
      return {
        headline: l10n.t('No credentials are stored yet.'),
        reason: l10n.t('You get them once, with an App ID, an App Secret and a short-lived token.'),
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
        reason:
          failure.why === 'encrypted'
            ? l10n.t('dotenvx has encrypted their values.')
            : l10n.t('It isn’t a text file that VS Code can open.'),
        nextStep:
          failure.why === 'encrypted'
            ? l10n.t('Decrypt the file with “dotenvx decrypt” and import again, or get new credentials.')
            : l10n.t('Check the file and its permissions and import again, or get new credentials.'),
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
      };
    case 'dotenvOutside':
      return {
        headline: l10n.t(
          '{0} is outside the folder {1}.',
          sanitizePath(failure.setting),
          sanitizeLabel(failure.folder),
        ),
        reason: l10n.t('The setting agoras.dotenv.path has to stay inside the workspace folder.'),
        nextStep: l10n.t('Correct or reset it. Nothing was written.'),
        action: 'openSettings',
      };
    case 'linkedOutside':
      return {
        headline: l10n.t('{0} wasn’t written.', sanitizePath(failure.path)),
        reason: l10n.t(
          'It goes through a link that points outside the folder {0}, and the workspace isn’t trusted.',
          sanitizeLabel(failure.folder),
        ),
        nextStep: l10n.t('Trust the workspace, or choose another destination.'),
        action: 'manageTrust',
        otherAction: 'chooseDestination',
      };
    case 'notOnDisk':
      return {
        headline: l10n.t('Nothing can be written to {0}.', sanitizeLabel(failure.folder)),
        reason: l10n.t('It is a virtual folder, but Agoras reads the .env from a real disk.'),
        nextStep: l10n.t('Open a folder on this computer or on a remote machine.'),
        action: 'openFolder',
      };
    case 'dotenvRefused':
      return {
        headline: l10n.t('{0} was left as it was.', sanitizePath(failure.path)),
        ...describeRefusal(failure.refusal),
        action: failure.refusal.kind === 'value' ? 'chooseDestination' : 'tryAgain',
      };
    case 'launchRefused':
      return {
        headline: l10n.t('{0} was left as it was.', sanitizePath(failure.path)),
        ...describeLaunchRefusal(failure.refusal),
        action: 'tryAgain',
        otherAction: 'chooseDestination',
      };
    case 'unquotable':
      return {
        headline: l10n.t('The command line couldn’t be created.'),
        reason: l10n.t('The value of {0} can’t be quoted for your terminal’s shell.', failure.key),
        nextStep: l10n.t('Write the .env or a launch configuration instead.'),
        action: 'chooseDestination',
      };
    case 'fileProblem':
      return {
        headline: l10n.t('{0} couldn’t be written.', sanitizePath(failure.path)),
        reason: failure.why === 'system' ? describeSystemCode(failure.code) : FILE_PROBLEMS[failure.why](),
        nextStep: describeFileRemedy(failure),
        ...(isNoFile(failure) ? { action: 'chooseDestination', otherAction: 'tryAgain' } : { action: 'tryAgain' }),
      };
    case 'agorasNotTrusted':
      return {
        headline: l10n.t('Agoras wasn’t started.'),
        reason: l10n.t('This workspace isn’t trusted, and it could start another program in its place.'),
        nextStep: l10n.t('Trust it, and start again.'),
        action: 'manageTrust',
      };
    case 'agorasNotInstalled':
      return {
        headline: l10n.t('Agoras wasn’t found.'),
        reason: l10n.t(
          '“{0}” is neither a program on VS Code’s PATH nor an absolute path to one.',
          sanitizePath(failure.program),
        ),
        nextStep: l10n.t('Install it with “pip install agoras”, or enter its path in the setting agoras.executable.'),
        action: 'openSettings',
        otherAction: 'tryAgain',
      };
    case 'agorasNotStarted':
      return {
        headline: l10n.t('Agoras couldn’t be started.'),
        reason: l10n.t(
          'The system can’t run {0}: the Python it was installed for may be gone.',
          sanitizePath(failure.program),
        ),
        nextStep: l10n.t('Install Agoras again, or enter another path in the setting agoras.executable.'),
        action: 'openSettings',
        otherAction: 'tryAgain',
      };
    case 'agorasUnknown':
      return {
        headline: l10n.t('No Agoras was found.'),
        reason: l10n.t('{0} doesn’t say which version of Agoras it is.', sanitizePath(failure.program)),
        nextStep: l10n.t('Enter the path of Agoras in the setting agoras.executable.'),
        action: 'openSettings',
        otherAction: 'tryAgain',
      };
    case 'agorasTooSlow':
      return {
        headline: l10n.t('Agoras didn’t respond.'),
        reason: l10n.t('{0} was stopped after {1} seconds.', sanitizePath(failure.program), failure.seconds),
        nextStep: l10n.t('It may not be able to reach Facebook. Check this computer’s connection and try again.'),
        action: 'tryAgain',
      };
    case 'agorasLoginFailed':
      return describeFailedLogin(failure);
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

type FailedLogin = Extract<CommandFailure, { readonly kind: 'agorasLoginFailed' }>;

function describeFailedLogin({ agoras, account, network, answer, checks }: FailedLogin): FailureMessage {
  const name = sanitizeLabel(account);
  switch (answer.kind) {
    case 'refused':
      return {
        headline: l10n.t(
          'Agoras {0} couldn’t log in to {1} with the credentials of “{2}”.',
          agoras,
          NETWORK_NAMES[network],
          name,
        ),
        ...describeVerdict(checks, () =>
          l10n.t('Facebook accepts the same values, so Agoras probably couldn’t reach it.'),
        ),
      };
    case 'unknown':
      return {
        headline: l10n.t('Agoras {0} gave no clear answer.', agoras),
        ...describeVerdict(checks, () =>
          l10n.t(
            'The answer was unexpected ({0}), but Facebook accepts the same values.',
            describeExit(answer.exitCode),
          ),
        ),
      };
    case 'incomplete':
      return {
        headline: l10n.t('Agoras {0} received only part of the credentials of “{1}”.', agoras, name),
        reason: l10n.t('The program that is started as Agoras doesn’t pass on {0}.', answer.missing.join(', ')),
        nextStep: l10n.t('Enter the path of Agoras in the setting agoras.executable.'),
        action: 'openSettings',
        otherAction: 'tryAgain',
      };
    case 'pageNotFound':
      return {
        headline: l10n.t('Agoras {0} logged in to Facebook, but didn’t find the Page “{1}”.', agoras, name),
        reason: l10n.t('It only looks among your first 25 Pages for one with a token.'),
        nextStep: l10n.t('Renew the token and tick only this Page, or remove Facebook from agoras.networks.'),
        action: 'renewToken',
        otherAction: 'tryAgain',
      };
    default:
      return assertNever(answer);
  }
}

/** What Facebook says where Agoras does not say why. */
function describeVerdict(
  checks: FailedLogin['checks'],
  accepted: () => string,
): Pick<FailureMessage, 'reason' | 'nextStep' | 'action' | 'otherAction'> {
  if (checks !== undefined && !isProven(checks)) {
    return {
      reason: describeFailure({ kind: 'notProven', checks }).headline,
      nextStep: l10n.t('Renew the token.'),
      action: 'renewToken',
      otherAction: 'checkToken',
    };
  }
  return {
    reason: checks === undefined ? l10n.t('It doesn’t say why, and Facebook couldn’t be reached.') : accepted(),
    nextStep: l10n.t('Check this computer’s connection and the proxy that Agoras uses, then try again.'),
    action: 'tryAgain',
    otherAction: 'checkToken',
  };
}

function describeRefusal(refusal: DotenvRefusal): Pick<FailureMessage, 'reason' | 'nextStep'> {
  const fixLine = l10n.t('Fix that line and try again.');
  switch (refusal.kind) {
    case 'value':
      return {
        reason: l10n.t('The value of {0} can’t be written so that every program reads it the same way.', refusal.key),
        nextStep: l10n.t('Choose launch.json instead: it gets the value from VS Code.'),
      };
    case 'unclearLine':
      return {
        reason: l10n.t('Not all programs would read {0} in line {1} the same way.', refusal.key, refusal.line),
        nextStep: fixLine,
      };
    case 'openQuote':
      return {
        reason: l10n.t('The quote opened in line {1} ({0}) is never closed.', refusal.key, refusal.line),
        nextStep: fixLine,
      };
    case 'notText':
      return {
        reason: l10n.t('It isn’t UTF-8 text.'),
        nextStep: l10n.t('Save it as UTF-8 and try again.'),
      };
    default:
      return assertNever(refusal);
  }
}

function describeLaunchRefusal(refusal: LaunchRefusal): Pick<FailureMessage, 'reason' | 'nextStep'> {
  const { line, column } = refusal;
  switch (refusal.kind) {
    case 'syntax':
      return {
        reason: l10n.t('It isn’t valid JSON with comments at line {0}, column {1}.', line, column),
        nextStep: l10n.t('Fix that line and try again.'),
      };
    case 'unexpected':
      return {
        reason:
          refusal.wanted === 'array'
            ? l10n.t('At line {0}, column {1}, VS Code expects a list but finds something else.', line, column)
            : l10n.t('At line {0}, column {1}, VS Code expects an object but finds something else.', line, column),
        nextStep: l10n.t('Fix that line and try again.'),
      };
    case 'changed':
      return {
        reason: l10n.t('The configuration at line {0} has been changed since it was written.', line),
        nextStep: l10n.t('Remove it yourself if you no longer need it; it contains no secrets.'),
      };
    default:
      return assertNever(refusal);
  }
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

const FILE_PROBLEMS: Readonly<Record<Exclude<FileProblem['why'], 'system'>, () => string>> = {
  notUtf8: () => l10n.t('It isn’t UTF-8 text; it may be in an older encoding such as Latin-1.'),
  utf16: () =>
    l10n.t('It is encoded as UTF-16, which programs that read such files don’t understand. Save it as UTF-8.'),
  notAFile: () => l10n.t('It is a folder.'),
  changedSince: () => l10n.t('It has been changed since it was written, and undoing that would lose the change.'),
  changedMeanwhile: () => l10n.t('Another program changed it at the same time.'),
  notReadBack: () => l10n.t('The saved contents don’t match what was written.'),
  brokenLink: () => l10n.t('It is a link that leads nowhere.'),
  readOnly: () => l10n.t('It is read-only.'),
  pipe: () =>
    l10n.t('It is a named pipe, not a file: a password manager such as 1Password provides .env files that way.'),
  socket: () => l10n.t('It is a socket, not a file.'),
  device: () => l10n.t('It is a device, not a file.'),
  notPrivate: () => l10n.t('It can’t be made private: its file system or its owner doesn’t allow it.'),
  halfWritten: () => l10n.t('Writing it failed halfway, and its old text couldn’t be restored.'),
};

/** Trying again does not make it one. */
function isNoFile({ why }: FileProblem): boolean {
  return why === 'pipe' || why === 'socket' || why === 'device';
}

function describeFileRemedy(problem: FileProblem): string {
  switch (problem.why) {
    case 'pipe':
    case 'socket':
    case 'device':
      return l10n.t('It wasn’t changed. Choose another destination, or put a file in its place.');
    case 'notPrivate':
      return l10n.t('Nothing was written. Choose another destination, or write to it as it is.');
    case 'halfWritten':
      return l10n.t('The old text is in {0}. Try again: it will be restored first.', sanitizePath(problem.copy));
    case 'notReadBack':
      return l10n.t('Check the file, then try again.');
    case 'changedSince':
      return l10n.t('Edit the file yourself to remove what you don’t want.');
    case 'notUtf8':
      return l10n.t('Nothing was changed. Save it as UTF-8 (click the encoding in the status bar) and try again.');
    default:
      return l10n.t('Nothing was changed. Fix that and try again.');
  }
}

function describeSystemCode(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return l10n.t('You have no permission to write there.');
    case 'EROFS':
      return l10n.t('The disk is read-only.');
    case 'ENOSPC':
    case 'EDQUOT':
      return l10n.t('The disk is full.');
    case 'EBUSY':
    case 'ETXTBSY':
      return l10n.t('Another program is using it.');
    case 'ENOENT':
    case 'ENOTDIR':
      return l10n.t('Its folder doesn’t exist.');
    default:
      return l10n.t('The system reported {0}.', code);
  }
}
