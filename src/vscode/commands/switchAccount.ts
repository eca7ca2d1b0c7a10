import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import { accountsByUse } from '../questions/chooseAccount';
import { accountChoice } from '../questions/choices';
import { startOver } from './checkToken';
import type { CommandEnd } from './commandBoundary';
import { askPick } from '../prompts/quickInputs';
import { STATE_KEYS } from '../settings/manifestIds';
import { writeFlags, type WriteFlagsContext } from './writeFlags';

/** Which stored account this workspace uses. What was written with another one stays until it is written anew. */
export async function switchAccount(context: WriteFlagsContext, accountId?: string): Promise<CommandEnd> {
  const { accounts, workspaceState, follow } = context;
  const list = accountsByUse(context);
  const [current] = list;
  if (current === undefined) return { kind: 'failed', failure: { kind: 'noAccount' }, resume: startOver };
  const given = list.find(({ id }) => id === accountId);
  const answer =
    given === undefined
      ? await askPick({
          title: l10n.t('Switch Account'),
          position: { step: 1, totalSteps: 1, canGoBack: false },
          placeholder: l10n.t('Which account should this workspace use?'),
          buttons: [],
          choices: list.map((account) =>
            account === current ? { ...accountChoice(account), picked: true } : accountChoice(account),
          ),
        })
      : { kind: 'answered' as const, value: given };
  if (answer.kind !== 'answered') return { kind: 'cancelled' };
  const { id, page } = answer.value;
  await workspaceState.update(STATE_KEYS.currentAccount, id);
  accounts.announceChange();
  const write = l10n.t('Write Flags…');
  const message = l10n.t('This workspace now uses “{0}”.', sanitizeLabel(page.name));
  void vscode.window.showInformationMessage(message, write).then((pressed) => {
    if (pressed === write) follow(() => writeFlags(context, id));
  });
  return { kind: 'done' };
}
