import { ok } from '../base/outcome';
import type { Secret } from '../base/secret';
import type { GithubApi } from './githubApi';
import type { GithubOutcome } from './githubFailures';
import type { SecretsLocation } from './repository';
import { seal } from './sealing';

/** A value under the name by which workflows ask for it. */
export interface NamedValue {
  readonly name: string;
  readonly value: string | Secret;
}

/** Writes each value, encrypted for that location; what was written before a failure stays written. */
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

/** Those of the names that are there already. GitHub ignores case. */
export async function takenNames(
  api: GithubApi,
  location: SecretsLocation,
  names: readonly string[],
  signal: AbortSignal,
): GithubOutcome<readonly string[]> {
  const listed = await api.secretNames(location, signal);
  if (!listed.ok) return listed;
  const taken = new Set(listed.value.map((name) => name.toUpperCase()));
  return ok(names.filter((name) => taken.has(name)));
}

export async function deleteNames(
  api: GithubApi,
  location: SecretsLocation,
  names: readonly string[],
  signal: AbortSignal,
): GithubOutcome<void> {
  for (const name of names) {
    const deleted = await api.deleteSecret(location, name, signal);
    if (!deleted.ok) return deleted;
  }
  return ok(undefined);
}
