import type * as vscode from 'vscode';
import { AGORAS_VERSIONS, DEFAULT_VERSION, type AgorasVersion, type Target } from '../../agoras/target';
import { accountInUse, type AccountRecord } from '../../credentials/account';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import { failed, startOver, type CommandEnd } from '../prompts/commandEnd';
import { STATE_KEYS } from '../settings/manifestIds';
import { hasOwnVersion, readAgorasVersionSetting, readNetworks, updateVersionSetting } from '../settings/settings';
import type { AccountList } from './accountList';
import type { AccountStore } from './accountStore';

/**
 * The choices of a workspace: the account that is written, shown and used when something starts, and the Agoras
 * version.
 */
export class WorkspaceChoices {
  constructor(
    private readonly list: AccountList,
    private readonly store: Pick<AccountStore, 'refreshList'>,
    private readonly state: vscode.Memento,
  ) {}

  account(): AccountRecord | undefined {
    return this.list.inUse();
  }

  /** The account that this workspace would use if that one were deleted. */
  accountWithout(id: string): AccountRecord | undefined {
    return accountInUse(
      this.list.records().filter((record) => record.id !== id),
      undefined,
    );
  }

  /** All accounts; the one in use comes first. */
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

  /**
   * The result of a command that needs an account when there is none; `again` reruns it once the secret storage
   * answers.
   */
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

  /** The Agoras version for a folder or the window: from the settings, or from an earlier answer in this workspace. */
  agorasVersion(folder?: vscode.Uri): AgorasVersion | undefined {
    const setting = readAgorasVersionSetting(folder);
    const remembered = this.state.get<unknown>(STATE_KEYS.agorasVersion);
    return setting === 'ask' ? AGORAS_VERSIONS.find((version) => version === remembered) : setting;
  }

  /** The target for a folder or the window; `answered`: the version that the person has just chosen. */
  target(folder: vscode.Uri | undefined, answered?: AgorasVersion): Target {
    const setting = readAgorasVersionSetting(folder);
    const version = setting === 'ask' ? (answered ?? this.agorasVersion(folder) ?? DEFAULT_VERSION) : setting;
    return { version, networks: readNetworks(folder) };
  }

  /** The target for a folder or the window after the window has been switched to another Agoras version. */
  switchedTarget(folder: vscode.Uri | undefined, version: AgorasVersion): Target {
    return hasOwnVersion(folder) ? this.target(folder) : { version, networks: readNetworks(folder) };
  }

  /** Also changes the setting if it specifies a version. */
  async switchAgorasVersion(version: AgorasVersion): Promise<void> {
    await this.rememberAgorasVersion(version);
    if (this.agorasVersion() !== version) await updateVersionSetting(version);
  }

  /** Undefined: nobody has chosen a version. */
  async rememberAgorasVersion(version: AgorasVersion | undefined): Promise<void> {
    if (this.agorasVersion() !== version) await this.state.update(STATE_KEYS.agorasVersion, version);
  }
}
