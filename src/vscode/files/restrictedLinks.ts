import vscode = require('vscode');
import { err, ok, type Outcome } from '../../base/outcome';
import { linkedOutside } from './textFiles';
import type { LinkedOutside } from '../../messages/failures/failureKinds';

/**
 * In Restricted Mode nobody has vouched for where the links of a workspace lead: a repository could bring a
 * `.vscode/launch.json` that is a file of the person's home.
 */
export async function refuseLinkOutside(path: string): Promise<Outcome<void, LinkedOutside>> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path));
  if (vscode.workspace.isTrusted || folder === undefined) return ok(undefined);
  const target = await linkedOutside(folder.uri.fsPath, path);
  return target === undefined ? ok(undefined) : err({ kind: 'linkedOutside', folder: folder.name, path });
}
