// `npm run bench`: how long it takes to set a variable in a large `.env`, beside other programs that set one. Prints a
// table and writes out/bench.json. Fails when the time of a plan grows faster than the file.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { set as setWithDotenvx } from '@dotenvx/dotenvx';
import { planDotenv } from '../../src/destinations/dotenvText';
import { changeFile } from '../../src/shell/fileChange';
import { findPython } from '../unit/destinations/pythonDotenv/reader';

const SIZES = [1000, 25_000, 100_000];
const RUNS = 5;
/** Four times the lines may take this much longer; a quadratic plan would take sixteen times as long. */
const LARGEST_RATIO = 8;

const KEY = 'INSTAGRAM_ACCESS_TOKEN';
const COMMENT = 'Written by Agoras Credentials';

/** Times itself: starting Python is no part of the work. */
const PYTHON_PROGRAM = `
import sys, time
from dotenv import set_key
start = time.perf_counter()
set_key(sys.argv[1], '${KEY}', sys.argv[2], quote_mode='never')
print((time.perf_counter() - start) * 1000)
`;

interface Contestant {
  readonly name: string;
  /** Sets the variable; returns the milliseconds where the work times itself. */
  readonly run: (path: string, text: string, value: string) => Promise<number | undefined>;
}

const PLAN = 'our plan, in memory';

const contestants: readonly Contestant[] = [
  {
    name: PLAN,
    run: (_, text, value) => {
      planDotenv(text, [{ key: KEY, value }], COMMENT);
      return Promise.resolve(undefined);
    },
  },
  {
    name: 'our whole write, flushed and read back',
    run: async (path, _, value) => {
      const changed = await changeFile(path, (text) => planDotenv(text, [{ key: KEY, value }], COMMENT), 0o600);
      if (!changed.ok || changed.value.kind !== 'written') throw new Error('Nothing was written.');
      return undefined;
    },
  },
  {
    name: 'dotenvx set',
    run: async (path, _, value) => {
      // It listens to `quiet`, which its types leave out.
      const options = { path, encrypt: false, quiet: true };
      await setWithDotenvx(KEY, value, options);
      return undefined;
    },
  },
  ...pythonContestant(),
];

function pythonContestant(): Contestant[] {
  const python = findPython();
  if (python === undefined) {
    console.log('There is no Python with python-dotenv here: its row is missing.');
    return [];
  }
  const run: Contestant['run'] = (path, _, value) => {
    const answer = spawnSync(python, ['-c', PYTHON_PROGRAM, path, value], { encoding: 'utf8' });
    if (answer.status !== 0) throw new Error(`python-dotenv: ${answer.stderr}`);
    return Promise.resolve(Number(answer.stdout));
  };
  return [{ name: 'python-dotenv set_key', run }];
}

/** A file as projects have it, with the variable in the middle. */
function fileOf(lines: number): string {
  const line = (index: number): string => {
    if (index === Math.floor(lines / 2)) return `${KEY}=EAAold`;
    return index % 10 === 0 ? `# section ${index}` : `KEY_${index}="value ${index}" # comment`;
  };
  return `${Array.from({ length: lines }, (_, index) => line(index)).join('\n')}\n`;
}

/** The median of several runs, each on a file that is new, in milliseconds. The first one warms up. */
async function measure({ run }: Contestant, lines: number, folder: string): Promise<number> {
  const text = fileOf(lines);
  const path = join(folder, '.env');
  const times: number[] = [];
  for (let index = 0; index <= RUNS; index++) {
    await writeFile(path, text);
    const start = performance.now();
    const own = await run(path, text, `EAAnew${index}`);
    times.push(own ?? performance.now() - start);
  }
  const [median = Number.NaN] = times
    .slice(1)
    .sort((a, b) => a - b)
    .slice(Math.floor(RUNS / 2));
  return median;
}

const folder = await mkdtemp(join(tmpdir(), 'agoras-bench-'));
const rows: { readonly name: string; readonly milliseconds: Record<string, number> }[] = [];
try {
  for (const contestant of contestants) {
    const milliseconds: Record<string, number> = {};
    for (const lines of SIZES) {
      const median = await measure(contestant, lines, folder);
      milliseconds[`${lines} lines`] = Math.round(median * 100) / 100;
    }
    rows.push({ name: contestant.name, milliseconds });
  }
} finally {
  await rm(folder, { recursive: true });
}

console.log(`Setting one variable, milliseconds (median of ${RUNS})`);
console.table(Object.fromEntries(rows.map(({ name, milliseconds }) => [name, milliseconds])));
const plan = rows.find(({ name }) => name === PLAN)?.milliseconds;
const ratio = (plan?.['100000 lines'] ?? Number.NaN) / (plan?.['25000 lines'] ?? Number.NaN);
console.log(`Four times the lines take the plan ${ratio.toFixed(1)} times as long.`);
await writeFile(join('out', 'bench.json'), `${JSON.stringify({ node: process.version, ratio, rows }, undefined, 2)}\n`);
if (!(ratio <= LARGEST_RATIO)) {
  console.error(`More than ${LARGEST_RATIO} times as long is not linear.`);
  process.exitCode = 1;
}
