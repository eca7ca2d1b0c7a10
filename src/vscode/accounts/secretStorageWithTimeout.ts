import { timeout, TimeoutStrategy } from 'cockatiel';
import type * as vscode from 'vscode';

/** What is used of SecretStorage. */
export type Secrets = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;

interface Patience {
  /** After which what is waited for is told. */
  readonly tellMilliseconds: number;
  /** After which a call has failed: long enough to find and type the password of a keychain. */
  readonly giveUpMilliseconds: number;
}

const PATIENCE: Patience = { tellMilliseconds: 1000, giveUpMilliseconds: 120_000 };

/**
 * SecretStorage as people have it: behind it is a keychain, which may be slow, ask for a password, or never answer.
 * Whoever waits is told what for, and a call that is not answered throws in the end.
 */
export class SecretStorageWithTimeout implements Secrets {
  readonly #limit;

  /** `tell`: shows that something is waited for until the promise settles; it never rejects. */
  constructor(
    private readonly secrets: Secrets,
    private readonly tell: (until: Promise<void>) => void,
    private readonly patience = PATIENCE,
  ) {
    this.#limit = timeout(patience.giveUpMilliseconds, TimeoutStrategy.Aggressive);
  }

  get(key: string): Promise<string | undefined> {
    return this.#ask(() => this.secrets.get(key));
  }

  store(key: string, value: string): Promise<void> {
    return this.#ask(() => this.secrets.store(key, value));
  }

  delete(key: string): Promise<void> {
    return this.#ask(() => this.secrets.delete(key));
  }

  async #ask<T>(call: () => Thenable<T>): Promise<T> {
    const answer = this.#limit.execute(async () => call());
    const settled = answer.then(
      () => undefined,
      () => undefined,
    );
    const timer = setTimeout(() => {
      this.tell(settled);
    }, this.patience.tellMilliseconds);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }
}
