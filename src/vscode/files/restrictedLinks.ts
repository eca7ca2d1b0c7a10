import vscode = require('vscode');
import { err, ok, type Outcome } from '../../base/outcome';
import { linkedOutside } from './textFiles';
import type { LinkedOutside } from '../../messages/failures/failureKinds';

/**
 * In Restricted Mode, links in a workspace aren't trusted: a repository's `.vscode/launch.json` could be a link to a
 * file in the person's home folder.
 */
export async function refuseLinkOutside(path: string): Promise<Outcome<void, LinkedOutside>> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path));
  if (vscode.workspace.isTrusted || folder === undefined) return ok(undefined);
  const target = await linkedOutside(folder.uri.fsPath, path);
  return target === undefined ? ok(undefined) : err({ kind: 'linkedOutside', folder: folder.name, path });
}
