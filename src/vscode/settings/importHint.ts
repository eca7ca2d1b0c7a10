import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import vscode = require('vscode');
import { textSetting } from './settingValues';

/** A line that assigns a non-empty token or App ID, under the variable names of any Agoras version. */
const VARIABLE =
  /^[ \t]*(?:export[ \t]+)?(?:INSTAGRAM|FACEBOOK)_(?:ACCESS_TOKEN|REFRESH_TOKEN|CLIENT_ID)[ \t]*=[ \t]*\S/m;

/** Whether a `.env` of this window seems to contain credentials. Only looks for variable names, and keeps nothing. */
export async function mayImport(): Promise<boolean> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    for (const name of new Set([textSetting('dotenv.path', '.env', uri), '.env'])) {
      if (uri.scheme === 'file' && (await holdsVariable(join(uri.fsPath, name)))) return true;
    }
  }
  return false;
}

/** Only reads regular files: opening a password manager's pipe would ask it for the secrets. */
async function holdsVariable(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile() && VARIABLE.test(await readFile(path, 'utf8'));
  } catch {
    return false;
  }
}
