// A person's computer: folders to open, and one secret storage for all its windows and profiles.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CommandName } from '../../src/vscode/settings/manifestIds';
import { startSandbox, type Sandbox } from '../sandbox/sandbox';
import { apps, pages, type PersonName } from '../sandbox/world';
import { readValues } from './storage';
import { Script, type Answers, type Told } from './userDouble';
import { Window, type WindowOptions } from './window';

type OpenOptions = Pick<WindowOptions, 'settings' | 'remoteName' | 'isTrusted' | 'leavesAddressQuestion'> & {
  /** Names of folders to open; a window with several folders has its own workspace. */
  readonly open?: readonly string[];
};

export class Computer {
  readonly #root = mkdtempSync(join(tmpdir(), 'agoras-computer-'));

  private constructor(
    readonly sandbox: Sandbox,
    private readonly now: () => number,
  ) {}

  /** `now`: the clock of the computer and of Facebook, in milliseconds since 1970. */
  static async start(now: () => number = Date.now): Promise<Computer> {
    return new Computer(await startSandbox({ now }), now);
  }

  async shutDown(): Promise<void> {
    await this.sandbox.close();
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** A path below the root: `a/.env` is the `.env` of folder `a`. */
  at(path: string): string {
    return join(this.#root, path);
  }

  /** The text of a file; undefined if there is none. */
  read(path: string): string | undefined {
    return existsSync(this.at(path)) ? readFileSync(this.at(path), 'utf8') : undefined;
  }

  /** Writes a file. By default, only the person has access to it. */
  write(path: string, text: string, mode = 0o600): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), text);
    chmodSync(this.at(path), mode);
  }

  /** The permissions of a file, in octal. */
  mode(path: string): string {
    return (statSync(this.at(path)).mode & 0o7777).toString(8);
  }

  delete(path: string): void {
    rmSync(this.at(path), { recursive: true });
  }

  /** The content of the secret storage, as text. */
  get stored(): string {
    const text = readValues(this.at('secrets.json'))['agoras.accounts'];
    return typeof text === 'string' ? text : '';
  }

  set stored(text: string) {
    writeFileSync(this.at('secrets.json'), JSON.stringify({ 'agoras.accounts': text }));
  }

  /** The stored accounts: the Page of each, and where its credentials were written. */
  get accounts(): readonly { readonly page: string; readonly written: readonly string[] }[] {
    const { accounts } = JSON.parse(this.stored) as {
      readonly accounts: {
        readonly record: { readonly page: { readonly name: string }; readonly written: { readonly uri: string }[] };
      }[];
    };
    const root = `file://${this.#root}/`;
    return accounts.map(({ record: { page, written } }) => ({
      page: page.name,
      written: written.map(({ uri }) => uri.replace(root, '')).sort(),
    }));
  }

  openWindow({ open = ['a'], ...options }: OpenOptions = {}): FlowWindow {
    for (const folder of open) mkdirSync(this.at(folder), { recursive: true });
    const places = {
      folders: open.map((folder) => this.at(folder)),
      // Another host has its own files; the secrets stay with the person.
      globalStorage: this.at(`storage-${options.remoteName ?? 'local'}`),
      globalState: this.at('globalState.json'),
      workspaceState: this.at(`workspace-${open.join('-')}.json`),
      secrets: this.at('secrets.json'),
    };
    return new FlowWindow({ places, url: this.sandbox.url, now: this.now, manners: new Script([]), ...options });
  }

  /** The answers for getting the credentials of a person's Page, up to and including the destination. */
  obtaining(person: Extract<PersonName, 'ada' | 'grace'>, destination: string): Answers {
    const isStored = this.stored.includes(apps.demo.id);
    return [
      ...(isStored
        ? ([['Use a stored app', `App ${apps.demo.id}`]] as const)
        : ([
            ['App ID', apps.demo.id],
            ['App Secret', apps.demo.secret],
          ] as const)),
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', this.sandbox.shortLivedToken(person)],
      // Grace has only one Page, so she isn't asked.
      ...(person === 'ada' ? ([['Choose the Page', pages.adaInstagram.name]] as const) : []),
      ['Where should', destination],
    ];
  }
}

/** A computer with one window, where Ada's account was obtained and written to a destination. */
export async function computerWithAccount(
  settings: Readonly<Record<string, unknown>>,
  destination: string,
): Promise<{ readonly computer: Computer; readonly window: FlowWindow }> {
  const computer = await Computer.start();
  const window = computer.openWindow({ settings });
  await window.does('getCredentials', computer.obtaining('ada', destination));
  return { computer, window };
}

/** A window whose user answers exactly the questions that each command asks. */
export class FlowWindow extends Window {
  /** Called before a button of an error message is pressed. */
  onMessage: () => void = () => undefined;

  async does(command: CommandName, answers: Answers, argument?: string): Promise<void> {
    const script = new Script(answers);
    const pressUnder = (error: Told) => {
      this.onMessage();
      return script.pressUnder(error);
    };
    this.user.manners = { answerTo: script.answerTo, pressUnder };
    this.user.asked = [];
    this.user.seen = [];
    this.user.titles = [];
    await this.run(command, undefined, argument);
    script.finish();
  }

  /** Runs anything that executes commands or starts a launch; the user answers exactly what it asks. */
  async during<T>(answers: Answers, happens: () => Promise<T>): Promise<T> {
    const script = new Script(answers);
    this.user.manners = { answerTo: script.answerTo, pressUnder: script.pressUnder };
    this.user.asked = [];
    this.user.told = [];
    const result = await happens();
    script.finish();
    return result;
  }

  /** The one message that the last command ended with. */
  get message(): string {
    const [told, ...others] = this.user.told;
    if (told === undefined || others.length > 0) throw new Error(`Told: ${JSON.stringify(this.user.told)}`);
    return told.message;
  }
}
