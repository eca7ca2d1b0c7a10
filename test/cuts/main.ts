// `npm run proof:cuts`: cuts every scenario at every step in every manner. Arguments: words of scenarios, for those alone.
import { startSandbox } from '../sandbox/sandbox';
import { Desk } from './desk';
import { Proof } from './proof';
import { scenarios } from './scenarios';

const asked = process.argv.slice(2);
const sandbox = await startSandbox();
const desk = new Desk(sandbox);
let count = 0;
let badStates = 0;
for (const scenario of scenarios.filter(({ name }) => asked.every((word) => name.includes(word)))) {
  const t = performance.now();
  const proof = await Proof.prepare(desk, scenario);
  console.log(scenario.name, proof.cuts.length);
  for (const cut of proof.cuts) {
    if (process.env['NOKILL'] && cut.manner.startsWith('kill')) continue;
    const bad = await proof.make(cut);
    count++;
    if (bad.length) {
      badStates++;
      console.log(`  ✖ ${cut.manner} at ${cut.step}\n      ${bad.join('\n      ')}`);
    }
  }
  console.log(`  ${((performance.now() - t) / 1000).toFixed(1)} s`);
}
console.log(count, badStates);
desk.clear();
await sandbox.close();
