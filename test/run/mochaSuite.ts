import { availableParallelism } from 'node:os';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Mocha from 'mocha';
import { projectRoot } from '../workbench/root';
import { explain, type Failure, type SuiteResult } from './suite';

/** Failures are told once, after the last suite: so each test's line here, and no summary. */
class WithoutEpilogue extends Mocha.reporters.Spec {
  override epilogue(): void {
    return;
  }
}

/** Runs the built tests of one folder of `test/` with mocha, a file at a time in each of several processes. */
export async function runMocha(folder: string, options: Mocha.MochaOptions): Promise<SuiteResult> {
  const mocha = new Mocha({ reporter: WithoutEpilogue, parallel: true, jobs: availableParallelism(), ...options });
  for (const file of await largestFirst(join(projectRoot, 'out', 'test', folder))) mocha.addFile(file);
  let passed = 0;
  const failures: Failure[] = [];
  await new Promise<void>((resolve) => {
    mocha
      .run(() => {
        resolve();
      })
      .on('pass', () => passed++)
      .on('fail', (test, reason: unknown) => failures.push({ title: test.fullTitle(), details: explain(reason) }));
  });
  return { passed, failures };
}

/** A large file takes long as a rule: begun last, it would keep one process busy while the others have nothing to do. */
async function largestFirst(folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.test.mjs'));
  const files = await Promise.all(
    names.map(async (name) => ({ file: join(folder, name), size: (await stat(join(folder, name))).size })),
  );
  return files.sort((one, other) => other.size - one.size).map(({ file }) => file);
}
