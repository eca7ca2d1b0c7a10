import vscode = require('vscode');
import {
  readAccountSecrets,
  writeAccountSecrets,
  type AccountRecord,
  type AccountSecrets,
} from '../../credentials/account';
import {
  markSettled,
  markUnsettled,
  readAccountList,
  withAccount,
  withoutAccount,
  writeAccountList,
  type AccountList,
} from '../../credentials/accountList';
import { err, ok, type Outcome } from '../../base/outcome';
import { CrossWindowMutex } from './crossWindowMutex';
import { STATE_KEYS } from '../settings/manifestIds';
import type { Log } from '../../base/log';
import type { Secrets } from './secretStorageWithTimeout';
import type { SecretProblem } from '../../messages/failureKinds';

/**
 * The stored accounts: records in the global state, secrets in SecretStorage under one key per account. Before the
 * secret of an account without a record is stored, and before one is deleted, the list says so: whatever ends the
 * extension in between, a later turn settles it, and no secret is left that nobody can see and forget.
 */
export class AccountStore implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #turns: CrossWindowMutex;

  /** `folder`: one that all windows share. */
  constructor(
    private readonly state: vscode.Memento,
    private readonly secrets: Secrets,
    folder: Pick<vscode.Uri, 'fsPath'>,
    private readonly log: Log,
  ) {
    this.#turns = new CrossWindowMutex(folder, () => this.#read().changes);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Another account is in use now, or another window has changed one: whoever shows one looks again. */
  announceChange(): void {
    this.#changed.fire();
  }

  list(): readonly AccountRecord[] {
    const { accounts, unreadable } = this.#read();
    if (unreadable.length > 0) {
      this.log.warn(`${String(unreadable.length)} stored account(s) could not be read and were left out.`);
    }
    return accounts;
  }

  find(id: string): AccountRecord | undefined {
    return this.list().find((account) => account.id === id);
  }

  async readSecrets(account: AccountRecord): Promise<Outcome<AccountSecrets, SecretProblem>> {
    let stored: string | undefined;
    try {
      stored = await this.secrets.get(secretKey(account.id));
    } catch (error) {
      this.log.bug(error);
      return err({ kind: 'secretStoreFailed', doing: 'read' });
    }
    const secrets = stored === undefined ? undefined : readAccountSecrets(stored);
    return secrets === undefined ? err({ kind: 'secretMissing', account: account.page.name }) : ok(secrets);
  }

  /**
   * Stores or replaces an account. The secret goes first, and is read back: a record must never promise a secret that
   * is not there. When that fails, everything is as it was.
   */
  async put(record: AccountRecord, secrets: AccountSecrets): Promise<Outcome<void, SecretProblem>> {
    const { id } = record;
    const key = secretKey(id);
    const text = writeAccountSecrets(secrets);
    return this.#turns.take(async () => {
      let before: string | undefined;
      try {
        if (this.find(id) === undefined) await this.#save((list) => markUnsettled(list, id));
        else before = await this.secrets.get(key);
        await this.secrets.store(key, text);
        if ((await this.secrets.get(key)) !== text) {
          throw new Error('The secret storage has not kept what it was given.');
        }
        await this.#save((list) => withAccount(list, record));
        return ok(undefined);
      } catch (error) {
        this.log.bug(error);
        // Not waited for: VS Code does it after the call that may still hang, and before every later one.
        if (before !== undefined) this.secrets.store(key, before).then(undefined, this.log.bug);
        void this.settle();
        return err({ kind: 'secretStoreFailed', doing: 'write' });
      }
    });
  }

  /** Changes what may be shown of an account; without effect when the account is gone. */
  async update(id: string, change: (record: AccountRecord) => AccountRecord): Promise<void> {
    await this.#turns.take(async () => {
      if (this.find(id) === undefined) return;
      await this.#save((list) => ({
        ...list,
        accounts: list.accounts.map((record) => (record.id === id ? change(record) : record)),
      }));
    });
  }

  /** Deletes an account. When its secret cannot be deleted, the account is as it was. */
  async remove(id: string): Promise<Outcome<void, SecretProblem>> {
    return this.#turns.take(async () => {
      const before = this.#read();
      await this.#save((list) => markUnsettled(withoutAccount(list, id), id));
      try {
        await this.secrets.delete(secretKey(id));
      } catch (error) {
        this.log.bug(error);
        await this.#save(() => before);
        return err({ kind: 'secretStoreFailed', doing: 'delete' });
      }
      await this.#save((list) => markSettled(list, id));
      return ok(undefined);
    });
  }

  /** Deletes the secrets that something cut off has left without a record. Never rejects. */
  async settle(): Promise<void> {
    if (this.#read().unsettled.length === 0) return;
    await this.#turns
      .take(async () => {
        for (const id of this.#read().unsettled) {
          if (this.find(id) === undefined) await this.secrets.delete(secretKey(id));
          await this.#save((list) => markSettled(list, id));
        }
      })
      .catch(this.log.bug);
  }

  #read(): AccountList {
    return readAccountList(this.state.get<unknown>(STATE_KEYS.accounts));
  }

  async #save(change: (list: AccountList) => AccountList): Promise<void> {
    const before = this.state.get<unknown>(STATE_KEYS.accounts);
    const list = this.#read();
    const changes = list.changes + 1;
    try {
      await this.state.update(STATE_KEYS.accounts, writeAccountList({ ...change(list), changes }));
    } catch (error) {
      // VS Code gives out what it could not write, until the window is closed.
      await Promise.resolve(this.state.update(STATE_KEYS.accounts, before)).catch(() => undefined);
      throw error;
    }
    await this.#turns.announce(changes);
    this.#changed.fire();
  }
}

/** Where the secrets of an account are in the secret storage. */
export function secretKey(accountId: string): string {
  return `agoras.account.${accountId}`;
}
