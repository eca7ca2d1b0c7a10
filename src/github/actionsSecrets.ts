import { ok, type Cancelled } from '../base/outcome';
import type { Secret } from '../base/secret';
import type { GithubApi } from './githubApi';
import type { GithubFailure, GithubOutcome } from './githubFailures';
import type { SecretsLocation } from './repository';
import { seal } from './sealing';

/** A value, under the name by which workflows refer to it. */
export interface NamedValue {
  readonly name: string;
  readonly value: string | Secret;
}

/** Encrypts and writes each value. After a failure, the values written before it stay. */
export async function putValues(
  api: GithubApi,
  location: SecretsLocation,
  values: readonly NamedValue[],
  signal: AbortSignal,
): GithubOutcome<void> {
  const key = await api.publicKey(location, signal);
  if (!key.ok) return key;
  for (const { name, value } of values) {
    const written = await api.putSecret(location, name, await seal(value, key.value), key.value.id, signal);
    if (!written.ok) return written;
  }
  return ok(undefined);
}

/**
 * The names that already exist as secrets; none if the environment was deleted, as its secrets went with it. GitHub
 * ignores case.
 */
export async function takenNames(
  api: GithubApi,
  location: SecretsLocation,
  names: readonly string[],
  signal: AbortSignal,
): GithubOutcome<readonly string[]> {
  const listed = await api.secretNames(location, signal);
  if (!listed.ok) return (await isGone(api, location, listed.error, signal)) ? ok([]) : listed;
  const taken = new Set(listed.value.map((name) => name.toUpperCase()));
  return ok(names.filter((name) => taken.has(name)));
}

/**
 * Deletes the secrets that exist. A "not found" only counts as deleted if the list confirms it: GitHub also answers
 * like this to an account that isn't allowed to see the repository.
 */
export async function deleteNames(
  api: GithubApi,
  location: SecretsLocation,
  names: readonly string[],
  signal: AbortSignal,
): GithubOutcome<void> {
  const there = await takenNames(api, location, names, signal);
  if (!there.ok) return there;
  for (const name of there.value) {
    const deleted = await api.deleteSecret(location, name, signal);
    if (!deleted.ok && !(await wasDeleted(api, location, name, deleted.error, signal))) return deleted;
  }
  return ok(undefined);
}

/** Whether the secret is gone: somebody else may have deleted it in the meantime. */
async function wasDeleted(
  api: GithubApi,
  location: SecretsLocation,
  name: string,
  error: GithubFailure | Cancelled,
  signal: AbortSignal,
): Promise<boolean> {
  if (error.kind !== 'githubNotFound') return false;
  const left = await takenNames(api, location, [name], signal);
  return left.ok && left.value.length === 0;
}

/** Whether the repository exists but no longer has this environment. */
async function isGone(
  api: GithubApi,
  { repository, environment }: SecretsLocation,
  error: GithubFailure | Cancelled,
  signal: AbortSignal,
): Promise<boolean> {
  if (error.kind !== 'githubNotFound' || environment === undefined) return false;
  const environments = await api.environments(repository, signal);
  return environments.ok && !environments.value.some((name) => name.toLowerCase() === environment.toLowerCase());
}
