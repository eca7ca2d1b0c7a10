// A window of VS Code with the shipped extension, limited to its commands: the real bundles run, with module hooks that
// count what passes through.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script as VmScript } from 'node:vm';
import type { CommandName } from '../../src/vscode/settings/manifestIds';
import { projectRoot } from '../workbench/root';
import { createModuleHooks, type World } from './moduleHooks';
import type { Editors } from './editors';
import type { GithubSessions } from './githubSessions';
import { Steps, type Cut, type WatchMoment } from './steps';
import { StoredMemento, StoredSecrets } from './storage';
import { UserDouble, type Manners } from './userDouble';
import { VscodeDouble } from './vscodeDouble';

/** Where a window stores things: the open folders, and files for VS Code's storage. */
export interface Places {
  readonly folders: readonly string[];
  readonly globalStorage: string;
  readonly workspaceState: string;
  readonly globalState: string;
  readonly secrets: string;
}

/** The storage of a window in a folder of its own. */
export function placesIn(folder: string): Places {
  const at = (name: string) => join(folder, name);
  return {
    folders: [at('workspace')],
    globalStorage: at('globalStorage'),
    workspaceState: at('workspaceState.json'),
    globalState: at('globalState.json'),
    secrets: at('secrets.json'),
  };
}

export interface WindowOptions {
  readonly places: Places;
  /** The address of the Graph API. */
  readonly url: string;
  readonly manners: Manners;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly remoteName?: string;
  /** False means Restricted Mode. */
  readonly isTrusted?: boolean;
  /**
   * Leaves the question about the sandbox's address open, for tests of that question; otherwise the user agrees to it.
   */
  readonly leavesAddressQuestion?: boolean;
  readonly breakConnection?: World['breakConnection'];
  readonly watchMoment?: WatchMoment | undefined;
  /** The clock of the window, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** An input of a launch.json or tasks.json that runs a command. */
export interface LaunchInput {
  readonly id: string;
  readonly command?: string;
  readonly args?: unknown;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default?: unknown }>> };
  };
}

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Manifest;

/** What VS Code returns for a setting that nobody has set. */
const DEFAULT_SETTINGS = Object.entries(manifest.contributes.configuration.properties).map(
  ([name, property]) => [name, property.default] as const,
);

export class Window {
  readonly user: UserDouble;
  readonly log: string[] = [];
  /** The environment variables of its terminals. */
  readonly terminals = new Map<string, string>();
  /** Whether there is a network. */
  isOnline = true;
  readonly #vscode: VscodeDouble;
  readonly #settings: Map<string, unknown>;
  readonly #schedule: (() => unknown)[] = [];
  readonly #subscriptions: { readonly dispose: () => unknown }[] = [];
  #steps: Steps;
  readonly #watchMoment: WatchMoment | undefined;

  constructor(options: WindowOptions) {
    const {
      places,
      url,
      manners,
      settings = {},
      remoteName,
      isTrusted = true,
      breakConnection = () => undefined,
      now = Date.now,
    } = options;
    const steps = () => this.#steps;
    this.user = new UserDouble(manners, steps, options.leavesAddressQuestion !== true);
    this.#watchMoment = options.watchMoment;
    this.#steps = this.#newSteps(undefined);
    this.#settings = new Map([...DEFAULT_SETTINGS, ['agoras.graphApi.baseUrl', url], ...Object.entries(settings)]);
    this.#vscode = new VscodeDouble({
      user: this.user,
      steps,
      folders: places.folders,
      remoteName,
      isTrusted,
      settings: this.#settings,
      log: (line) => void this.log.push(line),
    });
    const leave = () => {
      this.user.leave();
    };
    const isOnline = () => this.isOnline;
    const ahead = () => now() - Date.now();
    const hooked = createModuleHooks(this.#vscode.module, { steps, leave, breakConnection, isOnline, ahead });
    const clock = dateOf(now);
    const main = () => run('main.js', hooked, { ...hurried, Date: clock });
    const extension = run('extension.js', (name) => (name === './main' ? main() : hooked(name)), {
      setTimeout: (look: () => unknown) => void this.#schedule.push(look),
      setInterval: () => undefined,
      Date: clock,
    });
    callMember(extension, 'activate', {
      subscriptions: this.#subscriptions,
      extensionUri: this.#vscode.extensionUri,
      globalStorageUri: { fsPath: places.globalStorage },
      workspaceState: new StoredMemento('workspace', places.workspaceState, steps),
      globalState: new StoredMemento('global', places.globalState, steps),
      secrets: new StoredSecrets(places.secrets, steps),
      environmentVariableCollection: this.#environment(),
    });
  }

  /** Ends the extension as VS Code does: until then, it notices whatever other windows store. */
  close(): void {
    for (const subscription of this.#subscriptions.splice(0).reverse()) subscription.dispose();
  }

  get statusBar(): string | undefined {
    return this.#vscode.statusBar.isVisible ? this.#vscode.statusBar.text : undefined;
  }

  /** What the browser does with each address opened from now on. */
  set browser(open: (address: string) => Promise<void>) {
    this.#vscode.browser = open;
  }

  /** The person now trusts the workspace. */
  trust(): void {
    this.#vscode.trust.isGiven = true;
  }

  /** The token of the person's GitHub session; empty if there is none. */
  set githubToken(token: string) {
    this.#vscode.github.signOut();
    if (token !== '') this.#vscode.github.has('ada', token);
  }

  /** The window's editors with unsaved changes. */
  get editors(): Editors {
    return this.#vscode.editors;
  }

  /** VS Code's GitHub sign-in. */
  get github(): GithubSessions {
    return this.#vscode.github;
  }

  /** What was sent to webviews. */
  get shown(): string[] {
    return this.#vscode.shown;
  }

  /** Files opened for viewing, with the line. */
  get opened(): readonly { readonly path: string; readonly line: number }[] {
    return this.#vscode.opened;
  }

  /** What the Settings editor was opened with. */
  get settingsSearched(): readonly string[] {
    return this.#vscode.settingsSearched;
  }

  /** Sends a message from the script in a webview; waits until its effects have ended, as far as known. */
  async sendFrom(webview: string, message: unknown): Promise<void> {
    this.#vscode.webviews.get(webview)?.fire(message);
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** VS Code notices that a file has been created, changed or deleted. */
  noticeFiles(): void {
    this.#vscode.filesChanged.fire();
  }

  /** The person closes the tab of a webview. */
  closeTab(webview: string): void {
    this.#vscode.closings.get(webview)?.fire();
  }

  get clipboard(): string {
    return this.#vscode.clipboard.text;
  }

  /** Runs a command, or the hourly check (`look`), to its end; returns its steps. */
  async run(command: CommandName | 'look', cut?: Cut, argument?: string): Promise<Steps> {
    this.user.told = [];
    this.#steps = this.#newSteps(cut);
    await (command === 'look' ? this.lookToTheEnd() : this.#vscode.commands.get(`agoras.${command}`)?.(argument));
    // Whatever follows the command, such as the last message, is a matter of microtasks.
    await new Promise((resolve) => setImmediate(resolve));
    return this.#steps;
  }

  /** Runs any command, as another extension, a keyboard shortcut or a link does; returns its result. */
  execute(command: string, ...args: readonly unknown[]): Promise<unknown> {
    return Promise.resolve(this.#vscode.commands.get(command)?.(...args));
  }

  /**
   * Starts a launch as VS Code does: all providers see it, its variables are filled in, and they see it again. Returns
   * what the debugger gets; undefined if the launch was canceled.
   */
  async launch(configuration: object, inputs: readonly LaunchInput[] = []): Promise<object | undefined> {
    const folder = this.#vscode.folders[0];
    for (const watcher of this.#vscode.launchWatchers) await watcher.resolveDebugConfiguration(folder, configuration);
    const filled = await this.fillIn(configuration, inputs);
    for (const watcher of this.#vscode.launchWatchers) {
      if ((await watcher.resolveDebugConfigurationWithSubstitutedVariables(folder, filled)) === undefined) {
        return undefined;
      }
    }
    return filled;
  }

  /**
   * Fills in each variable once. VS Code stops at a command that returns no text; after such an input, it continues.
   */
  async fillIn(entry: object, inputs: readonly LaunchInput[] = []): Promise<object> {
    let text = JSON.stringify(entry);
    for (const [reference, kind, name = ''] of new Set(text.matchAll(/\$\{(command|input):([^}]+)\}/g))) {
      const input = inputs.find(({ id }) => id === name);
      const command = kind === 'command' ? name : input?.command;
      if (command === undefined) continue;
      const value = await this.execute(command, kind === 'command' ? entry : input?.args);
      if (typeof value !== 'string' && kind === 'command') break;
      if (typeof value !== 'string') continue;
      text = text.replaceAll(reference, () => JSON.stringify(value).slice(1, -1));
    }
    return JSON.parse(text) as object;
  }

  /** Presses a button of a notification, and waits until its action has ended. */
  async press(button: string, under?: string): Promise<void> {
    this.log.length = 0;
    this.user.press(button, under);
    const isEnd = (line: string) => line.startsWith('a button of a message: ') && !line.endsWith('started');
    while (!this.log.some(isEnd)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async change(setting: string, value: unknown): Promise<void> {
    this.#settings.set(setting, value);
    this.#vscode.settingsChanged.fire({ affectsConfiguration: (name) => setting.startsWith(name) });
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Starts the hourly check. */
  look(): void {
    for (const look of this.#schedule) look();
  }

  /** Starts the hourly check and waits until it has ended. */
  async lookToTheEnd(): Promise<void> {
    await Promise.all(this.#schedule.map((look) => look()));
  }

  /** Ends any lasting failure. */
  heal(): void {
    this.#steps.heal();
  }

  #newSteps(cut: Cut | undefined): Steps {
    return new Steps(cut, () => this.user.canLeave, this.#watchMoment);
  }

  /** Not counted as steps: terminals don't outlive the window. */
  #environment(): object {
    const collection = {
      clear: () => {
        this.terminals.clear();
      },
      replace: (name: string, value: string) => void this.terminals.set(name, value),
    };
    return { ...collection, getScoped: () => collection };
  }
}

type Timer = (task: () => unknown, milliseconds?: number) => unknown;

interface Timers {
  readonly setTimeout?: Timer;
  readonly setInterval?: Timer;
  readonly Date?: DateConstructor;
}

/** A `Date` with another clock. */
function dateOf(now: () => number): DateConstructor {
  return new Proxy(Date, {
    get: (target, name): unknown => (name === 'now' ? now : Reflect.get(target, name)),
  });
}

/** Pauses between attempts are as short as possible, because they aren't tested. Timers of minutes never fire. */
const hurried: Timers = {
  setTimeout: (task, milliseconds = 0) =>
    milliseconds < 30_000 ? setTimeout(task, 1) : setTimeout(task, milliseconds).unref(),
};

const compiled = new Map<string, VmScript>();

/** Runs a bundle again, as a new window does; returns its exports. */
function run(name: string, required: (name: string) => unknown, timers: Timers): unknown {
  const path = join(projectRoot, 'dist', name);
  let script = compiled.get(name);
  if (script === undefined) {
    const wrapped = `(function (require, module, exports, setTimeout, setInterval, Date) {${readFileSync(path, 'utf8')}\n})`;
    script = new VmScript(wrapped, { filename: path });
    compiled.set(name, script);
  }
  const load: unknown = script.runInThisContext();
  const module: { exports: unknown } = { exports: {} };
  const given = { setTimeout, setInterval, Date, ...timers };
  call(load, required, module, module.exports, given.setTimeout, given.setInterval, given.Date);
  return module.exports;
}

function callMember(object: unknown, name: string, ...args: readonly unknown[]): unknown {
  if (typeof object !== 'object' || object === null) throw new Error(`There is nothing that has a “${name}”.`);
  return call(Reflect.get(object, name), ...args);
}

function call(called: unknown, ...args: readonly unknown[]): unknown {
  if (typeof called !== 'function') throw new Error('The bundle is not what it was.');
  const answer: unknown = Reflect.apply(called, undefined, args);
  return answer;
}
