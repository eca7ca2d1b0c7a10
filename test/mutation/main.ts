// `npm run proof -- mutation`: changes the code of each area in all the ways that StrykerJS knows, one at a time, and
// counts how often a test fails. `npm run proof -- mutation dotenv` does so for one area. Exit code 1 if fewer than 90
// % are noticed. The survivors of an area are listed in out/mutation/AREA.txt.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import type { MutantResult, PartialStrykerOptions } from '@stryker-mutator/api/core';
import { projectRoot } from '../workbench/root';
import { MUTATION_AREAS, type MutationArea } from './areas';

const LOWEST_SCORE = 90;

function optionsFor({ name, mutate, tests }: MutationArea): PartialStrykerOptions {
  const entries = tests.map((test) => `test/unit/${test}.test.ts`).join(' ');
  return {
    mutate: mutate.map((file) => `src/${file}`),
    testRunner: 'fresh-mocha',
    plugins: [join(projectRoot, 'out', 'test', 'mutation', 'runner.mjs')],
    // Without `--splitting`, a test that is loaded again loads its own copy of the code.
    buildCommand: `esbuild ${entries} --bundle --packages=external --platform=node --format=esm --outbase=. --outdir=out/mutation --out-extension:.js=.mjs`,
    coverageAnalysis: 'perTest',
    ignorePatterns: ['.vscode-test', 'dist', 'docs', 'media', 'out'],
    tempDirName: `out/mutation-${name}`,
    concurrency: 2,
    timeoutMS: 3000,
    // A worker keeps every copy of the tests that it has loaded.
    maxTestRunnerReuse: 200,
    reporters: ['progress'],
    allowConsoleColors: false,
    disableTypeChecks: false,
  };
}

interface Score {
  readonly killed: number;
  readonly survivors: readonly MutantResult[];
}

async function scoreOf(area: MutationArea): Promise<Score> {
  const results = await new Stryker(optionsFor(area)).runMutationTest();
  // A mutant that can't be loaded says nothing about the tests.
  const survivors = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const killed = results.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  return { killed, survivors };
}

function describe({ fileName, location, mutatorName, replacement, status }: MutantResult): string {
  const { line, column } = location.start;
  return `${fileName}:${line}:${column} ${status} ${mutatorName} -> ${replacement.replace(/\s+/g, ' ')}\n`;
}

process.env['AGORAS_FEWER_RUNS'] = '50';

const asked = process.argv.slice(2);
const areas = MUTATION_AREAS.filter(({ name }) => asked.length === 0 || asked.includes(name));
if (areas.length === 0) throw new Error(`The areas are ${MUTATION_AREAS.map(({ name }) => name).join(', ')}.`);

const rows: Record<string, { readonly killed: number; readonly survived: number; readonly score: number }> = {};
for (const area of areas) {
  const { killed, survivors } = await scoreOf(area);
  await mkdir(join(projectRoot, 'out', 'mutation'), { recursive: true });
  await writeFile(join(projectRoot, 'out', 'mutation', `${area.name}.txt`), survivors.map(describe).join(''));
  const score = Math.round((1000 * killed) / (killed + survivors.length)) / 10;
  rows[area.name] = { killed, survived: survivors.length, score };
}
console.table(rows);
if (Object.values(rows).some(({ score }) => !(score >= LOWEST_SCORE))) process.exitCode = 1;
