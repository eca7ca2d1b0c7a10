// Makes Git ignore a file before a secret is written to it, and confirms that Git does.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { cancelled, err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { describeStillVisible } from '../../messages/deliveryMessages';
import type { FileProblem } from '../../messages/failures/failureKinds';
import type { Ignoring } from '../destinations/destination';
import { addIgnoreLine, fileVisibility, ignoreLine, ignoreRule, whileAskingGit } from '../files/git';
import type { GitVisibility, IgnoreLine, UnknownVisibility } from '../files/gitRepository';
import { displayPath } from '../files/targetLocations';
import { findDirtyDocument, type TextWrite } from '../files/textChange';

/** A line that makes Git ignore a file. */
export interface AddedLine {
  /** Returns false if the line couldn't be removed. */
  readonly takeBack: () => Promise<boolean>;
  /** Removes the line, and tells the person if that fails. */
  readonly takeBackOrTell: () => Promise<void>;
}

/** For deliveries that need no such line. */
export const NO_LINE: AddedLine = {
  takeBack: () => Promise.resolve(true),
  takeBackOrTell: () => Promise.resolve(),
};

/**
 * Cancelled if the person stops after learning that Git still doesn't ignore the file; then the line is removed again.
 */
export async function ignoreFirst(
  path: string,
  ignoring: Exclude<Ignoring, 'nothing'>,
): Promise<Outcome<AddedLine, FileProblem | Cancelled>> {
  const line = await ignoreLine(path);
  const added = line === undefined ? undefined : await addIgnoreLine(line);
  if (added?.ok === false) return added;
  const addedLine = line === undefined || added === undefined ? NO_LINE : addedLineOf(path, line, added.value);
  if (await isAccepted(path, ignoring, line)) return ok(addedLine);
  await addedLine.takeBackOrTell();
  return err(cancelled);
}

function addedLineOf(path: string, { file }: IgnoreLine, write: TextWrite): AddedLine {
  const takeBack = async () => {
    if (write.kind === 'unchanged') return true;
    return write.kind === 'written' && (await write.undo()).ok;
  };
  return {
    takeBack,
    takeBackOrTell: async () => {
      if (await takeBack()) return;
      void vscode.window.showInformationMessage(
        l10n.t('The line that makes Git ignore {0} is still in {1}.', displayPath(path), displayPath(file)),
      );
    },
  };
}

/** Whether the file may be written: Git ignores it, or the person wants it anyway. */
async function isAccepted(path: string, ignoring: Ignoring, line: IgnoreLine | undefined): Promise<boolean> {
  for (;;) {
    const visibility = await visibilityNow(path);
    if (visibility === 'safe') return true;
    // The person has already chosen to continue although Git gave no answer.
    if (typeof visibility === 'object' && ignoring === 'unconfirmed') return true;
    const unsaved = line === undefined ? undefined : findDirtyDocument(line.file);
    const answer = await askWhatNow(path, visibility, line, unsaved);
    if (answer !== 'again') return answer === 'write';
    await unsaved?.save();
  }
}

/** Canceling only ends the wait; the person is then asked what to do without an answer from Git. */
async function visibilityNow(path: string): Promise<GitVisibility> {
  const asked = await whileAskingGit((signal) => fileVisibility(path, signal));
  return asked.ok ? asked.value : { kind: 'unknown', doubt: { kind: 'stopped' } };
}

async function askWhatNow(
  path: string,
  visibility: 'tracked' | 'notIgnored' | UnknownVisibility,
  line: IgnoreLine | undefined,
  unsaved: vscode.TextDocument | undefined,
): Promise<'again' | 'write' | 'leave'> {
  const rule = visibility === 'notIgnored' && unsaved === undefined ? await ignoreRule(path) : undefined;
  const { question, detail } = describeStillVisible(displayPath(path), visibility, {
    unsaved: unsaved === undefined || line === undefined ? undefined : displayPath(line.file),
    rule,
  });
  const again =
    unsaved === undefined || line === undefined
      ? l10n.t('Ask Git Again')
      : l10n.t('Save {0} and Ask Git Again', displayPath(line.file));
  const write = l10n.t('Write Anyway');
  const pressed = await vscode.window.showWarningMessage(question, { modal: true, detail }, again, write);
  if (pressed === again) return 'again';
  return pressed === write ? 'write' : 'leave';
}
