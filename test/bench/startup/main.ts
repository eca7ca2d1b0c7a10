// `npm run bench:startup`: activation times of this extension and VS Code's own, medians of ten starts in one run.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../workbench/root';
import { measureActivation } from '../startupBench';

const times = await measureActivation();
const sorted = times.sort((one, other) => one.median - other.median);
for (const { extension, median } of sorted) console.log(`${String(median).padStart(6)} ms  ${extension}`);
await writeFile(join(projectRoot, 'out', 'bench-startup.json'), `${JSON.stringify(sorted, undefined, 2)}\n`);
process.exit(0);
