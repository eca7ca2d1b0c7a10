// Reading a text file, and where its text really lies.
import { lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, parse, relative, sep } from 'node:path';
import { err, ok, type Outcome } from '../../base/outcome';
import { errorCode } from '../../base/errorCode';
import { leadsOut } from './insidePath';
import { openRegularFile, specialFile, type SpecialFile } from './regularFile';
import type { FileProblem } from '../../messages/failures/failureKinds';

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

/** Where the text of a file really lives, or will live: only what is, or can become, a regular file. */
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
    // ignoreBOM keeps the mark in the text, so that it is written back.
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
      // Resolved a moment ago: somebody has put it there since.
      return { kind: 'fileProblem', path, why: 'changedMeanwhile' };
    case 'pipe':
    case 'socket':
    case 'device':
      return { kind: 'fileProblem', path, why: special };
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

/** Where a path really leads, if that is outside the folder; undefined when it stays inside. */
export async function linkedOutside(folder: string, path: string): Promise<string | undefined> {
  const root = await realpath(folder).catch(() => folder);
  const target = (await locateFile(path))?.path ?? path;
  return leadsOut(relative(root, target)) ? target : undefined;
}

/** Where a file really lies, or would lie. */
export interface FileLocation {
  readonly path: string;
  /** The nearest folder above it that is there. */
  readonly folder: string;
}

/** Undefined for a path that no file can have. What is not there lies where the nearest folder above it really is. */
export async function locateFile(path: string): Promise<FileLocation | undefined> {
  try {
    const real = await realpath(path);
    return { path: real, folder: dirname(real) };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE') return undefined;
  }
  // From the top: a path of rubbish ends at its first name, however many follow.
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

/** The file at the end of a link; the path itself where nothing is yet; undefined for a link that leads nowhere. */
async function resolveLink(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    const there = await statIfThere(path);
    if (there === undefined) return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
    // A file here was put there since: another window was quicker.
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

/** A failure that the system names; anything else is a bug. */
export function problemOf(path: string, error: unknown): FileProblem {
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
