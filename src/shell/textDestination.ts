// Carrying a plan out: in the file, or in the editor that has it open with unsaved changes.
import * as vscode from 'vscode';
import type { TextPlan } from '../destinations/plan';
import { err, ok, type Outcome } from '../outcome';
import { readTextFile, replaceTextFile, type FileProblem, type Undo } from './files';

/** How a write ended. `inEditor`: the file had unsaved changes, so the edits stand in its editor, unsaved too. */
export type TextWrite =
  { readonly kind: 'written'; readonly undo: Undo } | { readonly kind: 'unchanged' } | { readonly kind: 'inEditor' };

/** The plan was refused, and why. */
export interface Refused<R> {
  readonly kind: 'refused';
  readonly path: string;
  readonly refusal: R;
}

/** What is to happen to a text; `undefined`: there is no file yet. */
export type Planner<R> = (text: string | undefined) => TextPlan<R>;

/** Changes a text file as planned; every byte that the plan does not name stays. */
export async function changeText<R>(
  path: string,
  plan: Planner<R>,
): Promise<Outcome<TextWrite, FileProblem | Refused<R>>> {
  const editor = dirtyDocument(path);
  if (editor !== undefined) return changeInEditor(editor, plan);
  const file = await readTextFile(path);
  if (!file.ok) return file;
  const planned = plan(file.value.text);
  switch (planned.kind) {
    case 'unchanged':
      return ok({ kind: 'unchanged' });
    case 'refused':
      return err({ kind: 'refused', path, refusal: planned.reason });
    case 'create':
    case 'rewrite': {
      const replaced = await replaceTextFile(file.value, planned.text);
      return replaced.ok ? ok({ kind: 'written', undo: replaced.value }) : replaced;
    }
  }
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
  const planned = plan(document.getText());
  if (planned.kind === 'unchanged') return ok({ kind: 'unchanged' });
  const path = document.uri.fsPath;
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
