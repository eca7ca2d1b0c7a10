// `npm run proof`: runs everything that proves more than the everyday tests, one after the other, and lists how each part
// ended. `npm run proof -- cuts` runs just that part; what follows its name is passed to it. Exit code 1 if a part failed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../workbench/root';

interface Part {
  /** Below `out/test/`. */
  readonly script: string;
  readonly args?: readonly string[];
  /** Rewrites a file of this repository instead of proving something. */
  readonly isRecord?: boolean;
}

const PARTS: Readonly<Record<string, Part>> = {
  tests: { script: 'run' },
  cuts: { script: 'faultInjection' },
  fuzz: { script: 'fuzz' },
  mutation: { script: 'mutation' },
  package: { script: 'package', args: ['--twice'] },
  installed: { script: 'installed' },
  readers: { script: 'unit/edits/dotenv/readers', isRecord: true },
  'python-dotenv': { script: 'unit/edits/dotenv/pythonDotenv', isRecord: true },
};

const [asked, ...rest] = process.argv.slice(2);
if (asked !== undefined && !(asked in PARTS)) {
  console.error(`There is no proof ${asked}; there are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}
const rows: Record<string, { readonly result: string; readonly seconds: number }> = {};
for (const [name, part] of Object.entries(PARTS)) {
  if (asked === undefined ? part.isRecord === true : name !== asked) continue;
  console.log(`\n■■ ${name}`);
  const start = performance.now();
  const code = await run(part);
  rows[name] = { result: code === 0 ? 'passed' : 'failed', seconds: Math.round((performance.now() - start) / 1000) };
  if (code !== 0) process.exitCode = 1;
}
console.table(rows);

/** Runs a part in a separate process; returns its exit code. */
function run({ script, args = [] }: Part): Promise<number | null> {
  const file = join(projectRoot, 'out', 'test', ...script.split('/'), 'main.mjs');
  const child = spawn(process.execPath, ['--enable-source-maps', file, ...args, ...rest], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
