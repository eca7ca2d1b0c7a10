// What Git would do with a file, asked of Git itself in the way that the person has set it up.
import { dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { planIgnoring } from '../../edits/gitignore';
import { cancelled, err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { makeFolder, ORDINARY } from './textFiles';
import type { FileProblem, GitDoubt } from '../../messages/failures/failureKinds';
import { withProgressIfSlow } from '../prompts/progress';
import type { GitAccess } from './gitProgram';
import {
  findIgnoreLine,
  findIgnoreRule,
  readRemotes,
  readVisibilityToGit,
  type GitVisibility,
  type IgnoreLine,
  type IgnoreRule,
  type Remotes,
} from './gitRepository';
import { changeText, type TextWrite } from './textChange';

/** Whether a commit would take a file along. */
export async function fileVisibility(path: string, signal?: AbortSignal): Promise<GitVisibility> {
  return readVisibilityToGit(gitAccess(signal), path);
}

/** The remotes of the repository in which a folder lies. */
export async function gitRemotes(
  folder: string,
  signal?: AbortSignal,
): Promise<Outcome<Remotes | undefined, GitDoubt>> {
  return readRemotes(gitAccess(signal), folder);
}

/** Where a line would make Git ignore a file. */
export async function ignoreLine(path: string): Promise<IgnoreLine | undefined> {
  return findIgnoreLine(gitAccess(), path);
}

/** The rule that decides whether Git ignores a file. */
export async function ignoreRule(path: string): Promise<IgnoreRule | undefined> {
  return findIgnoreRule(gitAccess(), path);
}

/** Adds the line, on a line of its own. */
export async function addIgnoreLine({ kind, file, path }: IgnoreLine): Promise<Outcome<TextWrite, FileProblem>> {
  // A repository that was made without the templates of Git lacks the folder.
  const made = kind === 'exclude' ? await makeFolder(dirname(file)) : ok(undefined);
  if (!made.ok) return made;
  const changed = await changeText<never>(file, (text) => planIgnoring(text, path), { mode: ORDINARY });
  if (changed.ok) return changed;
  const { error } = changed;
  if (error.kind === 'refused') throw new Error('A .gitignore is never refused.');
  return err(error);
}

/** Asks Git under a notification where it takes long: Cancel ends what was asked. */
export async function whileAskingGit<T>(task: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T, Cancelled>> {
  return withProgressIfSlow(l10n.t('Checking with Git…'), async (signal) => {
    const answer = await task(signal);
    return signal.aborted ? err(cancelled) : ok(answer);
  });
}

/** The setting of VS Code's own Git extension is one path, several to look at, or nothing. */
function gitAccess(signal?: AbortSignal): GitAccess {
  const setting = vscode.workspace.getConfiguration('git').get<string | readonly string[] | null>('path');
  const programs = typeof setting === 'string' ? [setting] : (setting ?? []);
  const named = programs.filter((program) => program !== '');
  // As VS Code does it: where none of these is there, the one on the PATH.
  return { programs: [...named, 'git'], isTrusted: vscode.workspace.isTrusted, signal };
}
