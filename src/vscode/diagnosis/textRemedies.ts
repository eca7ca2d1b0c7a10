// Remedies of a report that change texts. A text is only changed if it still is the one in the report; otherwise the
// workspace has to be checked again.
import vscode = require('vscode');
import { fingerprintOf } from '../../base/fingerprint';
import type { DocumentKind } from '../../findings/documentKind';
import { planEdits, type TextEdit } from '../../edits/textPlan';
import type { EditorContext } from '../editor/editorContext';
import { updateConfiguration } from '../editor/entryUpdate';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import { changeText, findDirtyDocument, openText } from '../files/textChange';
import { ORDINARY } from '../files/textFiles';
import { openDocument, readText } from './workspaceSearch';

/** A change to a file. */
export interface FileChange {
  readonly uri: vscode.Uri;
  readonly documentKind: DocumentKind;
  /** Fingerprint of the text that the edits are for. */
  readonly fingerprint: string;
  /** Offsets as in an editor, without a byte order mark. */
  readonly edits: readonly TextEdit[];
}

/**
 * Applies all changes as one workspace edit, so that one Undo reverts them. A `.env` without unsaved changes is changed
 * on disk instead: VS Code would open it in an editor, where other extensions could read it.
 */
export async function changeTexts(changes: readonly FileChange[]): Promise<'changed' | 'changedMeanwhile'> {
  const edit = new vscode.WorkspaceEdit();
  const results: boolean[] = [];
  for (const change of changes) {
    if (isForDisk(change)) {
      results.push(await changeOnDisk(change));
      continue;
    }
    const document = await openText(change.uri);
    const isSame = document !== undefined && fingerprintOf(document.getText()) === change.fingerprint;
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

/** Not in Restricted Mode, where a link could lead anywhere: there, the person sees the change in an editor. */
function isForDisk({ uri, documentKind }: FileChange): boolean {
  if (documentKind !== 'dotenv' || uri.scheme !== 'file' || !vscode.workspace.isTrusted) return false;
  return findDirtyDocument(uri.fsPath) === undefined;
}

async function changeOnDisk({ uri, fingerprint, edits }: FileChange): Promise<boolean> {
  const isMeant = { is: true };
  const changed = await changeText<never>(
    uri.fsPath,
    (text = '') => {
      // Editors don't show a byte order mark.
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

/** The edits to update a launch configuration; empty if that isn't possible. */
export async function editsForUpdate(
  workspace: WorkspaceChoices,
  context: EditorContext,
  uri: vscode.Uri,
  name: string,
): Promise<readonly TextEdit[]> {
  const text = openDocument(uri)?.getText() ?? (await readText(uri));
  if (typeof text !== 'string') return [];
  return updateConfiguration(workspace, { uri, getText: () => text }, name, await context.installedFor(uri));
}
