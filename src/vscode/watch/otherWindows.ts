import type * as vscode from 'vscode';
import { haveSameSecrets, type AccountRecord, type AccountSecrets } from '../../credentials/account';
import type { Outcome } from '../../base/outcome';
import { secretKey, type AccountStore } from '../accounts/accountStore';
import type { SecretProblem } from '../../messages/failureKinds';
import type { Terminals } from '../destinations/terminals';

/**
 * What another window does to an account is known here by its secret: the terminals follow it, and whoever shows
 * accounts looks again. VS Code also tells of what this window has done, and may do so twice: both are without effect.
 */
export function followOtherWindows(
  secrets: Pick<vscode.SecretStorage, 'onDidChange'>,
  accounts: AccountStore,
  terminals: Terminals,
): vscode.Disposable {
  return secrets.onDidChange(async ({ key }) => {
    const record = terminals.usedAccount()?.record;
    if (record !== undefined && key === secretKey(record.id)) follow(record, await accounts.readSecrets(record));
    accounts.announceChange();
  });

  function follow(record: AccountRecord, now: Outcome<AccountSecrets, SecretProblem>): void {
    const used = terminals.usedAccount();
    if (used?.record.id !== record.id) return;
    if (now.ok && !haveSameSecrets(now.value, used.secrets)) terminals.refresh({ record, secrets: now.value });
    if (!now.ok && now.error.kind === 'secretMissing') terminals.stop();
  }
}
