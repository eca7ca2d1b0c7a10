// What Git would do with a file. Runs the Git that the person has configured.
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

/** Whether a commit would include a file. */
export async function fileVisibility(path: string, signal?: AbortSignal): Promise<GitVisibility> {
  return readVisibilityToGit(gitAccess(signal), path);
}

/** The remotes of the repository that a folder is in. */
export async function gitRemotes(
  folder: string,
  signal?: AbortSignal,
): Promise<Outcome<Remotes | undefined, GitDoubt>> {
  return readRemotes(gitAccess(signal), folder);
}

/** The line that would make Git ignore a file, and where to add it. */
export async function ignoreLine(path: string): Promise<IgnoreLine | undefined> {
  return findIgnoreLine(gitAccess(), path);
}

/** The rule that decides whether Git ignores a file. */
export async function ignoreRule(path: string): Promise<IgnoreRule | undefined> {
  return findIgnoreRule(gitAccess(), path);
}

/** Adds the line at the end of the file. */
export async function addIgnoreLine({ kind, file, path }: IgnoreLine): Promise<Outcome<TextWrite, FileProblem>> {
  // A repository created without Git's templates lacks the folder.
  const made = kind === 'exclude' ? await makeFolder(dirname(file)) : ok(undefined);
  if (!made.ok) return made;
  const changed = await changeText<never>(file, (text) => planIgnoring(text, path), { mode: ORDINARY });
  if (changed.ok) return changed;
  const { error } = changed;
  if (error.kind === 'refused') throw new Error('A .gitignore is never refused.');
  return err(error);
}

/** Runs Git queries, showing a notification if they take long. Cancel aborts them. */
export async function whileAskingGit<T>(task: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T, Cancelled>> {
  return withProgressIfSlow(l10n.t('Checking with Git…'), async (signal) => {
    const answer = await task(signal);
    return signal.aborted ? err(cancelled) : ok(answer);
  });
}

/** The setting of VS Code's Git extension: a path, a list of paths to try, or nothing. */
function gitAccess(signal?: AbortSignal): GitAccess {
  const setting = vscode.workspace.getConfiguration('git').get<string | readonly string[] | null>('path');
  const programs = typeof setting === 'string' ? [setting] : (setting ?? []);
  const named = programs.filter((program) => program !== '');
  // Like VS Code: if none of these exists, uses the one on the PATH.
  return { programs: [...named, 'git'], isTrusted: vscode.workspace.isTrusted, signal };
}
