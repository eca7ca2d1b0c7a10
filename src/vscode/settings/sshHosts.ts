// What the person's SSH makes of a host that a Git remote names. None of it knows VS Code.
import { runProgram } from './programs';

/** What can be the name of a host: no blank, no character of a shell, and nothing that would be taken for an option. */
const HOST = /^[a-z\d][a-z\d._-]{0,252}$/i;

/** For one host: the configuration may make SSH run a command that hangs. */
const TIMEOUT_MILLISECONDS = 2000;

/** One process is started for each host, so a repository with hundreds of remotes is cut short. */
const MOST_HOSTS = 8;

/**
 * The hosts that SSH would connect to, by the name that stands in `~/.ssh/config` for each (`Host github-work`).
 *
 * `ssh -G` connects nowhere. It reads the person's own configuration, which can have a command run for a host (`Match
 * exec`), and the name of the host comes from the repository. That is acceptable in a workspace that is trusted, and
 * nowhere else: the command is one that the person has written, every `git fetch` there runs it for the same name, and
 * the name has no character that a shell would take for anything else. What the repository says about SSH itself
 * (`core.sshCommand`) is not run.
 */
export async function readSshHosts(hosts: Iterable<string>, program = 'ssh'): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(hosts)].filter((host) => HOST.test(host)).slice(0, MOST_HOSTS);
  const answers = await Promise.all(asked.map(async (host) => [host, await readSshHost(program, host)] as const));
  return new Map(answers.flatMap(([host, answer]) => (answer === undefined ? [] : [[host, answer] as const])));
}

/** Undefined where there is no SSH, or none that says so. */
async function readSshHost(program: string, host: string): Promise<string | undefined> {
  const answer = await runProgram(program, ['-G', '--', host], { timeoutMilliseconds: TIMEOUT_MILLISECONDS });
  if (answer.kind !== 'exited' || answer.code !== 0) return undefined;
  return /^hostname[ \t]+(\S+)/im.exec(answer.stdout)?.[1]?.toLowerCase();
}
