// The files of the workspace that an upgrade may have to change.
import vscode = require('vscode');
import { hasAgorasKey } from '../../findings/documentKind';
import type { UpgradeFile } from '../../findings/upgrade/planUpgrade';
import type { Unsearched } from '../../messages/findings/upgradeMessages';
import { findFiles, openDocument, readText, UNREADABLE, withNamed } from '../diagnosis/workspaceSearch';
import { displayPath } from '../files/targetLocations';
import { documentKindOf } from '../settings/documentKindOf';

export interface UpgradeSearch extends Unsearched {
  readonly files: readonly UpgradeFile[];
}

/** The texts as editors show them, without opening an editor, where other extensions could read them. */
export async function readUpgradeFiles(): Promise<UpgradeSearch> {
  const files: UpgradeFile[] = [];
  const unread: string[] = [];
  const { found, isSearched, isCut } = await findFiles(new AbortController().signal);
  for (const uri of withNamed(found)) {
    const kind = isOfWorkspace(uri) ? documentKindOf(uri) : undefined;
    const text = kind === undefined ? undefined : await textOf(uri);
    if (text === UNREADABLE) unread.push(displayPath(uri.fsPath));
    else if (kind !== undefined && text !== undefined && hasAgorasKey(text)) {
      files.push({ id: uri.toString(), kind, text });
    }
  }
  return { files, unread, isComplete: isSearched && !isCut };
}

/** The setting can name a `.env` outside the folder; nothing is written there. */
function isOfWorkspace(uri: vscode.Uri): boolean {
  const { workspaceFile } = vscode.workspace;
  if (uri.scheme !== 'file') return false;
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined || workspaceFile?.toString() === uri.toString();
}

/**
 * Read from disk to get the real line breaks, because an editor shows only one kind; unsaved changes take precedence.
 */
async function textOf(uri: vscode.Uri): ReturnType<typeof readText> {
  const document = openDocument(uri);
  return document?.isDirty === true ? document.getText() : readText(uri);
}
