// Loaded by each process that runs people's tests.
import type { Context, Suite } from 'mocha';
import { keepBrowser, replaceBrowser } from '../workbench/profile';
import { openWorkbenches } from '../workbench/workbench';

keepBrowser();

/** The suites in which a test has failed. */
const failed = new Set<Suite>();

export const mochaHooks = { beforeEach: skipWhatBuildsOnAFailure, afterEach: photographFailure };

/** The tests of a `describe` share a desk, and each continues where the one before has stopped. */
function skipWhatBuildsOnAFailure(this: Context): void {
  if (this.currentTest?.parent && failed.has(this.currentTest.parent)) this.skip();
}

/** Saves a screenshot for a failing test. */
async function photographFailure(this: Context): Promise<void> {
  const test = this.currentTest;
  if (test?.state !== 'failed') return;
  if (test.parent) failed.add(test.parent);
  for (const workbench of openWorkbenches) {
    console.log(`    on the screen: ${await workbench.screenshot(`FAILED-${test.fullTitle()}`)}`);
  }
  await replaceBrowser();
}
