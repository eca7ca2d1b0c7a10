// Reads text files, and finds out where they really are.
import { lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, parse, relative, sep } from 'node:path';
import { err, ok, type Outcome } from '../../base/outcome';
import { errorCode } from '../../base/errorCode';
import { leadsOut } from './insidePath';
import { openRegularFile, specialFile, type SpecialFile } from './regularFile';
import type { FileProblem } from '../../messages/failures/failureKinds';

/** A text file as it was read, so that `replaceTextFile` replaces exactly that. */
export interface TextFile {
  /** The real path: symbolic links are followed, never replaced. */
  readonly path: string;
  /** Undefined if there is no file yet. */
  readonly text: string | undefined;
}

/** For files that may contain secrets: only the owner can read them. */
export const PRIVATE = 0o600;
/** For all other files; the person's umask applies as well. */
export const ORDINARY = 0o666;

/** The real path of a file that exists or will be created. Only succeeds for what is, or can become, a regular file. */
export async function resolveTextFile(path: string): Promise<Outcome<string, FileProblem>> {
  try {
    const target = await resolveLink(path);
    if (target === undefined) return err({ kind: 'fileProblem', path, why: 'brokenLink' });
    const stats = await statIfThere(target);
    const special = stats === undefined ? undefined : specialFile(stats);
    return special === undefined ? ok(target) : err(specialProblem(path, special));
  } catch (error) {
    return err(problemOf(path, error));
  }
}

export async function readTextFile(path: string): Promise<Outcome<TextFile, FileProblem>> {
  const target = await resolveTextFile(path);
  if (!target.ok) return target;
  try {
    const opened = await openRegularFile(target.value, 'read');
    if (opened.kind === 'missing') return ok({ path: target.value, text: undefined });
    if (opened.kind !== 'regular') return err(specialProblem(path, opened.kind));
    const bytes = await opened.handle.readFile().finally(() => opened.handle.close());
    if (isUtf16(bytes)) return err({ kind: 'fileProblem', path, why: 'utf16' });
    // ignoreBOM keeps the byte order mark in the text, so that it is written back.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return ok({ path: target.value, text });
  } catch (error) {
    return err(problemOf(path, error));
  }
}

function specialProblem(path: string, special: SpecialFile): FileProblem {
  switch (special) {
    case 'folder':
      return { kind: 'fileProblem', path, why: 'notAFile' };
    case 'link':
      // It was a resolved path a moment ago, so this has been put there since.
      return { kind: 'fileProblem', path, why: 'changedMeanwhile' };
    case 'pipe':
    case 'socket':
    case 'device':
      return { kind: 'fileProblem', path, why: special };
  }
}

/** Has a byte order mark, or every other byte at the start is zero, as in English text. */
function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const beginning = bytes.subarray(0, 512);
  const emptyAt = (parity: number) => beginning.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  return Math.max(emptyAt(0), emptyAt(1)) > beginning.length / 4;
}

/** Where a path really leads, if that is outside the folder; undefined if it stays inside. */
export async function linkedOutside(folder: string, path: string): Promise<string | undefined> {
  const root = await realpath(folder).catch(() => folder);
  const target = (await locateFile(path))?.path ?? path;
  return leadsOut(relative(root, target)) ? target : undefined;
}

/** Where a file really is, or would be. */
export interface FileLocation {
  readonly path: string;
  /** The nearest existing folder above it. */
  readonly folder: string;
}

/** Undefined for an impossible path. A file that doesn't exist is located relative to its nearest existing folder. */
export async function locateFile(path: string): Promise<FileLocation | undefined> {
  try {
    const real = await realpath(path);
    return { path: real, folder: dirname(real) };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE') return undefined;
  }
  // From the top, so that an invalid path ends at its first missing name, however many follow.
  const { root } = parse(path);
  const names = path.slice(root.length).split(sep);
  let folder = root;
  let depth = 0;
  for (const name of names.slice(0, -1)) {
    const next = join(folder, name);
    if (!(await isFolder(next))) break;
    folder = next;
    depth += 1;
  }
  const real = await realpath(folder).catch(() => folder);
  return { path: join(real, names.slice(depth).join(sep)), folder: real };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/** The target of a link; the path itself if nothing is there yet; undefined for a broken link. */
async function resolveLink(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    const there = await statIfThere(path);
    if (there === undefined) return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
    // The file has been created since, by another window.
    return there.isSymbolicLink() ? undefined : resolveLink(path);
  }
}

export async function statIfThere(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A file problem for a system error; other errors are bugs and are thrown. */
export function problemOf(path: string, error: unknown): FileProblem {
  const code = errorCode(error);
  if (code === undefined) throw error;
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { kind: 'fileProblem', path, why: 'notUtf8' };
  if (code === 'EISDIR') return { kind: 'fileProblem', path, why: 'notAFile' };
  return { kind: 'fileProblem', path, why: 'system', code };
}

/** The first folder that was created; undefined if all of them existed. */
export async function makeFolder(folder: string): Promise<Outcome<string | undefined, FileProblem>> {
  try {
    return ok(await mkdir(folder, { recursive: true }));
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return err({ kind: 'fileProblem', path: folder, why: 'system', code });
  }
}
