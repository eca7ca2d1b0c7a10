import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import type { DotenvRefusal } from '../edits/dotenv/dotenvPlan';
import type { LaunchRefusal } from '../edits/json/launchPlan';
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
        reason: l10n.t('They are obtained once, from an App ID, an App Secret and a short-lived token.'),
        nextStep: l10n.t('Get them now.'),
        action: 'getCredentials',
      };
    case 'notTrusted':
      return {
        headline: l10n.t('The credentials were not handed over.'),
        reason: l10n.t('This workspace is not trusted, and its files decide what would happen to them.'),
        nextStep: l10n.t('Look at its launch.json and tasks.json, trust it, and start again.'),
        action: 'manageTrust',
      };
    case 'accountsBehind':
      return {
        headline: l10n.t('Another window has changed the stored credentials.'),
        reason: l10n.t('In a browser a window knows only what was stored before it was opened.'),
        nextStep: l10n.t('Reload the window.'),
        action: 'reloadWindow',
      };
    case 'accountsLost':
      return {
        headline: l10n.t('The stored credentials are gone.'),
        reason: l10n.t('VS Code’s secret storage no longer holds them: some servers keep it in memory only.'),
        nextStep: l10n.t('Get them again.'),
        action: 'getCredentials',
      };
    case 'secretMissing':
      return {
        headline: l10n.t('The credentials of “{0}” are no longer stored.', sanitizeLabel(failure.account)),
        reason: l10n.t('They were forgotten in another window, or VS Code’s secret storage has not kept them.'),
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
        headline: l10n.t('The setting {0} cannot be used.', failure.setting),
        reason: INVALID_SETTINGS[failure.reason](),
        nextStep: l10n.t('Correct or reset it.'),
        action: 'openSettings',
      };
    case 'dotenvOutside':
      return {
        headline: l10n.t(
          '{0} lies outside the folder {1}.',
          sanitizePath(failure.setting),
          sanitizeLabel(failure.folder),
        ),
        reason: l10n.t('The setting agoras.dotenv.path has to stay inside the workspace folder.'),
        nextStep: l10n.t('Correct or reset it. Nothing was written.'),
        action: 'openSettings',
      };
    case 'linkedOutside':
      return {
        headline: l10n.t('{0} was not written.', sanitizePath(failure.path)),
        reason: l10n.t(
          'A link leads from there out of the folder {0}, and the workspace is not trusted.',
          sanitizeLabel(failure.folder),
        ),
        nextStep: l10n.t('Trust the workspace, or choose another destination.'),
        action: 'manageTrust',
        otherAction: 'chooseDestination',
      };
    case 'notOnDisk':
      return {
        headline: l10n.t('Nothing can be written to {0}.', sanitizeLabel(failure.folder)),
        reason: l10n.t('It is a virtual folder, and Agoras reads a .env from a real disk.'),
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
        headline: l10n.t('The command line could not be made.'),
        reason: l10n.t('The value of {0} cannot be spelled for the shell of your terminals.', failure.key),
        nextStep: l10n.t('Write the .env or a launch configuration instead.'),
        action: 'chooseDestination',
      };
    case 'fileProblem':
      return {
        headline: l10n.t('{0} could not be written.', sanitizePath(failure.path)),
        reason: failure.why === 'system' ? describeSystemCode(failure.code) : FILE_PROBLEMS[failure.why](),
        nextStep: describeFileRemedy(failure),
        action: 'tryAgain',
      };
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

function describeRefusal(refusal: DotenvRefusal): Pick<FailureMessage, 'reason' | 'nextStep'> {
  const fixLine = l10n.t('Mend that line and try again.');
  switch (refusal.kind) {
    case 'value':
      return {
        reason: l10n.t('The value of {0} cannot be spelled so that every program reads it alike.', refusal.key),
        nextStep: l10n.t('Choose launch.json instead: it takes the value from VS Code.'),
      };
    case 'unclearLine':
      return {
        reason: l10n.t('Programs disagree about what belongs to {0} in line {1}.', refusal.key, refusal.line),
        nextStep: fixLine,
      };
    case 'openQuote':
      return {
        reason: l10n.t('The quote that opens in line {1} ({0}) is never closed.', refusal.key, refusal.line),
        nextStep: fixLine,
      };
    case 'notText':
      return {
        reason: l10n.t('It is not a text in UTF-8.'),
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
        reason: l10n.t('It is not valid JSON with comments at line {0}, column {1}.', line, column),
        nextStep: l10n.t('Mend that line and try again.'),
      };
    case 'unexpected':
      return {
        reason:
          refusal.wanted === 'array'
            ? l10n.t('At line {0}, column {1} VS Code wants a list, and there is something else.', line, column)
            : l10n.t('At line {0}, column {1} VS Code wants an object, and there is something else.', line, column),
        nextStep: l10n.t('Mend that line and try again.'),
      };
    case 'changed':
      return {
        reason: l10n.t('The configuration at line {0} has been changed since it was written.', line),
        nextStep: l10n.t('Take it out by hand if you no longer need it; it holds no secret.'),
      };
    default:
      return assertNever(refusal);
  }
}

const STORE_FAILURES: Readonly<Record<'read' | 'write' | 'delete', () => string>> = {
  read: () => l10n.t('The stored secrets could not be read.'),
  write: () => l10n.t('The credentials could not be stored.'),
  delete: () => l10n.t('The credentials could not be deleted.'),
};

const INVALID_SETTINGS: Readonly<Record<InvalidSetting['reason'], () => string>> = {
  notAnAddress: () => l10n.t('It is no web address.'),
  notSecure: () => l10n.t('Secrets are sent over https only; http is accepted on this computer alone.'),
  notAVersion: () => l10n.t('A version looks like v25.0.'),
  notAnId: () => l10n.t('The ID of a login configuration is a number.'),
};

const FILE_PROBLEMS: Readonly<Record<Exclude<FileProblem['why'], 'system'>, () => string>> = {
  notUtf8: () => l10n.t('It is not a text in UTF-8, but perhaps in an older encoding such as Latin-1.'),
  utf16: () => l10n.t('It is in UTF-16, which no program that reads such files understands: save it as UTF-8.'),
  notAFile: () => l10n.t('It is a folder.'),
  changedSince: () => l10n.t('It has been changed since it was written, and undoing that would lose the change.'),
  changedMeanwhile: () => l10n.t('Something else changed it at the same moment.'),
  notReadBack: () => l10n.t('What was read back is not what was written.'),
  brokenLink: () => l10n.t('It is a link that leads nowhere.'),
  readOnly: () => l10n.t('It is read-only.'),
};

function describeFileRemedy({ why }: FileProblem): string {
  switch (why) {
    case 'notReadBack':
      return l10n.t('Look at the file, then try again.');
    case 'changedSince':
      return l10n.t('Take out by hand what you do not want.');
    case 'notUtf8':
      return l10n.t(
        'It is as it was before. Save it as UTF-8 (a click on the encoding in the status bar) and try again.',
      );
    default:
      return l10n.t('It is as it was before. Put that right and try again.');
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
    case 'ENOENT':
    case 'ENOTDIR':
      return l10n.t('Its folder does not exist.');
    default:
      return l10n.t('The system reported {0}.', code);
  }
}
