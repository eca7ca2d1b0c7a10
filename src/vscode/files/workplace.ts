// The place for the new text of a file until it replaces the old text.
//
// It has to be on the same file system, so it is a folder next to the file, which nobody else may read or change. It
// may contain a token that must not be committed if the extension is killed, and a rule that ignores `.env` doesn't
// cover other names. So the files are in a subfolder called `.git`, from which Git never includes anything, whatever is
// ignored, and not even when forced.
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../../base/errorCode';

export interface Workplace {
  readonly newFile: string;
  /** A copy of the old text, for when the file is overwritten. */
  readonly oldFile: string;
  /** A folder that is created once the copy is complete. */
  readonly copied: string;
  /** Removes its files by name and then the empty folders, so that nothing else is removed with them. */
  readonly remove: () => Promise<void>;
}

const MINE_ALONE = 0o700;

/** Makes a workplace beside a file. */
export async function makeWorkplace(path: string): Promise<Workplace> {
  const id = randomBytes(6).toString('hex');
  const folder = join(dirname(path), `.${basename(path)}.${id}.tmp`);
  await mkdir(folder, MINE_ALONE);
  const workplace = workplaceIn(folder, id);
  try {
    await mkdir(dirname(workplace.newFile), MINE_ALONE);
  } catch (error) {
    await workplace.remove();
    throw error;
  }
  return workplace;
}

/** Workplaces left by interrupted writes of a file. */
export async function leftWorkplaces(path: string): Promise<readonly Workplace[]> {
  const folder = dirname(path);
  const prefix = `.${basename(path)}.`;
  const names = await readdir(folder).catch(() => []);
  const left: Workplace[] = [];
  for (const name of names) {
    const id = name.startsWith(prefix) ? /^([0-9a-f]{12})\.tmp$/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (id === undefined) continue;
    const workplace = workplaceIn(join(folder, name), id);
    // A link with that name would lead to files that aren't ours.
    if ((await isMine(join(folder, name))) && (await isMine(dirname(workplace.newFile)))) left.push(workplace);
  }
  return left;
}

function workplaceIn(folder: string, id: string): Workplace {
  const hidden = join(folder, '.git');
  const newFile = join(hidden, `${id}.new`);
  const oldFile = join(hidden, `${id}.old`);
  const copied = join(hidden, `${id}.copied`);
  return {
    newFile,
    oldFile,
    copied,
    remove: async () => {
      // First removes the sign that the copy is complete: if interrupted, nothing may be restored from a partial copy.
      await twice(() => rmdir(copied));
      for (const file of [newFile, oldFile]) await twice(() => rm(file, { force: true }));
      for (const empty of [hidden, folder]) await twice(() => rmdir(empty));
    },
  };
}

/** A virus scanner may hold it for a moment; anything left is removed by the next write. */
async function twice(remove: () => Promise<void>): Promise<void> {
  await remove().catch((error: unknown) =>
    errorCode(error) === 'ENOENT' ? undefined : remove().catch(() => undefined),
  );
}

/** Whether only this user can have filled the folder; also true if it doesn't exist, as there is nothing to remove. */
async function isMine(folder: string): Promise<boolean> {
  try {
    const stats = await lstat(folder);
    // Windows has no owner IDs, and a folder inherits its permissions from its parent.
    const isOwn = process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o077) === 0);
    return stats.isDirectory() && isOwn;
  } catch (error) {
    return errorCode(error) === 'ENOENT';
  }
}
