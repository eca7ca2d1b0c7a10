// Lists what an upgrade couldn't change.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { LeftOver } from '../../findings/upgrade/planUpgrade';
import { describeLeftReason } from '../../messages/findings/upgradeMessages';
import { displayPath } from '../files/targetLocations';
import { DONE, type CommandEnd, type MessageButton } from '../prompts/commandEnd';
import { openPlace } from '../prompts/openPlace';
import { askPick } from '../prompts/quickInputs';
import { COMMANDS } from '../settings/manifestIds';

type Choice = LeftOver | 'importCredentials';

export function leftButton(left: readonly LeftOver[]): MessageButton {
  return { label: l10n.t('Show Them'), run: () => showLeft(left) };
}

/** Opens the chosen place. */
async function showLeft(left: readonly LeftOver[]): Promise<CommandEnd> {
  const needsAccount = left.some(({ reason }) => reason.kind === 'noAccount');
  const answer = await askPick<Choice>({
    title: l10n.t('Upgrade to Agoras 3'),
    position: { step: 1, totalSteps: 1, canGoBack: false },
    buttons: [],
    placeholder: l10n.t('These places have to be changed by hand. Choose one to open it.'),
    choices: [
      ...(needsAccount
        ? [
            {
              label: l10n.t('Import Existing Credentials…'),
              detail: l10n.t('Needed to upgrade these places'),
              value: 'importCredentials' as const,
            },
          ]
        : []),
      ...left.map((one) => ({
        label: labelOf(one),
        detail: describeLeftReason(one.reason, vscode.env.language),
        value: one,
      })),
    ],
  });
  if (answer.kind !== 'answered') return { kind: 'cancelled' };
  if (answer.value === 'importCredentials') await vscode.commands.executeCommand(COMMANDS.importCredentials);
  else await openPlace(answer.value.file.id, answer.value.at.line, answer.value.at.column);
  return DONE;
}

function labelOf({ file, at }: LeftOver): string {
  return `${displayPath(vscode.Uri.parse(file.id).fsPath)}:${String(at.line)}`;
}
