// Carrying a plan out: in the file, or in the editor that has it open with unsaved changes.
import vscode = require('vscode');
import { err, ok, type Outcome } from '../../base/outcome';
import {
  changeFile,
  makePrivate,
  type ChangeOptions,
  type FileWrite,
  type LineBreaks,
  type Planner,
  type Refused,
} from './fileChange';
import type { FileProblem } from '../../messages/failures/failureKinds';
import { readTextFile } from './textFiles';

/** How a write ended. `inEditor`: the file had unsaved changes, so the edits stand in its editor, unsaved too. */
export type TextWrite = FileWrite | ({ readonly kind: 'inEditor' } & LineBreaks);

/** Changes a text as planned; every byte that the plan does not name stays. */
export async function changeText<R>(
  path: string,
  plan: Planner<R>,
  options: ChangeOptions,
): Promise<Outcome<TextWrite, FileProblem | Refused<R>>> {
  const editor = findDirtyDocument(path);
  if (editor === undefined) return changeFile(path, plan, options);
  // The editor keeps the permissions of the file when it saves.
  const made = await makePrivate(path, options.makesPrivate === true);
  return made.ok ? changeInEditor(editor, plan) : made;
}

/** Whether somebody is typing in a file: what is on the disk will be replaced when it is saved. */
export function hasUnsavedChanges(path: string): boolean {
  return findDirtyDocument(path) !== undefined;
}

/** The editor in which a file has unsaved changes. */
export function findDirtyDocument(path: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.scheme === 'file' && document.uri.fsPath === path,
  );
}

/** Typing that is not saved yet would be lost by writing to the disk, so the edit joins it in the editor. */
async function changeInEditor<R>(
  document: vscode.TextDocument,
  plan: Planner<R>,
): Promise<Outcome<TextWrite, FileProblem | Refused<R>>> {
  const path = document.uri.fsPath;
  // An editor shows the text of any encoding, and saves it in that one: unreadable for whoever expects UTF-8.
  if (!document.encoding.startsWith('utf8')) {
    return err({ kind: 'fileProblem', path, why: document.encoding.startsWith('utf16') ? 'utf16' : 'notUtf8' });
  }
  const planned = plan(document.getText());
  const hasCarriageReturns = document.eol === vscode.EndOfLine.CRLF;
  if (planned.kind === 'unchanged') {
    // What an earlier write has put into the editor may still be nowhere else.
    const onDisk = await readTextFile(path);
    const isSaved = onDisk.ok && plan(onDisk.value.text).kind === 'unchanged';
    return ok({ kind: isSaved ? 'unchanged' : 'inEditor', hasCarriageReturns });
  }
  if (planned.kind === 'refused') return err({ kind: 'refused', path, refusal: planned.reason });
  const edit = new vscode.WorkspaceEdit();
  const edits = planned.kind === 'rewrite' ? planned.edits : [{ offset: 0, length: 0, newText: planned.text }];
  for (const { offset, length, newText } of edits) {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    edit.replace(document.uri, range, newText);
  }
  const isApplied = await vscode.workspace.applyEdit(edit);
  return isApplied
    ? ok({ kind: 'inEditor', hasCarriageReturns })
    : err({ kind: 'fileProblem', path, why: 'changedMeanwhile' });
}
