import { FUZZ_TARGETS } from '../fuzz/targets';

const SEED = 20_260_101;
/** `npm run proof -- fuzz` runs longer; here it is half a second for each target. */
const INPUTS = 150;

describe('Whatever others wrote, reading it ends well', () => {
  for (const { name, round } of FUZZ_TARGETS) {
    it(`in ${name}`, () => {
      const { crash } = round(SEED, INPUTS);
      if (crash !== undefined) throw new Error(`${crash.input.slice(0, 2000)}\n${crash.reason}`);
    });
  }
});
