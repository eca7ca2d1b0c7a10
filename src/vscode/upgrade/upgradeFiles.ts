// The files of the workspace that an upgrade can concern.
import type vscode = require('vscode');
import { hasAgorasKey } from '../../findings/documentKind';
import type { UpgradeFile } from '../../findings/upgrade/planUpgrade';
import { findFiles, openDocument, readText } from '../diagnosis/workspaceSearch';
import { documentKindOf } from '../settings/documentKindOf';

/** As editors show them, without opening one: what is in an editor, other extensions can read. */
export async function readUpgradeFiles(): Promise<readonly UpgradeFile[]> {
  const files: UpgradeFile[] = [];
  const { found } = await findFiles(new AbortController().signal);
  for (const uri of found) {
    const kind = uri.scheme === 'file' ? documentKindOf(uri) : undefined;
    const text = kind === undefined ? undefined : await textOf(uri);
    if (kind !== undefined && text !== undefined && hasAgorasKey(text)) files.push({ id: uri.toString(), kind, text });
  }
  return files;
}

/** With the line breaks of the file, which its editor may show as one kind, unless somebody is typing in that. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const document = openDocument(uri);
  return document?.isDirty === true ? document.getText() : readText(uri);
}
