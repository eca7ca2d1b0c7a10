// What VS Code stores for an extension, in files.
import { readFileSync, writeFileSync } from 'node:fs';
import { Emitter } from './emitter';
import type { Manner, Steps } from './steps';

type Values = Record<string, unknown>;

export function readValues(path: string): Values {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Values;
  } catch {
    return {};
  }
}

function writeValues(path: string, values: Values): void {
  writeFileSync(path, JSON.stringify(values), { mode: 0o600 });
}

const rejection = (manner: Manner) =>
  Promise.resolve(manner === 'rejected' ? new Error('The storage is closed.') : undefined);

/**
 * A Memento. As in VS Code, the window sees a new value at once, even if storing it fails afterwards, and all values
 * are stored together.
 */
export class StoredMemento {
  readonly #values: Values;

  constructor(
    private readonly name: string,
    private readonly path: string,
    private readonly steps: () => Steps,
  ) {
    this.#values = readValues(path);
  }

  keys(): string[] {
    return Object.keys(this.#values);
  }

  get(key: string, fallback?: unknown): unknown {
    return this.#values[key] ?? fallback;
  }

  update(key: string, value: unknown): Promise<void> {
    this.#values[key] = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
    const store = () => {
      writeValues(this.path, this.#values);
      return Promise.resolve();
    };
    return this.steps().take('state', `${this.name} ${key}`, store, rejection);
  }
}

/** Windows of one computer are notified of each other's secrets. */
const changes = new Map<string, Emitter<{ readonly key: string }>>();

/** A SecretStorage. Windows and profiles share it, so nothing is cached in memory. */
export class StoredSecrets {
  readonly #changed: Emitter<{ readonly key: string }>;
  readonly onDidChange;

  constructor(
    private readonly path: string,
    private readonly steps: () => Steps,
  ) {
    this.#changed = changes.get(path) ?? new Emitter();
    changes.set(path, this.#changed);
    this.onDidChange = this.#changed.event;
  }

  get(key: string): Promise<string | undefined> {
    return this.#take('get', key, (secrets) => {
      const stored = secrets[key];
      return typeof stored === 'string' ? stored : undefined;
    });
  }

  async store(key: string, value: string): Promise<void> {
    await this.#take('store', key, (secrets) => {
      writeValues(this.path, { ...secrets, [key]: value });
    });
    this.#changed.fire({ key });
  }

  async delete(key: string): Promise<void> {
    await this.#take('delete', key, ({ [key]: _deleted, ...others }) => {
      writeValues(this.path, others);
    });
    this.#changed.fire({ key });
  }

  #take<T>(what: string, key: string, call: (secrets: Values) => T): Promise<T> {
    return this.steps().take('secret', `${what} ${key}`, () => Promise.resolve(call(readValues(this.path))), rejection);
  }
}
