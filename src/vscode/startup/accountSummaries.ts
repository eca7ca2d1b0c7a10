import vscode = require('vscode');
import {
  accountInUse,
  isAnythingUnsettled,
  readAccountSummaries,
  type AccountSummary,
} from '../../credentials/accountSummary';
import { isCheckDue } from '../../credentials/checkSchedule';
import { reminderFor } from '../../credentials/reminders';
import { unixNow } from '../../base/time';
import { SETTINGS_SECTION, STATE_KEYS } from '../settings/manifestIds';
import { readCheckIntervalHours, readWarnDays } from '../settings/windowSettings';

/** The stored accounts as start-up knows them: what may be shown, and nothing that has to be loaded first. */
export class AccountSummaries implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #occasions: vscode.Disposable;
  /** Told whenever something that is shown may have changed: an account, a setting, the day. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly globalState: vscode.Memento,
    private readonly workspaceState: vscode.Memento,
  ) {
    this.#occasions = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTINGS_SECTION)) this.announceChange();
      }),
      // Whoever comes from another window may have changed an account there.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.announceChange();
      }),
    );
  }

  dispose(): void {
    this.#occasions.dispose();
    this.#changed.dispose();
  }

  announceChange(): void {
    this.#changed.fire();
  }

  list(): readonly AccountSummary[] {
    return readAccountSummaries(this.#stored());
  }

  /** The account that this workspace uses. */
  inUse(): AccountSummary | undefined {
    return accountInUse(this.list(), this.workspaceState.get<unknown>(STATE_KEYS.currentAccount));
  }

  /** Whether a check is due, an end near enough for a reminder, or something cut off to be settled. */
  isAnythingDue(): boolean {
    if (isAnythingUnsettled(this.#stored())) return true;
    const now = unixNow();
    const warnDays = readWarnDays();
    return this.list().some(
      (account) =>
        isCheckDue(account.lastCheck, readCheckIntervalHours(), now) ||
        reminderFor(account, warnDays, now) !== undefined,
    );
  }

  #stored(): unknown {
    return this.globalState.get<unknown>(STATE_KEYS.accounts);
  }
}
