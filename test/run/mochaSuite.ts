import { availableParallelism } from 'node:os';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Mocha from 'mocha';
import { projectRoot } from '../workbench/root';
import { explain, type Failure, type SuiteResult } from './suite';

/** Failures are printed once, after the last suite: here, only the line of each test, and no summary. */
class WithoutEpilogue extends Mocha.reporters.Spec {
  override epilogue(): void {
    return;
  }
}

/** The suffix of files that need the processor for more than five seconds: they try everything, or start programs. */
export const SLOW = '.slow.test.mjs';

interface Files {
  /** Below `test/`. */
  readonly folder: string;
  readonly areWanted?: (name: string) => boolean;
}

/** Runs built tests with mocha, in several processes, one file at a time in each. */
export async function runMocha(files: Files, options: Mocha.MochaOptions): Promise<SuiteResult> {
  const mocha = new Mocha({ reporter: WithoutEpilogue, parallel: true, jobs: availableParallelism(), ...options });
  for (const file of await largestFirst(files)) mocha.addFile(file);
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

/** Large files usually take long: started last, one would keep a process busy while the others are idle. */
async function largestFirst({ folder: below, areWanted = () => true }: Files): Promise<string[]> {
  const folder = join(projectRoot, 'out', 'test', below);
  const built = await readdir(folder, { recursive: true });
  const names = built.filter((name) => name.endsWith('.test.mjs') && areWanted(name));
  const files = await Promise.all(
    names.map(async (name) => ({ file: join(folder, name), size: (await stat(join(folder, name))).size })),
  );
  return files.sort((one, other) => other.size - one.size).map(({ file }) => file);
}
