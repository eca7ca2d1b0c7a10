import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { projectRoot } from '../workbench/root';

/** A VSIX, read. */
export interface Package {
  /** What `vsce package` said while it was made. */
  readonly printed: string;
  /** The size of the archive, in bytes. */
  readonly bytes: number;
  /** What each of its files holds, by its path in the archive. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** What each of its files takes in the archive, in bytes. */
  readonly packedBytes: ReadonlyMap<string, number>;
}

/**
 * Packages the project as for a release. The same files give the same bytes wherever this runs: the archive is made
 * from a copy that holds what Git would commit and nothing else, and all that it tells besides is pinned.
 */
export async function packageVsix(vsix: string): Promise<Package> {
  // The archive keeps the mode of each file; Git keeps none but the executable bit.
  const umask = process.umask(0o022);
  const folder = await mkdtemp(join(tmpdir(), 'agoras-package-'));
  try {
    await copyProject(folder);
    await mkdir(dirname(vsix), { recursive: true });
    const printed = runVsce(folder, vsix);
    return { printed, ...read(await readFile(vsix)) };
  } finally {
    process.umask(umask);
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyProject(folder: string): Promise<void> {
  for (const name of git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0').filter(Boolean)) {
    // A file that Git knows may have just been deleted.
    const bytes = await readFile(join(projectRoot, name)).catch(() => undefined);
    if (bytes === undefined) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  await symlink(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

function runVsce(folder: string, vsix: string): string {
  const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vsce, 'package', '--out', vsix], {
    cwd: folder,
    // The date of the last commit for every file; an archive tells local time, and its files stand in local order.
    env: { ...process.env, SOURCE_DATE_EPOCH: git('log', '-1', '--format=%ct').trim(), TZ: 'UTC', LC_ALL: 'C.UTF-8' },
    encoding: 'utf8',
  });
  const printed = stdout + stderr;
  if (status !== 0) throw new Error(`vsce package ended with ${String(status)}:\n${printed}`);
  return printed;
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' });
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
    bytes: archive.length,
    files: new Map(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes)])),
    packedBytes,
  };
}
