import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import type { AccountRecord } from '../../credentials/account';
import { describeAccountInUse } from '../../messages/deliveryMessages';
import { ofOtherAccounts, replaceOthers } from '../delivery/bringUpToDate';
import { displayLocation } from '../delivery/writtenLocations';
import { afterFailedProof, DONE, failed, notify, type CommandEnd } from '../prompts/commandEnd';
import { askPick } from '../prompts/quickInputs';
import { accountChoice } from '../questions/choices';
import type { Uses } from './services';

type SwitchUses = Uses<'accounts' | 'workspace' | 'written' | 'memory' | 'connect' | 'runInBackground'>;

/** Which stored account this workspace uses. What holds the values of another one here is written anew. */
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
          choices: list.map((account) => ({ ...accountChoice(account), picked: account === current })),
        })
      : { kind: 'answered' as const, value: given };
  if (answer.kind !== 'answered' || !(await agrees(services, answer.value))) return { kind: 'cancelled' };
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
  const write = { label: l10n.t('Write Flags…'), run: () => writeFlags(record.id) };
  notify('info', describeAccountInUse(record), [write], services.runInBackground);
  return DONE;
}

/** Files of the workspace are rewritten only after a yes. */
async function agrees({ written }: SwitchUses, { id, page }: AccountRecord): Promise<boolean> {
  const others = ofOtherAccounts(written, id);
  if (others.length === 0) return true;
  const name = sanitizeLabel(page.name);
  const rewrite = l10n.t('Switch and Rewrite');
  const pressed = await vscode.window.showWarningMessage(
    l10n.t('Switch this workspace to “{0}”?', name),
    {
      modal: true,
      detail: l10n.t(
        'These files hold the credentials of another account, and will hold those of “{0}”:\n{1}',
        name,
        others.map(({ location }) => displayLocation(location)).join('\n'),
      ),
    },
    rewrite,
  );
  return pressed === rewrite;
}
