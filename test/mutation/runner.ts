// Runs the built tests of an area for Stryker, in one process for many mutants: one process for each would start Node
// and mocha hundreds of times. Every run loads the tests again while its mutant is active, so that mutants in a
// module's constants are tested, too.
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
  type DryRunOptions,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import Mocha from 'mocha';

declare global {
  var __stryker__: InstrumenterContext | undefined;
}

/** Tests of how long a large file takes have its size in their name; mutated code counts its steps and is slower. */
const NOT_OF_SPEED = /^(?!.*\d,000)/;

// Nobody reads the input that a mutant failed on; and with the same inputs, the score is reproducible.
fc.configureGlobal({ endOnFailure: true, seed: 1, numRuns: 20 });

class Silent extends Mocha.reporters.Base {}

class FreshMochaRunner implements TestRunner {
  #runs = 0;

  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: true };
  }

  async dryRun({ coverageAnalysis }: DryRunOptions): Promise<DryRunResult> {
    const context = contextOfMutants();
    const result = await this.#run({ bail: false, onTest: (title) => (context.currentTestId = title) });
    if (result.status !== DryRunStatus.Complete || coverageAnalysis === 'off') return result;
    return { ...result, ...(context.mutantCoverage === undefined ? {} : { mutantCoverage: context.mutantCoverage }) };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    const context = contextOfMutants();
    context.activeMutant = activeMutant.id;
    context.hitCount = 0;
    if (hitLimit === undefined) delete context.hitLimit;
    else context.hitLimit = hitLimit;
    const result = await this.#run({ bail: true, only: testFilter });
    return toMutantRunResult(determineHitLimitReached(context.hitCount, hitLimit) ?? result);
  }

  async #run(how: {
    readonly bail: boolean;
    readonly only?: readonly string[] | undefined;
    readonly onTest?: (title: string) => void;
  }): Promise<DryRunResult> {
    const mocha = new Mocha({ reporter: Silent, bail: how.bail, timeout: 20_000 });
    // In the folder that Stryker created for the mutants, which is this process's working directory.
    const built = resolve('out', 'mutation');
    const names = await readdir(built, { recursive: true });
    const files = names.filter((name) => name.endsWith('.test.mjs')).sort(byEffort);
    for (const name of files) mocha.addFile(join(built, name));
    mocha.grep(how.only ? new RegExp(`^(?:${how.only.map(escape).join('|')})$`) : NOT_OF_SPEED);
    const run = ++this.#runs;
    try {
      // With a different URL, a module is loaded again.
      await load(mocha, { esmDecorator: (file) => `${file.href}?${run}` });
    } catch (reason) {
      return { status: DryRunStatus.Error, errorMessage: String(reason) };
    }
    const tests: TestResult[] = [];
    await new Promise<void>((done) => {
      mocha
        .run(() => {
          done();
        })
        .on('test', (test) => how.onTest?.(test.fullTitle()))
        .on('pass', (test) => tests.push({ ...describeTest(test), status: TestStatus.Success }))
        .on('fail', (test, reason: unknown) =>
          tests.push({ ...describeTest(test), status: TestStatus.Failed, failureMessage: String(reason) }),
        );
    });
    return { status: DryRunStatus.Complete, tests };
  }
}

/** The types of mocha lack these options. */
function load(
  mocha: { readonly loadFilesAsync: (options: { readonly esmDecorator: (file: URL) => string }) => Promise<void> },
  options: { readonly esmDecorator: (file: URL) => string },
): Promise<void> {
  return mocha.loadFilesAsync(options);
}

/** Examples fail faster than properties. */
function byEffort(one: string, other: string): number {
  return Number(one.includes('Properties')) - Number(other.includes('Properties')) || one.localeCompare(other);
}

function describeTest(test: Mocha.Test): Pick<TestResult, 'id' | 'name' | 'timeSpentMs'> {
  return { id: test.fullTitle(), name: test.fullTitle(), timeSpentMs: test.duration ?? 0 };
}

function escape(title: string): string {
  return title.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Where the mutated code looks up the active mutant and records which mutants it has reached. */
function contextOfMutants(): InstrumenterContext {
  return (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});
}

/** Stryker finds the runner by this name. */
export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'fresh-mocha', FreshMochaRunner)];
