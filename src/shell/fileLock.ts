// One writer at a time for a file, over all windows of this computer.
import { createHash, randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
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
  // No two are alike, so that whoever gives a lock back can tell that it is still the same one.
  const name = `${String(process.pid)} ${randomUUID()}`;
  const isLocked = await acquire(lock, name);
  try {
    return await task();
  } finally {
    if (isLocked && (await readName(lock)) === name) await rm(lock, { force: true });
  }
}

async function acquire(lock: string, name: string): Promise<boolean> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  while (performance.now() < end) {
    try {
      const handle = await open(lock, 'wx', 0o600);
      await handle.writeFile(name).finally(() => handle.close());
      return true;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') return false;
    }
    const abandoned = await readAbandoned(lock);
    if (abandoned !== undefined) await takeAway(lock, abandoned);
    else await pause(RETRY_MILLISECONDS);
  }
  return false;
}

async function readName(lock: string): Promise<string | undefined> {
  return readFile(lock, 'utf8').catch(() => undefined);
}

/** What stands in the lock, if its owner will not give it back. */
async function readAbandoned(lock: string): Promise<string | undefined> {
  try {
    const age = Date.now() - (await stat(lock)).mtimeMs;
    const name = await readFile(lock, 'utf8');
    const owner = Number.parseInt(name, 10);
    const isAbandoned = owner > 0 ? age > STALE_MILLISECONDS || !isAlive(owner) : age > NAMELESS_MILLISECONDS;
    return isAbandoned ? name : undefined;
  } catch {
    return undefined;
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

/**
 * Of several that find the same abandoned lock one succeeds in renaming it. Another may be late, and then holds the
 * new lock of the one that was quicker: that goes back to its place.
 */
async function takeAway(lock: string, abandoned: string): Promise<void> {
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
    if ((await readName(aside)) !== abandoned) await link(aside, lock);
  } catch {
    await pause(RETRY_MILLISECONDS);
  } finally {
    await rm(aside, { force: true });
  }
}
