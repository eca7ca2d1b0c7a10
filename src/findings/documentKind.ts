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
  switch (/\.([a-z\d]+)$/i.exec(name)?.[1]?.toLowerCase()) {
    case 'sh':
    case 'bash':
    case 'zsh':
    case 'ksh':
      return 'script';
    case 'fish':
      return 'fishScript';
    case 'ps1':
      return 'powershellScript';
    case 'bat':
    case 'cmd':
      return 'batchFile';
    default:
      return undefined;
  }
}

const KEY = /agoras|(?:INSTAGRAM|FACEBOOK)_[A-Z]/i;

/** Whether a text, or the line that has just been typed in, can concern Agoras. */
export function hasAgorasKey(text: string): boolean {
  return KEY.test(text);
}
