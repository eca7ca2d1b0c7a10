// Where the extension has written what, so that it can be brought up to date, and cleared when it is forgotten.
import * as vscode from 'vscode';
import { flagValues, type AccountRecord, type AccountSecrets, type WrittenPlace } from '../credentials/account';
import { flagsFor, type AgorasVersion, type Flag } from '../credentials/flags';
import { assertNever, type Outcome } from '../outcome';
import type { AccountStore } from './accountStore';
import { unixNow } from './clock';
import { changeDotenv, planClearing, planUpdate, type DotenvProblem } from './dotenvDestination';
import {
  changeLaunch,
  optionsOf,
  planConfiguration,
  planConfigurationRemoval,
  type LaunchProblem,
} from './launchDestination';
import { refuseLinkOutside, type LinkedOutside } from './restrictedLinks';
import type { TextWrite } from './textDestination';

export type PlaceProblem = DotenvProblem | LaunchProblem | LinkedOutside;

/** An account with its secrets, for the moment of writing. */
export interface OpenAccount {
  readonly record: AccountRecord;
  readonly secrets: AccountSecrets;
}

/** What stands in each `.env`, by its URI, as far as the extension has written it. */
export type WrittenFlags = ReadonlyMap<string, readonly Flag[]>;

/**
 * Taken before an account is renewed: afterwards nobody would recognise the old values as the extension's own. An
 * account whose secrets cannot be read has nothing that could be recognised.
 */
export async function readWrittenFlags(accounts: AccountStore): Promise<WrittenFlags> {
  const written = new Map<string, readonly Flag[]>();
  for (const record of accounts.list()) {
    const places = record.written.filter(({ kind }) => kind === 'dotenv');
    if (places.length === 0) continue;
    const secrets = await accounts.readSecrets(record);
    if (!secrets.ok) continue;
    for (const { uri, agorasVersion } of places) {
      const flags = flagsFor(agorasVersion, flagValues(record, secrets.value));
      written.set(uri, [...(written.get(uri) ?? []), ...flags]);
    }
  }
  return written;
}

/** Remembers a place for an account. A `.env` holds the values of one account, so the others no longer stand there. */
export async function rememberPlace(accounts: AccountStore, id: string, place: WrittenPlace): Promise<void> {
  for (const { id: owner } of accounts.list()) {
    const isOwner = owner === id;
    if (!isOwner && place.kind !== 'dotenv') continue;
    await accounts.update(owner, (record) => ({
      ...record,
      written: [...record.written.filter(isElsewhere(place)), ...(isOwner ? [place] : [])],
    }));
  }
}

export async function forgetPlace(accounts: AccountStore, id: string, place: WrittenPlace): Promise<void> {
  await accounts.update(id, (record) => ({ ...record, written: record.written.filter(isElsewhere(place)) }));
}

/** Writes a place anew with what the account holds now, as far as what was written there still stands. */
export async function rewritePlace(
  accounts: AccountStore,
  { record, secrets }: OpenAccount,
  place: WrittenPlace,
  agorasVersion: AgorasVersion,
  before: WrittenFlags,
): Promise<Outcome<TextWrite, PlaceProblem>> {
  const path = vscode.Uri.parse(place.uri).fsPath;
  const allowed = await refuseLinkOutside(path);
  if (!allowed.ok) return allowed;
  const next = { ...place, agorasVersion, at: unixNow() };
  const flags = flagsFor(agorasVersion, flagValues(record, secrets));
  const written =
    next.kind === 'dotenv'
      ? await changeDotenv(path, planUpdate(flags, before.get(place.uri) ?? []))
      : await changeLaunch(path, planConfiguration(path, optionsOf(next)));
  if (written.ok) await rememberPlace(accounts, record.id, next);
  return written;
}

/** Takes out of a place what the extension wrote there, as far as nobody has changed it since. */
export async function clearPlace(
  { record, secrets }: OpenAccount,
  place: WrittenPlace,
): Promise<Outcome<TextWrite, PlaceProblem>> {
  const path = vscode.Uri.parse(place.uri).fsPath;
  const allowed = await refuseLinkOutside(path);
  if (!allowed.ok) return allowed;
  switch (place.kind) {
    case 'dotenv':
      return changeDotenv(path, planClearing(flagsFor(place.agorasVersion, flagValues(record, secrets))));
    case 'launch':
      return changeLaunch(path, planConfigurationRemoval(path, optionsOf(place)));
    default:
      return assertNever(place);
  }
}

/** Puts back which places each account had before a write that was undone. */
export async function restorePlaces(accounts: AccountStore, before: readonly AccountRecord[]): Promise<void> {
  for (const { id, written } of before) await accounts.update(id, (record) => ({ ...record, written }));
}

function isElsewhere(place: WrittenPlace): (other: WrittenPlace) => boolean {
  return ({ kind, uri }) => kind !== place.kind || uri !== place.uri;
}
