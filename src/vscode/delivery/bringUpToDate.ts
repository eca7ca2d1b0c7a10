// What was written before, brought up to date with what an account holds now, or taken out.
import { isDeepStrictEqual } from 'node:util';
import vscode = require('vscode');
import { flagsFor, fingerprintsOf } from '../../agoras/flags';
import type { AgorasVersion, Target } from '../../agoras/target';
import { ok, type Cancelled, type Outcome } from '../../base/outcome';
import {
  flagValues,
  isSameLocation,
  type Account,
  type AccountRecord,
  type WrittenLocation,
} from '../../credentials/account';
import type { CommandFailure } from '../../messages/failureKinds';
import type { AccountStore } from '../accounts/accountStore';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import { kindOf } from '../destinations/destinationList';
import { newLocation } from '../destinations/destination';
import { proveBeforeWriting } from '../signIn/checkAccount';
import type { ConnectTo } from '../signIn/connect';
import { refuseLinkOutside } from '../files/restrictedLinks';
import { holdSame, isInWorkspace, isReachable, type OwnedEntry, type WrittenLocations } from './writtenLocations';

/** What rewriting takes: the proof of what has not been proven goes before it. */
export interface RewriteServices {
  readonly accounts: AccountStore;
  readonly written: WrittenLocations;
  readonly connect: ConnectTo;
}

/** For which Agoras a location of this workspace is to be from now on. */
export type TargetOf = (location: WrittenLocation) => Target;

/**
 * Rewrites every location of an account that holds other values than the account has now; those of this workspace for
 * another Agoras, where `targetOf` says so. Gives the number of those that were rewritten. What lies on another host
 * stays as it is. What was not proven for its Agoras yet is proven first; cancelled where the person stops that.
 */
export async function bringUpToDate(
  services: RewriteServices,
  record: AccountRecord,
  targetOf?: TargetOf,
): Promise<Outcome<number, CommandFailure | Cancelled>> {
  const { accounts, written } = services;
  // Once more after each round: another window may have renewed the account meanwhile, and both have written.
  for (let count = 0; ;) {
    const account = await accounts.open(record);
    if (!account.ok) return account;
    const outdated = outdatedLocations(account.value, targetOf);
    if (outdated.length === 0) return ok(count);
    for (const { next, previous } of outdated) {
      const proven = await proveBeforeWriting(services, account.value, next.target);
      if (!proven.ok) return proven;
      const rewritten = await rewrite(written, proven.value, withValuesOf(next, proven.value), previous);
      if (!rewritten.ok) return rewritten;
    }
    count += outdated.length;
  }
}

/** A location as it is to be, and for which Agoras it was written until now. */
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

/** Where this account's values are for another Agoras, or for other networks, than this workspace has. */
export function forAnotherTarget({ written }: AccountRecord, targetOf: TargetOf): readonly WrittenLocation[] {
  return written.filter(
    (location) => isInWorkspace(location) && !isDeepStrictEqual(location.target, targetOf(location)),
  );
}

/** As the settings of the folder say in which a location lies; `answered`: the version that was asked for just now. */
export function targetOfFolder(workspace: WorkspaceChoices, answered?: AgorasVersion): TargetOf {
  return ({ uri }) => workspace.target(folderOf(uri), answered);
}

/** The same once the window is switched to another Agoras. */
export function switchedTargetOfFolder(workspace: WorkspaceChoices, version: AgorasVersion): TargetOf {
  return ({ uri }) => workspace.switchedTarget(folderOf(uri), version);
}

function folderOf(uri: string): vscode.Uri | undefined {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri))?.uri;
}

/** Files of this workspace that hold the values of other accounts: there is one account for a workspace. */
export function ofOtherAccounts(written: WrittenLocations, accountId: string): readonly OwnedEntry[] {
  return written
    .entries()
    .filter(({ owner, location }) => owner.id !== accountId && kindOf(location).holdsValues && isInWorkspace(location));
}

/** Puts an account's values where those of other accounts are in this workspace. */
export async function replaceOthers(
  services: RewriteServices,
  account: Account,
): Promise<Outcome<void, CommandFailure | Cancelled>> {
  const { written } = services;
  let current = account;
  const others = ofOtherAccounts(written, account.record.id);
  // Either all of them can be written, or none is.
  for (const { location } of others) {
    const proven = await proveBeforeWriting(services, current, location.target);
    if (!proven.ok) return proven;
    current = proven.value;
  }
  for (const { location } of others) {
    const rewritten = await rewrite(written, current, nextLocation(location, current, undefined), location.target);
    if (!rewritten.ok) return rewritten;
  }
  return ok(undefined);
}

/** Takes out what an account has written, as far as this window reaches it and nobody has changed it since. */
export async function clearLocations(
  written: WrittenLocations,
  account: AccountRecord,
): Promise<Outcome<void, CommandFailure>> {
  for (const location of account.written.filter(isReachable)) {
    const kind = kindOf(location);
    const isShared = written
      .entries()
      .some(({ owner, location: other }) => owner.id !== account.id && isSameLocation(other, location));
    // A launch configuration takes the values of whichever account the workspace uses.
    if (!kind.holdsValues && isShared) continue;
    const allowed = await refuseOutside(location);
    if (!allowed.ok) return allowed;
    // A write that was cut off may have left what was there before it, or what it was to write.
    const own = account.written.flatMap((other) => (isSameLocation(other, location) ? other.fingerprints : []));
    const cleared = await kind.clear(location, new Set(own));
    if (!cleared.ok) return cleared;
    await written.forget(account.id, location);
  }
  return ok(undefined);
}

/** As far as what was written there is still there. */
async function rewrite(
  written: WrittenLocations,
  account: Account,
  next: WrittenLocation,
  previous: Target,
): Promise<Outcome<void, CommandFailure>> {
  const allowed = await refuseOutside(next);
  if (!allowed.ok) return allowed;
  const rewritten = await written.write(account.record, next, () =>
    // What is our own is known once the entry is there: other windows write, too.
    kindOf(next).rewrite(
      next,
      flagsFor(next.target, flagValues(account, next.target.version)),
      written.own(next),
      previous,
    ),
  );
  return rewritten.ok ? ok(undefined) : rewritten;
}

/** What is no file is behind no link. */
async function refuseOutside(location: WrittenLocation): Promise<Outcome<void, CommandFailure>> {
  return location.host === undefined ? ok(undefined) : refuseLinkOutside(kindOf(location).nameOf(location));
}

function withValuesOf(location: WrittenLocation, account: Account): WrittenLocation {
  if (!kindOf(location).holdsValues) return location;
  const fingerprints = fingerprintsOf(flagsFor(location.target, flagValues(account, location.target.version)));
  return { ...location, fingerprints };
}

function nextLocation(location: WrittenLocation, account: Account, targetOf: TargetOf | undefined): WrittenLocation {
  const next = targetOf !== undefined && isInWorkspace(location) ? targetOf(location) : location.target;
  return withValuesOf(newLocation({ ...location, target: next, fingerprints: [] }), account);
}
