// `npm run package`: builds the VSIX, dated by the last commit, and checks it before it is published. With `--twice`,
// builds it again as on a different machine, which must give the same file.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../workbench/root';
import { PACKAGE_CHECKS } from './checks';
import { packageVsix } from './vsix';

const { values } = parseArgs({ options: { out: { type: 'string' }, twice: { type: 'boolean', default: false } } });

const vsix = resolve(values.out ?? join(projectRoot, await usualName()));
const date = Number(execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: projectRoot, encoding: 'utf8' }));
const made = await packageVsix(vsix, date);
console.log(made.printed.trim());
const problems = PACKAGE_CHECKS.flatMap((check) => {
  const found = check.problems(made);
  console.log(`  ${found.length === 0 ? '✔' : '✖'} ${check.title}`);
  return found;
});
if (values.twice && !(await comesOutTheSame())) problems.push('Made twice, the package is not the same.');
for (const problem of problems) console.error(`✖ ${problem}`);
console.log(`SHA-256 of ${basename(vsix)}: ${await sumOf(vsix)}`);
process.exit(problems.length === 0 ? 0 : 1);

async function usualName(): Promise<string> {
  const manifest = await readFile(join(projectRoot, 'package.json'), 'utf8');
  const { name, version } = JSON.parse(manifest) as { readonly name: string; readonly version: string };
  return `${name}-${version}.vsix`;
}

/** Simulates another machine: a different time zone, language and umask. */
async function comesOutTheSame(): Promise<boolean> {
  const second = join(projectRoot, 'out', 'package', 'second.vsix');
  process.umask(0o077);
  Object.assign(process.env, { TZ: 'Pacific/Auckland', LC_ALL: 'es_VE.UTF-8' });
  await packageVsix(second, date);
  const same = (await sumOf(vsix)) === (await sumOf(second));
  console.log(`  ${same ? '✔' : '✖'} has the same bytes when it is made again`);
  await rm(second);
  return same;
}

async function sumOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
