// Asking Git, within a time, and why it has not answered.
import { err, ok, type Outcome } from '../../base/outcome';
import type { GitDoubt } from '../../messages/failures/failureKinds';
import { runProgram } from '../settings/programs';

/** How Git may be asked. */
export interface GitAccess {
  /** Where it may be; the first that starts is asked. */
  readonly programs: readonly string[];
  /** False: it must not be started, because it runs what the configuration of a repository names. */
  readonly isTrusted: boolean;
  readonly signal?: AbortSignal | undefined;
  /** For all that is asked together. */
  readonly timeoutMilliseconds?: number;
}

interface GitAnswer {
  readonly code: number;
  readonly stdout: string;
}

/** Asks Git in a folder. `answers`: the codes to exit with that say something; any other is a fault. */
export type AskGit = (
  folder: string,
  args: readonly string[],
  answers?: readonly number[],
) => Promise<Outcome<GitAnswer, GitDoubt>>;

const TIMEOUT_MILLISECONDS = 5000;

/**
 * Whoever started VS Code from a hook or as the editor of a commit has pointed these at another repository; the last ones
 * say how paths are meant, or where to stop looking for the repository.
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

/** Begins a conversation with Git: however much is asked in it, it is over within its time. */
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
    // A monitor that the repository names is not started.
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
    // A commit from the root takes along what is mounted below it, too.
    GIT_DISCOVERY_ACROSS_FILESYSTEM: '1',
  };
}

/** Since 2.35.2 Git refuses a repository of another owner, and says what to run. */
function doubtOf({ code, stderr }: { readonly code: number; readonly stderr: string }): GitDoubt {
  const command = /^\s*(git config --global --add safe\.directory .+?)\s*$/m.exec(stderr)?.[1];
  if (command !== undefined) return { kind: 'otherOwner', command };
  const lines = stderr.split(/\r?\n/);
  const said = lines.find((line) => line.startsWith('fatal: ')) ?? lines.find((line) => line.trim() !== '');
  return { kind: 'fault', said: said?.replace(/^(?:fatal|error): /, '') ?? `exit code ${String(code)}` };
}
