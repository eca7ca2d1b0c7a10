import vscode = require('vscode');
import type { Check } from '../../credentials/checklist';

/** The proof of each account as it was last made in this window; the dates that outlive the window are in its record. */
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
