// Replaces the text of a file so that it always has either the old or the new text, whatever fails or whenever the
// process ends.
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

/** Restores the file to its state before a write, if nobody has changed it since. */
export type Undo = () => Promise<Outcome<void, FileProblem>>;

export interface ReplaceOptions {
  /** The permissions of a new file. */
  readonly mode: number;
  /** The permissions to give to an existing file; undefined: keep them. */
  readonly newMode?: number | undefined;
  /** Waits between attempts. */
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

const MODE = 0o7777;
const BY_OTHERS = 0o077;

/** Temporary if a virus scanner holds the file, permanent if the file is a mount point. */
const HELD: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY']);
/** Waits between attempts; two seconds in all. */
const PAUSES_MILLISECONDS = [20, 40, 80, 160, 300, 600, 800];
/** Errors of file systems without permissions, owners or flushing. */
const UNSUPPORTED: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS']);

/**
 * Writes the text to a file in a private folder next to the target, flushes it and renames it over the target. If that
 * would change more than the text (another hard link, or an owner or permissions that the new file can't be given), or
 * if renaming isn't possible, the text is written into the existing file, keeping a copy of the old text until that is
 * done; this also preserves attributes and access control lists. Fails if the file is no longer what was read, and
 * reads back what it has written.
 */
export async function replaceTextFile(
  file: TextFile,
  text: string,
  options: ReplaceOptions = { mode: PRIVATE },
): Promise<Outcome<Undo, FileProblem>> {
  const { path } = file;
  try {
    const before = await statIfThere(path);
    // A rename would even replace a read-only file, but that protection was intended.
    if (before !== undefined && (before.mode & 0o200) === 0) return problem(path, 'readOnly');
    const workplace = await makeWorkplace(path);
    let end: FileProblem | undefined;
    try {
      end = await replaceFrom(workplace, { file, text, before, options });
    } finally {
      // The copy is only still needed if the file couldn't be restored.
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

/** Writes a private file, whatever it contains. Only call this while holding its lock. */
export async function writeTextFile(path: string, text: string): Promise<Outcome<void, FileProblem>> {
  await removeLeftovers(path);
  const file = await readTextFile(path);
  if (!file.ok) return file;
  const replaced = await replaceTextFile(file.value, text);
  return replaced.ok ? ok(undefined) : replaced;
}

/** Changes the permissions of a file but not its text; undefined if it already has them. */
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
  /** Undefined if there is no file yet. */
  readonly before: Stats | undefined;
  readonly options: ReplaceOptions;
}

/** The problem; undefined on success. */
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
      // Another user's file that isn't writable: it is replaced with a new one, if we own its folder.
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

/** Whether the path still leads to the file that was read, with the same text. */
async function isUnchanged({ path, text }: TextFile): Promise<boolean> {
  const now = await readTextFile(path);
  return now.ok && now.value.path === path && now.value.text === text;
}

/** The error code if every attempt was refused; a problem; or undefined on success. */
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
 * Writes the file that will replace another. Everything is done through the open handle, because the path may lead to
 * somebody else's file by now. `different`: it couldn't be given the other file's owner or permissions; `public`:
 * others can access it although it should be private.
 */
async function writeNew(
  path: string,
  text: string,
  before: Stats | undefined,
  { mode, newMode }: ReplaceOptions,
): Promise<'same' | 'different' | 'public'> {
  // 'wx' never follows a link or opens an existing file.
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

/** The file can't be opened for writing. */
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
    // The text has been flushed, so an error while closing doesn't matter.
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

/** Starts with what needs additional space, so that a full disk is noticed before any old text is lost. */
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

/** Whether an overwritten file has its old text again. */
async function restore(handle: FileHandle, old: Buffer): Promise<boolean> {
  try {
    // First removes what was added: that may be all that was done, and all that is possible on a full disk.
    if ((await handle.stat()).size > old.length) await handle.truncate(old.length);
    await writeAll(handle, old, 0);
    await flush(handle);
    return true;
  } catch {
    // The failed step may not have changed anything.
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

/** Returns a problem if the file should be private but others can still access it afterwards. */
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
 * Removes what an interrupted write has left, and restores a partly overwritten file. Only call this while holding the
 * file's lock, so that nobody else is writing.
 */
export async function removeLeftovers(path: string): Promise<void> {
  for (const workplace of await leftWorkplaces(path)) {
    const isWhole = await restoreTorn(path, workplace).catch(() => false);
    if (isWhole) await workplace.remove();
  }
}

/** Whether the file is intact or has been restored. */
async function restoreTorn(path: string, { newFile, oldFile, copied }: Workplace): Promise<boolean> {
  const old = (await statIfThere(copied)) === undefined ? undefined : await readBytes(oldFile);
  // Overwriting only starts after the copy is complete.
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

/** Neither of the two texts, but each byte is from one of them: no person edits like that. */
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
