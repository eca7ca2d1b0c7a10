import type * as vscode from 'vscode';
import { AGORAS_VERSIONS, DEFAULT_VERSION, type AgorasVersion, type Target } from '../../agoras/target';
import { accountInUse, type AccountRecord } from '../../credentials/account';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import { failed, startOver, type CommandEnd } from '../prompts/commandEnd';
import { STATE_KEYS } from '../settings/manifestIds';
import { hasOwnVersion, readAgorasVersionSetting, readNetworks, updateVersionSetting } from '../settings/settings';
import type { AccountList } from './accountList';
import type { AccountStore } from './accountStore';

/** What a workspace has chosen: one account, for what is written, shown and started here; and one Agoras. */
export class WorkspaceChoices {
  constructor(
    private readonly list: AccountList,
    private readonly store: Pick<AccountStore, 'refreshList'>,
    private readonly state: vscode.Memento,
  ) {}

  account(): AccountRecord | undefined {
    return this.list.inUse();
  }

  /** Which one this workspace would use if that one were gone. */
  accountWithout(id: string): AccountRecord | undefined {
    return accountInUse(
      this.list.records().filter((record) => record.id !== id),
      undefined,
    );
  }

  /** All of them, the one in use first. */
  accounts(): readonly AccountRecord[] {
    const inUse = this.account();
    const others = this.list.records().filter((record) => record !== inUse);
    return inUse === undefined ? others : [inUse, ...others];
  }

  find(accountId: string | undefined): AccountRecord | undefined {
    return this.list.records().find(({ id }) => id === accountId);
  }

  isCheckedUnasked(account: AccountRecord): boolean {
    return this.list.isCheckedUnasked(account);
  }

  async useAccount(id: string): Promise<void> {
    const used = this.list.usedHere();
    if (!used.includes(id)) await this.state.update(STATE_KEYS.usedAccounts, [...used, id]);
    await this.state.update(STATE_KEYS.currentAccount, id);
    this.list.announceChange();
  }

  /** The end of a command that cannot do without an account; `again` runs it where the secret storage answers. */
  withoutAccount(again: () => Promise<CommandEnd>): Exclude<CommandEnd, { kind: 'done' }> {
    return failed(this.#whyNone(), async (action) => {
      if (action !== 'tryAgain') return startOver();
      await this.store.refreshList();
      return again();
    });
  }

  #whyNone(): CommandFailure {
    switch (this.list.state) {
      case 'current':
        return { kind: 'noAccount' };
      case 'behind':
        return { kind: 'accountsBehind' };
      case 'lost':
        return { kind: 'accountsLost' };
      case 'unreadable':
        return { kind: 'secretStoreFailed', doing: 'read' };
    }
  }

  /** For which Agoras a folder, or the window, is written: the setting, or what was answered here before. */
  agorasVersion(folder?: vscode.Uri): AgorasVersion | undefined {
    const setting = readAgorasVersionSetting(folder);
    const remembered = this.state.get<unknown>(STATE_KEYS.agorasVersion);
    return setting === 'ask' ? AGORAS_VERSIONS.find((version) => version === remembered) : setting;
  }

  /** What a folder, or the window, is written for; `answered`: the version that was asked for just now. */
  target(folder: vscode.Uri | undefined, answered?: AgorasVersion): Target {
    const setting = readAgorasVersionSetting(folder);
    const version = setting === 'ask' ? (answered ?? this.agorasVersion(folder) ?? DEFAULT_VERSION) : setting;
    return { version, networks: readNetworks(folder) };
  }

  /** What a folder, or the window, is written for once the window is switched to another Agoras. */
  switchedTarget(folder: vscode.Uri | undefined, version: AgorasVersion): Target {
    return hasOwnVersion(folder) ? this.target(folder) : { version, networks: readNetworks(folder) };
  }

  /** Where the settings name one, they are changed. */
  async switchAgorasVersion(version: AgorasVersion): Promise<void> {
    await this.rememberAgorasVersion(version);
    if (this.agorasVersion() !== version) await updateVersionSetting(version);
  }

  /** Undefined: nobody has answered. */
  async rememberAgorasVersion(version: AgorasVersion | undefined): Promise<void> {
    if (this.agorasVersion() !== version) await this.state.update(STATE_KEYS.agorasVersion, version);
  }
}
