// A folder with a workspace and VS Code's storage, and the content of both.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installAgoras } from '../agoras/standIn';
import { startSandbox, type Sandbox } from '../sandbox/sandbox';
import { readValues } from '../window/storage';
import { placesIn, Window, type Places, type WindowOptions } from '../window/window';

/** Path below a folder → mode, modification time and content. Paths of folders end with a slash. */
export type Files = ReadonlyMap<string, { readonly mode: number; readonly changed: Date; readonly bytes: Buffer }>;

/** What a window finds when it is opened now. */
export interface State {
  /** Workspace files as text, with each token replaced by its description. */
  readonly files: ReadonlyMap<string, string>;
  /** Account ID → where it was written, and its secrets with the tokens also replaced. */
  readonly accounts: ReadonlyMap<string, { readonly written: readonly string[]; readonly secrets: string }>;
}

const DAY_MILLISECONDS = 86_400_000;

export async function openFixture(): Promise<Fixture> {
  const facebook = { daysBehind: 0 };
  return new Fixture(await startSandbox({ now: () => Date.now() - facebook.daysBehind * DAY_MILLISECONDS }), facebook);
}

export class Fixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'agoras-cuts-'));
  readonly places: Places;
  /** Outside the folder, because the folder's files are restored before each cut. */
  readonly #programs = mkdtempSync(join(tmpdir(), 'agoras-cuts-programs-'));
  #window: Window | undefined;

  constructor(
    readonly sandbox: Sandbox,
    /** What Facebook issues while its clock is behind is that much older once the clock is right. */
    readonly facebook: { daysBehind: number },
  ) {
    this.places = placesIn(this.folder);
  }

  get workspace(): string {
    return join(this.folder, 'workspace');
  }

  /** Opens a window and closes the one before: thousands of open windows would all notice each change. */
  openWindow(options: Omit<WindowOptions, 'places' | 'url'>): Window {
    this.#window?.close();
    return (this.#window = new Window({ ...options, places: this.places, url: this.sandbox.url }));
  }

  async close(): Promise<void> {
    this.#window?.close();
    this.#clear();
    rmSync(this.#programs, { recursive: true, force: true });
    await this.sandbox.close();
  }

  /** Settings with an installed Agoras that logs in. */
  settingsWithAgoras(): Readonly<Record<string, unknown>> {
    const { executable } = installAgoras(this.#programs, '2.1.1', this.sandbox.url);
    return { 'agoras.executable': executable };
  }

  files(): Files {
    return filesBelow(this.folder);
  }

  /** Equal if all files are, whenever they were changed. */
  fingerprint(): string {
    const hash = createHash('sha256');
    for (const [name, { mode, bytes }] of this.files()) hash.update(`${name}\0${String(mode)}\0`).update(bytes);
    return hash.digest('hex');
  }

  /** Restores all files. */
  restore(files: Files): void {
    this.#clear();
    mkdirSync(this.folder);
    for (const [name, { mode, bytes, changed }] of files) {
      const path = join(this.folder, name);
      if (name.endsWith('/')) mkdirSync(path, { mode });
      else writeFileSync(path, bytes);
      utimesSync(path, changed, changed);
      chmodSync(path, mode);
    }
  }

  /** Makes every file one minute older. */
  waitAMinute(): void {
    const then = new Date(Date.now() - 60_000);
    for (const name of this.files().keys()) utimesSync(join(this.folder, name), then, then);
  }

  /** Moves the times in the windows' shared record back by two days. */
  waitTwoDays(): void {
    const path = join(this.places.globalStorage, 'watch.json');
    if (!existsSync(path)) return;
    const earlier = (seconds: string) => String(Number(seconds) - 2 * (DAY_MILLISECONDS / 1000));
    writeFileSync(path, readFileSync(path, 'utf8').replace(/(?<=":)\d{9,}/g, earlier));
  }

  state(): State {
    const files = [...filesBelow(this.workspace)]
      .filter(([name]) => !name.startsWith('.git/'))
      .map(
        ([name, { mode, bytes }]) => [name, `${mode.toString(8)} ${this.#describeTokens(bytes.toString())}`] as const,
      );
    const accounts = storedAccounts(this.places.secrets).map(({ record, secrets }) => {
      const written = record.written.map(({ kind, uri, target }) => `${kind} ${uri} ${target.version}`);
      return [record.id, { written, secrets: this.#describeTokens(JSON.stringify(secrets)) }] as const;
    });
    return { files: new Map(files), accounts: new Map(accounts) };
  }

  #clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Texts that aren't complete tokens of the sandbox stay unchanged. */
  #describeTokens(text: string): string {
    return text.replace(/EAA[A-Za-z0-9]+/g, (token) => {
      const { kind, pageId, lifetime, valid } = this.sandbox.describe(token) ?? {};
      return kind === undefined
        ? token
        : `<${kind} ${pageId ?? ''} ${lifetime ?? ''} ${valid === true ? 'valid' : 'dead'}>`;
    });
  }
}

function filesBelow(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    entries.map((name) => {
      const path = join(folder, name);
      const stats = lstatSync(path);
      const mode = stats.mode & 0o7777;
      return stats.isDirectory()
        ? [`${name}/`, { mode, changed: stats.mtime, bytes: Buffer.alloc(0) }]
        : [name, { mode, changed: stats.mtime, bytes: readFileSync(path) }];
    }),
  );
}

interface StoredAccount {
  readonly record: {
    readonly id: string;
    readonly written: readonly {
      readonly kind: string;
      readonly uri: string;
      readonly target: { readonly version: string };
    }[];
  };
  readonly secrets: unknown;
}

function storedAccounts(path: string): readonly StoredAccount[] {
  const text = readValues(path)['agoras.accounts'];
  return typeof text === 'string' ? (JSON.parse(text) as { readonly accounts: StoredAccount[] }).accounts : [];
}
