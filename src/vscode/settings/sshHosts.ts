// The real hosts behind SSH aliases in Git remotes. Doesn't use VS Code.
import { runProgram } from './programs';

/** Possible host names: no spaces, no characters with a meaning for shells, nothing that could be read as an option. */
const HOST = /^[a-z\d][a-z\d._-]{0,252}$/i;

/** Per host: the configuration may make SSH run a command that hangs. */
const TIMEOUT_MILLISECONDS = 2000;

/** One process is started per host, so the number is limited for repositories with hundreds of remotes. */
const MOST_HOSTS = 8;

/**
 * The real hosts behind names from `~/.ssh/config`, such as `Host github-work`.
 *
 * `ssh -G` makes no connection. But it reads the person's configuration, which may run a command for a host (`Match
 * exec`), and the host name comes from the repository. That is acceptable in trusted workspaces only: the person wrote
 * the command, every `git fetch` there runs it for the same name, and the name contains no characters with a meaning
 * for shells. The repository's own SSH command (`core.sshCommand`) isn't run.
 */
export async function readSshHosts(hosts: Iterable<string>, program = 'ssh'): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(hosts)].filter((host) => HOST.test(host)).slice(0, MOST_HOSTS);
  const answers = await Promise.all(asked.map(async (host) => [host, await readSshHost(program, host)] as const));
  return new Map(answers.flatMap(([host, answer]) => (answer === undefined ? [] : [[host, answer] as const])));
}

/** Undefined if there is no SSH or it gives no answer. */
async function readSshHost(program: string, host: string): Promise<string | undefined> {
  const answer = await runProgram(program, ['-G', '--', host], { timeoutMilliseconds: TIMEOUT_MILLISECONDS });
  if (answer.kind !== 'exited' || answer.code !== 0) return undefined;
  return /^hostname[ \t]+(\S+)/im.exec(answer.stdout)?.[1]?.toLowerCase();
}
