// What Git would do with a file, asked of Git itself.
import { execFile } from 'node:child_process';
import { dirname, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { majorLineBreak } from '../destinations/lines';
import { planEdits, type TextPlan } from '../destinations/plan';
import { err, ok, type Outcome } from '../outcome';
import { ORDINARY, type FileProblem } from './files';
import { changeText } from './textDestination';

/** `safe`: ignored, in no repository, or there is no Git. */
export type GitExposure = 'tracked' | 'notIgnored' | 'safe';

const TIMEOUT_MILLISECONDS = 5000;

/** Whether a commit would take a file along. */
export async function gitExposure(path: string): Promise<GitExposure> {
  // `git` runs what the configuration of a repository names; a workspace that nobody trusts must not.
  if (!vscode.workspace.isTrusted) return 'safe';
  const folder = dirname(path);
  if ((await git(folder, 'rev-parse', '--is-inside-work-tree')).code !== 0) return 'safe';
  if ((await git(folder, 'ls-files', '--error-unmatch', '--', path)).code === 0) return 'tracked';
  // 0: ignored, 1: not ignored, anything else: Git could not tell.
  return (await git(folder, 'check-ignore', '--quiet', '--', path)).code === 1 ? 'notIgnored' : 'safe';
}

/** Adds the file to the `.gitignore` at the root of its repository, on a line of its own. */
export async function addToGitignore(path: string): Promise<Outcome<void, FileProblem>> {
  // Relative, because the absolute one has its links resolved and would not fit the path.
  const { stdout } = await git(dirname(path), 'rev-parse', '--show-cdup');
  const root = join(dirname(path), stdout.trim());
  const pattern = `/${escapePattern(relative(root, path).split(sep).join('/'))}`;
  const changed = await changeText<never>(join(root, '.gitignore'), (text) => planLine(text, pattern), ORDINARY);
  if (changed.ok) return ok(undefined);
  const { error } = changed;
  if (error.kind === 'refused') throw new Error('A .gitignore is never refused.');
  return err(error);
}

/** Characters that Git would take for a pattern (gitignore, "Pattern format"). */
function escapePattern(path: string): string {
  return path.replace(/[\\*?[\]]/g, String.raw`\$&`).replace(/ $/, String.raw`\ `);
}

function planLine(text: string | undefined, line: string): TextPlan<never> {
  if (text === undefined) return { kind: 'create', text: `${line}\n` };
  const lineBreak = majorLineBreak(text) ?? '\n';
  const opening = text === '' || text.endsWith('\n') ? '' : lineBreak;
  return planEdits(text, [{ offset: text.length, length: 0, newText: `${opening}${line}${lineBreak}` }]);
}

interface GitAnswer {
  /** Undefined: Git is not there, or took too long. */
  readonly code: number | undefined;
  readonly stdout: string;
}

function git(folder: string, ...args: readonly string[]): Promise<GitAnswer> {
  const executable = vscode.workspace.getConfiguration('git').get<string | readonly string[] | null>('path');
  const program = typeof executable === 'string' && executable !== '' ? executable : 'git';
  const options = { cwd: folder, timeout: TIMEOUT_MILLISECONDS, windowsHide: true };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout) => {
      const code = error === null ? 0 : error.code;
      resolve({ code: typeof code === 'number' ? code : undefined, stdout });
    });
  });
}
