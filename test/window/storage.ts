// What VS Code keeps for an extension, in files.
import { readFileSync, writeFileSync } from 'node:fs';
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
 * A Memento. As in VS Code the window itself sees a new value at once, also when storing it fails afterwards, and all
 * values are stored together.
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

/** A SecretStorage. Windows share it, so nothing of it is kept in memory. */
export class StoredSecrets {
  constructor(
    private readonly path: string,
    private readonly steps: () => Steps,
  ) {}

  readonly onDidChange = () => ({ dispose: () => undefined });

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
  }

  async delete(key: string): Promise<void> {
    await this.#take('delete', key, ({ [key]: _deleted, ...others }) => {
      writeValues(this.path, others);
    });
  }

  #take<T>(what: string, key: string, call: (secrets: Values) => T): Promise<T> {
    return this.steps().take('secret', `${what} ${key}`, () => Promise.resolve(call(readValues(this.path))), rejection);
  }
}
