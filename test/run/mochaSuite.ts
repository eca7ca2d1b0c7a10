import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Mocha from 'mocha';
import { projectRoot } from '../workbench/root';
import { explain, type Failure, type SuiteResult } from './suite';

const ENDING = '.test.mjs';

/** Failures are told once, after the last suite: so each test's line here, and no summary. */
class WithoutEpilogue extends Mocha.reporters.Spec {
  override epilogue(): void {
    return;
  }
}

/** For tests that run beside others: each line says whose it is. */
export class WithWholeTitles extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pass', (test) => {
      console.log(`  ✔ ${test.fullTitle()}`);
    });
    runner.on('fail', (test) => {
      console.log(`  ✖ ${test.fullTitle()}`);
    });
  }

  override epilogue(): void {
    return;
  }
}

/** Runs the built tests of one folder of `test/` with mocha, in this process. */
export async function runMocha(folder: string, options: Mocha.MochaOptions): Promise<SuiteResult> {
  return runLoaded(await loadMocha(folder, options));
}

/** `isWanted`: by the name of the file, without its folder and endings. */
export async function loadMocha(
  folder: string,
  options: Mocha.MochaOptions,
  isWanted: (name: string) => boolean = () => true,
): Promise<Mocha> {
  const built = join(projectRoot, 'out', 'test', folder);
  const mocha = new Mocha({ reporter: WithoutEpilogue, ...options });
  const names = (await readdir(built, { recursive: true })).filter((file) => file.endsWith(ENDING)).sort();
  for (const name of names.filter((file) => isWanted(basename(file, ENDING)))) mocha.addFile(join(built, name));
  await mocha.loadFilesAsync();
  return mocha;
}

export async function runLoaded(mocha: Mocha): Promise<SuiteResult> {
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
