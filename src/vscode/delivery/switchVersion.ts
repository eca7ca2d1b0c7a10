// Another Agoras in this workspace, or other networks of it: what was written for those before is written anew.
import { isDeepStrictEqual } from 'node:util';
import vscode = require('vscode');
import { targetOf, type AccountRecord, type WrittenLocation } from '../../credentials/account';
import type { AgorasVersion, Flag } from '../../agoras/flags';
import { ok, type Outcome } from '../../base/outcome';
import type { AccountStore } from '../accounts/accountStore';
import { knownAgorasVersion, rememberAgorasVersion } from '../settings/agorasVersionChoice';
import type { OpenAccount } from '../destinations/destination';
import type { CommandFailure } from '../../messages/failureKinds';
import { readNetworks } from '../settings/settings';
import { readWrittenFlags, rewritePlace } from './writtenLocations';

export interface SwitchContext {
  readonly accounts: AccountStore;
  readonly workspaceState: vscode.Memento;
  /** Brings terminals up to date that have this account's values, for the same Agoras unless another is named. */
  readonly refreshTerminals: (account: OpenAccount, version?: AgorasVersion) => void;
}

/**
 * Remembers the version for this workspace and brings every place in it up to date that holds this account's values
 * for another one, or for other networks. Gives the number of places that were rewritten.
 */
export async function switchAgorasVersion(
  { accounts, workspaceState, refreshTerminals }: SwitchContext,
  version: AgorasVersion,
  account: OpenAccount,
): Promise<Outcome<number, CommandFailure>> {
  if (knownAgorasVersion(workspaceState) !== version) await rememberAgorasVersion(workspaceState, version);
  refreshTerminals(account, version);
  const networks = [...readNetworks()];
  const outdated = outdatedPlaces(account.record, version);
  const before = outdated.length === 0 ? new Map<string, readonly Flag[]>() : await readWrittenFlags(accounts);
  for (const place of outdated) {
    const rewritten = await rewritePlace(accounts, account, { ...place, agorasVersion: version, networks }, before);
    if (!rewritten.ok) return rewritten;
  }
  return ok(outdated.length);
}

/** Where this account's values stand in this workspace for another version, or for other networks than those set. */
export function outdatedPlaces(record: AccountRecord, version: AgorasVersion): readonly WrittenLocation[] {
  const wanted = { version, networks: readNetworks() };
  return record.written.filter((place) => isHere(place) && !isDeepStrictEqual(targetOf(place), wanted));
}

/** Another workspace keeps its own Agoras. */
function isHere({ uri }: WrittenLocation): boolean {
  const file = vscode.Uri.parse(uri);
  const { workspaceFile } = vscode.workspace;
  return vscode.workspace.getWorkspaceFolder(file) !== undefined || workspaceFile?.toString() === file.toString();
}
