// What people download and what VS Code loads.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { projectRoot } from '../workbench/root';
import type { Row } from './report';

const PICTURES = ['.png', '.svg'];
const BUNDLES = [
  { name: 'extension.js', part: 'start-up', mostKilobytes: 16 },
  { name: 'main.js', part: 'main part', mostKilobytes: 360 },
  { name: 'sealedBox.js', part: 'cipher for GitHub', mostKilobytes: 48 },
  { name: 'walkthrough.js', part: 'walkthrough', mostKilobytes: 32 },
] as const;
const MOST_VSIX_KILOBYTES = 200;
const MOST_DEPENDENCIES = 8;

interface Bundle {
  readonly bytes: number;
  readonly inputs: Readonly<Record<string, unknown>>;
}

export async function measureSizes(): Promise<readonly Row[]> {
  const bundles = await buildBundles();
  const twice = [...bundles.values()].reduce((sum, bundle) => sum + countTwice(bundle), 0);
  const { dependencies } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const count = Object.keys(dependencies).length;
  return [
    {
      what: 'VSIX without pictures',
      measured: (await packedBytes()) / 1024,
      unit: 'KB',
      bar: { atMost: MOST_VSIX_KILOBYTES },
    },
    ...BUNDLES.map(({ name, part, mostKilobytes }): Row => ({
      what: `bundle of the ${part}`,
      measured: (bundles.get(name)?.bytes ?? Number.NaN) / 1024,
      unit: 'KB',
      bar: { atMost: mostKilobytes },
    })),
    { what: 'modules that stand twice in a bundle', measured: twice, unit: '', bar: { atMost: 0 } },
    { what: 'production dependencies', measured: count, unit: '', bar: { atMost: MOST_DEPENDENCIES } },
  ];
}

async function buildBundles(): Promise<ReadonlyMap<string, Bundle>> {
  const folder = await mkdtemp(join(tmpdir(), 'agoras-bench-'));
  try {
    execFileSync(process.execPath, ['esbuild.mjs', '--production', `--out=${folder}`], { cwd: projectRoot });
    const meta = JSON.parse(await readFile(join(folder, 'meta.json'), 'utf8')) as Readonly<Record<string, Bundle>>;
    return new Map(Object.entries(meta).map(([path, bundle]) => [path.split('/').at(-1) ?? path, bundle]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function countTwice({ inputs }: Bundle): number {
  const modules = Object.keys(inputs).map((path) => path.replace(/^.*node_modules\//, ''));
  return modules.length - new Set(modules).size;
}

/** The files of the package, compressed as in it, one by one. */
async function packedBytes(): Promise<number> {
  const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const listed = execFileSync(process.execPath, [vsce, 'ls'], {
    cwd: projectRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const files = listed.split('\n').filter((file) => file !== '' && !PICTURES.includes(extname(file)));
  const packed = await Promise.all(
    files.map(async (file) => deflateRawSync(await readFile(join(projectRoot, file))).length),
  );
  return packed.reduce((sum, bytes) => sum + bytes, 0);
}
