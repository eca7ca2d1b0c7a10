import { startSandbox } from '../sandbox/sandbox';
import { Desk } from './desk';
import { scenarios } from './scenarios';
import { Window } from './window';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sandbox = await startSandbox();
const desk = new Desk(sandbox);
for (const s of scenarios) {
  mkdirSync(desk.places.workspace);
  for (const [n, t] of Object.entries(s.files)) writeFileSync(join(desk.places.workspace, n), t);
  const w = new Window({ places: desk.places, settings: { 'agoras.graphApi.baseUrl': sandbox.url }, answers: s.answers(sandbox.shortLivedToken('ada')), breakConnection: () => undefined });
  const t = performance.now();
  const steps = await w.run(s.command);
  console.log(performance.now() - t);
  console.log(steps.taken.map((x) => `${x.kind} ${x.name} ${x.canLeave}`).join('\n'));
  console.log(w.person.told, w.log, desk.state());
}
desk.clear();
await sandbox.close();
