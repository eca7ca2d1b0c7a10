import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import vscode = require('vscode');
import { accountInUse, type Account, type AccountRecord } from '../../credentials/account';
import { readStoredAccounts } from '../../credentials/storedAccounts';
import { SETTINGS_SECTION, STATE_KEYS } from '../settings/manifestIds';

/** Where all accounts are in the secret storage. */
export const ACCOUNTS_KEY = 'agoras.accounts';

/** The file that says which revision of the stored accounts is the latest, for every window of this computer. */
export function revisionFile({ fsPath }: Pick<vscode.Uri, 'fsPath'>): string {
  return join(fsPath, 'accounts.revision');
}

/**
 * What is known of the list. `behind`: another window has changed it, and VS Code does not show this one the change: in
 * a browser a window knows only the secrets from before it was opened. `lost`: something was stored, and the secret
 * storage no longer has it. `unreadable`: the secret storage refused, or has not answered yet.
 */
export type AccountListState = 'current' | 'behind' | 'lost' | 'unreadable';

export interface AccountListOptions {
  readonly secrets: Pick<vscode.SecretStorage, 'get' | 'onDidChange'>;
  readonly workspaceState: vscode.Memento;
  /** One that all windows of this computer share. */
  readonly globalStorageUri: Pick<vscode.Uri, 'fsPath'>;
}

/** The stored accounts as this window knows them: what may be shown of them, read at start-up and after every change. */
export class AccountList implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #occasions: vscode.Disposable;
  /** Fired whenever something that is shown may have changed: an account, a setting, the day. */
  readonly onDidChange = this.#changed.event;
  #records: readonly AccountRecord[] = [];
  #state: AccountListState = 'unreadable';
  /** A revision that was announced but not stored when this window opened: it is lost, and nothing waits for it. */
  #lostRevision = 0;
  #hasLooked = false;
  #looks = 0;
  /** The number of the read whose result is shown. A read that began earlier is dropped, even if it ends later. */
  #shownLook = 0;

  constructor(private readonly options: AccountListOptions) {
    this.#occasions = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTINGS_SECTION)) this.announceChange();
      }),
      options.secrets.onDidChange(({ key }) => {
        if (key === ACCOUNTS_KEY) void this.refresh();
      }),
      // Not every secret storage tells of what another window has done.
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

  /** Empty while another window's change is not visible here: the list that is known may name deleted accounts. */
  records(): readonly AccountRecord[] {
    return this.#state === 'behind' ? [] : this.#records;
  }

  /** The account that this workspace uses: the one that it obtained, wrote or chose last, else the newest of all. */
  inUse(): AccountRecord | undefined {
    return accountInUse(this.records(), this.options.workspaceState.get<unknown>(STATE_KEYS.currentAccount));
  }

  /**
   * Whether the tokens of an account may be checked without anybody asking. What runs in a remote window can read what it
   * is given, so there it takes that this workspace was told to use the account.
   */
  isCheckedUnasked({ id }: AccountRecord): boolean {
    return vscode.env.remoteName === undefined || this.usedHere().includes(id);
  }

  /** By id, the accounts that this workspace uses or has used: because it was told to, not for want of another. */
  usedHere(): readonly unknown[] {
    const used = this.options.workspaceState.get<unknown>(STATE_KEYS.usedAccounts);
    return Array.isArray(used) ? used : [];
  }

  /** Reads the list anew. Never rejects: where the secret storage refuses, what was read last stays. */
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

  /** Takes what this window has just stored. */
  show(accounts: readonly Account[]): void {
    this.#shownLook = ++this.#looks;
    this.#records = accounts.map(({ record }) => record);
    this.#state = 'current';
    this.announceChange();
  }

  /** Whether a window of this computer has announced a later revision than this one. */
  async isMissed(revision: number): Promise<boolean> {
    const announced = await readRevision(this.options.globalStorageUri);
    // A window that has just been opened has read all that there is.
    if (!this.#hasLooked && announced > revision) this.#lostRevision = announced;
    this.#hasLooked = true;
    return announced > Math.max(revision, this.#lostRevision);
  }
}

export async function readRevision(globalStorageUri: Pick<vscode.Uri, 'fsPath'>): Promise<number> {
  const text = await readFile(revisionFile(globalStorageUri), 'utf8').catch(() => '0');
  return Number.parseInt(text, 10) || 0;
}
