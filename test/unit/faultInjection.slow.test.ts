import assert from 'node:assert/strict';
import { openFixture, type Fixture } from '../faultInjection/fixture';
import { Proof } from '../faultInjection/proof';
import { everyDayScenarios } from '../faultInjection/scenarios';

/**
 * Few enough for everyday runs; `npm run proof -- cuts` makes all. Has no common divisor with the number of manners.
 */
const EVERY = 43;

describe('A command that is cut off leaves all as it was or as it should be, and can be run again:', () => {
  let fixture: Fixture;

  before(async () => {
    fixture = await openFixture();
  });
  after(() => fixture.close());

  for (const scenario of everyDayScenarios) {
    it(scenario.name, async () => {
      const proof = await Proof.prepare(fixture, scenario);
      const sample = proof.cuts.filter((_cut, index) => index % EVERY === 0);
      const bad: string[] = [];
      for (const cut of sample) {
        bad.push(...(await proof.make(cut)).map((what) => `${cut.manner} at “${cut.step}”: ${what}`));
      }
      console.log(`      ${String(sample.length)} of ${String(proof.cuts.length)} cuts`);
      assert.deepEqual(bad, []);
    }).timeout(180_000);
  }
});
