// Where files can be in a window, and their names.
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';

/**
 * A `launch.json` belongs to a folder; a saved workspace file with several folders can also contain launch
 * configurations.
 */
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

/** The folder of a location, for destinations that only offer folders. */
export function folderOf(location: TargetLocation): vscode.WorkspaceFolder {
  if (location.kind !== 'folder') throw new Error('A file was chosen without a folder for it.');
  return location.folder;
}

/** A path as it is shown in messages. */
export function displayPath(path: string): string {
  return sanitizeLabel(vscode.workspace.asRelativePath(path));
}
