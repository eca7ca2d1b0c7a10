// Where the extension has written what, so that it can be brought up to date, and cleared when it is forgotten.
import vscode = require('vscode');
import { flagValues, targetOf, type AccountRecord, type WrittenLocation } from '../../credentials/account';
import { flagsFor, type Flag } from '../../agoras/flags';
import { ok, type Outcome } from '../../base/outcome';
import type { AccountStore } from '../accounts/accountStore';
import { unixNow } from '../../base/time';
import { fingerprintsOf } from '../../credentials/fingerprint';
import type { OpenAccount, WrittenFlags } from '../destinations/destination';
import { formatOf, serviceOf } from '../destinations/destinationList';
import type { CommandFailure } from '../../messages/failureKinds';
import { refuseLinkOutside } from '../files/restrictedLinks';

/**
 * Taken before an account is renewed: afterwards nobody would recognise the old values as the extension's own. An
 * account whose secrets cannot be read has nothing that could be recognised.
 */
export async function readWrittenFlags(accounts: AccountStore): Promise<WrittenFlags> {
  const written = new Map<string, readonly Flag[]>();
  for (const record of accounts.list()) {
    const places = record.written.filter(holdsValues);
    if (places.length === 0) continue;
    const secrets = await accounts.readSecrets(record);
    if (!secrets.ok) continue;
    for (const place of places) {
      const flags = flagsFor(targetOf(place), flagValues(record, secrets.value));
      written.set(place.uri, [...(written.get(place.uri) ?? []), ...flags]);
    }
  }
  return written;
}

/**
 * Remembers a place before it is written to, beside what stands there already: cut off in between, forgetting still
 * finds both. Gives the way back, for a write that was not made.
 */
export async function announcePlace(
  accounts: AccountStore,
  id: string,
  place: WrittenLocation,
): Promise<() => Promise<void>> {
  if (accounts.find(id)?.written.some(holdsSame(place)) === true) return () => Promise.resolve();
  await accounts.update(id, (record) => ({ ...record, written: [...record.written, place] }));
  const isAnother = (other: WrittenLocation) => !holdsSame(place)(other);
  return () => accounts.update(id, (record) => ({ ...record, written: record.written.filter(isAnother) }));
}

/** Remembers a place for an account. A file holds the values of one account, so the others no longer stand there. */
export async function rememberPlace(accounts: AccountStore, id: string, place: WrittenLocation): Promise<void> {
  for (const { id: owner } of accounts.list()) {
    const isOwner = owner === id;
    if (!isOwner && !holdsValues(place)) continue;
    await accounts.update(owner, (record) => ({
      ...record,
      written: [...record.written.filter(isElsewhere(place)), ...(isOwner ? [place] : [])],
    }));
  }
}

export async function forgetPlace(accounts: AccountStore, id: string, place: WrittenLocation): Promise<void> {
  await accounts.update(id, (record) => ({ ...record, written: record.written.filter(isElsewhere(place)) }));
}

/**
 * Writes a place anew with what the account holds now, as far as what was written there still stands. `place`: what it
 * is to be from now on.
 */
export async function rewritePlace(
  accounts: AccountStore,
  { record, secrets }: OpenAccount,
  place: WrittenLocation,
  before: WrittenFlags,
): Promise<Outcome<unknown, CommandFailure>> {
  const allowed = await refuseOutside(place);
  if (!allowed.ok) return allowed;
  const flags = flagsFor(targetOf(place), flagValues(record, secrets));
  const format = formatOf(place);
  const service = serviceOf(place);
  if (format === undefined && service === undefined) return ok(undefined);
  const next = {
    ...place,
    at: unixNow(),
    ...(holdsValues(place) ? { secrets: fingerprintsOf(flags) } : {}),
  };
  const takeBack = await announcePlace(accounts, record.id, next);
  const old = before.get(place.uri) ?? [];
  const written =
    (await format?.rewrite(pathOf(place), next, flags, old, writtenSecrets(record, place))) ??
    (await service?.rewrite(next, flags)) ??
    ok(undefined);
  await (written.ok ? rememberPlace(accounts, record.id, next) : takeBack());
  return written;
}

/** Takes out of a place what the extension wrote there, as far as nobody has changed it since. */
export async function clearPlace(
  { record, secrets }: OpenAccount,
  place: WrittenLocation,
): Promise<Outcome<unknown, CommandFailure>> {
  const allowed = await refuseOutside(place);
  if (!allowed.ok) return allowed;
  // A write that was cut off may have left what stood there before it, or what it was to write.
  const here = record.written.filter((other) => other.kind === place.kind && other.uri === place.uri);
  const flags = here.flatMap((other) => flagsFor(targetOf(other), flagValues(record, secrets)));
  return (
    formatOf(place)?.clear(pathOf(place), place, flags, writtenSecrets(record, place)) ??
    serviceOf(place)?.clear(place, flags) ??
    ok(undefined)
  );
}

/** What is no file lies behind no link. */
async function refuseOutside(place: WrittenLocation): Promise<Outcome<void, CommandFailure>> {
  return formatOf(place) === undefined ? ok(undefined) : refuseLinkOutside(pathOf(place));
}

function pathOf({ uri }: WrittenLocation): string {
  return vscode.Uri.parse(uri).fsPath;
}

/** How a place is called where all of them are listed: a file by its path. */
export function placeName(place: WrittenLocation): string {
  return serviceOf(place)?.nameOf(place) ?? pathOf(place);
}

/** Whether the values of one account stand there, and not only the way to those of whichever is in use. */
export function holdsValues(place: WrittenLocation): boolean {
  return formatOf(place)?.holdsValues ?? serviceOf(place) !== undefined;
}

/** Fingerprints of what the account has written to a file, also before it was renewed. */
function writtenSecrets({ written }: AccountRecord, { uri }: WrittenLocation): ReadonlySet<string> {
  return new Set(written.flatMap((place) => (place.uri === uri ? (place.secrets ?? []) : [])));
}

/** Puts back which places each account had before a write that was undone. */
export async function restorePlaces(accounts: AccountStore, before: readonly AccountRecord[]): Promise<void> {
  for (const { id, written } of before) await accounts.update(id, (record) => ({ ...record, written }));
}

function isElsewhere(place: WrittenLocation): (other: WrittenLocation) => boolean {
  return ({ kind, uri }) => kind !== place.kind || uri !== place.uri;
}

/** Whether two places say the same of a file, whenever that was written. */
function holdsSame(place: WrittenLocation): (other: WrittenLocation) => boolean {
  const said = ({ at: _at, ...what }: WrittenLocation) =>
    Object.entries(what)
      .filter(([, value]) => value !== undefined)
      .map((entry) => JSON.stringify(entry))
      .sort()
      .join();
  return (other) => said(other) === said(place);
}
