// A Git that behaves as a test says, for the setting `git.path`.
import { execFileSync } from 'node:child_process';
import { computerWithAccount, type Computer } from './computer';

/** Of what asks nothing but where the credentials go. */
export const SETTLED = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };

/** A computer with an account, and a window in whose folder is a repository with a `.env` that nobody has added. */
export async function computerWithRepository(): ReturnType<typeof computerWithAccount> {
  const opened = await computerWithAccount(SETTLED, 'Only keep');
  opened.computer.write('a/.env', '# mine\n');
  execFileSync('git', ['init', '--quiet', opened.computer.at('a')]);
  return opened;
}

/** `lines`: of a shell script; what they do not end goes to Git itself. Gives the settings with it. */
export function gitThat(computer: Computer, ...lines: readonly string[]): Readonly<Record<string, unknown>> {
  computer.write('bin/git', ['#!/bin/sh', ...lines, 'exec git "$@"', ''].join('\n'), 0o755);
  return { 'git.path': computer.at('bin/git') };
}

/** Where a file is, once a test has made it. */
export function untilThere(computer: Computer, name: string, then: string): string {
  return `[ -e '${computer.at(name)}' ] || { ${then}; }`;
}
