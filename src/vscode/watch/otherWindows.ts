import type * as vscode from 'vscode';
import { haveSameSecrets } from '../../credentials/storedAccounts';
import type { AccountList } from '../accounts/accountList';
import type { AccountStore } from '../accounts/accountStore';
import type { Terminals } from '../destinations/terminals';

/** Keeps terminals up to date with their account, whichever window renews it, and clears them when it is deleted. */
export function keepTerminalsCurrent(
  list: AccountList,
  accounts: AccountStore,
  terminals: Terminals,
): vscode.Disposable {
  return list.onDidChange(async () => {
    const used = terminals.usedAccount();
    if (used === undefined || list.state !== 'current') return;
    const now = await accounts.open(used.record);
    if (terminals.usedAccount() !== used) return;
    if (now.ok && !haveSameSecrets(now.value.secrets, used.secrets)) terminals.replace(now.value);
    if (!now.ok && now.error.kind === 'secretMissing') terminals.stop();
  });
}
