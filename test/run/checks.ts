import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runToEnd } from '../workbench/childOutput';
import { projectRoot } from '../workbench/root';
import type { Failure, SuiteResult } from './suite';

interface Check {
  readonly title: string;
  /** A script below `node_modules`, and its arguments. */
  readonly script: readonly [string, ...string[]];
}

// Run two at a time, in this order: the longest first.
const checks: readonly Check[] = [
  { title: 'The linter has nothing to say', script: ['eslint/bin/eslint.js', '.'] },
  { title: 'The types fit', script: ['typescript/bin/tsc', '-p', '.'] },
  { title: 'The types of the webview fit', script: ['typescript/bin/tsc', '-p', join('src', 'webview')] },
  { title: 'Every file, export and dependency has a user', script: ['knip/bin/knip.js'] },
  { title: 'The code is formatted', script: ['prettier/bin/prettier.cjs', '--check', '.'] },
];

/** The static checks; each counts as one test. */
export async function runChecks(): Promise<SuiteResult> {
  const waiting = [...checks];
  const failures: Failure[] = [];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const failure = await runCheck(check);
      console.log(`  ${failure ? '✖' : '✔'} ${check.title}`);
      if (failure) failures.push(failure);
    }
  };
  await Promise.all([work(), work()]);
  return { passed: checks.length - failures.length, failures };
}

async function runCheck({ title, script: [file, ...args] }: Check): Promise<Failure | undefined> {
  const child = spawn(process.execPath, [join(projectRoot, 'node_modules', file), ...args], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { code, printed } = await runToEnd(child);
  return code === 0 ? undefined : { title, details: printed };
}
