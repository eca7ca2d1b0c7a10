// Launches that VS Code is filling in at this moment: it does not say who runs a command for a value, but tells of each
// launch before it asks for its values, and again once it has them.
import { isDeepStrictEqual } from 'node:util';
import type * as vscode from 'vscode';

/** A launch may wait for the person's answers for that long. VS Code does not report a launch that was abandoned. */
const LONGEST_MILLISECONDS = 10 * 60_000;

/** How long VS Code may take to ask for the rest after a value was refused; nobody is told if it does not. */
const REST_MILLISECONDS = 5000;

export interface Launch {
  readonly folder: vscode.WorkspaceFolder | undefined;
  /** As it was started, before any variable in it was filled in. */
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

  /** VS Code has the values, or has gone on without them. */
  end({ name, type }: vscode.DebugConfiguration): void {
    const ended = this.all().find(({ configuration }) => configuration.name === name && configuration.type === type);
    this.#launches = this.all().filter((launch) => launch !== ended);
  }

  /** It did not get a value, and gets no other. */
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

/** The Python debugger fills these in before anybody else sees the configuration. */
const FILLED_IN: ReadonlySet<string> = new Set(['python', 'pythonPath']);

/** Whether a launch is that of an entry: debuggers add to it, but what the entry says is as it stands there. */
export function isLaunchOf({ configuration }: Launch, entry: object): boolean {
  return Object.entries(entry).every(
    ([key, value]) => FILLED_IN.has(key) || isDeepStrictEqual(configuration[key], value),
  );
}
