// `npm run bench:startup`: how long the start-up takes, beside two extensions of VS Code's own. Prints a table and writes
// out/bench-startup.json. Fails when ours is the slowest.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../workbench/root';
import { measureStartup, WINDOWS } from './measure';

const rows = await measureStartup();
console.log(`Start-up, milliseconds (medians of ${WINDOWS} windows)`);
console.table(
  Object.fromEntries(rows.map(({ extension, load, activate, total }) => [extension, { load, activate, total }])),
);
await writeFile(join(projectRoot, 'out', 'bench-startup.json'), `${JSON.stringify(rows, undefined, 2)}\n`);
const [ours, ...others] = rows;
const isSlowest = !(ours !== undefined && others.some(({ total }) => ours.total <= total));
if (isSlowest) console.error('A start-up that takes longer than those of VS Code is noticed.');
process.exit(isSlowest ? 1 : 0);
