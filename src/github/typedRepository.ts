// The repository that a person types or pastes: `owner/name`, or any URL of it.
import { err, ok, type Outcome } from '../base/outcome';
import { isSshHost, isWebHost, toRepository, type GithubPlace, type Repository } from './repository';

/** Why the typed text can't be a repository. */
export type RepositoryProblem = 'empty' | 'repositoryUnfinished' | 'repositoryCharacters' | 'repositoryElsewhere';

const URL_OF_REPOSITORY = /^(https?|git|(?:git\+)?ssh|ssh\+git):\/\/(?:[^/@]*@)?([^/@:]*)(?::\d*)?(?:\/(.*))?$/i;
const SCP_ADDRESS = /^(?:[^/@:]+@)?([^/@:]+):\/?(.*)$/;
const HOST_WITH_DOT = /^[a-z\d-]+(?:\.[a-z\d-]+)+$/i;
/** As GitHub's pages and shell prompts show it. */
const CLONE_COMMAND = /^(?:\$\s+)?(?:git|gh\s+repo)\s+clone\s+/i;
/** Invisible formatting characters, which web pages and chats add. */
const WITHOUT_SHAPE = /\p{Cf}+/gu;

/** GitHub's own pages, whose URLs look like those of a repository. */
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

/** Whether the text leads to GitHub, and the path it names there. */
interface Address {
  readonly isOnGithub: boolean;
  /** Undefined if only the host has been typed so far. */
  readonly path: string | undefined;
}

/** Accepts what people paste: a URL of the repository or of one of its pages, or a command that clones it. */
export function parseTypedRepository(text: string, place: GithubPlace): Outcome<Repository, RepositoryProblem> {
  const typed = withoutWrapping(text);
  if (typed === '') return err('empty');
  const { isOnGithub, path } = readAddress(typed, place);
  if (path === undefined) return err('repositoryUnfinished');
  if (!isOnGithub) return err('repositoryElsewhere');
  const [owner = '', name = ''] = path.replace(/[?#].*$/, '').split('/');
  if (NO_OWNERS.has(owner.toLowerCase())) return err('repositoryCharacters');
  // If the owner is invalid, typing a name won't help, so this isn't "unfinished".
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
  // Account names contain no dot, so a first part with a dot is another host if a path follows.
  return { isOnGithub: rest.length === 0 || !HOST_WITH_DOT.test(first), path: [first, ...rest].join('/') };
}

/** A host without a dot is an alias from the person's SSH configuration: anyone who types it here means GitHub. */
function isAtSsh(host: string, place: GithubPlace): boolean {
  return isSshHost(host, place) || !host.includes('.');
}

function withoutWrapping(text: string): string {
  const shown = text.replace(WITHOUT_SHAPE, '').trim();
  const words = shown.replace(CLONE_COMMAND, '');
  // In a clone command, options precede the URL and the folder follows it.
  const address = words === shown ? shown : (words.split(/\s+/).find((word) => !word.startsWith('-')) ?? '');
  return address.replace(/^[<"'`]+|[>"'`]+$/g, '').replace(/\s*\/\s*/g, '/');
}
