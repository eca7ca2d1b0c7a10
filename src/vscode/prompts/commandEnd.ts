import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { Cancelled } from '../../base/outcome';
import type { Action } from '../../messages/failures/failureMessage';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import type { AppId } from '../../graph/ids';
import { COMMANDS } from '../settings/manifestIds';

/** How a command ended. */
export type CommandEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'failed';
      readonly failure: CommandFailure;
      /** Continues after the person has pressed a button below the message. */
      readonly resume?: (action: Action) => Promise<CommandEnd>;
      /** The app whose App Dashboard the message links to. */
      readonly app?: AppId | undefined;
    };

/** How a command ended whose caller waits for a value. */
export type ValueEnd<Value> = Exclude<CommandEnd, { kind: 'done' }> | { readonly kind: 'given'; readonly value: Value };

export const DONE: CommandEnd = { kind: 'done' };

/** A cancellation isn't a failure, so nothing is shown. */
export function failed(
  failure: CommandFailure | Cancelled,
  resume?: (action: Action) => Promise<CommandEnd>,
  app?: AppId,
): Exclude<CommandEnd, { kind: 'done' }> {
  if (failure.kind === 'cancelled') return { kind: 'cancelled' };
  return { kind: 'failed', failure, app, ...(resume === undefined ? {} : { resume }) };
}

/** Gets new credentials, for a command that needs some. */
export async function startOver(): Promise<CommandEnd> {
  await vscode.commands.executeCommand(COMMANDS.getCredentials);
  return DONE;
}

/** Handles the buttons after a failed proof of a stored account: another token is obtained by renewing. */
export async function afterFailedProof(
  action: Action,
  accountId: string,
  again: () => Promise<CommandEnd>,
): Promise<CommandEnd> {
  switch (action) {
    case 'enterToken':
    case 'signIn':
    case 'signInAtOwnAddress':
    case 'signInAtFacebook':
      await vscode.commands.executeCommand(COMMANDS.renewToken, accountId);
      return DONE;
    default:
      return again();
  }
}

/** A button below a message. */
export interface MessageButton {
  readonly label: string;
  readonly run: () => Promise<CommandEnd>;
}

export function buttonForCommand(label: string, command: string, ...args: readonly string[]): MessageButton {
  return { label, run: () => runOther(command, ...args) };
}

/** `name`: the file's name in the button. */
export function buttonForFile(path: string, name: string): MessageButton {
  return {
    label: l10n.t('Open {0}', name),
    run: async () => {
      await vscode.window.showTextDocument(vscode.Uri.file(path));
      return DONE;
    },
  };
}

/** Runs another command. */
export async function runOther(command: string, ...args: readonly string[]): Promise<CommandEnd> {
  await vscode.commands.executeCommand(command, ...args);
  return DONE;
}

/** Runs a button's action through the command boundary. */
export type RunInBackground = (body: () => Promise<CommandEnd>) => void;

/** The same, and resolves when it is over, however it ends. */
export function untilOver(runInBackground: RunInBackground, body: () => Promise<CommandEnd>): Promise<void> {
  return new Promise((resolve) => {
    runInBackground(() => body().finally(resolve));
  });
}

/** Shows a message. Not awaited, because the command is over whether or not a button is pressed. */
export function notify(
  severity: 'info' | 'warning',
  message: string,
  buttons: readonly MessageButton[],
  runInBackground: RunInBackground,
): void {
  const labels = buttons.map(({ label }) => label);
  void showMessage(severity, message, labels).then((pressed) => {
    const button = buttons.find(({ label }) => label === pressed);
    if (button !== undefined) runInBackground(button.run);
  });
}

/** Resolves to the label of the pressed button. */
export function showMessage(
  severity: 'info' | 'warning',
  message: string,
  labels: readonly string[] = [],
): Thenable<string | undefined> {
  return severity === 'info'
    ? vscode.window.showInformationMessage(message, ...labels)
    : vscode.window.showWarningMessage(message, ...labels);
}
