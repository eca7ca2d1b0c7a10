// Updates what was written before to the account's current values, or removes it.
import { isDeepStrictEqual } from 'node:util';
import vscode = require('vscode');
import type { AgorasVersion, Target } from '../../agoras/target';
import { err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { isSameLocation, type Account, type AccountRecord, type WrittenLocation } from '../../credentials/account';
import type { Hindrance } from '../../messages/deliveryMessages';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import type { AccountStore } from '../accounts/accountStore';
import { fingerprintsFor } from '../accounts/outdatedLocations';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import { kindOf } from '../destinations/destinationList';
import { newLocation, type Rewritten } from '../destinations/destination';
import { proveBeforeWriting } from '../signIn/checkAccount';
import type { ConnectTo } from '../signIn/connect';
import { refuseLinkOutside } from '../files/restrictedLinks';
import { hasUnsavedChanges } from '../files/textChange';
import {
  holdSame,
  isInWorkspace,
  isReachable,
  type NotedWrite,
  type OwnedEntry,
  type WrittenLocations,
} from './writtenLocations';

/** What rewriting needs; values that haven't been proven are proven first. */
export interface RewriteServices {
  readonly accounts: AccountStore;
  readonly written: WrittenLocations;
  readonly connect: ConnectTo;
  /**
   * Runs automatically: asks no questions, shows nothing, and leaves alone whatever was partly changed by the person.
   */
  readonly isUnasked?: boolean;
}

/** The target that a location of this workspace should have from now on. */
export type TargetOf = (location: WrittenLocation) => Target;

/**
 * Rewrites every location with other values than the account has now, and those of this workspace that `targetOf` wants
 * for another target. Returns the number of rewritten locations. Locations on another host stay as they are. What
 * hasn't been proven for its target is proven first; the result is cancelled if the person cancels that.
 */
export async function bringUpToDate(
  services: RewriteServices,
  record: AccountRecord,
  targetOf?: TargetOf,
): Promise<Outcome<number, CommandFailure | Cancelled>> {
  const { accounts } = services;
  // Repeated until nothing is outdated, because another window may have renewed and written the account in the
  // meantime.
  for (let count = 0; ;) {
    const account = await accounts.open(record);
    if (!account.ok) return account;
    const outdated = outdatedLocations(account.value, targetOf);
    if (outdated.length === 0) return ok(count);
    let current = account.value;
    for (const { next, previous } of outdated) {
      const proven = await proveBeforeWriting(services, current, next.target);
      if (!proven.ok) return proven;
      current = proven.value;
      const rewritten = await rewrite(services, current, withValuesOf(next, current), previous);
      if (!rewritten.ok) return rewritten;
    }
    count += outdated.length;
  }
}

/** The results for locations with other values than the account has now. */
export interface UpdateReport {
  readonly written: readonly WrittenLocation[];
  /** Changed by the person, so they stay. */
  readonly kept: readonly WrittenLocation[];
  readonly left: readonly LeftLocation[];
}

/** A location that still has to be written. */
interface LeftLocation {
  readonly location: WrittenLocation;
  readonly why: Hindrance;
}

/**
 * Writes the current values wherever earlier values of the account are known to be, one location after the other,
 * without asking. Fails if the account was deleted in the meantime. `told` is called with every other failure.
 */
export async function bringUpToDateUnasked(
  services: Omit<RewriteServices, 'isUnasked'>,
  record: AccountRecord,
  told: (failure: CommandFailure) => void,
): Promise<Outcome<UpdateReport, CommandFailure>> {
  const account = await services.accounts.open(record);
  if (!account.ok) {
    const { error } = account;
    if (error.kind === 'secretMissing') return account;
    // Nothing can be written now, and the report has to include that.
    told(error);
    return ok({ written: [], kept: [], left: outdatedOnce(record).map((location) => ({ location, why: 'failed' })) });
  }
  const report = { written: [] as WrittenLocation[], kept: [] as WrittenLocation[], left: [] as LeftLocation[] };
  let current = account.value;
  for (const location of outdatedOnce(current.record)) {
    const hindrance = hindranceTo(location);
    if (hindrance !== undefined) {
      report.left.push({ location, why: hindrance });
      continue;
    }
    const unasked = { ...services, isUnasked: true };
    const proven = await proveBeforeWriting(unasked, current, location.target);
    if (proven.ok) current = proven.value;
    const next = nextLocation(location, current, undefined);
    const rewritten = proven.ok ? await rewrite(unasked, current, next, location.target) : proven;
    if (rewritten.ok) {
      report[rewritten.value.result.kind === 'unchanged' ? 'kept' : 'written'].push(next);
      continue;
    }
    const { error } = rewritten;
    // Deleted in the meantime, so nothing more is written for it.
    if (error.kind === 'secretMissing') return err(error);
    if (error.kind !== 'cancelled') told(error);
    report.left.push({ location, why: error.kind === 'githubSignIn' ? 'signIn' : 'failed' });
  }
  return ok(report);
}

/** An interrupted write leaves two entries for one location. */
function outdatedOnce({ written }: AccountRecord): readonly WrittenLocation[] {
  const outdated = written.filter(({ isOutdated }) => isOutdated === true);
  return outdated.filter((one, index) => outdated.findIndex((other) => isSameLocation(one, other)) === index);
}

function hindranceTo(location: WrittenLocation): Hindrance | undefined {
  if (!isReachable(location)) return 'elsewhere';
  if (location.host === undefined) return undefined;
  if (!vscode.workspace.isTrusted && isInWorkspace(location)) return 'untrusted';
  return hasUnsavedChanges(kindOf(location).nameOf(location)) ? 'unsaved' : undefined;
}

/** A location with its new content, and the target that it was written for. */
interface Outdated {
  readonly next: WrittenLocation;
  readonly previous: Target;
}

function outdatedLocations(account: Account, targetOf: TargetOf | undefined): readonly Outdated[] {
  return account.record.written.filter(isReachable).flatMap((location) => {
    const next = nextLocation(location, account, targetOf);
    return holdSame(next, location) ? [] : [{ next, previous: location.target }];
  });
}

/** Locations of this workspace with another target than the workspace has now. */
export function forAnotherTarget({ written }: AccountRecord, targetOf: TargetOf): readonly WrittenLocation[] {
  return written.filter(
    (location) => isInWorkspace(location) && !isDeepStrictEqual(location.target, targetOf(location)),
  );
}

/** Uses the settings of the folder that a location is in. */
export function targetOfFolder(workspace: WorkspaceChoices): TargetOf {
  return ({ uri }) => workspace.target(folderOf(uri));
}

/** The same, after the window has been switched to another Agoras version. */
export function switchedTargetOfFolder(workspace: WorkspaceChoices, version: AgorasVersion): TargetOf {
  return ({ uri }) => workspace.switchedTarget(folderOf(uri), version);
}

function folderOf(uri: string): vscode.Uri | undefined {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri))?.uri;
}

/**
 * Files of this workspace with values of other accounts, or references to them. A workspace should only use one
 * account.
 */
export function ofOtherAccounts(written: WrittenLocations, accountId: string): readonly OwnedEntry[] {
  return written.entries().filter(({ owner, location }) => owner.id !== accountId && isInWorkspace(location));
}

/** Replaces the values of other accounts in this workspace with those of `account`. */
export async function replaceOthers(
  services: RewriteServices,
  account: Account,
): Promise<Outcome<void, CommandFailure | Cancelled>> {
  const { written } = services;
  let current = account;
  const others = ofOtherAccounts(written, account.record.id);
  // Either all of them can be written, or none are.
  for (const { location } of others) {
    const proven = await proveBeforeWriting(services, current, location.target);
    if (!proven.ok) return proven;
    current = proven.value;
  }
  for (const { location } of others) {
    const rewritten = await rewrite(services, current, nextLocation(location, current, undefined), location.target);
    if (!rewritten.ok) return rewritten;
  }
  return ok(undefined);
}

/** Removes what was written for an account, where this window can reach it and nobody has changed it. */
export async function clearLocations(
  written: WrittenLocations,
  account: AccountRecord,
): Promise<Outcome<void, CommandFailure>> {
  for (const location of account.written.filter(isReachable)) {
    const allowed = await refuseOutside(location);
    if (!allowed.ok) return allowed;
    // After an interrupted write, a file has either the old or the new values, so both count as ours.
    const own = account.written.flatMap((other) => (isSameLocation(other, location) ? other.fingerprints : []));
    const cleared = await kindOf(location).clear({ owner: account, location, own: new Set(own) });
    if (!cleared.ok) return cleared;
    await written.forget(account.id, location);
  }
  return ok(undefined);
}

/** Rewrites a location if what was written there still exists. */
async function rewrite(
  { written, isUnasked = false }: RewriteServices,
  account: Account,
  next: WrittenLocation,
  previous: Target,
): Promise<Outcome<NotedWrite<Rewritten>, CommandFailure>> {
  const allowed = await refuseOutside(next);
  if (!allowed.ok) return allowed;
  return written.write(account.record, next, () =>
    // Read only after the entry was recorded, so that writes by other windows aren't missed.
    kindOf(next).rewrite({ account, next, own: written.own(next), previous, isUnasked }),
  );
}

/** Refuses files behind a link that leads out of the workspace; a service has no host and no path. */
async function refuseOutside(location: WrittenLocation): Promise<Outcome<void, CommandFailure>> {
  return location.host === undefined ? ok(undefined) : refuseLinkOutside(kindOf(location).nameOf(location));
}

function withValuesOf(location: WrittenLocation, account: Account): WrittenLocation {
  if (!kindOf(location).holdsValues) return location;
  return { ...location, fingerprints: fingerprintsFor(account, location.target) };
}

function nextLocation(location: WrittenLocation, account: Account, targetOf: TargetOf | undefined): WrittenLocation {
  const next = targetOf !== undefined && isInWorkspace(location) ? targetOf(location) : location.target;
  return withValuesOf(newLocation({ ...location, target: next, fingerprints: [], isOutdated: undefined }), account);
}
