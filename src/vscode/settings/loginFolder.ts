// An empty folder for an Agoras that has to prove credentials: it contains no stored logins, and whatever Agoras stores
// is deleted with the folder.
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../base/errorCode';
import { err, type Outcome } from '../../base/outcome';
import type { FileProblem } from '../../messages/failures/failureKinds';

/** The folder's name contains the ID of the process that created it. */
const NAME = /^agoras-login-(\d{1,10})-/;

/** An older folder is abandoned even if a process with its ID exists, because process IDs are reused. */
const LONGEST_USE_MILLISECONDS = 60 * 60 * 1000;

/** Calls `use` with a folder that only the person can access, and removes it in any case. */
export async function withLoginFolder<T, E>(
  use: (folder: string) => Promise<Outcome<T, E>>,
): Promise<Outcome<T, E | FileProblem>> {
  let folder: string;
  try {
    folder = await mkdtemp(join(tmpdir(), `agoras-login-${String(process.pid)}-`));
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return err({ kind: 'fileProblem', path: tmpdir(), why: 'system', code });
  }
  try {
    return await use(folder);
  } finally {
    await remove(folder);
  }
}

/** Removes folders left by windows that were killed. */
export async function cleanUpLoginFolders(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && (await isLeftOver(join(tmpdir(), name), Number(owner)))) {
      await remove(join(tmpdir(), name));
    }
  }
}

/** Whether it is a real folder of this user whose process has ended. */
async function isLeftOver(path: string, owner: number): Promise<boolean> {
  try {
    const stats = await lstat(path);
    // Windows has no user IDs, but its folder for temporary files belongs to the user.
    const isMine = process.getuid === undefined || stats.uid === process.getuid();
    const isOld = Date.now() - stats.mtimeMs > LONGEST_USE_MILLISECONDS;
    return stats.isDirectory() && isMine && (isOld || !isRunning(owner));
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process exists but belongs to another user.
    return errorCode(error) === 'EPERM';
  }
}

/** Retries while a virus scanner holds a file; leftovers are removed at the next start. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
}
