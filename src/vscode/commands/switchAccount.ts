import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import type { AccountRecord } from '../../credentials/account';
import { describeAccountInUse, describeUnsaved } from '../../messages/deliveryMessages';
import { ofOtherAccounts, replaceOthers } from '../delivery/bringUpToDate';
import { displayLocation, unsavedLocations } from '../delivery/writtenLocations';
import { terminalsDestination } from '../destinations/terminalsDestination';
import { afterFailedProof, DONE, failed, notify, type CommandEnd } from '../prompts/commandEnd';
import { askPick } from '../prompts/quickInputs';
import { accountChoice } from '../questions/choices';
import { agreesToHandOut } from '../questions/handingOut';
import type { Uses } from './services';

type SwitchUses = Uses<'accounts' | 'workspace' | 'written' | 'memory' | 'connect' | 'runInBackground'>;

/** Chooses the account that this workspace uses. What was written here for another account is rewritten. */
export async function switchAccount(
  services: SwitchUses,
  writeFlags: (accountId: string) => Promise<CommandEnd>,
  accountId?: string,
): Promise<CommandEnd> {
  const { workspace } = services;
  const list = workspace.accounts();
  const [current] = list;
  if (current === undefined) return workspace.withoutAccount(() => switchAccount(services, writeFlags, accountId));
  const given = workspace.find(accountId);
  const answer =
    given === undefined
      ? await askPick({
          title: l10n.t('Switch Account'),
          position: { step: 1, totalSteps: 1, canGoBack: false },
          placeholder: l10n.t('Which account should this workspace use?'),
          buttons: [],
          choices: list.map((account) => accountChoice(account, current)),
        })
      : { kind: 'answered' as const, value: given };
  if (answer.kind !== 'answered' || !(await agrees(services, answer.value, given === undefined))) {
    return { kind: 'cancelled' };
  }
  return switchTo(services, writeFlags, answer.value);
}

async function switchTo(
  services: SwitchUses,
  writeFlags: (accountId: string) => Promise<CommandEnd>,
  record: AccountRecord,
): Promise<CommandEnd> {
  const { accounts, memory, workspace } = services;
  const again = () => switchTo(services, writeFlags, record);
  const account = await accounts.open(record);
  if (!account.ok) return failed(account.error, again);
  const replaced = await replaceOthers(services, account.value);
  if (!replaced.ok) return failed(replaced.error, (action) => afterFailedProof(action, record.id, again));
  await workspace.useAccount(record.id);
  memory.terminals.replace(account.value);
  const write = { label: l10n.t('Write Flags to…'), run: () => writeFlags(record.id) };
  const unsaved = unsavedLocations(workspace.find(record.id) ?? record);
  const message = [describeAccountInUse(record), ...(unsaved.length === 0 ? [] : [describeUnsaved(unsaved)])];
  notify(unsaved.length === 0 ? 'info' : 'warning', message.join(' '), [write], services.runInBackground);
  return DONE;
}

/**
 * Asks before files of the workspace are rewritten. `isChosen`: the person has just chosen the account; otherwise this
 * also asks before its values go to terminals.
 */
async function agrees(
  { written, memory: { terminals } }: SwitchUses,
  record: AccountRecord,
  isChosen: boolean,
): Promise<boolean> {
  const { id, page } = record;
  const others = ofOtherAccounts(written, id);
  if (others.length === 0) {
    const isQuiet = isChosen || !terminals.isUsed() || terminals.isUsedFor(id);
    return isQuiet || agreesToHandOut(record, { kind: 'memory', destination: terminalsDestination });
  }
  const name = sanitizeLabel(page.name);
  const rewrite = l10n.t('Switch and Rewrite');
  const pressed = await vscode.window.showWarningMessage(
    l10n.t('Switch this workspace to “{0}”?', name),
    {
      modal: true,
      detail: l10n.t(
        'These files use the credentials of another account and will use those of “{0}”:\n{1}',
        name,
        others.map(({ location }) => displayLocation(location)).join('\n'),
      ),
    },
    rewrite,
  );
  return pressed === rewrite;
}
