// A Git program for the setting `git.path` that behaves as a test demands.
import { execFileSync } from 'node:child_process';
import { computerWithAccount, type Computer } from './computer';

/** Settings with which only the destination is asked for. */
export const SETTLED = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };

/** A computer with an account, and a window whose folder is a repository with an untracked `.env`. */
export async function computerWithRepository(): ReturnType<typeof computerWithAccount> {
  const opened = await computerWithAccount(SETTLED, 'Only keep');
  opened.computer.write('a/.env', '# mine\n');
  execFileSync('git', ['init', '--quiet', opened.computer.at('a')]);
  return opened;
}

/**
 * Creates a Git script. `lines`: shell commands; unless they exit, Git itself runs next. Returns the settings for it.
 */
export function gitThat(computer: Computer, ...lines: readonly string[]): Readonly<Record<string, unknown>> {
  computer.write('bin/git', ['#!/bin/sh', ...lines, 'exec git "$@"', ''].join('\n'), 0o755);
  return { 'git.path': computer.at('bin/git') };
}

/** A shell line that runs `then` unless the test has already created the file `name`. */
export function untilThere(computer: Computer, name: string, then: string): string {
  return `[ -e '${computer.at(name)}' ] || { ${then}; }`;
}
