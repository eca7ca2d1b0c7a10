// Which repository a Git remote belongs to, and the URI under which the extension remembers the location of its
// secrets.

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

/** github.com; GitHub Enterprise has its own hosts. */
export const GITHUB_HOST = 'github.com';

/** The host of the web pages and remotes that belong to a REST API URL. */
export function githubHost({ hostname, pathname }: Pick<URL, 'hostname' | 'pathname'>): string {
  // https://docs.github.com/en/enterprise-server/rest/using-the-rest-api/getting-started-with-the-rest-api
  if (/^\/api\/v3\/*$/.test(pathname)) return hostname;
  // https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency: api.octocorp.ghe.com
  return /^api\.([^.]+\.ghe\.com)$/.exec(hostname)?.[1] ?? GITHUB_HOST;
}

/** The URL forms of a repository that Git accepts ("Git URLs" in `git help clone`): host, owner and name. */
const OVER_WEB = /^(?:https?|git):\/\/(?:[^/@\s]+@)?([^/@:\s]+)(?::443)?\/([^/\s]+)\/([^/\s]+?)\/?$/i;
const OVER_SSH: readonly RegExp[] = [
  /^(?:(?:git\+)?ssh|ssh\+git):\/\/(?:[^/@\s]+@)?([^/@:\s]+)(?::\d+)?\/([^/\s]+)\/([^/\s]+?)\/?$/i,
  /^(?:[^/@:\s]+@)?([^/@:\s]+):\/?([^/\s]+)\/([^/\s]+?)\/?$/i,
];

/**
 * The names that GitHub allows; anything else could direct a request elsewhere. New accounts start and end with a
 * letter or digit and have no two hyphens in a row; older ones have kept other names. The underscore is for accounts
 * managed by an enterprise, such as `ada_acme`.
 */
const OWNER = /^(?=.*[a-z\d])[a-z\d_-]{1,100}$/i;
const NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/;

/** Which GitHub: github.com or an Enterprise host. */
export interface GithubPlace {
  readonly host: string;
  /** The names for this host in the person's SSH configuration, in lower case. */
  readonly aliases: ReadonlySet<string>;
}

const GITHUB: GithubPlace = { host: GITHUB_HOST, aliases: new Set() };

/** The repository of a remote; undefined if it isn't on this GitHub. */
export function parseRemote(url: string, place = GITHUB): Repository | undefined {
  const [, host, owner, name] = OVER_WEB.exec(url.trim()) ?? [];
  if (host !== undefined && isWebHost(host, place)) return toRepository(owner, name);
  const ssh = sshParts(url);
  return ssh !== undefined && isSshHost(ssh.host, place) ? toRepository(ssh.owner, ssh.name) : undefined;
}

/** The host of an SSH remote, in lower case; it may be an alias from the SSH configuration. */
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

/** Whether this host serves GitHub's web pages. */
export function isWebHost(host: string, place: GithubPlace): boolean {
  return [place.host, `www.${place.host}`].includes(host.toLowerCase());
}

/** Whether SSH connects to GitHub under this host; `ssh.github.com` is its SSH over the HTTPS port. */
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

/** The URI under which the location is stored. */
export function secretsUri({ repository, environment }: SecretsLocation): string {
  const fragment = environment === undefined ? '' : `#${new URLSearchParams({ environment }).toString()}`;
  return `${WEB}${fullName(repository)}${fragment}`;
}

/** Undefined if the URI wasn't made by {@link secretsUri}. */
export function parseSecretsUri(uri: string): SecretsLocation | undefined {
  if (!uri.startsWith(WEB)) return undefined;
  const [path = '', fragment = ''] = uri.slice(WEB.length).split('#');
  const [owner = '', name = '', ...others] = path.split('/');
  const repository = others.length === 0 ? toRepository(owner, name) : undefined;
  if (repository === undefined) return undefined;
  return { repository, environment: new URLSearchParams(fragment).get('environment') ?? undefined };
}

/** `name` may have the `.git` suffix that remotes use. */
export function toRepository(owner = '', name = ''): Repository | undefined {
  const bare = name.replace(/\.git$/i, '');
  return OWNER.test(owner) && NAME.test(bare) ? { owner, name: bare } : undefined;
}
