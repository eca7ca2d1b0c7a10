// The files in a folder that an entry of its launch.json or tasks.json names, and so starts or passes to what it
// starts.
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { fingerprintOf } from '../../base/fingerprint';
import { pathInside } from '../files/insidePath';

/** Larger files aren't read: their size and modification time are used instead of the contents. */
const LARGEST_BYTES = 4 * 1024 * 1024;
/** Nobody could review an entry that names more. */
const MOST_FILES = 64;
/** A `.env` isn't included, because it changes whenever credentials are written or renewed. */
const NOT_STARTED: ReadonlySet<string> = new Set(['envFile']);

/** Without this flag, opening a pipe waits until somebody writes to it. Windows has neither. */
const NON_BLOCKING = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

export interface StartedFile {
  readonly file: string;
  readonly fingerprint: string;
}

/** `folder`: relative paths start from it; undefined if there is none or it isn't on disk. */
export async function readStartedFiles(entry: object, folder: string | undefined): Promise<readonly StartedFile[]> {
  if (folder === undefined) return [];
  const named = [...new Set(wordsIn(entry).flatMap((word) => candidates(word, folder)))].slice(0, 16 * MOST_FILES);
  const found = await Promise.all(named.map(async (path) => ({ path, fingerprint: await fingerprintFile(path) })));
  return found
    .flatMap(({ path, fingerprint }) =>
      fingerprint === undefined ? [] : [{ file: path.slice(folder.length + 1), fingerprint }],
    )
    .slice(0, MOST_FILES);
}

/**
 * Every string in it, whole and split into words, since a command line is one string; and the files of a Python module.
 */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value, ...value.split(/[\s"'`;&|<>()=]+/)].filter((word) => word !== '');
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    if (NOT_STARTED.has(key)) return [];
    return key === 'module' && typeof inside === 'string' ? modulePaths(inside) : wordsIn(inside);
  });
}

/** Python prefers a module in the current folder to an installed one (Python, "The Module Search Path"). */
function modulePaths(module: string): readonly string[] {
  const path = module.split('.').join('/');
  const [top = ''] = module.split('.');
  return [`${top}.py`, `${top}/__init__.py`, `${path}.py`, `${path}/__init__.py`, `${path}/__main__.py`];
}

function candidates(word: string, folder: string): readonly string[] {
  const named = word.replace(/^\$\{(?:workspaceFolder(?::[^}]*)?|workspaceRoot|fileWorkspaceFolder)\}/, '.');
  // Other variables aren't known before the start.
  if (named.includes('\0') || named.includes('${')) return [];
  const path = pathInside(folder, named);
  return path === undefined ? [] : [path];
}

/**
 * Undefined if it isn't a regular file. Opened without blocking, because a pipe without a writer would never return.
 */
async function fingerprintFile(path: string): Promise<string | undefined> {
  try {
    const handle = await open(path, constants.O_RDONLY | NON_BLOCKING);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return undefined;
      if (stats.size > LARGEST_BYTES) return fingerprintOf(`${String(stats.size)} ${String(stats.mtimeMs)}`);
      return fingerprintOf((await handle.readFile()).toString('base64'));
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
