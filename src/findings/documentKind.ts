// Which files can have something of Agoras in them, and whether a text has. Asked of every document at each start and
// keystroke, so both have to cost next to nothing.

import type { Shell } from '../edits/shellQuoting';

export type ScriptKind = 'script' | 'fishScript' | 'powershellScript' | 'batchFile';

export type DocumentKind = 'dotenv' | 'launch' | 'tasks' | 'workspace' | 'workflow' | ScriptKind;

/** Which shell runs a script. */
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

/** What the names of scripts end in, behind the dot. */
export const SCRIPT_ENDINGS: readonly string[] = [...KINDS_BY_ENDING.keys()];

/** `path`: with `/` between names. `readDotenvPath`: what the settings call the `.env` of the folder. */
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

/** Whether a text, or the line that has just been typed in, can concern Agoras. */
export function hasAgorasKey(text: string): boolean {
  return KEY.test(text);
}
