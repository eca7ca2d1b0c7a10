// Where in a window files can lie, and how they are called there.
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';

/** A `launch.json` belongs to a folder; a saved workspace of several folders holds launch configurations itself, too. */
export type TargetLocation =
  | { readonly kind: 'folder'; readonly folder: vscode.WorkspaceFolder }
  | { readonly kind: 'workspaceFile'; readonly uri: vscode.Uri };

export function workspaceFolders(): readonly Extract<TargetLocation, { kind: 'folder' }>[] {
  return (vscode.workspace.workspaceFolders ?? []).map((folder) => ({ kind: 'folder' as const, folder }));
}

export function foldersAndWorkspaceFile(): readonly TargetLocation[] {
  const folders = workspaceFolders();
  const { workspaceFile } = vscode.workspace;
  const isSaved = folders.length > 0 && workspaceFile?.scheme === 'file';
  return isSaved ? [...folders, { kind: 'workspaceFile', uri: workspaceFile }] : folders;
}

/** Of a destination that offers folders only. */
export function folderOf(location: TargetLocation): vscode.WorkspaceFolder {
  if (location.kind !== 'folder') throw new Error('A file was chosen without a folder for it.');
  return location.folder;
}

/** A path as a person reads it in a message. */
export function displayPath(path: string): string {
  return sanitizeLabel(vscode.workspace.asRelativePath(path));
}
