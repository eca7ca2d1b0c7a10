// Agoras doesn't load a .env by itself: this provides the command to load it in a terminal, after writing and later.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../../base/sanitize';
import { loadCommand } from '../../../edits/loadCommand';
import { shellOf } from '../../../edits/shellQuoting';
import type { WorkspaceChoices } from '../../accounts/workspaceChoices';
import { currentHost } from '../../accounts/currentHost';
import { lineBreaksOf } from '../../files/fileChange';
import { displayPath } from '../../files/targetLocations';
import { readTextFile } from '../../files/textFiles';
import {
  buttonForCommand,
  buttonForFile,
  DONE,
  failed,
  notify,
  type CommandEnd,
  type MessageButton,
  type RunInBackground,
} from '../../prompts/commandEnd';
import { COMMANDS } from '../../settings/manifestIds';

/** Buttons for the message after a .env was written. */
export function loadButtons(path: string): readonly MessageButton[] {
  return [{ label: l10n.t('Copy Load Command'), run: () => copyFor(path) }, buttonForFile(path, displayPath(path))];
}

/** The same after that message is gone: for the .env of this workspace that contains the account's credentials. */
export function copyLoadCommand(
  { workspace, runInBackground }: { readonly workspace: WorkspaceChoices; readonly runInBackground: RunInBackground },
  accountId?: string,
): Promise<CommandEnd> {
  const account = workspace.find(accountId) ?? workspace.account();
  if (account === undefined) {
    return Promise.resolve(workspace.withoutAccount(() => copyLoadCommand({ workspace, runInBackground }, accountId)));
  }
  const paths = account.written
    .filter((location) => location.kind === 'dotenv' && location.host === currentHost())
    .map(({ uri }) => vscode.Uri.parse(uri))
    .filter((uri) => vscode.workspace.getWorkspaceFolder(uri) !== undefined)
    .map(({ fsPath }) => fsPath);
  const latest = paths.at(-1);
  if (latest !== undefined) return copyFor(latest);
  notify(
    'info',
    l10n.t('No .env of this workspace has the credentials of “{0}” yet.', sanitizeLabel(account.page.name)),
    [buttonForCommand(l10n.t('Write Flags to…'), COMMANDS.writeFlags, account.id)],
    runInBackground,
  );
  return Promise.resolve(DONE);
}

async function copyFor(path: string): Promise<CommandEnd> {
  // Reads the file now, because an editor may have changed its line endings.
  const file = await readTextFile(path);
  if (!file.ok) return failed(file.error);
  const command = loadCommand(pathInTerminal(path), shellOf(vscode.env.shell), lineBreaksOf(file.value.text));
  if (!command.ok) return failed(command.error);
  await vscode.env.clipboard.writeText(command.value);
  void vscode.window.showInformationMessage(
    l10n.t('Copied: {0}. Paste it into a terminal, then run Agoras there.', command.value),
  );
  return DONE;
}

/**
 * The path to use in a terminal. It is only relative if all terminals open in this folder. With several folders, the
 * current folder of a terminal is unknown, and another folder may have a `.env` of the same name with another account's
 * credentials.
 */
function pathInTerminal(path: string): string {
  const [folder, ...others] = vscode.workspace.workspaceFolders ?? [];
  const cwd = vscode.workspace.getConfiguration('terminal.integrated', folder?.uri).get<string | null>('cwd') ?? '';
  return others.length === 0 && cwd === '' ? vscode.workspace.asRelativePath(path, false) : path;
}
