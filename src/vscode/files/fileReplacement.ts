// Replacing the text of a file so that it is the old one or the new one, whatever fails and whenever the process ends.
import type { Stats } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { err, ok, type Outcome } from '../../base/outcome';
import { errorCode } from '../../base/errorCode';
import type { FileProblem } from '../../messages/failures/failureKinds';
import { withFileLock } from './fileLock';
import { openRegularFile } from './regularFile';
import { PRIVATE, problemOf, readTextFile, statIfThere, type TextFile } from './textFiles';
import { leftWorkplaces, makeWorkplace, type Workplace } from './workplace';

/** Puts a file back as it was before a write, if nobody has changed it since. */
export type Undo = () => Promise<Outcome<void, FileProblem>>;

export interface ReplaceOptions {
  /** The permissions of a file that is new. */
  readonly mode: number;
  /** The permissions that a file which is there gets; undefined: those that it has. */
  readonly newMode?: number | undefined;
  /** Passes the time between tries. */
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

const MODE = 0o7777;
const BY_OTHERS = 0o077;

/** Errors that pass when a virus scanner lets go of the file, and that stay when the file is a mount point. */
const HELD: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY']);
/** Between the attempts; two seconds in all. */
const PAUSES_MILLISECONDS = [20, 40, 80, 160, 300, 600, 800];
/** Errors of a file system that has no permissions, no owners or no flushing. */
const UNSUPPORTED: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS']);

/**
 * Writes to a file in a private folder beside the target, flushes it and renames it over the target. Where that would
 * change more than the text (a second name of the file, an owner or permissions that a new file cannot be given), or
 * where nothing can be renamed over it, the text is written into the file itself, and a copy of the old one is kept
 * until that is done: then attributes and access control lists stay, too. Refuses when the file is no longer what was
 * read, and reads back what it has written.
 */
export async function replaceTextFile(
  file: TextFile,
  text: string,
  options: ReplaceOptions = { mode: PRIVATE },
): Promise<Outcome<Undo, FileProblem>> {
  const { path } = file;
  try {
    const before = await statIfThere(path);
    // A rename would replace a read-only file all the same; whoever made it read-only meant it.
    if (before !== undefined && (before.mode & 0o200) === 0) return problem(path, 'readOnly');
    const workplace = await makeWorkplace(path);
    let end: FileProblem | undefined;
    try {
      end = await replaceFrom(workplace, { file, text, before, options });
    } finally {
      // Only where the file could not be put back is the copy still needed.
      if (end?.why !== 'halfWritten') await workplace.remove();
    }
    if (end !== undefined) return err(end);
    const written = await readTextFile(path);
    if (!written.ok || written.value.text !== text) return problem(path, 'notReadBack');
    return ok(() => putBack(file, text, before));
  } catch (error) {
    return err(problemOf(path, error));
  }
}

/** Writes a private file, whatever it holds. Only under its lock. */
export async function writeTextFile(path: string, text: string): Promise<Outcome<void, FileProblem>> {
  await removeLeftovers(path);
  const file = await readTextFile(path);
  if (!file.ok) return file;
  const replaced = await replaceTextFile(file.value, text);
  return replaced.ok ? ok(undefined) : replaced;
}

/** Gives a file other permissions and leaves its text; undefined where it has them already. */
export async function changeMode(path: string, mode: number): Promise<Outcome<Undo | undefined, FileProblem>> {
  try {
    const opened = await openRegularFile(path, 'read');
    if (opened.kind !== 'regular') return problem(path, 'changedMeanwhile');
    const before = opened.stats.mode & MODE;
    try {
      if (before === mode) return ok(undefined);
      const refused = await setMode(opened.handle, path, mode);
      if (refused !== undefined) return err(refused);
    } finally {
      await opened.handle.close();
    }
    return ok(async () => {
      const undone = await changeMode(path, before);
      return undone.ok ? ok(undefined) : undone;
    });
  } catch (error) {
    return err(problemOf(path, error));
  }
}

interface Replacement {
  readonly file: TextFile;
  readonly text: string;
  /** Undefined: there is no file yet. */
  readonly before: Stats | undefined;
  readonly options: ReplaceOptions;
}

/** How it went wrong; undefined: it did not. */
async function replaceFrom(workplace: Workplace, replacement: Replacement): Promise<FileProblem | undefined> {
  const { file, text, before, options } = replacement;
  const { path } = file;
  try {
    const fits = await writeNew(workplace.newFile, text, before, options);
    if (options.newMode === PRIVATE && fits === 'public') return { kind: 'fileProblem', path, why: 'notPrivate' };
    if (!(await isUnchanged(file))) return { kind: 'fileProblem', path, why: 'changedMeanwhile' };
    const hasOtherNames = before !== undefined && before.nlink > 1;
    if (before !== undefined && (hasOtherNames || fits === 'different')) {
      const end = await writeInPlace(workplace, replacement);
      if (end?.kind !== 'closed') return end;
      if (hasOtherNames) return { kind: 'fileProblem', path, why: 'system', code: end.code };
      // A file of somebody else that may not be written: a new one takes its place, as far as its folder is ours.
    }
    const held = await renameOver(workplace.newFile, file, options.wait ?? pause);
    if (typeof held !== 'string') return held;
    const end = before === undefined ? undefined : await writeInPlace(workplace, replacement);
    return before === undefined || end?.kind === 'closed'
      ? { kind: 'fileProblem', path, why: 'system', code: held }
      : end;
  } catch (error) {
    return problemOf(path, error);
  }
}

/** Whether the path still leads to the file that was read, and that is as it was. */
async function isUnchanged({ path, text }: TextFile): Promise<boolean> {
  const now = await readTextFile(path);
  return now.ok && now.value.path === path && now.value.text === text;
}

/** The code with which it was refused to the end; a problem; or undefined when it is done. */
async function renameOver(
  from: string,
  file: TextFile,
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<string | FileProblem | undefined> {
  for (let tries = 0; ; tries++) {
    try {
      await rename(from, file.path);
      return undefined;
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EXDEV') return code;
      if (code === undefined || !HELD.has(code)) throw error;
      const milliseconds = PAUSES_MILLISECONDS[tries];
      if (milliseconds === undefined) return code;
      await wait(milliseconds);
      if (!(await isUnchanged(file))) return { kind: 'fileProblem', path: file.path, why: 'changedMeanwhile' };
    }
  }
}

/**
 * Writes a file that is to take the place of another. All that is done to it is done to the open file: by its path
 * somebody else's could be meant. `different`: it could not be given the owner or the permissions of the other;
 * `public`: others may use it, though they were not to.
 */
async function writeNew(
  path: string,
  text: string,
  before: Stats | undefined,
  { mode, newMode }: ReplaceOptions,
): Promise<'same' | 'different' | 'public'> {
  // 'wx' never follows a link or opens a file that somebody else has put there.
  const handle = await open(path, 'wx', before === undefined ? mode : PRIVATE);
  try {
    await handle.writeFile(text, 'utf8');
    await flush(handle);
    if (before === undefined) return 'same';
    const wanted = newMode ?? before.mode & MODE;
    const own = await handle.stat();
    if (own.uid !== before.uid || own.gid !== before.gid) {
      await handle.chown(before.uid, before.gid).catch(() => undefined);
    }
    await handle.chmod(wanted).catch(ignoreUnsupported);
    const now = await handle.stat();
    if (newMode === PRIVATE && (now.mode & BY_OTHERS) !== 0) return 'public';
    return now.uid === before.uid && now.gid === before.gid && (now.mode & MODE) === wanted ? 'same' : 'different';
  } finally {
    await handle.close();
  }
}

/** The file may not be opened for writing. */
interface Closed {
  readonly kind: 'closed';
  readonly code: string;
}

const CLOSED: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EROFS', 'ETXTBSY']);

async function writeInPlace(
  workplace: Workplace,
  { file, text, options: { newMode } }: Replacement,
): Promise<FileProblem | Closed | undefined> {
  const { path } = file;
  const old = Buffer.from(file.text ?? '');
  const changed: FileProblem = { kind: 'fileProblem', path, why: 'changedMeanwhile' };
  const opened = await openRegularFile(path, 'write').catch((error: unknown): Closed => {
    const code = errorCode(error);
    if (code === undefined || !CLOSED.has(code)) throw error;
    return { kind: 'closed', code };
  });
  if (opened.kind === 'closed') return opened;
  if (opened.kind !== 'regular') return changed;
  const { handle } = opened;
  try {
    if (!old.equals(await handle.readFile())) return changed;
    const refused = newMode === undefined ? undefined : await setMode(handle, path, newMode);
    if (refused !== undefined) return refused;
    await writeCopy(workplace, old);
    try {
      await overwrite(handle, old.length, Buffer.from(text));
      return undefined;
    } catch (error) {
      const failure = problemOf(path, error);
      const isBack = await restore(handle, old);
      return isBack ? failure : { kind: 'fileProblem', path, why: 'halfWritten', copy: workplace.oldFile };
    }
  } finally {
    // What was written is flushed; a handle that could not be closed well is closed all the same.
    await handle.close().catch(() => undefined);
  }
}

async function writeCopy({ oldFile, copied }: Workplace, bytes: Buffer): Promise<void> {
  const handle = await open(oldFile, 'wx', PRIVATE);
  try {
    await handle.writeFile(bytes);
    await flush(handle);
  } finally {
    await handle.close();
  }
  await mkdir(copied);
}

/** What needs room comes first: a full disk is noticed before anything of the old text is gone. */
async function overwrite(handle: FileHandle, oldLength: number, bytes: Buffer): Promise<void> {
  if (bytes.length > oldLength) await writeAll(handle, bytes.subarray(oldLength), oldLength);
  await writeAll(handle, bytes.subarray(0, oldLength), 0);
  if (bytes.length < oldLength) await handle.truncate(bytes.length);
  await flush(handle);
}

async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** Whether a file that was overwritten holds the old text again. */
async function restore(handle: FileHandle, old: Buffer): Promise<boolean> {
  try {
    // What was added goes first: that may be all that was done, and on a full disk all that can be done.
    if ((await handle.stat()).size > old.length) await handle.truncate(old.length);
    await writeAll(handle, old, 0);
    await flush(handle);
    return true;
  } catch {
    // What failed may have changed nothing.
    return old.equals(await readWhole(handle).catch(() => Buffer.alloc(0)));
  }
}

async function readWhole(handle: FileHandle): Promise<Buffer> {
  const { size } = await handle.stat();
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
  return buffer.subarray(0, bytesRead);
}

async function flush(handle: FileHandle): Promise<void> {
  await handle.sync().catch(ignoreUnsupported);
}

function ignoreUnsupported(error: unknown): void {
  if (!UNSUPPORTED.has(errorCode(error))) throw error;
}

/** A problem where the file is still open to others afterwards, though it was to be private. */
async function setMode(handle: FileHandle, path: string, mode: number): Promise<FileProblem | undefined> {
  await handle.chmod(mode).catch(ignoreUnsupported);
  const { mode: now } = await handle.stat();
  return mode === PRIVATE && (now & BY_OTHERS) !== 0 ? { kind: 'fileProblem', path, why: 'notPrivate' } : undefined;
}

function putBack(before: TextFile, written: string, stats: Stats | undefined): Promise<Outcome<void, FileProblem>> {
  const { path } = before;
  return withFileLock(path, async () => {
    const now = await readTextFile(path);
    if (!now.ok) return now;
    if (now.value.text !== written) return problem(path, 'changedSince');
    try {
      if (before.text !== undefined && stats !== undefined) {
        const mode = stats.mode & MODE;
        const replaced = await replaceTextFile(now.value, before.text, { mode, newMode: mode });
        return replaced.ok ? ok(undefined) : replaced;
      }
      await rm(path);
      return ok(undefined);
    } catch (error) {
      return err(problemOf(path, error));
    }
  });
}

export async function hasLeftovers(path: string): Promise<boolean> {
  return (await leftWorkplaces(path)).length > 0;
}

/**
 * Removes what a write that was cut off has left, and puts a file back that it has overwritten in part. Only under the
 * lock of the file: then nobody else is writing.
 */
export async function removeLeftovers(path: string): Promise<void> {
  for (const workplace of await leftWorkplaces(path)) {
    const isWhole = await restoreTorn(path, workplace).catch(() => false);
    if (isWhole) await workplace.remove();
  }
}

/** Whether the file is whole, or is so again. */
async function restoreTorn(path: string, { newFile, oldFile, copied }: Workplace): Promise<boolean> {
  const old = (await statIfThere(copied)) === undefined ? undefined : await readBytes(oldFile);
  // Nothing is overwritten before its copy is whole.
  if (old === undefined) return true;
  const written = (await readBytes(newFile)) ?? Buffer.alloc(0);
  const opened = await openRegularFile(path, 'write');
  if (opened.kind !== 'regular') return true;
  const { handle } = opened;
  try {
    return isTorn(await handle.readFile(), old, written) ? await restore(handle, old) : true;
  } finally {
    await handle.close();
  }
}

/** Neither the one text nor the other, but at each place as one of the two: no person writes so. */
function isTorn(now: Buffer, old: Buffer, written: Buffer): boolean {
  if (now.equals(old) || now.equals(written) || now.length < Math.min(old.length, written.length)) return false;
  return now.every((byte, at) => byte === old[at] || byte === written[at]);
}

async function readBytes(path: string): Promise<Buffer | undefined> {
  const opened = await openRegularFile(path, 'read');
  if (opened.kind !== 'regular') return undefined;
  return opened.handle.readFile().finally(() => opened.handle.close());
}

function problem(
  path: string,
  why: 'readOnly' | 'changedMeanwhile' | 'changedSince' | 'notReadBack',
): Outcome<never, FileProblem> {
  return err({ kind: 'fileProblem', path, why });
}
