// The edits of an upgrade as one edit of the workspace, and the way back.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { applyEdits, type TextEdit } from '../../edits/textPlan';
import type { FileUpgrade } from '../../findings/upgrade/planUpgrade';
import type { FileProblem } from '../../messages/failures/failureKinds';
import { displayPath } from '../files/targetLocations';

interface ChangedFile {
  readonly uri: vscode.Uri;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly TextEdit[];
}

export type TakeBack = () => Promise<Outcome<void, FileProblem>>;

/** Shows each change before it is made, and makes those that the person leaves ticked; cancelled where none is left. */
export async function reviewAndApply(
  upgrades: readonly FileUpgrade[],
): Promise<Outcome<TakeBack, FileProblem | Cancelled>> {
  if (upgrades.length === 0) return ok(() => Promise.resolve(ok(undefined)));
  const files = upgrades.map(({ file, edits }): ChangedFile => ({
    uri: vscode.Uri.parse(file.id),
    before: file.text,
    after: applyEdits(file.text, edits),
    edits,
  }));
  const applied = await apply(files, { isReviewed: true });
  if (!applied.ok) return applied;
  return applied.value ? ok(() => takeBack(files)) : err({ kind: 'cancelled' });
}

async function takeBack(files: readonly ChangedFile[]): Promise<Outcome<void, FileProblem>> {
  const changed: ChangedFile[] = [];
  for (const file of files) {
    const text = (await vscode.workspace.openTextDocument(file.uri)).getText();
    // A change that the person has taken out of the upgrade.
    if (text === file.before) continue;
    // Their later work is not undone along with it.
    if (text !== file.after) return err(problemOf(file.uri));
    changed.push({ uri: file.uri, before: file.after, after: file.before, edits: inverse(file.before, file.edits) });
  }
  const applied = changed.length === 0 ? ok(true) : await apply(changed, { isReviewed: false });
  if (!applied.ok) return applied;
  const [first] = changed;
  return applied.value || first === undefined ? ok(undefined) : err(problemOf(first.uri));
}

async function apply(
  files: readonly ChangedFile[],
  { isReviewed }: { readonly isReviewed: boolean },
): Promise<Outcome<boolean, FileProblem>> {
  const edit = new vscode.WorkspaceEdit();
  const unsaved = new Set<string>();
  const documents: vscode.TextDocument[] = [];
  for (const { uri, before, edits } of files) {
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.getText() !== before) return err(problemOf(uri));
    if (document.isDirty) unsaved.add(uri.toString());
    documents.push(document);
    for (const { offset, length, newText } of edits) {
      const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
      edit.replace(uri, range, newText);
    }
  }
  const [first] = documents;
  if (isReviewed && first !== undefined) openReview(edit, first);
  const isApplied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (!isApplied) return ok(false);
  // What the person had not saved is theirs to save.
  for (const document of documents) if (!unsaved.has(document.uri.toString())) await document.save();
  return ok(true);
}

/**
 * Has VS Code show the edits before it makes them. It does so for one that needs to be confirmed, which is not ticked at
 * first: an edit that changes nothing, so that all others are.
 */
function openReview(edit: vscode.WorkspaceEdit, document: vscode.TextDocument): void {
  const start = document.positionAt(0);
  edit.replace(document.uri, new vscode.Range(start, start), '', {
    needsConfirmation: true,
    label: l10n.t('Upgrade to Agoras 3'),
    description: displayPath(document.uri.fsPath),
  });
}

/** The edits of the text after them that lead back. */
function inverse(before: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return edits.map(({ offset, length, newText }) => {
    const back = { offset: offset + shift, length: newText.length, newText: before.slice(offset, offset + length) };
    shift += newText.length - length;
    return back;
  });
}

function problemOf(uri: vscode.Uri): FileProblem {
  return { kind: 'fileProblem', path: uri.fsPath, why: 'changedMeanwhile' };
}
