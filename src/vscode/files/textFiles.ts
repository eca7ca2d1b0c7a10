// Reading and replacing a text file so that a failure halfway leaves what was there before.
import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, open, readFile, realpath, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { err, ok, type Outcome } from '../../base/outcome';
import { errorCode } from '../../base/errorCode';
import { withFileLock } from './fileLock';
import { leadsOut } from './insidePath';
import type { FileProblem } from '../../messages/failureKinds';

/** A text file as it was read; what `replaceTextFile` needs in order to replace exactly that. */
export interface TextFile {
  /** Where the text really lives: a symbolic link is followed, never replaced. */
  readonly path: string;
  /** Undefined: there is no file yet. */
  readonly text: string | undefined;
}

/** For a file that may hold secrets: nobody else may read it. */
export const PRIVATE = 0o600;
/** For any other file; what the person's umask takes away is taken away here, too. */
export const ORDINARY = 0o666;

/** Where the text of a file really lives, or will live. */
export async function resolveTextFile(path: string): Promise<Outcome<string, FileProblem>> {
  try {
    const target = await resolveLink(path);
    return target === undefined ? err({ kind: 'fileProblem', path, why: 'brokenLink' }) : ok(target);
  } catch (error) {
    return err(problemOf(path, error));
  }
}

export async function readTextFile(path: string): Promise<Outcome<TextFile, FileProblem>> {
  const target = await resolveTextFile(path);
  if (!target.ok) return target;
  try {
    const bytes = await readFileIfThere(target.value);
    if (bytes === undefined) return ok({ path: target.value, text: undefined });
    if (isUtf16(bytes)) return err({ kind: 'fileProblem', path, why: 'utf16' });
    // ignoreBOM keeps the mark in the text, so that it is written back.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return ok({ path: target.value, text });
  } catch (error) {
    return err(problemOf(path, error));
  }
}

/** With its mark, or with every other byte of the beginning empty, as in English text. */
function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const beginning = bytes.subarray(0, 512);
  const emptyAt = (parity: number) => beginning.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  return Math.max(emptyAt(0), emptyAt(1)) > beginning.length / 4;
}

/** Puts a file back as it was before a write, if nobody has changed it since. */
export type Undo = () => Promise<Outcome<void, FileProblem>>;

/**
 * Writes to a temporary file beside the target, flushes it and renames it over the target. Refuses when the file is
 * no longer what was read, and reads back what it has written.
 */
export async function replaceTextFile(
  file: TextFile,
  text: string,
  mode = PRIVATE,
): Promise<Outcome<Undo, FileProblem>> {
  const temporary = join(dirname(file.path), temporaryFor(basename(file.path)));
  try {
    const before = await statIfThere(file.path);
    // A rename would replace a read-only file all the same; whoever made it read-only meant it.
    if (before !== undefined && (before.mode & 0o200) === 0) {
      return err({ kind: 'fileProblem', path: file.path, why: 'readOnly' });
    }
    await writeNew(temporary, text, before?.mode, mode);
    if (before !== undefined) await keepOwner(temporary, before);
    const now = await readTextFile(file.path);
    if (!now.ok || now.value.text !== file.text) {
      await rm(temporary, { force: true });
      return err({ kind: 'fileProblem', path: file.path, why: 'changedMeanwhile' });
    }
    await rename(temporary, file.path);
    const written = await readTextFile(file.path);
    if (written.ok && written.value.text === text) return ok(() => putBack(file, text));
    return err({ kind: 'fileProblem', path: file.path, why: 'notReadBack' });
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return err(problemOf(file.path, error));
  }
}

function putBack(before: TextFile, written: string): Promise<Outcome<void, FileProblem>> {
  const { path } = before;
  return withFileLock(path, async () => {
    const now = await readTextFile(path);
    if (!now.ok) return now;
    if (now.value.text !== written) return err({ kind: 'fileProblem', path, why: 'changedSince' });
    try {
      if (before.text !== undefined) {
        const replaced = await replaceTextFile(now.value, before.text);
        return replaced.ok ? ok(undefined) : replaced;
      }
      await rm(path);
      return ok(undefined);
    } catch (error) {
      return err(problemOf(path, error));
    }
  });
}

async function writeNew(path: string, text: string, keptMode: number | undefined, mode: number): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    // 'wx' never follows a link or opens a file that somebody else has put there.
    handle = await open(path, 'wx', keptMode === undefined ? mode : PRIVATE);
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle?.close();
  }
  if (keptMode !== undefined) await chmod(path, keptMode & 0o7777);
}

/** The name of the file that is written beside another before it takes its place. */
function temporaryFor(name: string): string {
  return `.${name}.${randomBytes(6).toString('hex')}.tmp`;
}

/** Whether a name is one that {@link temporaryFor} makes for this file. */
export function isTemporaryFor(name: string): (candidate: string) => boolean {
  const prefix = `.${name}.`;
  return (candidate) => candidate.startsWith(prefix) && /^[0-9a-f]{12}\.tmp$/.test(candidate.slice(prefix.length));
}

/** In a container the file may belong to somebody else than the process. Where that cannot be kept, it is not. */
async function keepOwner(path: string, before: { readonly uid: number; readonly gid: number }): Promise<void> {
  const own = await lstat(path);
  if (own.uid === before.uid && own.gid === before.gid) return;
  await chown(path, before.uid, before.gid).catch(() => undefined);
}

/** Where a path really leads, if that is outside the folder; undefined when it stays inside. */
export async function linkedOutside(folder: string, path: string): Promise<string | undefined> {
  const root = await realpath(folder).catch(() => folder);
  // A file that is not there yet lies where its folder really is.
  const target = await realpath(path).catch(async () => {
    const parent = await realpath(dirname(path)).catch(() => dirname(path));
    return join(parent, basename(path));
  });
  return leadsOut(relative(root, target)) ? target : undefined;
}

/** The file at the end of a link; the path itself where nothing is yet; undefined for a link that leads nowhere. */
async function resolveLink(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    const there = await statIfThere(path);
    if (there === undefined) return path;
    // A file here was put there since: another window was quicker.
    return there.isSymbolicLink() ? undefined : resolveLink(path);
  }
}

async function statIfThere(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function readFileIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function problemOf(path: string, error: unknown): FileProblem {
  const code = errorCode(error);
  if (code === undefined) throw error;
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { kind: 'fileProblem', path, why: 'notUtf8' };
  if (code === 'EISDIR') return { kind: 'fileProblem', path, why: 'notAFile' };
  return { kind: 'fileProblem', path, why: 'system', code };
}

/** The folder that was made; undefined when it was there. */
export async function makeFolder(folder: string): Promise<Outcome<string | undefined, FileProblem>> {
  try {
    return ok(await mkdir(folder, { recursive: true }));
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return err({ kind: 'fileProblem', path: folder, why: 'system', code });
  }
}
