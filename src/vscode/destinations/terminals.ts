import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { flagValues } from '../../credentials/account';
import { flagsFor, type AgorasVersion } from '../../agoras/flags';
import { sanitizeLabel } from '../../base/sanitize';
import type { OpenAccount } from './destination';
import { readNetworks } from '../settings/settings';

/**
 * The variables in the environment of this window's terminals. They are kept in memory alone: without
 * `persistent = false` VS Code would write them to disk in plain text, so that is set before any value is.
 *
 * They are one account's until the person switches them off or forgets it: they follow it when it is renewed or when
 * the workspace changes to another Agoras, and stay when the workspace changes to another account, as files do.
 */
export class Terminals implements vscode.Disposable {
  readonly #folders: vscode.Disposable;
  #used: { readonly account: OpenAccount; readonly version: AgorasVersion } | undefined;

  constructor(private readonly environment: vscode.GlobalEnvironmentVariableCollection) {
    this.#folders = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      if (this.#used !== undefined) this.use(this.#used.account, this.#used.version);
    });
  }

  dispose(): void {
    this.#folders.dispose();
    this.stop();
  }

  isUsed(): boolean {
    return this.#used !== undefined;
  }

  /** The account whose values the terminals have. */
  usedAccount(): OpenAccount | undefined {
    return this.#used?.account;
  }

  isUsedFor(accountId: string): boolean {
    return this.#used?.account.record.id === accountId;
  }

  use(account: OpenAccount, version: AgorasVersion): void {
    this.stop();
    this.#used = { account, version };
    const { record, secrets } = account;
    const description = l10n.t('Agoras Credentials: the credentials of “{0}”', sanitizeLabel(record.page.name));
    for (const collection of this.#collections()) {
      collection.persistent = false;
      collection.description = description;
      for (const { environment, value } of flagsFor(
        { version, networks: readNetworks() },
        flagValues(record, secrets),
      )) {
        collection.replace(environment, typeof value === 'string' ? value : value.reveal());
      }
    }
  }

  /** Hands on what an account holds now, and for which Agoras; terminals that have another account's keep theirs. */
  refresh(account: OpenAccount, version = this.#used?.version): void {
    if (version !== undefined && this.isUsedFor(account.record.id)) this.use(account, version);
  }

  stop(): void {
    this.#used = undefined;
    for (const collection of [this.environment, ...this.#collections()]) {
      collection.clear();
      collection.description = undefined;
    }
  }

  /** One for each folder; the global one where no folder is open. */
  #collections(): readonly vscode.EnvironmentVariableCollection[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return folders.length === 0
      ? [this.environment]
      : folders.map((workspaceFolder) => this.environment.getScoped({ workspaceFolder }));
  }
}
