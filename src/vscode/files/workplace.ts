// Where the new text of a file lies until it takes the place of the old one.
//
// It has to be on the same file system, so it is a folder beside the file: nobody else may look into it or swap what
// is there. What may hold a token must not be committed when the extension is killed in between, and a rule that
// ignores `.env` does not cover other names: so the files lie below a folder called `.git`, of which Git never takes
// anything, whatever is ignored and even by force.
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../../base/errorCode';

export interface Workplace {
  readonly newFile: string;
  /** A copy of what the file held, where that is overwritten. */
  readonly oldFile: string;
  /** A folder that is there as soon as the copy is whole. */
  readonly copied: string;
  /** Removes what is in it by name, and then the empty folders: nothing else can go with them. */
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

/** The workplaces that writes of a file have left that were cut off. */
export async function leftWorkplaces(path: string): Promise<readonly Workplace[]> {
  const folder = dirname(path);
  const prefix = `.${basename(path)}.`;
  const names = await readdir(folder).catch(() => []);
  const left: Workplace[] = [];
  for (const name of names) {
    const id = name.startsWith(prefix) ? /^([0-9a-f]{12})\.tmp$/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (id === undefined) continue;
    const workplace = workplaceIn(join(folder, name), id);
    // A link of that name leads to files that are none of ours.
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
      // First what says that the copy is whole: cut off in between, nothing may be put back from a part of it.
      await twice(() => rmdir(copied));
      for (const file of [newFile, oldFile]) await twice(() => rm(file, { force: true }));
      for (const empty of [hidden, folder]) await twice(() => rmdir(empty));
    },
  };
}

/** A scanner may hold it for a moment; what then stays goes with the next write. */
async function twice(remove: () => Promise<void>): Promise<void> {
  await remove().catch((error: unknown) =>
    errorCode(error) === 'ENOENT' ? undefined : remove().catch(() => undefined),
  );
}

/** Whether it is a folder that only this user can have filled; one that is gone has nothing to remove in it. */
async function isMine(folder: string): Promise<boolean> {
  try {
    const stats = await lstat(folder);
    // On Windows nobody owns anything by number, and a folder has the permissions of the one that it is in.
    const isOwn = process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o077) === 0);
    return stats.isDirectory() && isOwn;
  } catch (error) {
    return errorCode(error) === 'ENOENT';
  }
}
