// Opening a file that may be something else, or may just have been replaced by something else: no link is followed, no
// pipe waited for, no device started.
import { constants, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { errorCode } from '../../base/errorCode';

/** What can have the name of a file and is none. */
export type SpecialFile = 'folder' | 'link' | 'pipe' | 'socket' | 'device';

export type OpenedFile =
  | { readonly kind: 'regular'; readonly handle: FileHandle; readonly stats: Stats }
  | { readonly kind: 'missing' }
  | { readonly kind: SpecialFile };

// Windows has none of the two; there they are undefined, which adds nothing.
const CAREFULLY = constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Opens a regular file, for reading or, with its text as it is, for writing, too. Anything else is looked at from
 * outside and not opened: whoever opens a pipe of a password manager has asked it for the secrets.
 */
export async function openRegularFile(path: string, access: 'read' | 'write'): Promise<OpenedFile> {
  const mode = access === 'read' ? constants.O_RDONLY : constants.O_RDWR;
  try {
    const seen = specialFile(await lstat(path));
    if (seen !== undefined) return { kind: seen };
    return await examine(await open(path, mode | CAREFULLY));
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return { kind: 'missing' };
    if (code === 'ELOOP') return { kind: 'link' };
    throw error;
  }
}

/** What was seen may have been replaced before it was opened. */
async function examine(handle: FileHandle): Promise<OpenedFile> {
  let isKept = false;
  try {
    const stats = await handle.stat();
    const kind = specialFile(stats);
    if (kind !== undefined) return { kind };
    isKept = true;
    return { kind: 'regular', handle, stats };
  } finally {
    if (!isKept) await handle.close();
  }
}

/** Undefined for a regular file. */
export function specialFile(stats: Stats): SpecialFile | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return 'folder';
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isFIFO()) return 'pipe';
  return stats.isSocket() ? 'socket' : 'device';
}
