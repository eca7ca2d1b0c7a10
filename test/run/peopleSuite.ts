import { openWorkbenches } from '../workbench/workbench';
import { runMocha } from './mochaSuite';
import type { SuiteResult } from './suite';

/** The tests that drive VS Code as a person does. A failing one leaves a picture of what was on the screen. */
export function runPeople(): Promise<SuiteResult> {
  return runMocha('people', { timeout: 120_000, slow: 10_000, rootHooks: { afterEach: photographFailure } });
}

async function photographFailure(this: Mocha.Context): Promise<void> {
  if (this.currentTest?.state !== 'failed') return;
  const title = this.currentTest.fullTitle();
  for (const workbench of openWorkbenches) {
    console.log(`    on the screen: ${await workbench.screenshot(`FAILED-${title}`)}`);
  }
}
