// Who else on this computer can reach a file, as far as its permissions and those of the folders above tell.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { statIfThere } from './textFiles';

/** Users of this computer who may use a file that is not theirs. */
export interface OtherUsers {
  /** Whether this user can change that. */
  readonly canBeExcluded: boolean;
}

/** Undefined where nobody may, and on Windows, where permissions are no matter of a number. `path`: where no link is. */
export async function whoElseMayUse(path: string): Promise<OtherUsers | undefined> {
  const stats = process.platform === 'win32' ? undefined : await statIfThere(path).catch(() => undefined);
  if (stats === undefined || !stats.isFile() || (stats.mode & 0o077) === 0) return undefined;
  if (await isBehindPrivateFolder(path)) return undefined;
  return { canBeExcluded: isOfThisUser(stats) || process.geteuid?.() === 0 };
}

/**
 * Whether a folder above lets nobody through but this user, as most homes do: then the permissions of the file are no
 * matter. An access control list that lets somebody in shows among the bits of the group.
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
