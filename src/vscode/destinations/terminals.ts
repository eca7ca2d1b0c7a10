import { isDeepStrictEqual } from 'node:util';
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { flagsFor } from '../../agoras/flags';
import type { Target } from '../../agoras/target';
import { flagValues, type Account } from '../../credentials/account';
import { sanitizeLabel } from '../../base/sanitize';
import { fingerprintsFor } from '../accounts/outdatedLocations';

interface Use {
  readonly account: Account;
  readonly target: Target;
}

/**
 * The variables in the environment of this window's terminals. They are only kept in memory: without `persistent =
 * false`, VS Code would write them to disk in plain text, so that is set before any value.
 *
 * They are updated when the account is renewed, and when the workspace changes to another account or Agoras version.
 */
export class Terminals implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when new terminals get something else than before. */
  readonly onDidChange = this.#changed.event;
  readonly #folders: vscode.Disposable;
  /** Terminals that were opened before the variables last changed, so they have the previous ones. */
  readonly #older = new WeakSet<vscode.Terminal>();
  #used: Use | undefined;

  constructor(private readonly environment: vscode.GlobalEnvironmentVariableCollection) {
    this.#folders = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      if (this.#used !== undefined) this.use(this.#used.account, this.#used.target);
    });
  }

  dispose(): void {
    this.#folders.dispose();
    this.stop();
    this.#changed.dispose();
  }

  isUsed(): boolean {
    return this.#used !== undefined;
  }

  /** The account whose values the terminals have. */
  usedAccount(): Account | undefined {
    return this.#used?.account;
  }

  /** Open terminals with the previous environment: no credentials, or earlier ones. */
  olderTerminals(): readonly vscode.Terminal[] {
    return vscode.window.terminals.filter((terminal) => this.#older.has(terminal));
  }

  isUsedFor(accountId: string): boolean {
    return this.#used?.account.record.id === accountId;
  }

  use(account: Account, target: Target): void {
    const before = this.#used;
    const isSame =
      before !== undefined &&
      isDeepStrictEqual(fingerprintsFor(before.account, before.target), fingerprintsFor(account, target));
    if (!isSame) this.#outdateOpen();
    this.#clear();
    this.#used = { account, target };
    const { name } = account.record.page;
    const description = l10n.t('Agoras Credentials: the credentials of “{0}”', sanitizeLabel(name));
    for (const collection of this.#collections()) {
      collection.persistent = false;
      collection.description = description;
      for (const { environment, value } of flagsFor(target, flagValues(account, target.version))) {
        collection.replace(environment, typeof value === 'string' ? value : value.reveal());
      }
    }
    this.#changed.fire();
  }

  /** If terminals have credentials, replaces them with those of this account, by default for the same target. */
  replace(account: Account, target = this.#used?.target): void {
    if (target !== undefined && this.isUsed()) this.use(account, target);
  }

  stop(): void {
    if (this.#used !== undefined) this.#outdateOpen();
    this.#clear();
    this.#changed.fire();
  }

  /** An open terminal keeps the environment that it was started with. */
  #outdateOpen(): void {
    for (const terminal of vscode.window.terminals) this.#older.add(terminal);
  }

  #clear(): void {
    this.#used = undefined;
    for (const collection of [this.environment, ...this.#collections()]) {
      collection.clear();
      collection.description = undefined;
    }
  }

  /** One collection per folder, or the global one if no folder is open. */
  #collections(): readonly vscode.EnvironmentVariableCollection[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return folders.length === 0
      ? [this.environment]
      : folders.map((workspaceFolder) => this.environment.getScoped({ workspaceFolder }));
  }
}
