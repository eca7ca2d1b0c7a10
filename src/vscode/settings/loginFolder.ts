// An empty folder for an Agoras that is to prove credentials: it finds nothing there that was stored before, and what it
// stores goes with the folder.
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../base/errorCode';
import { err, type Outcome } from '../../base/outcome';
import type { FileProblem } from '../../messages/failures/failureKinds';

/** The name of such a folder contains the number of the process that made it. */
const NAME = /^agoras-login-(\d{1,10})-/;

/** An older folder is abandoned even if its process number is in use: the system reuses those numbers. */
const LONGEST_USE_MILLISECONDS = 60 * 60 * 1000;

/** Calls with a folder that is the person's alone, and removes it however that ends. */
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

/** Removes what a window has left that was killed before it could. */
export async function cleanUpLoginFolders(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && (await isLeftOver(join(tmpdir(), name), Number(owner)))) {
      await remove(join(tmpdir(), name));
    }
  }
}

/** A real folder of this person, whose process has ended. */
async function isLeftOver(path: string, owner: number): Promise<boolean> {
  try {
    const stats = await lstat(path);
    // Windows has no such numbers; there the folder for temporary files is the person's own.
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
    // EPERM: the process exists, and belongs to another user.
    return errorCode(error) === 'EPERM';
  }
}

/** What a virus scanner holds for a moment is tried again; what stays is removed at the next start. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
}
