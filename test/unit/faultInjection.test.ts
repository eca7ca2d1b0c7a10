import assert from 'node:assert/strict';
import { openFixture, type Fixture } from '../faultInjection/fixture';
import { Proof } from '../faultInjection/proof';
import { everyDayScenarios } from '../faultInjection/scenarios';
import type { Cut } from '../window/steps';

/** Few enough for every day; `npm run proof:cuts` makes all. It shares no divisor with the number of manners. */
const EVERY = 29;

/** A lock that cannot be given back makes the next write wait for as long as its holder may take. */
const isSlow = ({ step, manner }: Cut) => manner === 'EACCES' && step.startsWith('rm ');

describe('A command that is cut off leaves all as it was or as it should be, and can be run again:', () => {
  let fixture: Fixture;

  before(async () => {
    fixture = await openFixture();
  });
  after(() => fixture.close());

  for (const scenario of everyDayScenarios) {
    it(scenario.name, async () => {
      const proof = await Proof.prepare(fixture, scenario);
      const sample = proof.cuts.filter((cut, index) => index % EVERY === 0 && !isSlow(cut));
      const bad: string[] = [];
      for (const cut of sample) {
        bad.push(...(await proof.make(cut)).map((what) => `${cut.manner} at “${cut.step}”: ${what}`));
      }
      console.log(`      ${String(sample.length)} of ${String(proof.cuts.length)} cuts`);
      assert.deepEqual(bad, []);
    }).timeout(60_000);
  }
});
