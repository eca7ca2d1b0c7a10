// What the extension host writes and the startup benchmark reads.

/** Our extension, and two small ones of VS Code's own with one job each. */
export const MEASURED = {
  ours: 'agoras.agoras-credentials',
  debugAutoLaunch: 'vscode.debug-auto-launch',
  githubAuthentication: 'vscode.github-authentication',
} as const;

/** Next to the built module: one line per window, the JSON of its marks. */
export const RESULTS_FILE = 'activations.jsonl';

export interface Mark {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startTime: number;
}
