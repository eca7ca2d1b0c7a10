// A window of VS Code with the extension as it ships, as far as its commands go: the bundles themselves run, between
// module hooks that count what goes through.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script as VmScript } from 'node:vm';
import type { CommandName } from '../../src/vscode/settings/manifestIds';
import { projectRoot } from '../workbench/root';
import { createModuleHooks, type World } from './moduleHooks';
import { Steps, type Cut } from './steps';
import { StoredMemento, StoredSecrets } from './storage';
import { UserDouble, type Manners } from './userDouble';
import { VscodeDouble } from './vscodeDouble';

/** Where a window keeps things: the opened folders, and files for what VS Code stores. */
export interface Places {
  readonly folders: readonly string[];
  readonly globalStorage: string;
  readonly workspaceState: string;
  readonly secrets: string;
}

/** The places of a window in a folder of their own. */
export function placesIn(folder: string): Places {
  const at = (name: string) => join(folder, name);
  return {
    folders: [at('workspace')],
    globalStorage: at('globalStorage'),
    workspaceState: at('workspaceState.json'),
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
  readonly breakConnection?: World['breakConnection'];
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
  readonly #vscode: VscodeDouble;
  readonly #settings: Map<string, unknown>;
  readonly #schedule: (() => unknown)[] = [];
  #steps: Steps;

  constructor({ places, url, manners, settings = {}, remoteName, breakConnection = () => undefined }: WindowOptions) {
    const steps = () => this.#steps;
    this.user = new UserDouble(manners, steps);
    this.#steps = this.#newSteps(undefined);
    this.#settings = new Map([...DEFAULT_SETTINGS, ['agoras.graphApi.baseUrl', url], ...Object.entries(settings)]);
    this.#vscode = new VscodeDouble({
      user: this.user,
      steps,
      folders: places.folders,
      remoteName,
      settings: this.#settings,
      log: (line) => void this.log.push(line),
    });
    const leave = () => {
      this.user.leave();
    };
    const hooked = createModuleHooks(this.#vscode.module, { steps, leave, breakConnection });
    const main = () => run('main.js', hooked, hurried);
    const extension = run('extension.js', (name) => (name === './main' ? main() : hooked(name)), {
      setTimeout: (look: () => unknown) => void this.#schedule.push(look),
      setInterval: () => undefined,
    });
    callMember(extension, 'activate', {
      subscriptions: [],
      extensionUri: undefined,
      globalStorageUri: { fsPath: places.globalStorage },
      workspaceState: new StoredMemento('workspace', places.workspaceState, steps),
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

  get clipboard(): string {
    return this.#vscode.clipboard.text;
  }

  /** Runs a command to its end; gives its steps. */
  async run(command: CommandName, cut?: Cut, argument?: string): Promise<Steps> {
    this.user.told = [];
    this.#steps = this.#newSteps(cut);
    await this.#vscode.commands.get(`agoras.${command}`)?.(argument);
    // Whatever goes on after the command, such as the last message, is a matter of microtasks.
    await new Promise((resolve) => setImmediate(resolve));
    return this.#steps;
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
    const wrapped = `(function (require, module, exports, setTimeout, setInterval) {${readFileSync(path, 'utf8')}\n})`;
    script = new VmScript(wrapped, { filename: path });
    compiled.set(name, script);
  }
  const load: unknown = script.runInThisContext();
  const module: { exports: unknown } = { exports: {} };
  call(load, required, module, module.exports, timers.setTimeout ?? setTimeout, timers.setInterval ?? setInterval);
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
