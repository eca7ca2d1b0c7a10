// Keeps a secret on the clipboard only as long as it takes to paste it.
import { fingerprintOf } from '../../base/fingerprint';
import type { Secret } from '../../base/secret';

export interface Clipboard {
  readonly readText: () => Thenable<string>;
  readonly writeText: (text: string) => Thenable<void>;
}

/** Runs a function later; the result cancels that. */
export type Schedule = (run: () => void, seconds: number) => () => void;

/** Long enough to switch to a terminal and paste. */
export const CLIPBOARD_SECONDS = 60;

/** Copies secrets and clears the clipboard after a minute, unless something else was copied meanwhile. */
export class ClipboardKeeper {
  #pending: { readonly fingerprint: string; readonly cancel: () => void } | undefined;

  constructor(
    private readonly clipboard: Clipboard,
    private readonly schedule: Schedule = scheduleTimer,
  ) {}

  async copy(secret: Secret): Promise<void> {
    this.#pending?.cancel();
    await this.clipboard.writeText(secret.reveal());
    this.#clearLater(fingerprintOf(secret.reveal()));
  }

  /** The window is closing and its timers with it, so the clipboard is cleared now. */
  dispose(): void {
    this.#pending?.cancel();
    void this.#clear();
  }

  #clearLater(fingerprint: string): void {
    this.#pending = { fingerprint, cancel: this.schedule(() => void this.#clear(), CLIPBOARD_SECONDS) };
  }

  async #clear(): Promise<void> {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending === undefined) return;
    try {
      if (fingerprintOf(await this.clipboard.readText()) === pending.fingerprint) await this.clipboard.writeText('');
    } catch {
      // A browser blocks access to the clipboard while its window is in the background: tries again in a minute.
      this.#clearLater(pending.fingerprint);
    }
  }
}

const scheduleTimer: Schedule = (run, seconds) => {
  const timer = setTimeout(run, seconds * 1000);
  return () => {
    clearTimeout(timer);
  };
};
