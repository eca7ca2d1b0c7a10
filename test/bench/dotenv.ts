// How long it takes to set a variable in a large `.env`, compared with other programs that do it.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { set as setWithDotenvx } from '@dotenvx/dotenvx';
import { planDotenv, type DotenvRefusal } from '../../src/edits/dotenv/dotenvPlan';
import type { TextPlan } from '../../src/edits/textPlan';
import { changeFile } from '../../src/vscode/files/fileChange';
import { findPython } from '../unit/edits/dotenv/pythonDotenv/reader';
import type { Row } from './report';
import { onProcessor, timeInTurn, type Work } from './timing';

const LINES = 100_000;
const ROUNDS = 9;
const LEAST_LEAD = 5;
/** For four times as many lines: a quadratic algorithm would take sixteen times as long. */
const LARGEST_GROWTH = 8;

const KEY = 'INSTAGRAM_ACCESS_TOKEN';
const COMMENT = 'Written by Agoras Credentials';

/** Measures its own time: starting Python isn't part of the work. */
const PYTHON_PROGRAM = `
import sys, time
from dotenv import set_key
start = time.perf_counter()
set_key(sys.argv[1], '${KEY}', sys.argv[2], quote_mode='never')
print((time.perf_counter() - start) * 1000)
`;

export async function measureDotenv(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'agoras-bench-'));
  try {
    const text = fileOf(LINES);
    const quarter = fileOf(LINES / 4);
    const works = {
      plan: onProcessor(() => planFor(text)),
      quarterPlan: onProcessor(() => planFor(quarter)),
      write: await inFile(folder, 'ours.env', text, writeOurs),
      dotenvx: await inFile(folder, 'dotenvx.env', text, writeWithDotenvx),
      python: await inFile(folder, 'python.env', text, pythonWriter()),
    };
    return rowsOf(await timeInTurn(works, ROUNDS));
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Contestant = 'plan' | 'quarterPlan' | 'write' | 'dotenvx' | 'python';

function rowsOf(times: Readonly<Record<Contestant, number>>): readonly Row[] {
  const { plan, quarterPlan, write, dotenvx, python } = times;
  const lead = (other: string, time: number): Row => ({
    what: `.env: ${other}, as many times our whole write`,
    measured: time / write,
    unit: '×',
    bar: { atLeast: LEAST_LEAD },
  });
  const rows: Row[] = [
    { what: `.env of ${LINES} lines: our plan, on the processor`, measured: plan, unit: 'ms' },
    { what: '.env: our whole write, flushed and read back', measured: write, unit: 'ms' },
    { what: '.env: dotenvx set', measured: dotenvx, unit: 'ms' },
    lead('dotenvx set', dotenvx),
  ];
  if (!Number.isNaN(python)) {
    rows.push({ what: '.env: python-dotenv set_key', measured: python, unit: 'ms' });
    rows.push(lead('python-dotenv set_key', python));
  }
  const growth = plan / quarterPlan;
  rows.push({
    what: '.env: our plan for four times the lines',
    measured: growth,
    unit: '×',
    bar: { atMost: LARGEST_GROWTH },
  });
  return rows;
}

type Write = (path: string, value: string) => Promise<number | undefined>;

/** Sets a different value each time, in a file of its own. */
async function inFile(folder: string, name: string, text: string, write: Write): Promise<Work> {
  const path = join(folder, name);
  await writeFile(path, text);
  let round = 0;
  return () => write(path, `EAAnew${round++}`);
}

function planFor(text: string | undefined, value = 'EAAnew'): TextPlan<DotenvRefusal> {
  return planDotenv(text, [{ key: KEY, value }], COMMENT);
}

const writeOurs: Write = async (path, value) => {
  const changed = await changeFile(path, (text) => planFor(text, value), { mode: 0o600 });
  if (!changed.ok || changed.value.kind !== 'written') throw new Error('Nothing was written.');
  return undefined;
};

const writeWithDotenvx: Write = async (path, value) => {
  // The function supports `quiet`, although its types omit it.
  const options = { path, encrypt: false, quiet: true };
  await setWithDotenvx(KEY, value, options);
  return undefined;
};

/** Without python-dotenv, its time is NaN. */
function pythonWriter(): Write {
  const python = findPython();
  if (python === undefined) {
    console.error('There is no Python with python-dotenv here: its row is missing.');
    return () => Promise.resolve(Number.NaN);
  }
  return (path, value) => {
    const answer = spawnSync(python, ['-c', PYTHON_PROGRAM, path, value], { encoding: 'utf8' });
    if (answer.status !== 0) throw new Error(`python-dotenv: ${answer.stderr}`);
    return Promise.resolve(Number(answer.stdout));
  };
}

/** A typical project file, with the variable in the middle. */
function fileOf(lines: number): string {
  const line = (index: number): string => {
    if (index === Math.floor(lines / 2)) return `${KEY}=EAAold`;
    return index % 10 === 0 ? `# section ${index}` : `KEY_${index}="value ${index}" # comment`;
  };
  // As if read from a file: the result of `join` would have to be flattened on first use, which would be measured, too.
  return Buffer.from(`${Array.from({ length: lines }, (_, index) => line(index)).join('\n')}\n`).toString();
}
