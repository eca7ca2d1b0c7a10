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

/** Writes each value, encrypted for that place; what was written before a failure stays written. */
export async function putValues(
  api: GithubApi,
  place: SecretsLocation,
  values: readonly NamedValue[],
  signal: AbortSignal,
): GithubOutcome<void> {
  const key = await api.publicKey(place, signal);
  if (!key.ok) return key;
  for (const { name, value } of values) {
    const written = await api.putSecret(place, name, await seal(value, key.value), key.value.id, signal);
    if (!written.ok) return written;
  }
  return ok(undefined);
}

/** Those of the names that a place has already. GitHub does not tell small letters from capitals. */
export async function takenNames(
  api: GithubApi,
  place: SecretsLocation,
  names: readonly string[],
  signal: AbortSignal,
): GithubOutcome<readonly string[]> {
  const listed = await api.secretNames(place, signal);
  if (!listed.ok) return listed;
  const taken = new Set(listed.value.map((name) => name.toUpperCase()));
  return ok(names.filter((name) => taken.has(name)));
}

export async function deleteNames(
  api: GithubApi,
  place: SecretsLocation,
  names: readonly string[],
  signal: AbortSignal,
): GithubOutcome<void> {
  for (const name of names) {
    const deleted = await api.deleteSecret(place, name, signal);
    if (!deleted.ok) return deleted;
  }
  return ok(undefined);
}
