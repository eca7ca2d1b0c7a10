import type * as vscode from 'vscode';
import type { AccountRecord } from '../credentials/account';
import type { AccountStore } from './accountStore';
import { STATE_KEYS } from './ids';

/** The account that this workspace uses: the one it obtained last, else the newest of all. */
export function currentAccount(accounts: AccountStore, workspaceState: vscode.Memento): AccountRecord | undefined {
  const list = accounts.list();
  const chosen = workspaceState.get<unknown>(STATE_KEYS.currentAccount);
  return (
    list.find(({ id }) => id === chosen) ?? [...list].sort((one, other) => other.obtainedAt - one.obtainedAt).at(0)
  );
}
