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

/**
 * How Git lets the address of a repository be written ("Git URLs" in `git help clone`), for github.com alone;
 * `ssh.github.com` is GitHub's SSH over the port of https.
 */
const REMOTES: readonly RegExp[] = [
  /^(?:https?|git):\/\/(?:[^/@\s]+@)?(?:www\.)?github\.com(?::443)?\/([^/\s]+)\/([^/\s]+?)\/?$/i,
  /^(?:git\+)?ssh:\/\/(?:[^/@\s]+@)?(?:ssh\.)?github\.com(?::\d+)?\/([^/\s]+)\/([^/\s]+?)\/?$/i,
  /^(?:[^/@:\s]+@)?(?:ssh\.)?github\.com:\/?([^/\s]+)\/([^/\s]+?)\/?$/i,
];

/** The names that GitHub gives; anything else could lead a request astray. */
const OWNER = /^[a-z\d](?:[a-z\d_-]{0,98}[a-z\d])?$/i;
const NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/;

/** The repository that a remote names; undefined when it is not on github.com. */
export function parseRemote(url: string): Repository | undefined {
  for (const pattern of REMOTES) {
    const [, owner, name] = pattern.exec(url.trim()) ?? [];
    if (owner !== undefined && name !== undefined) return toRepository(owner, name.replace(/\.git$/i, ''));
  }
  return undefined;
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

function toRepository(owner: string, name: string): Repository | undefined {
  return OWNER.test(owner) && NAME.test(name) ? { owner, name } : undefined;
}
