import { openWorkbenches } from '../workbench/workbench';
import { loadMocha, runLoaded, WithWholeTitles } from './mochaSuite';
import type { SuiteResult } from './suite';

/** They mostly wait for time to pass, and do so while the others are at work. */
const PATIENT = new Set(['clipboard', 'statusBar']);

/** The tests that drive VS Code as a person does. A failing one leaves a picture of what was on the screen. */
export async function runPeople(): Promise<SuiteResult> {
  const options = { timeout: 120_000, slow: 10_000, rootHooks: { afterEach: photographFailure } };
  // Loaded one after the other: mocha's words belong to whoever loads.
  const busy = await loadMocha('people', options, (name) => !PATIENT.has(name));
  const patient = await loadMocha('people', { ...options, reporter: WithWholeTitles }, (name) => PATIENT.has(name));
  const [one, other] = await Promise.all([runLoaded(busy), runLoaded(patient)]);
  return { passed: one.passed + other.passed, failures: [...one.failures, ...other.failures] };
}

async function photographFailure(this: Mocha.Context): Promise<void> {
  if (this.currentTest?.state !== 'failed') return;
  const title = this.currentTest.fullTitle();
  for (const workbench of openWorkbenches) {
    console.log(`    on the screen: ${await workbench.screenshot(`FAILED-${title}`)}`);
  }
}
