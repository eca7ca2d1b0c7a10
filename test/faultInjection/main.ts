// `npm run proof -- cuts`: cuts every scenario at every step in every manner, one scenario on each core at a time.
// Arguments: words in the names of the scenarios to run.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../workbench/root';
import { scenarios } from './scenarios';
import type { Made } from './worker/main';

const worker = join(projectRoot, 'out', 'test', 'faultInjection', 'worker', 'main.mjs');

const asked = process.argv.slice(2);
const names = scenarios.map(({ name }) => name).filter((name) => asked.every((word) => name.includes(word)));
const waiting = [...names];
const made: Made[] = [];

/** Lets a separate process make the cuts of one scenario after the other; ends when none is left. */
function work(): Promise<void> {
  const child = fork(worker);
  const giveNext = () => {
    const next = waiting.shift();
    if (next === undefined) child.disconnect();
    else child.send(next);
  };
  child.on('message', (message) => {
    made.push(message as Made);
    giveNext();
  });
  giveNext();
  return new Promise((done) => {
    child.once('exit', () => {
      done();
    });
  });
}

await Promise.all(Array.from({ length: Math.min(availableParallelism(), names.length) }, work));
const counts = new Map<string, number>();
for (const manner of made.flatMap(({ manners }) => manners)) counts.set(manner, (counts.get(manner) ?? 0) + 1);
const cuts = [...counts.values()].reduce((sum, count) => sum + count, 0);
const badStates = made.reduce((sum, one) => sum + one.badStates, 0);
console.log([...counts].map(([manner, count]) => `${manner} ${String(count)}`).join(', '));
console.log(`${String(cuts)} cuts (${String(counts.size)} manners), ${String(badStates)} bad states`);
// A worker that crashed leaves its scenario unfinished.
process.exitCode = badStates === 0 && cuts > 0 && made.length === names.length ? 0 : 1;
