import { timeout, TimeoutStrategy } from 'cockatiel';
import type * as vscode from 'vscode';

/** The part of SecretStorage that is used. */
export type Secrets = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;

interface Patience {
  /** After this time, the person is shown what is being waited for. */
  readonly tellMilliseconds: number;
  /** After this time, a call fails. Long enough to find and type a keychain's password. */
  readonly giveUpMilliseconds: number;
}

const PATIENCE: Patience = { tellMilliseconds: 1000, giveUpMilliseconds: 120_000 };

/**
 * SecretStorage may be backed by a keychain that is slow, asks for a password, or never answers. This shows people what
 * is being waited for, and throws if a call gets no answer.
 */
export class SecretStorageWithTimeout implements Secrets {
  readonly #limit;

  /** `tell`: shows that something is being waited for until the promise settles, which never rejects. */
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
