import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import vscode = require('vscode');
import { accountInUse, type Account, type AccountRecord } from '../../credentials/account';
import { readStoredAccounts } from '../../credentials/storedAccounts';
import { SETTINGS_SECTION, STATE_KEYS } from '../settings/manifestIds';

/** The key of all accounts in the secret storage. */
export const ACCOUNTS_KEY = 'agoras.accounts';

/** The file with the latest revision of the stored accounts, shared by all windows of this computer. */
export function revisionFile({ fsPath }: Pick<vscode.Uri, 'fsPath'>): string {
  return join(fsPath, 'accounts.revision');
}

/**
 * How reliable the list is. `behind`: another window has changed the accounts, but VS Code doesn't show the change to
 * this one; in a browser, a window only sees secrets from before it was opened. `lost`: accounts were stored, but the
 * secret storage no longer has them. `unreadable`: reading the secret storage failed, or hasn't finished yet.
 */
export type AccountListState = 'current' | 'behind' | 'lost' | 'unreadable';

export interface AccountListOptions {
  readonly secrets: Pick<vscode.SecretStorage, 'get' | 'onDidChange'>;
  readonly workspaceState: vscode.Memento;
  /** A folder shared by all windows of this computer. */
  readonly globalStorageUri: Pick<vscode.Uri, 'fsPath'>;
}

/** The stored accounts as this window knows them, without their secrets. Read at start-up and after every change. */
export class AccountList implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #occasions: vscode.Disposable;
  /** Fires when anything that is shown may have changed: an account, a setting, the date. */
  readonly onDidChange = this.#changed.event;
  #records: readonly AccountRecord[] = [];
  #state: AccountListState = 'unreadable';
  /**
   * A revision that had been announced but wasn't stored when this window opened: it is lost, so nobody waits for it.
   */
  #lostRevision = 0;
  #hasLooked = false;
  #looks = 0;
  /** The number of the read whose result is shown. Results of earlier reads are dropped, even if they finish later. */
  #shownLook = 0;

  constructor(private readonly options: AccountListOptions) {
    this.#occasions = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTINGS_SECTION)) this.announceChange();
      }),
      options.secrets.onDidChange(({ key }) => {
        if (key === ACCOUNTS_KEY) void this.refresh();
      }),
      // Not every secret storage reports changes made by other windows.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) void this.refresh();
      }),
    );
  }

  dispose(): void {
    this.#occasions.dispose();
    this.#changed.dispose();
  }

  get state(): AccountListState {
    return this.#state;
  }

  announceChange(): void {
    this.#changed.fire();
  }

  /** Empty while another window's change isn't visible here, because the list may contain deleted accounts. */
  records(): readonly AccountRecord[] {
    return this.#state === 'behind' ? [] : this.#records;
  }

  /** The account that this workspace obtained, wrote or chose last, or else the newest account. */
  inUse(): AccountRecord | undefined {
    return accountInUse(this.records(), this.options.workspaceState.get<unknown>(STATE_KEYS.currentAccount));
  }

  /**
   * Whether an account's tokens may be checked automatically. Programs in a remote window can read everything that it
   * is given, so there the account must have been explicitly chosen for this workspace.
   */
  isCheckedUnasked({ id }: AccountRecord): boolean {
    return vscode.env.remoteName === undefined || this.usedHere().includes(id);
  }

  /** IDs of the accounts that were explicitly chosen in this workspace, not just used because there was no other. */
  usedHere(): readonly unknown[] {
    const used = this.options.workspaceState.get<unknown>(STATE_KEYS.usedAccounts);
    return Array.isArray(used) ? used : [];
  }

  /** Reads the list again. Never rejects: if the secret storage fails, the last result stays. */
  async refresh(secrets: Pick<vscode.SecretStorage, 'get'> = this.options.secrets): Promise<void> {
    const look = ++this.#looks;
    try {
      const text = await secrets.get(ACCOUNTS_KEY);
      const { revision, accounts } = readStoredAccounts(text);
      const isMissed = await this.isMissed(revision);
      if (look < this.#shownLook) return;
      this.#shownLook = look;
      this.#records = accounts.map(({ record }) => record);
      this.#state = isMissed ? 'behind' : text === undefined && this.#lostRevision > 0 ? 'lost' : 'current';
    } catch {
      if (this.#records.length === 0) this.#state = 'unreadable';
    }
    this.announceChange();
  }

  /** Shows what this window has just stored. */
  show(accounts: readonly Account[]): void {
    this.#shownLook = ++this.#looks;
    this.#records = accounts.map(({ record }) => record);
    this.#state = 'current';
    this.announceChange();
  }

  /** Whether a window of this computer has announced a later revision than this one. */
  async isMissed(revision: number): Promise<boolean> {
    const announced = await readRevision(this.options.globalStorageUri);
    // A window's first read sees everything that is stored.
    if (!this.#hasLooked && announced > revision) this.#lostRevision = announced;
    this.#hasLooked = true;
    return announced > Math.max(revision, this.#lostRevision);
  }
}

export async function readRevision(globalStorageUri: Pick<vscode.Uri, 'fsPath'>): Promise<number> {
  const text = await readFile(revisionFile(globalStorageUri), 'utf8').catch(() => '0');
  return Number.parseInt(text, 10) || 0;
}
