// What a person hears when the credentials are where they were meant to go, and what they can do next.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountRecord } from '../credentials/account';
import type { AgorasVersion } from '../credentials/flags';
import { loadCommand } from '../destinations/commandLine';
import { LAUNCH_NAME } from '../destinations/launchConfiguration';
import { shellOf } from '../destinations/shells';
import { formatDate } from '../words/dates';
import { plainLabel } from '../words/plain';
import type { CommandEnd } from './commandBoundary';
import type { Delivered, DeliveredFile } from './deliver';
import { COMMANDS } from './ids';

export interface TellContext {
  /** Takes the writing back; absent where nothing was written to a file. */
  readonly undo: (() => Promise<CommandEnd>) | undefined;
  /** Runs what a button does behind the command boundary. */
  readonly follow: (body: () => Promise<CommandEnd>) => void;
}

interface Button {
  readonly label: string;
  readonly run: () => Promise<CommandEnd>;
}

/** Not awaited: the command is over, whether or not somebody presses a button. */
export function tellDelivered(
  record: AccountRecord,
  version: AgorasVersion,
  delivered: Delivered,
  { undo, follow }: TellContext,
): void {
  const undoButton = undo === undefined ? [] : [{ label: l10n.t('Undo'), run: undo }];
  const buttons = [...nextButtons(delivered), ...undoButton, walkthroughButton()];
  const caveat = publishingCaveat(record);
  const message = [describe(record, version, delivered), describeLoading(delivered), caveat]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
  const labels = buttons.map(({ label }) => label);
  const told =
    caveat === undefined
      ? vscode.window.showInformationMessage(message, ...labels)
      : vscode.window.showWarningMessage(message, ...labels);
  void told.then((pressed) => {
    const button = buttons.find(({ label }) => label === pressed);
    if (button !== undefined) follow(button.run);
  });
}

function describe(record: AccountRecord, version: AgorasVersion, { kind, files }: Delivered): string {
  const name = plainLabel(record.page.name);
  const [first, second] = files;
  switch (kind) {
    case 'dotenv':
    case 'launch':
    case 'launchEnvFile':
      if (first === undefined) throw new Error('A file was written, and none is told of.');
      if (second !== undefined) return describeBoth(name, first, second);
      return first.kind === 'dotenv' ? describeDotenv(record, version, first) : describeLaunch(name, first);
    case 'clipboard':
      return l10n.t(
        'The command line with the credentials of “{0}” is on the clipboard, which is cleared in a minute.',
        name,
      );
    case 'terminal':
      return l10n.t(
        'New terminals of this window have the credentials of “{0}” in their environment, until the window is closed or reloaded.',
        name,
      );
    case 'storeOnly':
      return l10n.t('The credentials of “{0}” are kept in VS Code’s secret storage.', name);
  }
}

function describeBoth(name: string, dotenv: DeliveredFile, launch: DeliveredFile): string {
  return l10n.t(
    '“{0}” is in {1} and reads the credentials of “{2}” from {3}.',
    LAUNCH_NAME,
    relative(launch.path),
    name,
    relative(dotenv.path),
  );
}

function describeDotenv(record: AccountRecord, version: AgorasVersion, { path, write }: DeliveredFile): string {
  const name = plainLabel(record.page.name);
  const file = relative(path);
  switch (write.kind) {
    case 'inEditor':
      return l10n.t(
        'The credentials of “{0}” were added to {1} in its editor. Save it, so that Agoras can read them.',
        name,
        file,
      );
    case 'unchanged':
      return l10n.t('The credentials of “{0}” were already in {1}: nothing had to change.', name, file);
    case 'written':
      break;
  }
  const { userTokenExpiresAt } = record;
  if (version === '1.x') return l10n.t('The credentials of “{0}” never expire and are now in {1}.', name, file);
  return userTokenExpiresAt === undefined
    ? l10n.t('The credentials of “{0}” are now in {1}. Agoras 2.x needs them renewed every 60 days.', name, file)
    : l10n.t(
        'The credentials of “{0}” are now in {1}. Agoras 2.x needs them renewed by {2}.',
        name,
        file,
        formatDate(userTokenExpiresAt, vscode.env.language),
      );
}

function describeLaunch(name: string, { path, write }: DeliveredFile): string {
  const file = relative(path);
  switch (write.kind) {
    case 'inEditor':
      return l10n.t(
        '“{0}” was added to {1} in its editor. Save it, then start it from Run and Debug.',
        LAUNCH_NAME,
        file,
      );
    case 'unchanged':
      return l10n.t('“{0}” was already in {1}: nothing had to change.', LAUNCH_NAME, file);
    case 'written':
      return l10n.t(
        '“{0}” is now in {1} and takes the credentials of “{2}” from VS Code: no secret stands in the file.',
        LAUNCH_NAME,
        file,
        name,
      );
  }
}

/** Agoras loads no `.env` by itself, and nobody should have to find that out. */
function describeLoading(delivered: Delivered): string | undefined {
  return delivered.kind === 'dotenv'
    ? l10n.t('Agoras does not load the file by itself: the first button copies the command that does.')
    : undefined;
}

function nextButtons({ kind, files }: Delivered): Button[] {
  const last = files.at(-1);
  if (kind === 'terminal') return [openTerminal()];
  if (last === undefined) return [];
  return [last.kind === 'dotenv' ? copyLoadCommand(last.path) : openFile(last.path)];
}

function copyLoadCommand(path: string): Button {
  return {
    label: l10n.t('Copy Load Command'),
    run: async () => {
      const command = loadCommand(vscode.workspace.asRelativePath(path, false), shellOf(vscode.env.shell));
      if (!command.ok) return { kind: 'failed', failure: command.error };
      await vscode.env.clipboard.writeText(command.value);
      return { kind: 'done' };
    },
  };
}

function openFile(path: string): Button {
  return {
    label: l10n.t('Open {0}', relative(path)),
    run: async () => {
      await vscode.window.showTextDocument(vscode.Uri.file(path));
      return { kind: 'done' };
    },
  };
}

function openTerminal(): Button {
  return {
    label: l10n.t('Open Terminal'),
    run: async () => {
      await vscode.commands.executeCommand('workbench.action.terminal.new');
      return { kind: 'done' };
    },
  };
}

function walkthroughButton(): Button {
  return {
    label: l10n.t('Show the Walkthrough'),
    run: async () => {
      await vscode.commands.executeCommand(COMMANDS.openWalkthrough);
      return { kind: 'done' };
    },
  };
}

function relative(path: string): string {
  return plainLabel(vscode.workspace.asRelativePath(path));
}

/** With what was chosen, publishing will be refused: the person should hear it now, not from Agoras. */
function publishingCaveat({ instagram, objectId }: AccountRecord): string | undefined {
  if (instagram === undefined) {
    return l10n.t(
      'Publishing will be refused until an Instagram professional account is connected with the Page: step 1 of the walkthrough shows how.',
    );
  }
  return objectId.kind === 'page'
    ? l10n.t('With the Page ID as object ID the publishing call refuses posts; the Instagram account ID is accepted.')
    : undefined;
}
