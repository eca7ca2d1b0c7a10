// Applies the edits of an upgrade as one workspace edit, and can undo them.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { applyEdits, type TextEdit } from '../../edits/textPlan';
import type { FileUpgrade } from '../../findings/upgrade/planUpgrade';
import type { FileProblem } from '../../messages/failures/failureKinds';
import { displayPath } from '../files/targetLocations';
import { openText } from '../files/textChange';

interface ChangedFile {
  readonly uri: vscode.Uri;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly TextEdit[];
}

export type TakeBack = () => Promise<Outcome<void, FileProblem>>;

interface AppliedEdits {
  /** The number of changed files. */
  readonly count: number;
  readonly takeBack: TakeBack;
}

/** Lets the person review all changes, and applies those that stay selected; cancelled if none do. */
export async function reviewAndApply(
  upgrades: readonly FileUpgrade[],
): Promise<Outcome<AppliedEdits, FileProblem | Cancelled>> {
  if (upgrades.length === 0) return ok({ count: 0, takeBack: () => Promise.resolve(ok(undefined)) });
  const files = upgrades.map(({ file, edits }): ChangedFile => ({
    uri: vscode.Uri.parse(file.id),
    before: file.text,
    after: applyEdits(file.text, edits),
    edits,
  }));
  const applied = await apply(files, { isReviewed: true });
  if (!applied.ok) return applied;
  const count = applied.value;
  return count === 0 ? err({ kind: 'cancelled' }) : ok({ count, takeBack: () => takeBack(files) });
}

async function takeBack(files: readonly ChangedFile[]): Promise<Outcome<void, FileProblem>> {
  const changed: ChangedFile[] = [];
  for (const file of files) {
    const text = (await openText(file.uri))?.getText();
    // The person has deselected this change.
    if (text === file.before) continue;
    // Later changes by the person must not be undone.
    if (text !== file.after) return err(problemOf(file.uri));
    changed.push({ uri: file.uri, before: file.after, after: file.before, edits: inverse(file.before, file.edits) });
  }
  const applied = await apply(changed, { isReviewed: false });
  if (!applied.ok) return applied;
  const [first] = changed;
  return applied.value > 0 || first === undefined ? ok(undefined) : err(problemOf(first.uri));
}

/** Returns the number of changed files. */
async function apply(
  files: readonly ChangedFile[],
  { isReviewed }: { readonly isReviewed: boolean },
): Promise<Outcome<number, FileProblem>> {
  const edit = new vscode.WorkspaceEdit();
  const unsaved = new Set<string>();
  const documents: vscode.TextDocument[] = [];
  for (const { uri, before, edits } of files) {
    const document = await openText(uri);
    if (document?.getText() !== before) return err(problemOf(uri));
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
  if (!isApplied) return ok(0);
  // Documents that had unsaved changes aren't saved.
  for (const document of documents) if (!unsaved.has(document.uri.toString())) await document.save();
  return ok(documents.filter((document, index) => document.getText() !== files[index]?.before).length);
}

/**
 * Makes VS Code show the edits before applying them. It does so if one of them needs confirmation, which is deselected
 * at first. This one changes nothing, so that all real edits start out selected.
 */
function openReview(edit: vscode.WorkspaceEdit, document: vscode.TextDocument): void {
  const start = document.positionAt(0);
  edit.replace(document.uri, new vscode.Range(start, start), '', {
    needsConfirmation: true,
    label: l10n.t('Upgrade to Agoras 3'),
    description: displayPath(document.uri.fsPath),
  });
}

/** The edits to the new text that restore the old one. */
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
