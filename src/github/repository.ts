// Which repository a Git remote names, and how the extension remembers where in it the secrets are.

export interface Repository {
  readonly owner: string;
  readonly name: string;
}

/** The secrets of a repository itself, or of one of its environments. */
export interface SecretsLocation {
  readonly repository: Repository;
  readonly environment: string | undefined;
}

const WEB = 'https://github.com/';

/** GitHub itself; GitHub Enterprise has hosts of its own. */
export const GITHUB_HOST = 'github.com';

/** The host of the pages and remotes that belong to an address of GitHub’s REST API. */
export function githubHost({ hostname, pathname }: Pick<URL, 'hostname' | 'pathname'>): string {
  // https://docs.github.com/en/enterprise-server/rest/using-the-rest-api/getting-started-with-the-rest-api
  if (/^\/api\/v3\/*$/.test(pathname)) return hostname;
  // https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency: api.octocorp.ghe.com
  return /^api\.([^.]+\.ghe\.com)$/.exec(hostname)?.[1] ?? GITHUB_HOST;
}

/** How Git lets the address of a repository be written ("Git URLs" in `git help clone`): host, owner and name. */
const OVER_WEB = /^(?:https?|git):\/\/(?:[^/@\s]+@)?([^/@:\s]+)(?::443)?\/([^/\s]+)\/([^/\s]+?)\/?$/i;
const OVER_SSH: readonly RegExp[] = [
  /^(?:(?:git\+)?ssh|ssh\+git):\/\/(?:[^/@\s]+@)?([^/@:\s]+)(?::\d+)?\/([^/\s]+)\/([^/\s]+?)\/?$/i,
  /^(?:[^/@:\s]+@)?([^/@:\s]+):\/?([^/\s]+)\/([^/\s]+?)\/?$/i,
];

/**
 * The names that GitHub gives; anything else could lead a request astray. A new account begins and ends with a letter
 * or a digit, and has no two hyphens in a row; older ones have kept theirs. The underscore is in `ada_acme`, the name
 * of an account that an enterprise manages.
 */
const OWNER = /^(?=.*[a-z\d])[a-z\d_-]{1,100}$/i;
const NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/;

/** Which GitHub is meant. */
export interface GithubPlace {
  readonly host: string;
  /** What the person’s SSH calls that host, in small letters. */
  readonly aliases: ReadonlySet<string>;
}

const GITHUB: GithubPlace = { host: GITHUB_HOST, aliases: new Set() };

/** The repository that a remote names; undefined when it is not on GitHub. */
export function parseRemote(url: string, place = GITHUB): Repository | undefined {
  const [, host, owner, name] = OVER_WEB.exec(url.trim()) ?? [];
  if (host !== undefined && isWebHost(host, place)) return toRepository(owner, name);
  const ssh = sshParts(url);
  return ssh !== undefined && isSshHost(ssh.host, place) ? toRepository(ssh.owner, ssh.name) : undefined;
}

/** The host of a remote over SSH, as it is written: SSH may know it by another name. */
export function sshHostOf(url: string): string | undefined {
  return sshParts(url)?.host;
}

interface RemoteParts extends Repository {
  readonly host: string;
}

function sshParts(url: string): RemoteParts | undefined {
  for (const pattern of OVER_SSH) {
    const [, host, owner, name] = pattern.exec(url.trim()) ?? [];
    if (host !== undefined && owner !== undefined && name !== undefined) {
      return { host: host.toLowerCase(), owner, name };
    }
  }
  return undefined;
}

/** Whether GitHub’s pages are there. */
export function isWebHost(host: string, place: GithubPlace): boolean {
  return [place.host, `www.${place.host}`].includes(host.toLowerCase());
}

/** Whether SSH reaches GitHub there; `ssh.github.com` is its SSH over the port of https. */
export function isSshHost(host: string, { host: github, aliases }: GithubPlace): boolean {
  const known = github === GITHUB_HOST ? [github, `ssh.${github}`] : [github];
  return known.includes(host.toLowerCase()) || aliases.has(host.toLowerCase());
}

/** `owner/name`, as GitHub itself writes it. */
export function fullName({ owner, name }: Repository): string {
  return `${owner}/${name}`;
}

export function isSameRepository(one: Repository, other: Repository): boolean {
  return fullName(one).toLowerCase() === fullName(other).toLowerCase();
}

/** The URI by which the location is remembered. */
export function secretsUri({ repository, environment }: SecretsLocation): string {
  const fragment = environment === undefined ? '' : `#${new URLSearchParams({ environment }).toString()}`;
  return `${WEB}${fullName(repository)}${fragment}`;
}

/** Undefined when it is not what {@link secretsUri} has made. */
export function parseSecretsUri(uri: string): SecretsLocation | undefined {
  if (!uri.startsWith(WEB)) return undefined;
  const [path = '', fragment = ''] = uri.slice(WEB.length).split('#');
  const [owner = '', name = '', ...others] = path.split('/');
  const repository = others.length === 0 ? toRepository(owner, name) : undefined;
  if (repository === undefined) return undefined;
  return { repository, environment: new URLSearchParams(fragment).get('environment') ?? undefined };
}

/** `name`: as in a remote, where Git’s ending is no part of it. */
export function toRepository(owner = '', name = ''): Repository | undefined {
  const bare = name.replace(/\.git$/i, '');
  return OWNER.test(owner) && NAME.test(bare) ? { owner, name: bare } : undefined;
}
