// One writer at a time for a file, over all windows, also of containers and computers that share its folder.
import { randomUUID } from 'node:crypto';
import { link, open, readFile, readlink, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../../base/errorCode';

/** No write takes nearly as long: whoever holds a lock for longer is suspended, or gone. */
const STALE_MILLISECONDS = 30_000;
/** Its owner writes its name into it at once, unless it was killed in between. */
const NAMELESS_MILLISECONDS = 500;
const PATIENCE_MILLISECONDS = 10_000;
const RETRY_MILLISECONDS = 20;

/**
 * Runs the task while no other window runs one for the same file. The lock stands beside the file: windows need not
 * have the same folder for temporary files, nor reach the file by the same path. Where no lock can be had (there is no
 * such folder, nobody may write in it, or somebody works for very long), the task runs without one: it has to look
 * itself whether the file is still what it read.
 */
export async function withFileLock<T>(path: string, task: (isLocked: boolean) => Promise<T>): Promise<T> {
  const lock = join(dirname(path), lockOf(basename(path)));
  // No two are alike, so that whoever gives a lock back can tell that it is still the same one.
  const name = `${process.pid} ${randomUUID()} ${await readMachine()}`;
  const isLocked = await acquire(lock, name);
  try {
    return await task(isLocked);
  } finally {
    // A lock that cannot be given back grows stale; what the task has done is done all the same.
    if (isLocked && (await readName(lock)) === name) await rm(lock, { force: true }).catch(() => undefined);
  }
}

/** Whether a name is that of an abandoned lock that somebody was taking away. */
export function isAsideFor(name: string): (candidate: string) => boolean {
  const prefix = `${lockOf(name)}.`;
  return (candidate) => candidate.startsWith(prefix) && /^[0-9a-f-]{36}$/.test(candidate.slice(prefix.length));
}

/** Removes a lock, unless its owner may still be at work. */
export async function removeAbandoned(lock: string): Promise<void> {
  if ((await readAbandoned(lock)) !== undefined) await rm(lock, { force: true });
}

function lockOf(name: string): string {
  return `.${name}.agoras-lock`;
}

/** Where the number of a process means that process: a container counts its own, even under the name of its host. */
async function readMachine(): Promise<string> {
  const processes = await readlink('/proc/self/ns/pid').catch(() => '');
  return `${hostname()} ${processes}`;
}

async function acquire(lock: string, name: string): Promise<boolean> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  while (performance.now() < end) {
    try {
      const handle = await open(lock, 'wx', 0o600);
      const isNamed = await handle
        .writeFile(name)
        .finally(() => handle.close())
        .then(
          () => true,
          () => false,
        );
      // A full disk may still have room for an empty file, which must not stay.
      if (!isNamed) await rm(lock, { force: true });
      return isNamed;
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
    const [, pid, machine] = /^(\d+) \S+ (.*)$/s.exec(name) ?? [];
    if (pid === undefined) return age > NAMELESS_MILLISECONDS ? name : undefined;
    const isGone = machine === (await readMachine()) && !isAlive(Number(pid));
    return isGone || age > STALE_MILLISECONDS ? name : undefined;
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
