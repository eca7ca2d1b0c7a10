// Applies a plan: to the file, or to its editor if that has unsaved changes.
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

/**
 * The result of a write. `inEditor`: the file had unsaved changes, so the edits were made in its editor and aren't
 * saved either.
 */
export type TextWrite = FileWrite | ({ readonly kind: 'inEditor' } & LineBreaks);

/** Changes a text as planned, keeping every other byte. */
export async function changeText<R>(
  path: string,
  plan: Planner<R>,
  options: ChangeOptions,
): Promise<Outcome<TextWrite, FileProblem | Refused<R>>> {
  const editor = findDirtyDocument(path);
  if (editor === undefined) return changeFile(path, plan, options);
  // The editor keeps the file's permissions when it saves.
  const made = await makePrivate(path, options.makesPrivate === true);
  return made.ok ? changeInEditor(editor, plan) : made;
}

/** Whether a file has unsaved changes, which will replace what is on disk when they are saved. */
export function hasUnsavedChanges(path: string): boolean {
  return findDirtyDocument(path) !== undefined;
}

/** The document of a file, if it has unsaved changes. */
export function findDirtyDocument(path: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.scheme === 'file' && document.uri.fsPath === path,
  );
}

/** Undefined if the file is gone, or no longer text. */
export async function openText(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  return Promise.resolve(vscode.workspace.openTextDocument(uri)).catch(() => undefined);
}

/** Writing to disk would lose unsaved changes, so the edit is made in the editor. */
async function changeInEditor<R>(
  document: vscode.TextDocument,
  plan: Planner<R>,
): Promise<Outcome<TextWrite, FileProblem | Refused<R>>> {
  const path = document.uri.fsPath;
  // An editor can show any encoding and saves in the same one, which programs that expect UTF-8 couldn't read.
  if (!document.encoding.startsWith('utf8')) {
    return err({ kind: 'fileProblem', path, why: document.encoding.startsWith('utf16') ? 'utf16' : 'notUtf8' });
  }
  const planned = plan(document.getText());
  const hasCarriageReturns = document.eol === vscode.EndOfLine.CRLF;
  if (planned.kind === 'unchanged') {
    // An earlier write may be in the editor but not on disk yet.
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
