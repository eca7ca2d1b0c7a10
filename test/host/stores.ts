// VS Code's stores, in memory, with the manners that the real ones have.
import * as vscode from 'vscode';

type State = Readonly<Record<string, unknown>>;

/**
 * The global state of an extension over several windows: each has a copy of all of it, writes all of it, and learns
 * of another's write with delay.
 */
export class SharedMemento {
  readonly #windows: { state: State }[] = [];
  #stored: State = {};

  constructor(private readonly delayMilliseconds = 0) {}

  openWindow(): vscode.Memento {
    const window = { state: this.#stored };
    this.#windows.push(window);
    return {
      keys: () => Object.keys(window.state),
      get: <T>(key: string, fallback?: T) => (window.state[key] ?? fallback) as T,
      update: (key, value: unknown) => {
        const state = { ...window.state, [key]: value };
        window.state = state;
        this.#stored = state;
        setTimeout(() => {
          for (const other of this.#windows.filter((candidate) => candidate !== window)) other.state = state;
        }, this.delayMilliseconds);
        return Promise.resolve();
      },
    };
  }
}

type Call = 'get' | 'store' | 'delete';

/** A secret storage; `trouble` says what a call does in place of its work, if anything. */
export class SecretStorageDouble {
  readonly stored = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;
  trouble: Partial<Record<Call, () => Promise<void>>> = {};
  /** How often VS Code tells of a change; a keychain that another program writes to tells nobody. */
  eventsPerChange = 1;

  async get(key: string): Promise<string | undefined> {
    await this.trouble.get?.();
    return this.stored.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    if (this.trouble.store !== undefined) await this.trouble.store();
    else this.stored.set(key, value);
    this.#tell(key);
  }

  async delete(key: string): Promise<void> {
    await this.trouble.delete?.();
    this.stored.delete(key);
    this.#tell(key);
  }

  #tell(key: string): void {
    for (let told = 0; told < this.eventsPerChange; told++) this.#changed.fire({ key });
  }
}

/** The environment of terminals, as far as values are set and cleared; the same for every folder. */
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
