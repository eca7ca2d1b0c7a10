import * as vscode from 'vscode';
import { readAccountList, readAccountSecrets, writeAccountList, writeAccountSecrets } from '../credentials/account';
import type { AccountRecord, AccountSecrets } from '../credentials/account';
import { err, ok, type Outcome } from '../outcome';
import { STATE_KEYS } from './ids';
import type { Log } from './log';

/** "Not there" and "could not be read" are different answers, and both are told. */
export type SecretProblem =
  | { readonly kind: 'secretMissing'; readonly account: string }
  | { readonly kind: 'secretStoreFailed'; readonly doing: 'read' | 'write' | 'delete' };

/**
 * The stored accounts: records in the global state, secrets in SecretStorage under one key per account. A record
 * without its secret and a secret without its record are both kept from happening by the order of writing.
 */
export class AccountStore implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly state: vscode.Memento,
    private readonly secrets: vscode.SecretStorage,
    private readonly log: Log,
  ) {}

  dispose(): void {
    this.#changed.dispose();
  }

  /** Another account is in use now: whoever shows one looks again. */
  announceChange(): void {
    this.#changed.fire();
  }

  list(): readonly AccountRecord[] {
    const { accounts, malformed } = readAccountList(this.state.get<unknown>(STATE_KEYS.accounts));
    if (malformed > 0) this.log.warn(`${String(malformed)} stored account(s) could not be read and were left out.`);
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

  /** Stores or replaces an account. The secret goes first: a record must never promise a secret that is not there. */
  async put(record: AccountRecord, secrets: AccountSecrets): Promise<Outcome<void, SecretProblem>> {
    return this.#inTurn(async () => {
      try {
        await this.secrets.store(secretKey(record.id), writeAccountSecrets(secrets));
      } catch (error) {
        this.log.bug(error);
        return err({ kind: 'secretStoreFailed', doing: 'write' });
      }
      await this.#save([...this.list().filter(({ id }) => id !== record.id), record]);
      return ok(undefined);
    });
  }

  /** Changes what may be shown of an account; without effect when the account is gone. */
  async update(id: string, change: (record: AccountRecord) => AccountRecord): Promise<void> {
    await this.#inTurn(() => this.#save(this.list().map((record) => (record.id === id ? change(record) : record))));
  }

  /** Deletes an account. The secret goes first: what a person wants forgotten must not outlive its record. */
  async remove(id: string): Promise<Outcome<void, SecretProblem>> {
    return this.#inTurn(async () => {
      try {
        await this.secrets.delete(secretKey(id));
      } catch (error) {
        this.log.bug(error);
        return err({ kind: 'secretStoreFailed', doing: 'delete' });
      }
      await this.#save(this.list().filter((record) => record.id !== id));
      return ok(undefined);
    });
  }

  async #save(records: readonly AccountRecord[]): Promise<void> {
    await this.state.update(STATE_KEYS.accounts, writeAccountList(records));
    this.#changed.fire();
  }

  /** One write after the other: each reads the list that the one before has left. */
  #inTurn<T>(write: () => Promise<T>): Promise<T> {
    const turn = this.#lastWrite.then(write);
    this.#lastWrite = turn.catch(() => undefined);
    return turn;
  }
}

function secretKey(accountId: string): string {
  return `agoras.account.${accountId}`;
}
