import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Mocha from 'mocha';
import { lines } from './lines';

/** The results that the runner reads to add up the suites; next to this file's built version. */
const resultsFile = join(__dirname, 'results.json');

/** Runs in the extension host: loads all host tests and throws if one fails. */
export async function run(): Promise<void> {
  // Imported dynamically: mocha is an ES module, but this file must be CommonJS for the extension host.
  const mocha = await import('mocha');
  // The base reporter prints nothing; the others write colors and columns for a terminal, and there is none here.
  const suite = new mocha.default({ timeout: 30_000, reporter: 'base' });
  const files = await readdir(__dirname, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.test.cjs')).sort()) suite.addFile(join(__dirname, file));
  await suite.loadFilesAsync();

  const { passed, failures } = await runAndPrint(suite);
  await writeFile(resultsFile, JSON.stringify({ passed, failures }));
  if (failures.length > 0) throw new Error(`${failures.length} host tests failed.`);
  if (passed === 0) throw new Error('No host test ran.');
}

interface Failure {
  readonly title: string;
  readonly details: string;
}

function runAndPrint(suite: Mocha): Promise<{ passed: number; failures: readonly Failure[] }> {
  const failures: Failure[] = [];
  let passed = 0;
  return new Promise((resolve) => {
    const runner = suite.run(() => {
      resolve({ passed, failures });
    });
    runner.on('suite', (group) => {
      if (group.title !== '') console.log(lines.suite(group.title, depthOf(group)));
    });
    runner.on('pass', (test) => {
      passed++;
      console.log(lines.passed(test.title, depthOf(test)));
    });
    runner.on('pending', (test) => {
      console.log(lines.skipped(test.title, depthOf(test)));
    });
    runner.on('fail', (test, reason: unknown) => {
      console.log(lines.failed(test.title, depthOf(test)));
      const details = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
      failures.push({ title: test.fullTitle(), details });
    });
  });
}

function depthOf(place: Mocha.Runnable | Mocha.Suite): number {
  return place.titlePath().length;
}
