// Which repository a person means: `owner/name`, or whatever address of it they have at hand.
import { err, ok, type Outcome } from '../base/outcome';
import { isSshHost, isWebHost, toRepository, type GithubPlace, type Repository } from './repository';

/** Why what is typed cannot name a repository. */
export type RepositoryProblem = 'empty' | 'repositoryUnfinished' | 'repositoryCharacters' | 'repositoryElsewhere';

const URL_OF_REPOSITORY = /^(https?|git|(?:git\+)?ssh|ssh\+git):\/\/(?:[^/@]*@)?([^/@:]*)(?::\d*)?(?:\/(.*))?$/i;
const SCP_ADDRESS = /^(?:[^/@:]+@)?([^/@:]+):\/?(.*)$/;
const HOST_WITH_DOT = /^[a-z\d-]+(?:\.[a-z\d-]+)+$/i;
/** As GitHub’s own pages and shells show it. */
const CLONE_COMMAND = /^(?:\$\s+)?(?:git|gh\s+repo)\s+clone\s+/i;
/** What has no shape: web pages and chats add it unseen. */
const WITHOUT_SHAPE = /\p{Cf}+/gu;

/** Pages of GitHub itself, whose address has the form of one of a repository. */
const NO_OWNERS: ReadonlySet<string> = new Set([
  'apps',
  'enterprises',
  'features',
  'login',
  'marketplace',
  'notifications',
  'organizations',
  'orgs',
  'repos',
  'settings',
  'sponsors',
  'topics',
  'users',
]);

/** Where the text leads, and what it says of the place there. */
interface Address {
  readonly isOnGithub: boolean;
  /** Undefined: no more than the host is typed yet. */
  readonly path: string | undefined;
}

/** Takes what people paste: any address of the repository, of one of its pages, or a command that clones it. */
export function parseTypedRepository(text: string, place: GithubPlace): Outcome<Repository, RepositoryProblem> {
  const typed = withoutWrapping(text);
  if (typed === '') return err('empty');
  const { isOnGithub, path } = readAddress(typed, place);
  if (path === undefined) return err('repositoryUnfinished');
  if (!isOnGithub) return err('repositoryElsewhere');
  const [owner = '', name = ''] = path.replace(/[?#].*$/, '').split('/');
  if (NO_OWNERS.has(owner.toLowerCase())) return err('repositoryCharacters');
  // Where one of the two cannot be right, more of it would not help.
  const isUnfinished = name === '' && toRepository(owner, 'name') !== undefined;
  if (owner === '' || isUnfinished) return err('repositoryUnfinished');
  const repository = toRepository(owner, name);
  return repository === undefined ? err('repositoryCharacters') : ok(repository);
}

function readAddress(typed: string, place: GithubPlace): Address {
  const [, scheme, host = '', path] = URL_OF_REPOSITORY.exec(typed) ?? [];
  if (scheme !== undefined) {
    return { isOnGithub: /ssh/i.test(scheme) ? isAtSsh(host, place) : isWebHost(host, place), path };
  }
  const [, alias, afterColon] = SCP_ADDRESS.exec(typed) ?? [];
  if (alias !== undefined) return { isOnGithub: isAtSsh(alias, place), path: afterColon };
  const [first = '', ...rest] = typed.replace(/^(?:[^/@:]*@)?\/*/, '').split('/');
  if (isWebHost(first, place)) return { isOnGithub: true, path: rest.length === 0 ? undefined : rest.join('/') };
  // No account has a dot in its name: with more behind it, it is the host of somebody else.
  return { isOnGithub: rest.length === 0 || !HOST_WITH_DOT.test(first), path: [first, ...rest].join('/') };
}

/** A name without a dot is one that this person’s SSH has for some host: who types it here means GitHub. */
function isAtSsh(host: string, place: GithubPlace): boolean {
  return isSshHost(host, place) || !host.includes('.');
}

function withoutWrapping(text: string): string {
  const shown = text.replace(WITHOUT_SHAPE, '').trim();
  const words = shown.replace(CLONE_COMMAND, '');
  // After the address a clone names the folder, and before it how to clone.
  const address = words === shown ? shown : (words.split(/\s+/).find((word) => !word.startsWith('-')) ?? '');
  return address.replace(/^[<"'`]+|[>"'`]+$/g, '').replace(/\s*\/\s*/g, '/');
}
