import vscode = require('vscode');
import type { Check } from '../../credentials/checklist';

/** The latest proof of each account in this window; dates that outlast the window are in the account's record. */
export class CheckReports implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #checks = new Map<string, readonly Check[]>();
  readonly onDidChange = this.#changed.event;

  dispose(): void {
    this.#changed.dispose();
  }

  get(accountId: string): readonly Check[] {
    return this.#checks.get(accountId) ?? [];
  }

  set(accountId: string, checks: readonly Check[]): void {
    this.#checks.set(accountId, checks);
    this.#changed.fire();
  }
}
