import { setTimeout as pause } from 'node:timers/promises';
import type * as vscode from 'vscode';
import type { Log } from '../../base/log';
import { err, ok, type Outcome } from '../../base/outcome';
import type { UnixSeconds } from '../../base/time';
import type { Account, AccountRecord } from '../../credentials/account';
import { readStoredAccounts, writeStoredAccounts, type StoredAccounts } from '../../credentials/storedAccounts';
import type { SecretProblem } from '../../messages/failures/failureKinds';
import { writeTextFile } from '../files/fileReplacement';
import { ACCOUNTS_KEY, readRevision, revisionFile, type AccountList } from './accountList';
import { CrossWindowMutex } from './crossWindowMutex';
import { withOutdatedMarked } from './outdatedLocations';
import type { Secrets } from './secretStorageWithTimeout';

/** How long to wait for another window's change, which VS Code usually delivers within a few hundred milliseconds. */
const PATIENCE_MILLISECONDS = 2000;
const LOOK_MILLISECONDS = 20;

type Change = (accounts: readonly Account[]) => readonly Account[];

/**
 * Reads and changes the stored accounts. They are a single value; each change is computed from the currently stored
 * value, by one window at a time. Whatever interrupts the extension, the stored value is the old or the new one.
 */
export class AccountStore {
  readonly #mutex: CrossWindowMutex;

  /** `folder`: shared by all windows of this computer. */
  constructor(
    private readonly list: AccountList,
    private readonly secrets: Secrets,
    private readonly folder: Pick<vscode.Uri, 'fsPath'>,
    private readonly log: Log,
  ) {
    this.#mutex = new CrossWindowMutex(revisionFile(folder));
  }

  /** Reads the list again, showing that it is waited for if it takes long: a keychain may be asking for a password. */
  refreshList(): Promise<void> {
    return this.list.refresh(this.secrets);
  }

  async read(): Promise<Outcome<readonly Account[], SecretProblem>> {
    try {
      const latest = await this.#catchUp(readStoredAccounts(await this.secrets.get(ACCOUNTS_KEY)));
      if (latest === undefined) return err({ kind: 'accountsBehind' });
      const { accounts, unreadable } = latest;
      if (unreadable.length > 0) {
        this.log.warn(`${String(unreadable.length)} stored account(s) could not be read and were left out.`);
      }
      return ok(accounts);
    } catch (error) {
      this.log.bug(error);
      return err({ kind: 'secretStoreFailed', doing: 'read' });
    }
  }

  /** The account as it is stored now. */
  async open({ id, page }: AccountRecord): Promise<Outcome<Account, SecretProblem>> {
    const accounts = await this.read();
    if (!accounts.ok) return accounts;
    const account = accounts.value.find(({ record }) => record.id === id);
    return account === undefined ? err({ kind: 'secretMissing', account: page.name }) : ok(account);
  }

  /** Stores or replaces an account, keeping its written locations. Returns the stored account. */
  async put(account: Account): Promise<Outcome<Account, SecretProblem>> {
    let now = account;
    const stored = await this.#change('write', (accounts) => {
      const before = accounts.find(({ record }) => record.id === account.record.id);
      now = inPlaceOf(before, account);
      return [...accounts.filter((other) => other !== before), now];
    });
    return stored.ok ? ok(now) : stored;
  }

  /**
   * Replaces an account with its renewed version, if the stored one still is the one obtained at `obtainedAt`.
   * Otherwise undefined: it was deleted or renewed in the meantime.
   */
  async replace(account: Account, obtainedAt: UnixSeconds): Promise<Outcome<Account | undefined, SecretProblem>> {
    const replaced: Account[] = [];
    const stored = await this.#change('write', (accounts) =>
      accounts.map((other) => {
        const { record } = other;
        if (record.id !== account.record.id || record.obtainedAt !== obtainedAt) return other;
        const now = inPlaceOf(other, account);
        replaced.push(now);
        return now;
      }),
    );
    return stored.ok ? ok(replaced[0]) : stored;
  }

  /** Changes the records of accounts, but not their secrets. */
  update(change: (record: AccountRecord) => AccountRecord): Promise<Outcome<void, SecretProblem>> {
    return this.#change('write', (accounts) =>
      accounts.map((account) => {
        const record = change(account.record);
        return record === account.record ? account : { ...account, record };
      }),
    );
  }

  remove(id: string): Promise<Outcome<void, SecretProblem>> {
    return this.#change('delete', (accounts) => accounts.filter(({ record }) => record.id !== id));
  }

  #change(doing: 'write' | 'delete', change: Change): Promise<Outcome<void, SecretProblem>> {
    return this.#mutex.run(async () => {
      let text: string | undefined;
      let before: string | undefined;
      try {
        before = await this.secrets.get(ACCOUNTS_KEY);
        const latest = await this.#catchUp(readStoredAccounts(before));
        if (latest === undefined) return err({ kind: 'accountsBehind' });
        const accounts = change(latest.accounts);
        if (haveSameItems(accounts, latest.accounts)) return ok(undefined);
        const revision = Math.max(latest.revision, await readRevision(this.folder)) + 1;
        text = writeStoredAccounts({ ...latest, accounts, revision });
        await this.secrets.store(ACCOUNTS_KEY, text);
        if ((await this.secrets.get(ACCOUNTS_KEY)) !== text) {
          throw new Error('The secret storage has not kept what it was given.');
        }
        // Announced only after it was stored, so that no window waits for a revision that never appears.
        await writeTextFile(revisionFile(this.folder), String(revision));
        this.list.show(accounts);
        return ok(undefined);
      } catch (error) {
        this.log.bug(error);
        // Not awaited, because a timed-out call may still be pending; VS Code runs this one after it.
        if (text !== undefined) void this.#takeBack(text, before);
        return err({ kind: 'secretStoreFailed', doing });
      }
    });
  }

  /** Waits for the latest announced change; undefined if this window doesn't get to see it. */
  async #catchUp(stored: StoredAccounts): Promise<StoredAccounts | undefined> {
    const end = performance.now() + PATIENCE_MILLISECONDS;
    let latest = stored;
    while (await this.list.isMissed(latest.revision)) {
      if (performance.now() > end) return undefined;
      await pause(LOOK_MILLISECONDS);
      latest = readStoredAccounts(await this.secrets.get(ACCOUNTS_KEY));
    }
    return latest;
  }

  /** Restores the value from before a failed change, unless another window has changed it since. */
  async #takeBack(text: string, before: string | undefined): Promise<void> {
    try {
      if ((await this.secrets.get(ACCOUNTS_KEY)) !== text) return;
      await (before === undefined ? this.secrets.delete(ACCOUNTS_KEY) : this.secrets.store(ACCOUNTS_KEY, before));
    } catch (error) {
      this.log.bug(error);
    }
  }
}

function inPlaceOf(before: Account | undefined, account: Account): Account {
  const { record, secrets } = account;
  return {
    record: { ...record, written: withOutdatedMarked(account, before?.record.written ?? record.written) },
    secrets,
  };
}

function haveSameItems(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
