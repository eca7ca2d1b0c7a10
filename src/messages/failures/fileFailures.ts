// Messages about why a file wasn't written.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../../base/outcome';
import { sanitizeLabel, sanitizePath } from '../../base/sanitize';
import type { DotenvRefusal } from '../../edits/dotenv/dotenvPlan';
import type { LaunchRefusal } from '../../edits/json/launchPlan';
import type { DotenvProblem, FileProblem, LaunchProblem, LinkedOutside } from './failureKinds';
import type { FailureMessage } from './failureMessage';

export function describeFileFailure(failure: DotenvProblem | LaunchProblem | LinkedOutside): FailureMessage {
  switch (failure.kind) {
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
        setting: 'agoras.dotenv.path',
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
    case 'fileProblem':
      return {
        headline: l10n.t('{0} couldn’t be written.', sanitizePath(failure.path)),
        reason: failure.why === 'system' ? describeSystemCode(failure.code) : FILE_PROBLEMS[failure.why](),
        nextStep: describeFileRemedy(failure),
        ...(isNoFile(failure) ? { action: 'chooseDestination', otherAction: 'tryAgain' } : { action: 'tryAgain' }),
      };
    default:
      return assertNever(failure);
  }
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

/** Whether the path isn't a regular file: trying again wouldn't help. */
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
