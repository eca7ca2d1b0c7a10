// What a person hears when the credentials are where they were meant to go, and what they can do next.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { AccountRecord } from '../../credentials/account';
import type { CommandEnd } from '../commands/commandBoundary';
import type { MessageButton, DeliveryMessage } from '../destinations/destination';
import { COMMANDS } from '../settings/manifestIds';

export interface NotifyContext {
  /** Takes the writing back; absent where nothing was written to a file. */
  readonly undo: (() => Promise<CommandEnd>) | undefined;
  /** Runs what a button does behind the command boundary. */
  readonly runInBackground: (body: () => Promise<CommandEnd>) => void;
}

/** Not awaited: the command is over, whether or not somebody presses a button. */
export function notifyDelivered(
  record: AccountRecord,
  told: DeliveryMessage,
  { undo, runInBackground }: NotifyContext,
): void {
  const undoButton = undo === undefined ? [] : [{ label: l10n.t('Undo'), run: undo }];
  const buttons = [...told.buttons, ...undoButton, walkthroughButton()];
  const caveat = publishingCaveat(record);
  const message = [...told.sentences, ...(caveat === undefined ? [] : [caveat])].join(' ');
  const labels = buttons.map(({ label }) => label);
  const shown =
    caveat === undefined
      ? vscode.window.showInformationMessage(message, ...labels)
      : vscode.window.showWarningMessage(message, ...labels);
  void shown.then((pressed) => {
    const button = buttons.find(({ label }) => label === pressed);
    if (button !== undefined) runInBackground(button.run);
  });
}

function walkthroughButton(): MessageButton {
  return {
    label: l10n.t('Show the Walkthrough'),
    run: async () => {
      await vscode.commands.executeCommand(COMMANDS.openWalkthrough);
      return { kind: 'done' };
    },
  };
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
