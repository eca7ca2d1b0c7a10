// Makes all cuts of one scenario after the other, as `../main.ts` asks for them: so each core of the computer has work.
import { openFixture } from '../fixture';
import { Proof } from '../proof';
import { scenarios, type Scenario } from '../scenarios';

/** What became of a scenario. */
export interface Made {
  readonly manners: readonly string[];
  readonly badStates: number;
}

const fixture = await openFixture();

async function makeAll(scenario: Scenario): Promise<Made> {
  const start = performance.now();
  const proof = await Proof.prepare(fixture, scenario);
  const { cuts } = proof;
  let badStates = 0;
  for (const cut of cuts) {
    const bad = await proof.make(cut);
    if (bad.length > 0) badStates += 1;
    for (const state of bad) console.log(`✖ ${scenario.name}, ${cut.manner} at “${cut.step}”: ${state}`);
  }
  console.log(`${scenario.name}: ${String(cuts.length)} cuts, ${((performance.now() - start) / 1000).toFixed(0)} s`);
  return { manners: cuts.map(({ manner }) => manner), badStates };
}

async function answer(name: unknown): Promise<void> {
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario “${String(name)}”.`);
  const made = await makeAll(scenario).catch((reason: unknown): Made => {
    console.log(`✖ ${scenario.name}: ${String(reason)}`);
    return { manners: [], badStates: 1 };
  });
  process.send?.(made);
}

process.on('message', (name) => void answer(name));
process.once('disconnect', () => void fixture.close());
