// One writer at a time for a file, over all windows of this computer.
import { createHash } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from './errorCode';

/** No write takes nearly as long: whoever holds a lock for longer is suspended, or gone. */
const STALE_MILLISECONDS = 30_000;
/** Its owner writes its name into it at once, unless it was killed in between. */
const NAMELESS_MILLISECONDS = 500;
const PATIENCE_MILLISECONDS = 10_000;
const RETRY_MILLISECONDS = 20;

/**
 * Runs the task while no other window runs one for the same path. The lock lies in the folder for temporary files, so
 * that nothing ever stands beside the person's file. Where no lock can be had, the task runs without one: it has to
 * look itself whether the file is still what it read.
 */
export async function withFileLock<T>(path: string, task: () => Promise<T>): Promise<T> {
  const lock = join(
    tmpdir(),
    `agoras-credentials-${createHash('sha256').update(path).digest('hex').slice(0, 32)}.lock`,
  );
  const isLocked = await acquire(lock);
  try {
    return await task();
  } finally {
    if (isLocked) await rm(lock, { force: true });
  }
}

async function acquire(lock: string): Promise<boolean> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  while (performance.now() < end) {
    try {
      const handle = await open(lock, 'wx', 0o600);
      await handle.writeFile(String(process.pid)).finally(() => handle.close());
      return true;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') return false;
    }
    if (await isAbandoned(lock)) await takeAway(lock);
    else await pause(RETRY_MILLISECONDS);
  }
  return false;
}

async function isAbandoned(lock: string): Promise<boolean> {
  try {
    const age = Date.now() - (await stat(lock)).mtimeMs;
    const owner = Number(await readFile(lock, 'utf8'));
    return age > (owner > 0 ? STALE_MILLISECONDS : NAMELESS_MILLISECONDS) || (owner > 0 && !isAlive(owner));
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return errorCode(error) === 'EPERM';
  }
}

/** Of several that find the same abandoned lock one succeeds in renaming it; the others find it gone, or a new one. */
async function takeAway(lock: string): Promise<void> {
  const aside = `${lock}.${String(process.pid)}`;
  try {
    await rename(lock, aside);
    await rm(aside, { force: true });
  } catch {
    await pause(RETRY_MILLISECONDS);
  }
}
