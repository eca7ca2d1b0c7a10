import { asConfirmed } from '../../../src/http/confirmedUrl';
import { createGithubApi, type GithubApi } from '../../../src/github/githubApi';
import { parseRemote, type SecretsLocation } from '../../../src/github/repository';
import { Secret } from '../../../src/base/secret';
import type { Github } from '../../github/standIn';

/** Short pauses, but as many retries as the real one. */
const RETRY_POLICY = { retries: 3, firstPauseMilliseconds: 1, patienceMilliseconds: 2000 };

export const never = new AbortController().signal;

export function connect(
  github: Github,
  { timeoutMilliseconds = 5000, token = github.token, onRetry = () => undefined } = {},
): GithubApi {
  const endpoint = { baseUrl: asConfirmed(new URL(github.url)), timeoutMilliseconds };
  return createGithubApi(endpoint, new Secret('githubToken', token), { retryPolicy: RETRY_POLICY, onRetry });
}

export function placeIn(repository: string, environment?: string): SecretsLocation {
  const parsed = parseRemote(`https://github.com/${repository}.git`);
  if (parsed === undefined) throw new Error(`${repository} is no name of a repository`);
  return { repository: parsed, environment };
}
