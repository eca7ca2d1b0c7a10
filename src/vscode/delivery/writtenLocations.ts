// Records the written locations. An entry is added before the write starts, so that an interrupted write can be found
// and cleared later; each entry is removed individually.
import { isDeepStrictEqual } from 'node:util';
import vscode = require('vscode');
import { err, ok, type Outcome } from '../../base/outcome';
import { isSameLocation, type AccountRecord, type WrittenLocation } from '../../credentials/account';
import type { CommandFailure, SecretProblem } from '../../messages/failures/failureKinds';
import type { AccountList } from '../accounts/accountList';
import type { AccountStore } from '../accounts/accountStore';
import { currentHost } from '../accounts/currentHost';
import { kindOf } from '../destinations/destinationList';
import { hasUnsavedChanges } from '../files/textChange';

/** A write that has been recorded and isn't finished. */
export interface PendingEntry {
  /** The write succeeded: its entry replaces earlier ones for the same location. Returns a way to undo that. */
  readonly commit: () => Promise<Outcome<CommittedEntry, SecretProblem>>;
  /** The write failed. */
  readonly rollback: () => Promise<void>;
}

export interface CommittedEntry {
  /** Removes this entry, and restores those that it replaced. */
  readonly undo: () => Promise<void>;
}

/** A completed write and its entry. */
export interface NotedWrite<Result> {
  readonly result: Result;
  readonly entry: CommittedEntry;
}

/** An entry and its account. */
export interface OwnedEntry {
  readonly owner: AccountRecord;
  readonly location: WrittenLocation;
}

export class WrittenLocations {
  constructor(
    private readonly accounts: AccountStore,
    private readonly list: AccountList,
  ) {}

  /** All entries of all accounts. */
  entries(): readonly OwnedEntry[] {
    return this.list.records().flatMap((owner) => owner.written.map((location) => ({ owner, location })));
  }

  /** The account that the extension wrote a file of this host for, with values or references. */
  ownerOf(file: vscode.Uri): AccountRecord | undefined {
    return this.entries().find(({ location }) => location.uri === file.toString() && isReachable(location))?.owner;
  }

  /** Fingerprints of everything written to a location, for any account. */
  own(location: WrittenLocation): ReadonlySet<string> {
    return new Set(
      this.entries().flatMap((entry) => (isSameLocation(entry.location, location) ? entry.location.fingerprints : [])),
    );
  }

  /** Runs a write with an entry: recorded before, and removed again if the write fails. */
  async write<Result>(
    owner: AccountRecord,
    location: WrittenLocation,
    make: () => Promise<Outcome<Result, CommandFailure>>,
  ): Promise<Outcome<NotedWrite<Result>, CommandFailure>> {
    const pending = await this.begin(owner, location);
    if (!pending.ok) return pending;
    const made = await make();
    if (!made.ok) {
      await pending.value.rollback();
      return made;
    }
    const entry = await pending.value.commit();
    return entry.ok ? ok({ result: made.value, entry: entry.value }) : entry;
  }

  async begin({ id, page }: AccountRecord, location: WrittenLocation): Promise<Outcome<PendingEntry, SecretProblem>> {
    const owner = { isThere: false };
    const earlier = new Set<string>();
    const noted = await this.accounts.update((record) => {
      for (const other of record.written) if (isSameLocation(other, location)) earlier.add(other.id);
      if (record.id !== id) return record;
      owner.isThere = true;
      return { ...record, written: [...record.written, location] };
    });
    if (!noted.ok) return noted;
    // Another window has deleted the account, so what would be written now couldn't be found later.
    if (!owner.isThere) return err({ kind: 'secretMissing', account: page.name });
    return ok({ commit: () => this.#commit(id, location, earlier), rollback: () => this.forget(id, location) });
  }

  /** Removes an entry. If that fails, the entry stays: at worst, something is later looked for that isn't there. */
  async forget(accountId: string, { id }: WrittenLocation): Promise<void> {
    await this.accounts.update((record) => {
      if (record.id !== accountId) return record;
      return { ...record, written: record.written.filter((other) => other.id !== id) };
    });
  }

  /** `earlier`: IDs of the entries for the location when this one was recorded; later ones may stay. */
  async #commit(
    accountId: string,
    location: WrittenLocation,
    earlier: ReadonlySet<string>,
  ): Promise<Outcome<CommittedEntry, SecretProblem>> {
    const replaced = new Map<string, readonly WrittenLocation[]>();
    const committed = await this.accounts.update((record) => {
      const isOwner = record.id === accountId;
      const gone = record.written.filter(
        (other) =>
          earlier.has(other.id) ||
          (other.id !== location.id && isSameLocation(other, location) && holdSame(other, location)),
      );
      // Another write that started later and finished earlier has replaced it.
      const isMissing = isOwner && !record.written.some(({ id }) => id === location.id);
      if (gone.length === 0 && !isMissing) return record;
      replaced.set(record.id, gone);
      const kept = record.written.filter((other) => !gone.includes(other));
      return { ...record, written: isMissing ? [...kept, location] : kept };
    });
    return committed.ok ? ok({ undo: () => this.#undo(accountId, location, replaced) }) : committed;
  }

  async #undo(
    accountId: string,
    location: WrittenLocation,
    replaced: ReadonlyMap<string, readonly WrittenLocation[]>,
  ): Promise<void> {
    await this.accounts.update((record) => {
      const back = replaced.get(record.id) ?? [];
      if (record.id !== accountId && back.length === 0) return record;
      return { ...record, written: [...record.written.filter(({ id }) => id !== location.id), ...back] };
    });
  }
}

/** Whether the same was written. */
export function holdSame(one: WrittenLocation, other: WrittenLocation): boolean {
  const contentOf = ({ target: { version, networks }, fingerprints }: WrittenLocation) => ({
    version,
    networks: [...networks],
    fingerprints: [...fingerprints],
  });
  return isDeepStrictEqual(contentOf(one), contentOf(other));
}

/** Whether this window can reach a location, which isn't the case for files on another host. */
export function isReachable({ host }: WrittenLocation): boolean {
  return host === undefined || host === currentHost();
}

/** Whether a file belongs to this workspace. */
export function isInWorkspace(location: WrittenLocation): boolean {
  if (location.host !== currentHost()) return false;
  const uri = vscode.Uri.parse(location.uri);
  const { workspaceFile } = vscode.workspace;
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined || workspaceFile?.toString() === uri.toString();
}

/** The name of a location, including its host if that is another one. */
export function displayLocation(location: WrittenLocation): string {
  const name = vscode.workspace.asRelativePath(kindOf(location).nameOf(location));
  return isReachable(location) ? name : `${name} (${location.host ?? ''})`;
}

/** The files of an account that have unsaved changes in an editor. */
export function unsavedLocations({ written }: Pick<AccountRecord, 'written'>): string[] {
  const files = written.filter((location) => location.host !== undefined && isReachable(location));
  return [...new Set(files.filter((file) => hasUnsavedChanges(kindOf(file).nameOf(file))).map(displayLocation))];
}

/** The locations of an account that this window can't reach. */
export function unreachableLocations({ written }: AccountRecord): string[] {
  return written.filter((location) => !isReachable(location)).map(displayLocation);
}
