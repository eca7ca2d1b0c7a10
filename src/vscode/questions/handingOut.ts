// Asks for consent before credentials leave VS Code, if nothing else was asked in that run.
import * as l10n from '@vscode/l10n';
import { realpath } from 'node:fs/promises';
import { relative } from 'node:path';
import vscode = require('vscode');
import { sanitizePath } from '../../base/sanitize';
import type { AccountRecord } from '../../credentials/account';
import { describeDeliveryQuestion, type ConsentQuestion } from '../../messages/consentMessages';
import type { ChosenDestination } from '../destinations/destination';
import { leadsOut } from '../files/insidePath';
import { displayPath } from '../files/targetLocations';
import type { LocatedAgoras } from '../settings/installedAgoras';
import { isOwnExecutable } from '../settings/settings';

/** Whether the person agrees to deliver the account's credentials to this destination. */
export async function agreesToHandOut({ page }: AccountRecord, chosen: ChosenDestination): Promise<boolean> {
  const { label, detail } = chosen.destination.item();
  const file = fileOf(chosen);
  return agrees(describeDeliveryQuestion(page.name, label, file === undefined ? detail : `${file}\n\n${detail}`));
}

/**
 * Whether an Agoras may be run with the account's credentials. It may if the person installed it on their own computer.
 * If it came with the workspace, its settings, a container or another computer, the person is asked.
 */
export async function agreesToStart({ page }: AccountRecord, { agoras, file }: LocatedAgoras): Promise<boolean> {
  if (vscode.env.remoteName === undefined && isOwnExecutable() && !(await isInWorkspace(file))) return true;
  const detail = l10n.t(
    '{0} will log in with them; nothing is posted. Agree only if you know where it comes from: it can publish as this Page.',
    sanitizePath(file),
  );
  return agrees(describeDeliveryQuestion(page.name, `Agoras ${agoras.exact}`, detail));
}

/** Follows links. */
async function isInWorkspace(file: string): Promise<boolean> {
  const real = (path: string) => realpath(path).catch(() => path);
  const program = await real(file);
  const folders = await Promise.all((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => real(uri.fsPath)));
  return [file, program].some((path) => folders.some((folder) => !leadsOut(relative(folder, path))));
}

async function agrees({ question, detail, yes }: ConsentQuestion): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}

function fileOf(chosen: ChosenDestination): string | undefined {
  if (chosen.kind !== 'files') return undefined;
  const { destination, location } = chosen;
  if (location.kind === 'workspaceFile') return displayPath(location.uri.fsPath);
  return displayPath(vscode.Uri.joinPath(location.folder.uri, destination.fileNameIn(location.folder)).fsPath);
}
