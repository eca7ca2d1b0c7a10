import type * as vscode from 'vscode';
import type { AccountRecord } from '../../credentials/account';
import { accountInUse } from '../../credentials/accountSummary';
import type { AccountStore } from './accountStore';
import { STATE_KEYS } from '../settings/manifestIds';

/** The account that this workspace uses: the one it obtained or chose last, else the newest of all. */
export function currentAccount(accounts: AccountStore, workspaceState: vscode.Memento): AccountRecord | undefined {
  return accountInUse(accounts.list(), workspaceState.get<unknown>(STATE_KEYS.currentAccount));
}
