import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import { projectRoot } from '../workbench/root';

/** The content of a VSIX. */
export interface Package {
  /** The output of `vsce package`. */
  readonly printed: string;
  /** Path in the archive → content. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Path in the archive → compressed size in bytes. */
  readonly packedBytes: ReadonlyMap<string, number>;
}

/** What is created, downloaded or stored in the project's folder but never packaged. */
const LEFT_OUT = new Set(['.git', '.vscode-test', 'dist', 'node_modules', 'out']);

/** A date for packages that nobody keeps; archives can't have dates before 1980. */
const ANY_DAY = Date.UTC(2000, 0, 1) / 1000;

/**
 * Packages the project as for a release. The same sources give the same bytes everywhere: the package is built from a
 * new copy, and everything else that an archive records is fixed. `date`: of all its files, in seconds since 1970.
 */
export async function packageVsix(vsix: string, date = ANY_DAY): Promise<Package> {
  // The archive stores the mode of each file; Git stores just the executable bit.
  const umask = process.umask(0o022);
  const folder = await mkdtemp(join(tmpdir(), 'agoras-package-'));
  try {
    await copyProject(folder);
    await mkdir(dirname(vsix), { recursive: true });
    const printed = runVsce(folder, vsix, date);
    return { printed, ...read(await readFile(vsix)) };
  } finally {
    process.umask(umask);
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyProject(folder: string): Promise<void> {
  for (const top of await readdir(projectRoot, { withFileTypes: true })) {
    if (LEFT_OUT.has(top.name)) continue;
    const entries = top.isDirectory()
      ? await readdir(join(projectRoot, top.name), { recursive: true, withFileTypes: true })
      : [top];
    for (const entry of entries.filter((file) => file.isFile())) {
      const from = join(entry.parentPath, entry.name);
      const to = join(folder, relative(projectRoot, from));
      await mkdir(dirname(to), { recursive: true });
      // Written instead of copied: a copy would keep the mode.
      await writeFile(to, await readFile(from));
    }
  }
  await symlink(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

function runVsce(folder: string, vsix: string, date: number): string {
  const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  // The bundles contain everything: vsce doesn't need to look for dependencies.
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vsce, 'package', '--no-dependencies', '--out', vsix],
    {
      cwd: folder,
      // An archive uses local time, and its files are in the sort order of the local language.
      env: { ...process.env, SOURCE_DATE_EPOCH: String(date), TZ: 'UTC', LC_ALL: 'C.UTF-8' },
      encoding: 'utf8',
    },
  );
  const printed = stdout + stderr;
  if (status !== 0) throw new Error(`vsce package ended with ${String(status)}:\n${printed}`);
  return printed;
}

function read(archive: Buffer): Omit<Package, 'printed'> {
  const packedBytes = new Map<string, number>();
  const files = unzipSync(archive, {
    filter: ({ name, size }) => {
      packedBytes.set(name, size);
      return true;
    },
  });
  return {
    files: new Map(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes)])),
    packedBytes,
  };
}
