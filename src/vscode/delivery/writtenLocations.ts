// The ledger of written locations: an entry is there before the write begins, so that one which is cut off is found and
// cleared later, and each entry is taken out again alone.
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

/** A write that has been noted and is not over. */
export interface PendingEntry {
  /** It was made: the entry takes the place of those for the same location. Gives the way back. */
  readonly commit: () => Promise<Outcome<CommittedEntry, SecretProblem>>;
  /** It was not made. */
  readonly rollback: () => Promise<void>;
}

export interface CommittedEntry {
  /** Takes out this entry, and puts back those that it took the place of. */
  readonly undo: () => Promise<void>;
}

/** A write that was made, and its entry. */
export interface NotedWrite<Result> {
  readonly result: Result;
  readonly entry: CommittedEntry;
}

/** An entry, and whose it is. */
export interface OwnedEntry {
  readonly owner: AccountRecord;
  readonly location: WrittenLocation;
}

export class WrittenLocations {
  constructor(
    private readonly accounts: AccountStore,
    private readonly list: AccountList,
  ) {}

  /** Every entry, of every account. */
  entries(): readonly OwnedEntry[] {
    return this.list.records().flatMap((owner) => owner.written.map((location) => ({ owner, location })));
  }

  /** Whose values a file of this host has or asks for, as far as the extension has written it. */
  ownerOf(file: vscode.Uri): AccountRecord | undefined {
    return this.entries().find(({ location }) => location.uri === file.toString() && isReachable(location))?.owner;
  }

  /** Fingerprints of everything that was written to a location, for whichever account. */
  own(location: WrittenLocation): ReadonlySet<string> {
    return new Set(
      this.entries().flatMap((entry) => (isSameLocation(entry.location, location) ? entry.location.fingerprints : [])),
    );
  }

  /** Makes a write with its entry: noted before it, and gone again where the write failed and so changed nothing. */
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
    // Another window has forgotten the account: nobody would find what is written now.
    if (!owner.isThere) return err({ kind: 'secretMissing', account: page.name });
    return ok({ commit: () => this.#commit(id, location, earlier), rollback: () => this.forget(id, location) });
  }

  /** Takes one entry out. Where that fails the entry stays: at worst something is looked for that is not there. */
  async forget(accountId: string, { id }: WrittenLocation): Promise<void> {
    await this.accounts.update((record) => {
      if (record.id !== accountId) return record;
      return { ...record, written: record.written.filter((other) => other.id !== id) };
    });
  }

  /** `earlier`: the entries for the location that were there when this one was noted; a write that began since may last. */
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
      // Another write, which began later and ended sooner, has taken its place.
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

/** Whether what was written is the same. */
export function holdSame(one: WrittenLocation, other: WrittenLocation): boolean {
  const contentOf = ({ target: { version, networks }, fingerprints }: WrittenLocation) => ({
    version,
    networks: [...networks],
    fingerprints: [...fingerprints],
  });
  return isDeepStrictEqual(contentOf(one), contentOf(other));
}

/** Whether this window can reach a location: a file on another host it cannot. */
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

/** What a location is called, with its host where that is another one. */
export function displayLocation(location: WrittenLocation): string {
  const name = vscode.workspace.asRelativePath(kindOf(location).nameOf(location));
  return isReachable(location) ? name : `${name} (${location.host ?? ''})`;
}

/** The files of an account whose editors have what the disk does not have yet. */
export function unsavedLocations({ written }: Pick<AccountRecord, 'written'>): string[] {
  const files = written.filter((location) => location.host !== undefined && isReachable(location));
  return [...new Set(files.filter((file) => hasUnsavedChanges(kindOf(file).nameOf(file))).map(displayLocation))];
}

/** Where an account was written that this window cannot reach. */
export function unreachableLocations({ written }: AccountRecord): string[] {
  return written.filter((location) => !isReachable(location)).map(displayLocation);
}
