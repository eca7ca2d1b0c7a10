import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import vscode = require('vscode');
import { textSetting } from './settingValues';

/** A line that assigns a token or an App ID, under the names of any Agoras version, and is not empty. */
const VARIABLE =
  /^[ \t]*(?:export[ \t]+)?(?:INSTAGRAM|FACEBOOK)_(?:ACCESS_TOKEN|REFRESH_TOKEN|CLIENT_ID)[ \t]*=[ \t]*\S/m;

/** Whether a `.env` of this window seems to have credentials. Only their names are looked for, and nothing is kept. */
export async function mayImport(): Promise<boolean> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    for (const name of new Set([textSetting('dotenv.path', '.env', uri), '.env'])) {
      if (uri.scheme === 'file' && (await holdsVariable(join(uri.fsPath, name)))) return true;
    }
  }
  return false;
}

/** Whoever opens a pipe has asked a password manager for what is in it: only a regular file is read. */
async function holdsVariable(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile() && VARIABLE.test(await readFile(path, 'utf8'));
  } catch {
    return false;
  }
}
