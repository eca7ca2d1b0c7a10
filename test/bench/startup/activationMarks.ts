// What the extension host writes down and the benchmark of start-up reads.

/** Ours, and two extensions of VS Code's own that are small and have one job each. */
export const MEASURED = {
  ours: 'agoras.agoras-credentials',
  debugAutoLaunch: 'vscode.debug-auto-launch',
  githubAuthentication: 'vscode.github-authentication',
} as const;

/** Beside the built module: one line a window, each the JSON of its marks. */
export const RESULTS_FILE = 'activations.jsonl';

export interface Mark {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
}
