// Opens files that may not be regular files, or may just have been replaced: never follows a link, waits for a pipe or
// starts a device.
import { constants, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { errorCode } from '../../base/errorCode';

/** What may be at a path instead of a regular file. */
export type SpecialFile = 'folder' | 'link' | 'pipe' | 'socket' | 'device';

export type OpenedFile =
  | { readonly kind: 'regular'; readonly handle: FileHandle; readonly stats: Stats }
  | { readonly kind: 'missing' }
  | { readonly kind: SpecialFile };

// Windows has neither; both are undefined there, which adds nothing.
const CAREFULLY = constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Opens a regular file for reading, or for reading and writing without truncating it. Anything else isn't opened, only
 * checked: opening a password manager's pipe would already ask it for the secrets.
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

/** Checks again after opening, because the file may have been replaced in between. */
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
