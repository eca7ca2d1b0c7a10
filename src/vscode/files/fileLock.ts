// One writer at a time for a file, over all windows, also of containers and computers that share its folder.
//
// The lock is a folder beside the file, and who holds it is the name of a folder in it. Folders, because Git takes no
// folder along that holds no file, and because making one opens nothing and follows no link, whatever stands there.
import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readlink, rmdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../../base/errorCode';

/** No write takes nearly as long: an older lock belongs to a process that is suspended or gone. */
const STALE_MILLISECONDS = 30_000;
/** A lock gets its owner's name at once. One that is nameless for longer was left by a process that was killed. */
const NAMELESS_MILLISECONDS = 500;
const PATIENCE_MILLISECONDS = 10_000;
const RETRY_MILLISECONDS = 20;

/**
 * Runs the task while no other window runs one for the same file. The lock stands beside the file: windows need not
 * have the same folder for temporary files, nor reach the file by the same path. Where no lock can be had (there is no
 * such folder, nobody may write in it, something else has the name of the lock, or somebody works for very long), the
 * task runs without one: it has to look itself whether the file is still what it read.
 */
export async function withFileLock<T>(path: string, task: (isLocked: boolean) => Promise<T>): Promise<T> {
  const lock = join(dirname(path), `.${basename(path)}.agoras-lock`);
  const machine = await readMachine();
  // No two are alike, so that whoever gives a lock back can tell that it is still the same one.
  const name = `${process.pid}.${randomUUID()}.${machine}`;
  const isLocked = await acquire(lock, name, machine);
  try {
    return await task(isLocked);
  } finally {
    // A lock that cannot be given back grows stale; what the task has done is done all the same.
    if (isLocked) await release(lock, name);
  }
}

/** Where the number of a process means that process: a container counts its own, even under the name of its host. */
async function readMachine(): Promise<string> {
  const processes = await readlink('/proc/self/ns/pid').catch(() => '');
  return createHash('sha256').update(`${hostname()} ${processes}`).digest('hex').slice(0, 16);
}

async function acquire(lock: string, name: string, machine: string): Promise<boolean> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  try {
    while (performance.now() < end) {
      const isFree = (await make(lock)) || (await freeIfAbandoned(lock, machine));
      if (isFree && (await enter(lock, name))) return true;
      await pause(RETRY_MILLISECONDS * (0.5 + Math.random()));
    }
  } catch {
    // No folder can be made here, or what has the name of the lock is none.
  }
  return false;
}

/** False where it is there already. */
async function make(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Puts the name into a lock that seemed free. Another may have found the same: each has put its name there before it
 * looks, so that at least one of them sees the other, and whoever sees another steps back.
 */
async function enter(lock: string, name: string): Promise<boolean> {
  try {
    await mkdir(join(lock, name));
  } catch (error) {
    // It was given back, or taken away, in between.
    if (errorCode(error) === 'ENOENT') return false;
    await removeEmpty(lock);
    throw error;
  }
  const names = await readdir(lock).catch(() => undefined);
  if (names?.length === 1 && names[0] === name) return true;
  await release(lock, name);
  if (names === undefined) throw new Error('Nobody can look into the lock.');
  return false;
}

/** What cannot be removed, tried twice, stays and grows stale. */
async function release(lock: string, name: string): Promise<void> {
  const owner = join(lock, name);
  const end = await removeEmpty(owner);
  if (end === 'gone' || (end === 'refused' && (await removeEmpty(owner)) !== 'removed')) return;
  if ((await removeEmpty(lock)) === 'refused') await removeEmpty(lock);
}

/** Whether there is room now for another owner. Throws where this is no lock of ours: it is then left alone. */
async function freeIfAbandoned(lock: string, machine: string): Promise<boolean> {
  const seen = await lookInto(lock);
  // Given back just now.
  if (seen === undefined) return make(lock);
  const { names, ageMilliseconds } = seen;
  if (names.length === 0) {
    if (ageMilliseconds <= NAMELESS_MILLISECONDS) return false;
    await removeEmpty(lock);
    return make(lock);
  }
  const abandoned = await Promise.all(names.map((name) => isAbandoned(join(lock, name), machine)));
  if (!abandoned.every(Boolean)) return false;
  // Of several that find the same owner gone, one succeeds in taking its name away.
  const ends = await Promise.all(names.map((name) => removeEmpty(join(lock, name))));
  if (ends.includes('refused')) throw new Error('The lock cannot be taken over.');
  return ends.every((end) => end === 'removed');
}

interface SeenLock {
  readonly ageMilliseconds: number;
  readonly names: readonly string[];
}

async function lookInto(lock: string): Promise<SeenLock | undefined> {
  try {
    const stats = await lstat(lock);
    // A link, a pipe, a file: whatever it is, it is not opened.
    if (!stats.isDirectory()) throw new Error('Something else has the name of the lock.');
    return { ageMilliseconds: Date.now() - stats.mtimeMs, names: await readdir(lock) };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether an owner will not give the lock back. */
async function isAbandoned(owner: string, machine: string): Promise<boolean> {
  const [, pid, ownerMachine] = /^(\d+)\.[0-9a-f-]{36}\.([0-9a-f]{16})$/.exec(basename(owner)) ?? [];
  if (pid === undefined) throw new Error('Something else stands in the lock.');
  if (ownerMachine === machine && !isAlive(Number(pid))) return true;
  const since = await lstat(owner).then(
    ({ mtimeMs }) => mtimeMs,
    () => Infinity,
  );
  return Date.now() - since > STALE_MILLISECONDS;
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

/** Removes a folder with nothing in it; this follows no link and takes no file away. */
async function removeEmpty(folder: string): Promise<'removed' | 'gone' | 'refused'> {
  try {
    await rmdir(folder);
    return 'removed';
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'gone' : 'refused';
  }
}
