import { join } from 'node:path';
import { projectRoot } from '../workbench/root';
import { runMocha } from './mochaSuite';
import type { SuiteResult } from './suite';

/** The tests that use VS Code as a person does. */
export function runPeople(): Promise<SuiteResult> {
  const hooks = join(projectRoot, 'out', 'test', 'run', 'peopleHooks.mjs');
  return runMocha({ folder: 'people' }, { timeout: 120_000, slow: 10_000, require: [hooks] });
}
