// What Git would do with a file, asked of Git itself in the way that the person has set it up.
import vscode = require('vscode');
import { planIgnoring } from '../../edits/gitignore';
import { err, ok, type Outcome } from '../../base/outcome';
import { ORDINARY } from './textFiles';
import type { FileProblem } from '../../messages/failureKinds';
import { findIgnoreLine, readVisibilityToGit, readRemotes, type GitVisibility, type Remotes } from './gitRepository';
import { changeText } from './textChange';

/** Whether a commit would take a file along. */
export async function fileVisibility(path: string): Promise<GitVisibility> {
  // `git` runs what the configuration of a repository names; a workspace that nobody trusts must not.
  return vscode.workspace.isTrusted ? readVisibilityToGit(gitPrograms(), path) : 'safe';
}

/** The remotes of the repository in which a folder lies; for a workspace that is trusted. */
export async function gitRemotes(folder: string): Promise<Remotes | undefined> {
  return readRemotes(gitPrograms(), folder);
}

/** Adds the file to the `.gitignore` that decides about it, on a line of its own. */
export async function addToGitignore(path: string): Promise<Outcome<void, FileProblem>> {
  const line = await findIgnoreLine(gitPrograms(), path);
  // Outside of a repository there is nobody to hide it from.
  if (line === undefined) return ok(undefined);
  const changed = await changeText<never>(line.gitignore, (text) => planIgnoring(text, line.path), ORDINARY);
  if (changed.ok) return ok(undefined);
  const { error } = changed;
  if (error.kind === 'refused') throw new Error('A .gitignore is never refused.');
  return err(error);
}

/** The setting of VS Code's own Git extension is one path, several to look at, or nothing. */
function gitPrograms(): readonly string[] {
  const setting = vscode.workspace.getConfiguration('git').get<string | readonly string[] | null>('path');
  const programs = typeof setting === 'string' ? [setting] : (setting ?? []);
  const named = programs.filter((program) => program !== '');
  return named.length > 0 ? named : ['git'];
}
