// The files of a folder that an entry of its launch.json or tasks.json names, and so starts or hands to what it starts.
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { fingerprintOf } from '../../base/fingerprint';
import { pathInside } from '../files/insidePath';

/** A larger file is not read: its size and the time of its last change stand for its contents. */
const LARGEST_BYTES = 4 * 1024 * 1024;
/** No entry that a person can oversee names more. */
const MOST_FILES = 64;
/** A `.env` changes whenever credentials are written or renewed. */
const NOT_STARTED: ReadonlySet<string> = new Set(['envFile']);

/** Without this flag, opening a pipe waits until somebody writes to it. Windows has neither. */
const NON_BLOCKING = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

export interface StartedFile {
  readonly file: string;
  readonly fingerprint: string;
}

/** `folder`: in which relative paths begin; undefined where there is none, or it is not on disk. */
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

/** Each text in it, whole and by its words, for a command line is one text; and where Python looks for a module. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value, ...value.split(/[\s"'`;&|<>()=]+/)].filter((word) => word !== '');
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    if (NOT_STARTED.has(key)) return [];
    return key === 'module' && typeof inside === 'string' ? modulePaths(inside) : wordsIn(inside);
  });
}

/** Python starts a module of the current folder before an installed one (Python, "The Module Search Path"). */
function modulePaths(module: string): readonly string[] {
  const path = module.split('.').join('/');
  const [top = ''] = module.split('.');
  return [`${top}.py`, `${top}/__init__.py`, `${path}.py`, `${path}/__init__.py`, `${path}/__main__.py`];
}

function candidates(word: string, folder: string): readonly string[] {
  const named = word.replace(/^\$\{(?:workspaceFolder(?::[^}]*)?|workspaceRoot|fileWorkspaceFolder)\}/, '.');
  // A variable of another kind is not known before the start.
  if (named.includes('\0') || named.includes('${')) return [];
  const path = pathInside(folder, named);
  return path === undefined ? [] : [path];
}

/** Undefined for what is no regular file. Opened without waiting: a pipe that nobody writes to would never answer. */
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
