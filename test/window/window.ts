// A window of VS Code with the extension as it ships, as far as its commands go: the bundles themselves run, between
// module hooks that count what goes through.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script as VmScript } from 'node:vm';
import type { CommandName } from '../../src/vscode/settings/manifestIds';
import { projectRoot } from '../workbench/root';
import { createModuleHooks, type World } from './moduleHooks';
import type { Editors } from './editors';
import type { GithubSessions } from './githubSessions';
import { Steps, type Cut } from './steps';
import { StoredMemento, StoredSecrets } from './storage';
import { UserDouble, type Manners } from './userDouble';
import { VscodeDouble } from './vscodeDouble';

/** Where a window keeps things: the opened folders, and files for what VS Code stores. */
export interface Places {
  readonly folders: readonly string[];
  readonly globalStorage: string;
  readonly workspaceState: string;
  readonly globalState: string;
  readonly secrets: string;
}

/** The places of a window in a folder of their own. */
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
  /** Where the Graph API is. */
  readonly url: string;
  readonly manners: Manners;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly remoteName?: string;
  /** False: Restricted Mode. */
  readonly isTrusted?: boolean;
  /** The user says yes to the sandbox’s address as a person would, unless the test is about that question. */
  readonly leavesAddressQuestion?: boolean;
  readonly breakConnection?: World['breakConnection'];
  /** The clock of the window, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** An input of a launch.json or tasks.json that stands for a command. */
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

/** What VS Code gives for a setting that nobody has set. */
const DEFAULT_SETTINGS = Object.entries(manifest.contributes.configuration.properties).map(
  ([name, property]) => [name, property.default] as const,
);

export class Window {
  readonly user: UserDouble;
  readonly log: string[] = [];
  /** The variables in the environment of its terminals. */
  readonly terminals = new Map<string, string>();
  /** Whether there is a network. */
  isOnline = true;
  readonly #vscode: VscodeDouble;
  readonly #settings: Map<string, unknown>;
  readonly #schedule: (() => unknown)[] = [];
  #steps: Steps;

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
      subscriptions: [],
      extensionUri: this.#vscode.extensionUri,
      globalStorageUri: { fsPath: places.globalStorage },
      workspaceState: new StoredMemento('workspace', places.workspaceState, steps),
      globalState: new StoredMemento('global', places.globalState, steps),
      secrets: new StoredSecrets(places.secrets, steps),
      environmentVariableCollection: this.#environment(),
    });
  }

  get statusBar(): string | undefined {
    return this.#vscode.statusBar.isVisible ? this.#vscode.statusBar.text : undefined;
  }

  /** What the browser does with each address that is opened from here on. */
  set browser(open: (address: string) => Promise<void>) {
    this.#vscode.browser = open;
  }

  /** The person trusts the workspace now. */
  trust(): void {
    this.#vscode.trust.isGiven = true;
  }

  /** Of the session that the person has on GitHub; empty where there is none. */
  set githubToken(token: string) {
    this.#vscode.github.signOut();
    if (token !== '') this.#vscode.github.has('ada', token);
  }

  /** Its editors with unsaved changes. */
  get editors(): Editors {
    return this.#vscode.editors;
  }

  /** VS Code’s sign-in to GitHub. */
  get github(): GithubSessions {
    return this.#vscode.github;
  }

  /** What webviews were given. */
  get shown(): string[] {
    return this.#vscode.shown;
  }

  /** Files that were opened to be looked at, with the place in them. */
  get opened(): readonly { readonly path: string; readonly line: number }[] {
    return this.#vscode.opened;
  }

  /** The script in a webview says something; waits until what that begins is over, as far as it is known. */
  async sendFrom(webview: string, message: unknown): Promise<void> {
    this.#vscode.webviews.get(webview)?.fire(message);
    await new Promise((resolve) => setImmediate(resolve));
  }

  get clipboard(): string {
    return this.#vscode.clipboard.text;
  }

  /** Runs a command, or what start-up does every hour, to its end; gives its steps. */
  async run(command: CommandName | 'look', cut?: Cut, argument?: string): Promise<Steps> {
    this.user.told = [];
    this.#steps = this.#newSteps(cut);
    await (command === 'look' ? this.lookToTheEnd() : this.#vscode.commands.get(`agoras.${command}`)?.(argument));
    // Whatever goes on after the command, such as the last message, is a matter of microtasks.
    await new Promise((resolve) => setImmediate(resolve));
    return this.#steps;
  }

  /** Runs any command, as another extension, a keyboard shortcut or a link does; gives what it gives. */
  execute(command: string, ...args: readonly unknown[]): Promise<unknown> {
    return Promise.resolve(this.#vscode.commands.get(command)?.(...args));
  }

  /**
   * Starts a launch as VS Code does: whoever watches launches sees it, its variables are filled in, and it is seen
   * again. Gives what the debugger gets; undefined where the launch was ended.
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

  /** Each once. VS Code ends at the first command without a text; after an input without one it goes on to the next. */
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

  /** Presses a button under a notification, and waits until what it does has ended. */
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

  /** What start-up does every hour. */
  look(): void {
    for (const look of this.#schedule) look();
  }

  /** The same, until all that it has begun is over. */
  async lookToTheEnd(): Promise<void> {
    await Promise.all(this.#schedule.map((look) => look()));
  }

  /** Whatever went wrong for good is over. */
  heal(): void {
    this.#steps.heal();
  }

  #newSteps(cut: Cut | undefined): Steps {
    return new Steps(cut, () => this.user.canLeave);
  }

  /** None of the steps: nothing of the terminals outlives the window. */
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

/** `Date` by another clock. */
function dateOf(now: () => number): DateConstructor {
  return new Proxy(Date, {
    get: (target, name): unknown => (name === 'now' ? now : Reflect.get(target, name)),
  });
}

/** Pauses between tries are as short as they can be: none of them is what is tested. What takes minutes never comes. */
const hurried: Timers = {
  setTimeout: (task, milliseconds = 0) =>
    milliseconds < 30_000 ? setTimeout(task, 1) : setTimeout(task, milliseconds).unref(),
};

const compiled = new Map<string, VmScript>();

/** Runs a bundle anew, as a new window does; gives what it exports. */
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
