// Keeps track of launches whose values VS Code is resolving. VS Code doesn't say which launch runs a command for a
// value, but announces each launch before it asks for the values, and again once it has them.
import { isDeepStrictEqual } from 'node:util';
import type * as vscode from 'vscode';

/** How long a launch may wait for the person's answers. VS Code doesn't report abandoned launches. */
const LONGEST_MILLISECONDS = 10 * 60_000;

/** How long VS Code may take to ask for more values after one was refused; it isn't announced if it doesn't. */
const REST_MILLISECONDS = 5000;

export interface Launch {
  readonly folder: vscode.WorkspaceFolder | undefined;
  /** As it was started, before its variables were resolved. */
  readonly configuration: vscode.DebugConfiguration;
}

interface OpenLaunch extends Launch {
  readonly begunAt: number;
  readonly refusedAt?: number;
}

export class LaunchesUnderWay {
  #launches: readonly OpenLaunch[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {}

  begin(folder: vscode.WorkspaceFolder | undefined, configuration: vscode.DebugConfiguration): void {
    this.#launches = [...this.all(), { folder, configuration, begunAt: this.now() }];
  }

  /** VS Code has the values, or continued without them. */
  end({ name, type }: vscode.DebugConfiguration): void {
    const ended = this.all().find(({ configuration }) => configuration.name === name && configuration.type === type);
    this.#launches = this.all().filter((launch) => launch !== ended);
  }

  /** The launch was refused a value, and won't get any others. */
  refuse(refused: OpenLaunch): void {
    const refusedAt = this.now();
    this.#launches = this.all().map((launch) => (launch === refused ? { ...launch, refusedAt } : launch));
  }

  all(): readonly OpenLaunch[] {
    const now = this.now();
    return this.#launches.filter(({ begunAt, refusedAt = now }) => {
      return begunAt >= now - LONGEST_MILLISECONDS && refusedAt >= now - REST_MILLISECONDS;
    });
  }
}

/** The Python debugger fills these in before any other extension sees the configuration. */
const FILLED_IN: ReadonlySet<string> = new Set(['python', 'pythonPath']);

/** Whether a launch was started from an entry: debuggers add properties, but don't change those of the entry. */
export function isLaunchOf({ configuration }: Launch, entry: object): boolean {
  return Object.entries(entry).every(
    ([key, value]) => FILLED_IN.has(key) || isDeepStrictEqual(configuration[key], value),
  );
}
