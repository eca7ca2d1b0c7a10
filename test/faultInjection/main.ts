// `npm run proof -- cuts`: cuts every scenario at every step in every manner, two scenarios at a time. Arguments: words
// in the names of the scenarios to run.
import { openFixture, type Fixture } from './fixture';
import { Proof } from './proof';
import { scenarios } from './scenarios';
import type { Manner } from '../window/steps';

const asked = process.argv.slice(2);
const waiting = scenarios.filter(({ name }) => asked.every((word) => name.includes(word)));
const made = new Map<Manner, number>();
let badStates = 0;

async function work(fixture: Fixture): Promise<void> {
  for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
    const start = performance.now();
    const proof = await Proof.prepare(fixture, scenario);
    for (const cut of proof.cuts) {
      const bad = await proof.make(cut);
      made.set(cut.manner, (made.get(cut.manner) ?? 0) + 1);
      if (bad.length > 0) badStates += 1;
      for (const state of bad) console.log(`✖ ${scenario.name}, ${cut.manner} at “${cut.step}”: ${state}`);
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(`${scenario.name}: ${String(proof.cuts.length)} cuts, ${seconds} s`);
  }
}

const fixtures = [await openFixture(), await openFixture()];
await Promise.all(fixtures.map(work));
await Promise.all(fixtures.map((fixture) => fixture.close()));
const cuts = [...made.values()].reduce((sum, count) => sum + count, 0);
console.log([...made].map(([manner, count]) => `${manner} ${String(count)}`).join(', '));
console.log(`${String(cuts)} cuts (${String(made.size)} manners), ${String(badStates)} bad states`);
process.exitCode = badStates === 0 && cuts > 0 ? 0 : 1;
