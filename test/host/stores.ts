// In-memory versions of VS Code's stores, with the behavior of the real ones.
import * as vscode from 'vscode';
import { AccountList } from '../../src/vscode/accounts/accountList';
import { AccountStore } from '../../src/vscode/accounts/accountStore';
import type { Secrets } from '../../src/vscode/accounts/secretStorageWithTimeout';
import { WorkspaceChoices } from '../../src/vscode/accounts/workspaceChoices';

type Call = 'get' | 'store' | 'delete';

interface WindowOfStorage {
  known: Map<string, string>;
  readonly changed: vscode.EventEmitter<{ key: string }>;
}

type WindowSecrets = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete' | 'onDidChange'>;

/** A secret storage shared by windows: each has its own copy, and sees what another has stored only after a delay. */
export class SecretStorageDouble {
  readonly #windows: WindowOfStorage[] = [];
  stored = new Map<string, string>();
  /** Runs before a call does its work, if given. */
  trouble: Partial<Record<Call, () => Promise<void>>> = {};
  /** Accepts values but stores nothing. */
  isForgetful = false;
  /** How many events VS Code sends for one change; none if another program writes to the keychain. */
  eventsPerChange = 1;
  /** Infinite in a browser: a window sees only what was stored before it was opened, and what it stores itself. */
  delayMilliseconds = 0;

  openWindow(): WindowSecrets {
    const window: WindowOfStorage = { known: new Map(this.stored), changed: new vscode.EventEmitter() };
    this.#windows.push(window);
    let last: Promise<unknown> = Promise.resolve();
    // Calls run one after the other, as in VS Code.
    const call = <T>(name: Call, work: () => T): Promise<T> => {
      const answer = last.then(async () => {
        await this.trouble[name]?.();
        return work();
      });
      last = answer.catch(() => undefined);
      return answer;
    };
    const change = (key: string, apply: (values: Map<string, string>) => void) => {
      if (this.isForgetful) return;
      apply(this.stored);
      apply(window.known);
      this.#tell(window, key);
      for (const other of this.#windows.filter((candidate) => candidate !== window)) this.#show(other, key);
    };
    return {
      get: (key) => call('get', () => window.known.get(key)),
      store: (key, value) =>
        call('store', () => {
          change(key, (values) => values.set(key, value));
        }),
      delete: (key) =>
        call('delete', () => {
          change(key, (values) => values.delete(key));
        }),
      onDidChange: window.changed.event,
    };
  }

  #show(window: WindowOfStorage, key: string): void {
    if (this.delayMilliseconds === Infinity) return;
    setTimeout(() => {
      window.known = new Map(this.stored);
      this.#tell(window, key);
    }, this.delayMilliseconds);
  }

  #tell({ changed }: WindowOfStorage, key: string): void {
    for (let told = 0; told < this.eventsPerChange; told++) changed.fire({ key });
  }
}

const noChoices: vscode.Memento = {
  keys: () => [],
  get: (_key: string, fallback?: unknown) => fallback as never,
  update: () => Promise.resolve(),
};

/**
 * A window whose list was read at startup. `folder`: shared by all windows; `patient`: the secret storage for commands.
 */
export async function openWindow(folder: string, secrets: WindowSecrets, patient: Secrets = secrets) {
  const globalStorageUri = { fsPath: folder };
  const list = new AccountList({ secrets, workspaceState: noChoices, globalStorageUri });
  await list.refresh();
  const log = { info: () => undefined, warn: () => undefined, bug: () => undefined };
  const accounts = new AccountStore(list, patient, globalStorageUri, log);
  return { list, accounts, workspace: new WorkspaceChoices(list, accounts, noChoices) };
}

/** The storage of a window that ends at the call after this number of calls. */
export function endingAfter(
  calls: number,
  storage: Secrets,
): { readonly ending: Secrets; readonly isEnded: Promise<void> } {
  let end: () => void = () => undefined;
  const isEnded = new Promise<void>((resolve) => {
    end = resolve;
  });
  let left = calls;
  const unlessEnded = <T>(call: () => Thenable<T>): Thenable<T> => {
    if (left-- > 0) return call();
    end();
    return new Promise(() => undefined);
  };
  const ending: Secrets = {
    get: (key) => unlessEnded(() => storage.get(key)),
    store: (key, value) => unlessEnded(() => storage.store(key, value)),
    delete: (key) => unlessEnded(() => storage.delete(key)),
  };
  return { ending, isEnded };
}

/** A terminal environment for setting and clearing values; the same for every folder. */
export class EnvironmentDouble implements vscode.GlobalEnvironmentVariableCollection {
  readonly values = new Map<string, string>();
  timesSet = 0;
  persistent = true;
  description: string | undefined;

  replace(variable: string, value: string): void {
    if (variable === 'INSTAGRAM_ACCESS_TOKEN') this.timesSet += 1;
    this.values.set(variable, value);
  }

  append(): void {
    throw new Error('Nothing is appended.');
  }

  prepend(): void {
    throw new Error('Nothing is prepended.');
  }

  get(): undefined {
    throw new Error('Nothing is read.');
  }

  delete(variable: string): void {
    this.values.delete(variable);
  }

  clear(): void {
    this.values.clear();
  }

  forEach(): void {
    throw new Error('Nothing is read.');
  }

  [Symbol.iterator](): never {
    throw new Error('Nothing is read.');
  }

  getScoped(): vscode.EnvironmentVariableCollection {
    return this;
  }
}
