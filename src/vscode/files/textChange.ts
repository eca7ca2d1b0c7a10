// Carrying a plan out: in the file, or in the editor that has it open with unsaved changes.
import vscode = require('vscode');
import { err, ok, type Outcome } from '../../base/outcome';
import { changeFile, type FileWrite, type Planner, type Refused } from './fileChange';
import type { FileProblem } from '../../messages/failureKinds';

/** How a write ended. `inEditor`: the file had unsaved changes, so the edits stand in its editor, unsaved too. */
export type TextWrite = FileWrite | { readonly kind: 'inEditor' };

/** Changes a text as planned; every byte that the plan does not name stays. `mode`: of a file that is new. */
export async function changeText<R>(
  path: string,
  plan: Planner<R>,
  mode: number,
): Promise<Outcome<TextWrite, FileProblem | Refused<R>>> {
  const editor = dirtyDocument(path);
  return editor === undefined ? changeFile(path, plan, mode) : changeInEditor(editor, plan);
}

function dirtyDocument(path: string): vscode.TextDocument | undefined {
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
  if (planned.kind === 'unchanged') return ok({ kind: 'unchanged' });
  if (planned.kind === 'refused') return err({ kind: 'refused', path, refusal: planned.reason });
  const edit = new vscode.WorkspaceEdit();
  const edits = planned.kind === 'rewrite' ? planned.edits : [{ offset: 0, length: 0, newText: planned.text }];
  for (const { offset, length, newText } of edits) {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    edit.replace(document.uri, range, newText);
  }
  const isApplied = await vscode.workspace.applyEdit(edit);
  return isApplied ? ok({ kind: 'inEditor' }) : err({ kind: 'fileProblem', path, why: 'changedMeanwhile' });
}
