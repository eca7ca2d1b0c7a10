// What was written before, brought up to date with what an account holds now, or taken out.
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

/** What rewriting takes: the proof of what has not been proven goes before it. */
export interface RewriteServices {
  readonly accounts: AccountStore;
  readonly written: WrittenLocations;
  readonly connect: ConnectTo;
  /** Nobody has started it: nobody is asked, nothing is shown, and what is not all as it was written stays. */
  readonly isUnasked?: boolean;
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
  const { accounts } = services;
  // Once more after each round: another window may have renewed the account meanwhile, and both have written.
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

/** What became of the locations with other values than the account has now. */
export interface UpdateReport {
  readonly written: readonly WrittenLocation[];
  /** What is there is the person’s by now, and stays. */
  readonly kept: readonly WrittenLocation[];
  readonly left: readonly LeftLocation[];
}

/** Still to be written. */
interface LeftLocation {
  readonly location: WrittenLocation;
  readonly why: Hindrance;
}

/**
 * Writes what an account has now wherever its earlier values are known to be: each place by itself, and none of them
 * with a question. Fails where the account has been forgotten meanwhile. `told`: hears of everything else that failed.
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
    // Nothing can be written just now, and whoever tells of it must not leave that out.
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
    // Forgotten meanwhile: nothing of it is written any more.
    if (error.kind === 'secretMissing') return err(error);
    if (error.kind !== 'cancelled') told(error);
    report.left.push({ location, why: error.kind === 'githubSignIn' ? 'signIn' : 'failed' });
  }
  return ok(report);
}

/** A write that was cut off has left two entries for one location. */
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

/** As the settings of the folder say in which a location lies. */
export function targetOfFolder(workspace: WorkspaceChoices): TargetOf {
  return ({ uri }) => workspace.target(folderOf(uri));
}

/** The same once the window is switched to another Agoras. */
export function switchedTargetOfFolder(workspace: WorkspaceChoices, version: AgorasVersion): TargetOf {
  return ({ uri }) => workspace.switchedTarget(folderOf(uri), version);
}

function folderOf(uri: string): vscode.Uri | undefined {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri))?.uri;
}

/** Files of this workspace with the values of other accounts, or asking VS Code for those: there is one account for a workspace. */
export function ofOtherAccounts(written: WrittenLocations, accountId: string): readonly OwnedEntry[] {
  return written.entries().filter(({ owner, location }) => owner.id !== accountId && isInWorkspace(location));
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
    const rewritten = await rewrite(services, current, nextLocation(location, current, undefined), location.target);
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
    const allowed = await refuseOutside(location);
    if (!allowed.ok) return allowed;
    // After an interrupted write the file has either the old or the new values, so both count as ours.
    const own = account.written.flatMap((other) => (isSameLocation(other, location) ? other.fingerprints : []));
    const cleared = await kindOf(location).clear({ owner: account, location, own: new Set(own) });
    if (!cleared.ok) return cleared;
    await written.forget(account.id, location);
  }
  return ok(undefined);
}

/** As far as what was written there is still there. */
async function rewrite(
  { written, isUnasked = false }: RewriteServices,
  account: Account,
  next: WrittenLocation,
  previous: Target,
): Promise<Outcome<NotedWrite<Rewritten>, CommandFailure>> {
  const allowed = await refuseOutside(next);
  if (!allowed.ok) return allowed;
  return written.write(account.record, next, () =>
    // Read only after the entry was noted, so that nothing that another window writes in between is missed.
    kindOf(next).rewrite({ account, next, own: written.own(next), previous, isUnasked }),
  );
}

/** Only files can lie behind a link that leads out of the workspace; a service has no host and no path. */
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
