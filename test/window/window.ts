// A window of VS Code with the extension as it ships, as far as its commands go: the bundle itself runs, between doors
// that count what goes through.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { projectRoot } from '../workbench/root';
import type { CommandName } from '../../src/vscode/settings/manifestIds';
import { createDoors, type World } from './moduleHooks';
import { Person, type Answers } from './userDouble';
import { Steps, type Cut } from './steps';
import { StoredMemento, StoredSecrets } from './storage';
import { doubleVscode } from './vscodeDouble';

/** The places in a folder of their own. */
export function placesIn(folder: string): Places {
  const at = (name: string) => join(folder, name);
  return {
    workspace: at('workspace'),
    globalStorage: at('globalStorage'),
    globalState: at('globalState.json'),
    workspaceState: at('workspaceState.json'),
    secrets: at('secrets.json'),
  };
}

/** Where a window keeps things: the opened folder, and files for what VS Code stores. */
export interface Places {
  readonly workspace: string;
  readonly globalStorage: string;
  readonly globalState: string;
  readonly workspaceState: string;
  readonly secrets: string;
}

export interface WindowOptions {
  readonly places: Places;
  /** Where the Graph API is. */
  readonly url: string;
  /** A fresh short-lived token, and the answers with it. */
  readonly token: string;
  readonly answers: (token: string) => Answers;
  readonly breakConnection: World['breakConnection'];
}

const bundle = join(projectRoot, 'dist', 'main.js');

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default?: unknown }>> };
  };
}

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Manifest;

/** What VS Code gives for a setting that nobody has set. */
const DEFAULT_SETTINGS = Object.fromEntries(
  Object.entries(manifest.contributes.configuration.properties).map(([name, property]) => [name, property.default]),
);

/** Pauses between tries are as short as they can be: none of them is what is tested. */
const hurriedTimeout = (run: () => void) => setTimeout(run, 1);

export class Window {
  readonly person: Person;
  readonly token: string;
  readonly log: string[] = [];
  readonly #main: unknown;
  #steps: Steps;

  constructor({ places, url, token, answers, breakConnection }: WindowOptions) {
    const steps = () => this.#steps;
    this.token = token;
    this.person = new Person(answers(token), steps);
    this.#steps = this.#newSteps(undefined);
    const log = (line: string) => void this.log.push(line);
    const settings = { ...DEFAULT_SETTINGS, 'agoras.graphApi.baseUrl': url };
    const vscode = doubleVscode({ person: this.person, steps, workspace: places.workspace, settings, log });
    const leave = () => {
      this.person.leave();
    };
    const required = createDoors(vscode, { steps, leave, breakConnection });
    this.#main = start(required, {
      extensionUri: undefined,
      globalStorageUri: { fsPath: places.globalStorage },
      globalState: new StoredMemento('global', places.globalState, steps),
      workspaceState: new StoredMemento('workspace', places.workspaceState, steps),
      secrets: new StoredSecrets(places.secrets, steps),
      environmentVariableCollection: { getScoped: () => terminals, ...terminals },
    });
  }

  /** Runs a command to its end; gives its steps. */
  async run(command: CommandName, cut?: Cut): Promise<Steps> {
    this.person.told = [];
    this.#steps = this.#newSteps(cut);
    await callMember(this.#main, 'run', command);
    // Whatever goes on after the command, such as the last message, is a matter of microtasks.
    await new Promise((resolve) => setImmediate(resolve));
    return this.#steps;
  }

  /** What start-up does where something is due. */
  async watch(): Promise<void> {
    await callMember(this.#main, 'watch');
  }

  /** Whatever went wrong for good is over. */
  heal(): void {
    this.#steps.heal();
  }

  #newSteps(cut: Cut | undefined): Steps {
    return new Steps(cut, () => this.person.canLeave);
  }
}

/** The terminals are none of the steps: nothing of them outlives the window. */
const terminals = { clear: () => undefined, replace: () => undefined };

let compiled: Script | undefined;

/** Runs the bundle anew, as a new window does, and calls its `createMain`. */
function start(required: (name: string) => unknown, context: object): unknown {
  compiled ??= new Script(`(function (require, module, exports, setTimeout) {${readFileSync(bundle, 'utf8')}\n})`, {
    filename: bundle,
  });
  const load: unknown = compiled.runInThisContext();
  const module: { exports: unknown } = { exports: {} };
  call(load, required, module, module.exports, hurriedTimeout);
  return callMember(module.exports, 'createMain', context, () => undefined);
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
