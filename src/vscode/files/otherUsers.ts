// Which other users of this computer can access a file, judged by its permissions and those of its parent folders.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { statIfThere } from './textFiles';

/** Other users of this computer can access a file. */
export interface OtherUsers {
  /** Whether this user can change that. */
  readonly canBeExcluded: boolean;
}

/** Undefined if nobody else can, and on Windows, where permissions aren't mode bits. `path` must not be a link. */
export async function whoElseMayUse(path: string): Promise<OtherUsers | undefined> {
  const stats = process.platform === 'win32' ? undefined : await statIfThere(path).catch(() => undefined);
  if (stats === undefined || !stats.isFile() || (stats.mode & 0o077) === 0) return undefined;
  if (await isBehindPrivateFolder(path)) return undefined;
  return { canBeExcluded: isOfThisUser(stats) || process.geteuid?.() === 0 };
}

/**
 * Whether a parent folder only lets this user through, as most home folders do: then the file's own permissions don't
 * matter. Access granted by an access control list shows up in the group bits.
 */
async function isBehindPrivateFolder(path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const stats = await stat(folder).catch(() => undefined);
    if (stats !== undefined && (stats.mode & 0o011) === 0 && (isOfThisUser(stats) || stats.uid === 0)) return true;
    if (folder === dirname(folder)) return false;
  }
}

function isOfThisUser({ uid }: { readonly uid: number }): boolean {
  return uid === process.geteuid?.();
}
