// Runs Git with a time limit, and explains why it gave no answer.
import { err, ok, type Outcome } from '../../base/outcome';
import type { GitDoubt } from '../../messages/failures/failureKinds';
import { runProgram } from '../settings/programs';

/** How Git may be run. */
export interface GitAccess {
  /** Possible programs; the first that starts is used. */
  readonly programs: readonly string[];
  /** False: Git must not be run, because it runs programs from a repository's configuration. */
  readonly isTrusted: boolean;
  readonly signal?: AbortSignal | undefined;
  /** For all calls together. */
  readonly timeoutMilliseconds?: number;
}

interface GitAnswer {
  readonly code: number;
  readonly stdout: string;
}

/** Runs Git in a folder. `answers`: exit codes that are answers; any other is an error. */
export type AskGit = (
  folder: string,
  args: readonly string[],
  answers?: readonly number[],
) => Promise<Outcome<GitAnswer, GitDoubt>>;

const TIMEOUT_MILLISECONDS = 5000;

/**
 * Set if VS Code was started by a Git hook or as the editor of a commit, and then they may refer to another repository.
 * The last ones change how paths are interpreted, or where the search for a repository ends.
 */
const VARIABLES_OF_ANOTHER_CALL = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_NAMESPACE',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_CEILING_DIRECTORIES',
]);

/** Starts a series of Git calls that share one time limit. */
export function startAsking({
  programs,
  isTrusted,
  signal,
  timeoutMilliseconds = TIMEOUT_MILLISECONDS,
}: GitAccess): AskGit {
  const end = performance.now() + timeoutMilliseconds;
  const env = environment();
  return async (folder, args, answers = [0]) => {
    if (!isTrusted) return err({ kind: 'notTrusted' });
    // Doesn't start a file system monitor from the repository's configuration.
    const all = ['-C', folder, '-c', 'core.fsmonitor=false', ...args];
    for (const program of programs) {
      const left = Math.ceil(end - performance.now());
      if (left <= 0) return err({ kind: 'tookTooLong' });
      const answer = await runProgram(program, all, { timeoutMilliseconds: left, env, signal });
      switch (answer.kind) {
        case 'notFound':
        case 'notStarted':
          continue;
        case 'timeout':
          return err({ kind: 'tookTooLong' });
        case 'cut':
        case 'cancelled':
          return err({ kind: 'stopped' });
        case 'exited':
          return answers.includes(answer.code) ? ok(answer) : err(doubtOf(answer));
      }
    }
    return err({ kind: 'noGit' });
  };
}

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !VARIABLES_OF_ANOTHER_CALL.has(name.toUpperCase()));
  return {
    ...Object.fromEntries(own),
    // Git's messages are parsed, so they have to be in English.
    LC_ALL: 'C',
    // A commit from the root also includes file systems that are mounted below it.
    GIT_DISCOVERY_ACROSS_FILESYSTEM: '1',
  };
}

/** Since 2.35.2, Git refuses repositories of another owner, and suggests a command. */
function doubtOf({ code, stderr }: { readonly code: number; readonly stderr: string }): GitDoubt {
  const command = /^\s*(git config --global --add safe\.directory .+?)\s*$/m.exec(stderr)?.[1];
  if (command !== undefined) return { kind: 'otherOwner', command };
  const lines = stderr.split(/\r?\n/);
  const said = lines.find((line) => line.startsWith('fatal: ')) ?? lines.find((line) => line.trim() !== '');
  return { kind: 'fault', said: said?.replace(/^(?:fatal|error): /, '') ?? `exit code ${String(code)}` };
}
