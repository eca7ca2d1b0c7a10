import { readdir } from 'node:fs/promises';
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

/** Runs the built tests of one folder of `test/` with mocha, in this process. */
export async function runMocha(folder: string, options: Mocha.MochaOptions): Promise<SuiteResult> {
  const built = join(projectRoot, 'out', 'test', folder);
  const mocha = new Mocha({ reporter: WithoutEpilogue, ...options });
  const names = (await readdir(built, { recursive: true })).filter((file) => file.endsWith('.test.mjs')).sort();
  for (const name of names) mocha.addFile(join(built, name));
  await mocha.loadFilesAsync();
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
