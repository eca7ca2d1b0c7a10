// What Git itself says about a file. None of it knows VS Code.
import { execFile } from 'node:child_process';
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';

/** `safe`: ignored, in no repository, or there is no Git. */
export type GitVisibility = 'tracked' | 'notIgnored' | 'safe';

/** A `.gitignore`, and the file to be ignored as it is named there: from its folder, with `/` between names. */
export interface IgnoreLine {
  readonly gitignore: string;
  readonly path: string;
}

const TIMEOUT_MILLISECONDS = 5000;

/** Whoever started VS Code from a hook or as the editor of a commit has pointed these at another repository. */
const VARIABLES_OF_A_REPOSITORY = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_NAMESPACE',
];

/** Whether a commit would take a file along. `programs`: where Git may be; the first that starts is asked. */
export async function readVisibilityToGit(programs: readonly string[], path: string): Promise<GitVisibility> {
  const file = await resolvePath(path);
  const git = (...args: string[]) => run(programs, dirname(file), args);
  if ((await git('rev-parse', '--is-inside-work-tree')).stdout.trim() !== 'true') return 'safe';
  // A path is a path, whatever brackets and asterisks it has.
  const listed = await git('--literal-pathspecs', 'ls-files', '--error-unmatch', '--', file);
  if (listed.code === 0) return 'tracked';
  // 0: ignored, 1: not ignored, anything else: Git could not tell. With the index, `[ab]` would be a tracked `a`, too.
  return (await git('check-ignore', '--quiet', '--no-index', '--', file)).code === 1 ? 'notIgnored' : 'safe';
}

/**
 * Where a line would make Git ignore the file: in the nearest `.gitignore` that is there, because that one overrules
 * all above it, or in a new one at the root. Undefined outside of a repository.
 */
export async function findIgnoreLine(programs: readonly string[], path: string): Promise<IgnoreLine | undefined> {
  const file = await resolvePath(path);
  const answer = await run(programs, dirname(file), ['rev-parse', '--show-cdup']);
  if (answer.code !== 0) return undefined;
  // Relative, so that links and letter cases are as in the path.
  const root = join(dirname(file), answer.stdout.trim());
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const gitignore = join(folder, '.gitignore');
    if (relative(root, folder) === '' || (await isThere(gitignore))) {
      return { gitignore, path: relative(folder, file).split(sep).join('/') };
    }
  }
}

/** Where a folder belongs to: the root of its repository, and the addresses of the remotes. */
export interface Remotes {
  readonly root: string;
  readonly urls: readonly string[];
}

/** Undefined outside of a repository. */
export async function readRemotes(programs: readonly string[], folder: string): Promise<Remotes | undefined> {
  const up = await run(programs, folder, ['rev-parse', '--show-cdup']);
  if (up.code !== 0) return undefined;
  // Git writes out what the person has abbreviated (`url.….insteadOf`).
  const listed = await run(programs, folder, ['remote', '--verbose']);
  const urls = listed.stdout.split('\n').flatMap((line) => /^[^\t]+\t(.+) \((?:fetch|push)\)/.exec(line)?.[1] ?? []);
  return { root: join(folder, up.stdout.trim(), '.'), urls: [...new Set(urls)] };
}

/** What is written is the file at the end of a link, and Git looks through no linked folder. */
async function resolvePath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const folder = await realpath(dirname(path)).catch(() => dirname(path));
    return join(folder, basename(path));
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

interface GitAnswer {
  /** Undefined: Git is not there, or took too long. */
  readonly code: number | undefined;
  readonly stdout: string;
}

async function run(programs: readonly string[], folder: string, args: readonly string[]): Promise<GitAnswer> {
  for (const program of programs) {
    const answer = await runProgram(program, folder, args);
    if (answer.code !== undefined) return answer;
  }
  return { code: undefined, stdout: '' };
}

function runProgram(program: string, folder: string, args: readonly string[]): Promise<GitAnswer> {
  const foreign = new Set(VARIABLES_OF_A_REPOSITORY);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.has(name.toUpperCase())));
  const options = { cwd: folder, env, timeout: TIMEOUT_MILLISECONDS, windowsHide: true };
  // A monitor that the repository names is not started.
  const all = ['-c', 'core.fsmonitor=false', ...args];
  return new Promise((answer) => {
    try {
      execFile(program, all, options, (error, stdout) => {
        const code = error === null ? 0 : error.code;
        answer({ code: typeof code === 'number' ? code : undefined, stdout });
      });
    } catch {
      // A NUL in a path, or a path longer than the system takes, throws at once.
      answer({ code: undefined, stdout: '' });
    }
  });
}
