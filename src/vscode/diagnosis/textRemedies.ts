// Remedies of a report that change texts. Only what was found in the text as it still is may be changed: everything else is
// looked at again.
import vscode = require('vscode');
import { fingerprintOf } from '../../base/fingerprint';
import type { DocumentKind } from '../../findings/documentKind';
import { planEdits, type TextEdit } from '../../edits/textPlan';
import { updateConfiguration } from '../editor/entryUpdate';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import { changeText, findDirtyDocument } from '../files/textChange';
import { ORDINARY } from '../files/textFiles';
import { openDocument, readText } from './workspaceSearch';

/** What is to be changed in a file. */
export interface FileChange {
  readonly uri: vscode.Uri;
  readonly documentKind: DocumentKind;
  /** Of the text that the edits are for. */
  readonly fingerprint: string;
  /** As an editor counts offsets. */
  readonly edits: readonly TextEdit[];
}

/**
 * One change of the workspace, which one Undo takes back. A `.env` that nobody edits is changed on the disk instead: an
 * editor, which VS Code would open for it, can be read by other extensions.
 */
export async function changeTexts(changes: readonly FileChange[]): Promise<'changed' | 'changedMeanwhile'> {
  const edit = new vscode.WorkspaceEdit();
  const results: boolean[] = [];
  for (const change of changes) {
    if (isForDisk(change)) {
      results.push(await changeOnDisk(change));
      continue;
    }
    const document = await vscode.workspace.openTextDocument(change.uri);
    const isSame = fingerprintOf(document.getText()) === change.fingerprint;
    results.push(isSame);
    if (!isSame) continue;
    for (const { offset, length, newText } of change.edits) {
      const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
      edit.replace(change.uri, range, newText);
    }
  }
  results.push(await vscode.workspace.applyEdit(edit));
  return results.every(Boolean) ? 'changed' : 'changedMeanwhile';
}

/** In Restricted Mode a link could lead anywhere: there the person sees the change in an editor. */
function isForDisk({ uri, documentKind }: FileChange): boolean {
  if (documentKind !== 'dotenv' || uri.scheme !== 'file' || !vscode.workspace.isTrusted) return false;
  return findDirtyDocument(uri.fsPath) === undefined;
}

async function changeOnDisk({ uri, fingerprint, edits }: FileChange): Promise<boolean> {
  const isMeant = { is: true };
  const changed = await changeText<never>(
    uri.fsPath,
    (text = '') => {
      // An editor leaves the mark out.
      const mark = text.startsWith('\uFEFF') ? 1 : 0;
      isMeant.is = fingerprintOf(text.slice(mark)) === fingerprint;
      if (!isMeant.is) return { kind: 'unchanged' };
      return planEdits(
        text,
        edits.map((edit) => ({ ...edit, offset: edit.offset + mark })),
      );
    },
    { mode: ORDINARY },
  );
  return changed.ok && isMeant.is;
}

/** Brings a launch configuration up to date; none where that cannot be done. */
export async function editsForUpdate(
  workspace: WorkspaceChoices,
  uri: vscode.Uri,
  name: string,
): Promise<readonly TextEdit[]> {
  const text = openDocument(uri)?.getText() ?? (await readText(uri));
  return text === undefined ? [] : updateConfiguration(workspace, { uri, getText: () => text }, name);
}
