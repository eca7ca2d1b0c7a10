// `npm run bench`: measures everything promised in numbers; prints a table and writes out/bench.json. `npm run bench --
// dotenv flow` measures just those parts. Fails if a limit is missed.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../workbench/root';
import { measureDotenv } from './dotenv';
import { measureFlow } from './flow';
import { measureIdle } from './idle';
import { measureKeystroke } from './keystroke';
import { measureLaunch } from './launch';
import { measurePages } from './pages';
import { measurePaint } from './paint';
import { tableOf, verdictOf, type Row } from './report';
import { measureSizes } from './sizes';
import { measureStartup } from './startup/startup';

const PARTS: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  dotenv: measureDotenv,
  launch: measureLaunch,
  keystroke: measureKeystroke,
  pages: measurePages,
  flow: measureFlow,
  sizes: measureSizes,
  idle: measureIdle,
  startup: measureStartup,
  paint: measurePaint,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. The parts: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}

const rows: Row[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`Measuring: ${name}`);
  rows.push(...(await measure()));
}
const judged = rows.map((row) => ({ ...row, verdict: verdictOf(row) }));
console.log(tableOf(rows));
const results = { date: new Date().toISOString(), node: process.version, rows: judged };
await writeFile(join(projectRoot, 'out', 'bench.json'), `${JSON.stringify(results, undefined, 2)}\n`);
// A closed browser may still keep the process alive.
process.exit(judged.some(({ verdict }) => verdict === 'missed') ? 1 : 0);
