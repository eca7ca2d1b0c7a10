// Which files can contain something for Agoras, and whether a text does. Both are checked for every document, at
// start-up and after keystrokes, so they have to be cheap.

import type { Shell } from '../edits/shellQuoting';

export type ScriptKind = 'script' | 'fishScript' | 'powershellScript' | 'batchFile';

export type DocumentKind = 'dotenv' | 'launch' | 'tasks' | 'workspace' | 'workflow' | ScriptKind;

/** The shell that runs each kind of script. */
export const SCRIPT_SHELLS: Readonly<Record<ScriptKind, Shell>> = {
  script: 'posix',
  fishScript: 'fish',
  powershellScript: 'powershell',
  batchFile: 'cmd',
};

const KINDS_BY_ENDING: ReadonlyMap<string, ScriptKind> = new Map([
  ['sh', 'script'],
  ['bash', 'script'],
  ['zsh', 'script'],
  ['ksh', 'script'],
  ['fish', 'fishScript'],
  ['ps1', 'powershellScript'],
  ['bat', 'batchFile'],
  ['cmd', 'batchFile'],
]);

/** File name extensions of scripts, without the dot. */
export const SCRIPT_ENDINGS: readonly string[] = [...KINDS_BY_ENDING.keys()];

/** `path`: with `/` as separator. `readDotenvPath`: returns the folder's `.env` path from the settings. */
export function documentKind(path: string, readDotenvPath: () => string): DocumentKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === '.env' || name.startsWith('.env.') || name.endsWith('.env')) return 'dotenv';
  if (path.endsWith('/.vscode/launch.json')) return 'launch';
  if (path.endsWith('/.vscode/tasks.json')) return 'tasks';
  if (name.endsWith('.code-workspace')) return 'workspace';
  if (/\/\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return 'workflow';
  return path.endsWith(`/${readDotenvPath().replace(/^\.\//, '')}`) ? 'dotenv' : scriptKind(name);
}

function scriptKind(name: string): ScriptKind | undefined {
  const ending = /\.([a-z\d]+)$/i.exec(name)?.[1]?.toLowerCase();
  return ending === undefined ? undefined : KINDS_BY_ENDING.get(ending);
}

const KEY = /agoras|(?:INSTAGRAM|FACEBOOK)_[A-Z]/i;

/** Whether a text, such as a line that was just typed, may be about Agoras. */
export function hasAgorasKey(text: string): boolean {
  return KEY.test(text);
}
