// The desk of one proof: a folder with a workspace and with what VS Code stores, and how it stands.
import {
  chmodSync,
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
import { startSandbox, type Sandbox } from '../sandbox/sandbox';
import { readValues } from '../window/storage';
import { placesIn, type Places } from '../window/window';

/** Every file below a folder, by its path there: its mode, when it was changed, and what stands in it. A folder ends with a slash. */
export type Files = ReadonlyMap<string, { readonly mode: number; readonly changed: Date; readonly bytes: Buffer }>;

interface StoredAccount {
  readonly id: string;
  /** The places that its values were written to. */
  readonly written: readonly string[];
}

/** How everything stands, as a window that is opened now finds it. */
export interface State {
  /** Workspace files as text, each token in them replaced by what it is. */
  readonly files: ReadonlyMap<string, string>;
  readonly accounts: readonly StoredAccount[];
  /** Accounts whose secrets wait to be deleted: the next start of a window does that. */
  readonly unsettled: readonly string[];
  /** The accounts that have secrets, with the tokens replaced likewise. */
  readonly secrets: ReadonlyMap<string, string>;
}

export async function openDesk(): Promise<Desk> {
  return new Desk(await startSandbox());
}

export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'agoras-cuts-'));
  readonly places: Places;

  constructor(readonly sandbox: Sandbox) {
    this.places = placesIn(this.folder);
  }

  async close(): Promise<void> {
    this.#clear();
    await this.sandbox.close();
  }

  files(): Files {
    return filesBelow(this.folder);
  }

  /** Puts everything back as it was. */
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

  /** Every file is as old as if a minute had passed since. */
  waitAMinute(): void {
    const then = new Date(Date.now() - 60_000);
    for (const name of this.files().keys()) utimesSync(join(this.folder, name), then, then);
  }

  state(): State {
    const { workspace, globalState, secrets } = this.places;
    const stored = readValues(globalState)['agoras.accounts'] as StoredList | undefined;
    const files = [...filesBelow(workspace)]
      .filter(([name]) => !name.startsWith('.git/'))
      .map(
        ([name, { mode, bytes }]) => [name, `${mode.toString(8)} ${this.#describeTokens(bytes.toString())}`] as const,
      );
    return {
      files: new Map(files),
      accounts: storedAccounts(stored),
      unsettled: stored?.unsettled ?? [],
      secrets: new Map(
        Object.entries(readValues(secrets)).map(([key, value]) => [
          key.replace('agoras.account.', ''),
          this.#describeTokens(String(value)),
        ]),
      ),
    };
  }

  #clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What is no whole token of the sandbox stays as it is. */
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

interface StoredList {
  readonly unsettled?: readonly string[];
  readonly accounts: readonly {
    readonly id: string;
    readonly written: readonly { readonly kind: string; readonly uri: string; readonly agorasVersion: string }[];
  }[];
}

function storedAccounts(list: StoredList | undefined): readonly StoredAccount[] {
  return (list?.accounts ?? []).map(({ id, written }) => ({
    id,
    written: written.map(({ kind, uri, agorasVersion }) => `${kind} ${uri} ${agorasVersion}`),
  }));
}
