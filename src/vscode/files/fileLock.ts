// Ensures that a file has one writer at a time, across all windows, including those in containers and computers that
// share its folder.
//
// The lock is a folder next to the file, and the owner's name is the name of a folder inside it. It uses folders
// because Git ignores folders without files, and because creating one opens nothing and follows no link, whatever else
// is there.
import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readlink, rmdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../../base/errorCode';

/** No write takes nearly as long: an older lock belongs to a process that is suspended or gone. */
const STALE_MILLISECONDS = 30_000;
/**
 * An owner's name is added right after the lock is created. A lock without one for this long was left by a killed
 * process.
 */
const NAMELESS_MILLISECONDS = 500;
const PATIENCE_MILLISECONDS = 10_000;
const RETRY_MILLISECONDS = 20;

/**
 * Runs the task while no other window runs one for the same file. The lock is next to the file, because windows may
 * have different temporary folders and may reach the file by different paths. If the lock can't be acquired (the folder
 * doesn't exist or isn't writable, something else has the lock's name, or another task takes very long), the task runs
 * without it, and has to check itself whether the file still is what it read.
 */
export async function withFileLock<T>(path: string, task: (isLocked: boolean) => Promise<T>): Promise<T> {
  const lock = join(dirname(path), `.${basename(path)}.agoras-lock`);
  const machine = await readMachine();
  // Unique, so that whoever releases a lock can tell that it still is the same one.
  const name = `${process.pid}.${randomUUID()}.${machine}`;
  const isLocked = await acquire(lock, name, machine);
  try {
    return await task(isLocked);
  } finally {
    // A lock that can't be released becomes stale; the result of the task stands anyway.
    if (isLocked) await release(lock, name);
  }
}

/** Identifies the space in which a process ID is valid: a container has its own IDs, even under its host's name. */
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
    // No folder can be created here, or something else has the name of the lock.
  }
  return false;
}

/** False if it already exists. */
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
 * Adds the name to a lock that seemed free. Another window may be doing the same: both add their names before they
 * look, so at least one of them sees the other, and whoever sees another name gives up.
 */
async function enter(lock: string, name: string): Promise<boolean> {
  try {
    await mkdir(join(lock, name));
  } catch (error) {
    // It was released or removed in the meantime.
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

/** If something can't be removed at the second attempt, it stays and becomes stale. */
async function release(lock: string, name: string): Promise<void> {
  const owner = join(lock, name);
  const end = await removeEmpty(owner);
  if (end === 'gone' || (end === 'refused' && (await removeEmpty(owner)) !== 'removed')) return;
  if ((await removeEmpty(lock)) === 'refused') await removeEmpty(lock);
}

/** Whether there is room for a new owner now. Throws if it isn't one of our locks, which is then left alone. */
async function freeIfAbandoned(lock: string, machine: string): Promise<boolean> {
  const seen = await lookInto(lock);
  // Just released.
  if (seen === undefined) return make(lock);
  const { names, ageMilliseconds } = seen;
  if (names.length === 0) {
    if (ageMilliseconds <= NAMELESS_MILLISECONDS) return false;
    await removeEmpty(lock);
    return make(lock);
  }
  const abandoned = await Promise.all(names.map((name) => isAbandoned(join(lock, name), machine)));
  if (!abandoned.every(Boolean)) return false;
  // If several windows find the same owner gone, only one succeeds in removing its name.
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
    // Links, pipes and files are never opened.
    if (!stats.isDirectory()) throw new Error('Something else has the name of the lock.');
    return { ageMilliseconds: Date.now() - stats.mtimeMs, names: await readdir(lock) };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether an owner will never release the lock. */
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
    // EPERM: the process exists but belongs to another user.
    return errorCode(error) === 'EPERM';
  }
}

/** Removes an empty folder; never follows a link or removes a file. */
async function removeEmpty(folder: string): Promise<'removed' | 'gone' | 'refused'> {
  try {
    await rmdir(folder);
    return 'removed';
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'gone' : 'refused';
  }
}
