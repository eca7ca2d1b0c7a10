// `npm run proof -- fuzz`: feeds odd inputs to everything that reads external data, for a while. `--seconds=N` (default
// 60) is the time for all targets together; `--seed=S` repeats a run, as far as the time allows. Exit code 1 if a
// target crashed.
import { parseArgs } from 'node:util';
import { FUZZ_TARGETS } from './targets';
import type { FuzzRound, FuzzTarget } from './target';

const INPUTS_PER_ROUND = 100;

interface FuzzResult extends FuzzRound {
  readonly seed: number;
}

/** Runs rounds until the time is up, each with the next seed; stops at a crash. */
function fuzz(target: FuzzTarget, firstSeed: number, milliseconds: number): FuzzResult {
  const end = performance.now() + milliseconds;
  let executions = 0;
  for (let seed = firstSeed; ; seed++) {
    const round = target.round(seed, INPUTS_PER_ROUND);
    executions += round.executions;
    if (round.crash !== undefined || performance.now() >= end) return { ...round, executions, seed };
  }
}

const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } });
const seconds = Number(values.seconds ?? 60);
const firstSeed = Number(values.seed ?? Date.now() % 1_000_000_000);
if (!(seconds > 0) || !Number.isSafeInteger(firstSeed)) throw new Error('--seconds and --seed take a number.');

console.log(`seed ${firstSeed}`);
const share = (seconds * 1000) / FUZZ_TARGETS.length;
let crashes = 0;
for (const target of FUZZ_TARGETS) {
  const { executions, crash, seed } = fuzz(target, firstSeed, share);
  console.log(`${target.name}: ${executions} executions, ${crash ? 1 : 0} crashes`);
  if (crash === undefined) continue;
  crashes++;
  console.log(`  with --seed=${seed}, shrunk: ${crash.input.slice(0, 2000)}\n  ${crash.reason.slice(0, 2000)}`);
}
if (crashes > 0) process.exitCode = 1;
