// `npm test`: runs all suites, or those named as arguments. The last line is `N passed, N failed`.
import { availableParallelism } from 'node:os';
import { ensureChromium } from '../workbench/chromium';
import { ensureCodeServer } from '../workbench/codeServer';
import { vsCodeVersion } from '../workbench/product';
import { runChecks } from './checks';
import { runHost } from './hostSuite';
import { SLOW, runMocha } from './mochaSuite';
import { runPeople } from './peopleSuite';
import { runSuite, type Suite, type SuiteResult } from './suite';

const needsWorkbench = new Set(['host', 'people']);

const asked = process.argv.slice(2);
// Downloads wait for the network while the checks use the processors.
const downloads = asked.length === 0 || asked.some((name) => needsWorkbench.has(name)) ? download() : undefined;

// The suites that need the downloads wait for them and report a failure; until then, it must not be unhandled.
downloads?.catch(() => undefined);

const suites: readonly Suite[] = [
  { name: 'checks', run: runChecks },
  { name: 'unit', run: () => runUnit((name) => !name.endsWith(SLOW)) },
  { name: 'slow', run: () => runUnit((name) => name.endsWith(SLOW)) },
  { name: 'host', run: () => afterDownloads(runHost) },
  { name: 'people', run: () => afterDownloads(runPeople) },
];

const known = suites.map(({ name }) => name);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  process.exit(2);
}

const results: SuiteResult[] = [];
for (const suite of suites.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  console.log(`\n■ ${suite.name}`);
  const start = performance.now();
  const result = await runSuite(suite);
  console.log(`  ${((performance.now() - start) / 1000).toFixed(1)} s`);
  results.push(result);
}

const failures = results.flatMap((result) => result.failures);
for (const { title, details } of failures) console.log(`\n✖ ${title}\n${details.trimEnd()}`);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
// Exits explicitly: a handle that a failed test left open must not keep the process alive.
process.stdout.write(`\n${passed} passed, ${failures.length} failed\n`, () => {
  process.exit(failures.length === 0 ? 0 : 1);
});

function runUnit(areWanted: (name: string) => boolean): Promise<SuiteResult> {
  // These tests wait half of their time: for the programs that they start, and for each other's locks.
  return runMocha({ folder: 'unit', areWanted }, { timeout: 60_000, jobs: 2 * availableParallelism() });
}

async function download(): Promise<void> {
  await Promise.all([ensureCodeServer(vsCodeVersion), ensureChromium()]);
}

async function afterDownloads(run: () => Promise<SuiteResult>): Promise<SuiteResult> {
  await downloads;
  return run();
}
