// What Git says about a file. Doesn't use VS Code.
import { lstat, readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { errorCode } from '../../base/errorCode';
import { err, ok, type Outcome } from '../../base/outcome';
import type { GitDoubt } from '../../messages/failures/failureKinds';
import { startAsking, type AskGit, type GitAccess } from './gitProgram';
import { leadsOut } from './insidePath';
import { locateFile } from './textFiles';

/** `safe`: Git ignores the file, or it isn't in a repository. */
export type GitVisibility = KnownVisibility | UnknownVisibility;

type KnownVisibility = 'tracked' | 'notIgnored' | 'safe';

export interface UnknownVisibility {
  readonly kind: 'unknown';
  readonly doubt: GitDoubt;
}

/** A line that would make Git ignore a file. `exclude`: in a file that only belongs to this clone. */
export interface IgnoreLine {
  readonly kind: 'gitignore' | 'exclude';
  readonly file: string;
  /** The path of the ignored file in that line, with `/` as separator. */
  readonly path: string;
}

/** Whether a commit would include a file. If there can't be a repository, Git doesn't have to be installed. */
export async function readVisibilityToGit(access: GitAccess, path: string): Promise<GitVisibility> {
  const file = await locateFile(path);
  // Git never includes anything in a folder of this name, in upper or lower case.
  if (file === undefined || dirname(file.path).split(sep).some(isGitFolder)) return 'safe';
  const visibility = await askAbout(startAsking(access), file.folder, file.path, false);
  return visibility.ok ? visibility.value : { kind: 'unknown', doubt: visibility.error };
}

function isGitFolder(name: string): boolean {
  return name.toLowerCase() === '.git';
}

/** `isEmbedded`: the file is in a nested repository; the outer one only includes what it already tracks. */
async function askAbout(
  ask: AskGit,
  folder: string,
  file: string,
  isEmbedded: boolean,
): Promise<Outcome<KnownVisibility, GitDoubt>> {
  const root = await repositoryAround(folder);
  if (root === undefined) return ok('safe');
  const where = await ask(folder, ['rev-parse', '--is-inside-work-tree', '--absolute-git-dir']);
  if (!where.ok) return where;
  const [, isInside, gitFolder] = /^(true|false)\r?\n(.+?)\r?\n$/s.exec(where.value.stdout) ?? [];
  if (gitFolder === undefined) return err({ kind: 'fault', said: where.value.stdout });
  if (isInside === 'false') {
    // To an outer repository, a bare repository is an ordinary folder.
    const isBare = !leadsOut(relative(gitFolder, folder));
    return askAbove(ask, isBare ? gitFolder : root, file, isEmbedded || !isBare);
  }
  // Treats the path literally, even if it contains brackets and asterisks.
  const listed = await ask(folder, ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', file], [0, 1]);
  if (!listed.ok) return listed;
  if (listed.value.code === 0) return ok('tracked');
  if (!isEmbedded) {
    // With the index, `[ab]` would count as tracked if `a` is.
    const ignored = await ask(folder, ['check-ignore', '--quiet', '--no-index', '--', file], [0, 1]);
    if (!ignored.ok) return ignored;
    if (ignored.value.code === 1) return ok('notIgnored');
  }
  return askAbove(ask, root, file, true);
}

async function askAbove(
  ask: AskGit,
  folder: string,
  file: string,
  isEmbedded: boolean,
): Promise<Outcome<KnownVisibility, GitDoubt>> {
  const above = dirname(folder);
  return above === folder ? ok('safe') : askAbout(ask, above, file, isEmbedded);
}

/**
 * Where to add a line so that Git ignores the file: in the nearest existing `.gitignore`, because it overrides those
 * above, or in a new one at the root. Git doesn't read a `.gitignore` that is a symbolic link; if the one at the root
 * is, `info/exclude` is used. Undefined if there is no repository or none of these.
 */
export async function findIgnoreLine(access: GitAccess, path: string): Promise<IgnoreLine | undefined> {
  const file = await locateFile(path);
  const root = file === undefined ? undefined : await repositoryAround(file.folder);
  if (file === undefined || root === undefined) return undefined;
  for (let { folder } = file; ; folder = dirname(folder)) {
    const gitignore = join(folder, '.gitignore');
    const found = await whatIsAt(gitignore);
    if (found === 'other' || (found === 'nothing' && folder === root)) {
      return { kind: 'gitignore', file: gitignore, path: pathFrom(folder, file.path) };
    }
    if (folder === root) return findExcludeLine(startAsking(access), file.folder, file.path);
  }
}

async function findExcludeLine(ask: AskGit, folder: string, file: string): Promise<IgnoreLine | undefined> {
  const answer = await ask(folder, ['rev-parse', '--show-cdup', '--git-path', 'info/exclude']);
  const [, up, exclude] = (answer.ok ? /^(.*?)\r?\n(.+?)\r?\n$/s.exec(answer.value.stdout) : undefined) ?? [];
  if (up === undefined || exclude === undefined) return undefined;
  // Relative, so that links and upper or lower case stay as they are in the path.
  return { kind: 'exclude', file: resolve(folder, exclude), path: pathFrom(join(folder, up), file) };
}

function pathFrom(folder: string, file: string): string {
  return relative(folder, file).split(sep).join('/');
}

/** A line of a `.gitignore` or similar file. */
export interface IgnoreRule {
  readonly file: string;
  readonly line: string;
  readonly pattern: string;
}

/** The rule that decides whether a file is ignored; undefined if there is none or Git gives no answer. */
export async function findIgnoreRule(access: GitAccess, path: string): Promise<IgnoreRule | undefined> {
  const file = await locateFile(path);
  if (file === undefined) return undefined;
  const answer = await startAsking(access)(
    file.folder,
    ['check-ignore', '--verbose', '--no-index', '--', file.path],
    [0, 1],
  );
  const [, source, line, pattern] = (answer.ok ? /^(.*):(\d+):(.*?)\t/.exec(answer.value.stdout) : undefined) ?? [];
  if (source === undefined || line === undefined || pattern === undefined) return undefined;
  return { file: source, line, pattern };
}

/** The root of a folder's repository, and the URLs of its remotes. */
export interface Remotes {
  readonly root: string;
  readonly urls: readonly string[];
}

/** Undefined outside of a repository. */
export async function readRemotes(access: GitAccess, folder: string): Promise<Outcome<Remotes | undefined, GitDoubt>> {
  const ask = startAsking(access);
  const up = await ask(folder, ['rev-parse', '--show-cdup']);
  if (!up.ok) return (await repositoryAround(folder)) === undefined ? ok(undefined) : up;
  // Git expands abbreviated URLs (`url.….insteadOf`).
  const listed = await ask(folder, ['remote', '--verbose']);
  if (!listed.ok) return listed;
  const lines = listed.value.stdout.split('\n');
  const urls = lines.flatMap((line) => /^[^\t]+\t(.+) \((?:fetch|push)\)/.exec(line)?.[1] ?? []);
  return ok({ root: join(folder, up.value.stdout.trim(), '.'), urls: [...new Set(urls)] });
}

/** The nearest folder, from `folder` upwards, that may contain a repository. `folder` must exist. */
async function repositoryAround(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    if (await mayHoldRepository(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Anything that can't be read may be a repository; an empty folder isn't. */
async function mayHoldRepository(path: string): Promise<boolean> {
  try {
    const stats = await lstat(path);
    return !stats.isDirectory() || (await readdir(path)).length > 0;
  } catch (error) {
    const code = errorCode(error);
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}

async function whatIsAt(path: string): Promise<'nothing' | 'link' | 'other'> {
  return lstat(path).then(
    (stats) => (stats.isSymbolicLink() ? 'link' : 'other'),
    () => 'nothing',
  );
}
