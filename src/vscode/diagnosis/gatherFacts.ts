// Gathers facts about this workspace, without using the network or changing anything.
import vscode = require('vscode');
import { isDeepStrictEqual } from 'node:util';
import { NETWORKS } from '../../agoras/target';
import { cancelled, err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import { unixNow } from '../../base/time';
import type { Account, WrittenLocation } from '../../credentials/account';
import type { AccountFacts, AgorasFacts, DiagnosisFacts, PlaceElsewhere, TerminalFacts } from '../../diagnosis/facts';
import type { AgorasProblem } from '../../messages/failures/failureKinds';
import type { AccountList } from '../accounts/accountList';
import type { AccountStore } from '../accounts/accountStore';
import { fingerprintsFor } from '../accounts/outdatedLocations';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import { displayLocation, isInWorkspace, isReachable } from '../delivery/writtenLocations';
import type { Terminals } from '../destinations/terminals';
import type { EditorContext } from '../editor/editorContext';
import type { AskInstalledAgoras } from '../settings/installedAgoras';
import { isRenewalAutomatic, readWarnDays } from '../settings/windowSettings';
import { settingFaults } from './settingFaults';
import { lookAtFiles } from './workspaceSearch';

export interface DiagnosisParts {
  readonly list: AccountList;
  readonly accounts: AccountStore;
  readonly workspace: WorkspaceChoices;
  readonly editorContext: EditorContext;
  readonly terminals: Terminals;
  readonly askInstalledAgoras: AskInstalledAgoras;
}

/**
 * `before`: facts that were gathered earlier, to compare with what the window knows now. Then neither Agoras is started
 * nor the list of accounts read again.
 */
export async function gatherFacts(
  parts: DiagnosisParts,
  signal: AbortSignal,
  before?: DiagnosisFacts,
): Promise<Outcome<DiagnosisFacts, Cancelled>> {
  // The secret storage may use a keychain that never answers; a person who cancels shouldn't have to wait for it.
  const stopped = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(undefined);
    });
  });
  const gathered = await Promise.race([askAll(parts, signal, before), stopped]);
  if (gathered?.agoras === undefined || signal.aborted) return err(cancelled);
  const { files, agoras, stored } = gathered;
  return ok({
    files,
    agoras,
    accounts: stored.ok ? accountFacts(parts) : { trouble: stored.error, records: [] },
    settings: settingFaults(),
    terminals: terminalFacts(parts.terminals, stored.ok ? stored.value : undefined),
    elsewhere: placesElsewhere(parts.workspace),
    now: unixNow(),
    warnDays: readWarnDays(),
    isAutomatic: isRenewalAutomatic(),
  });
}

async function askAll(parts: DiagnosisParts, signal: AbortSignal, before: DiagnosisFacts | undefined) {
  // The accounts come first, because the findings in files are compared with them.
  if (before === undefined) await parts.accounts.refreshList();
  const [files, agoras, stored] = await Promise.all([
    lookAtFiles(parts.editorContext, signal),
    before === undefined ? askAgoras(parts, signal) : agorasFacts(parts, before.agoras.installed),
    parts.accounts.read(),
  ]);
  return { files, agoras, stored };
}

/** Undefined if the person has canceled. */
async function askAgoras(parts: DiagnosisParts, signal: AbortSignal): Promise<AgorasFacts | undefined> {
  const asked = await parts.askInstalledAgoras(signal);
  const installed = asked.ok ? asked.value.agoras : notInstalled(asked.error);
  return installed === undefined ? undefined : agorasFacts(parts, installed);
}

function agorasFacts({ workspace }: DiagnosisParts, installed: AgorasFacts['installed']): AgorasFacts {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const wanted = folders.map(({ uri, name }) => ({ folder: name, version: workspace.agorasVersion(uri) }));
  const [first] = wanted;
  const isOne = wanted.every(({ version }) => version === first?.version);
  return {
    installed,
    wanted: isOne ? [{ version: first === undefined ? workspace.agorasVersion() : first.version }] : wanted,
  };
}

function notInstalled(problem: AgorasProblem | Cancelled): AgorasFacts['installed'] | undefined {
  switch (problem.kind) {
    case 'cancelled':
      return undefined;
    case 'agorasNotTrusted':
      return { kind: 'notAsked' };
    default:
      return problem;
  }
}

function accountFacts({ list, workspace }: DiagnosisParts): AccountFacts {
  if (list.state === 'lost') return { trouble: { kind: 'accountsLost' }, records: [] };
  return { records: workspace.accounts() };
}

function terminalFacts(terminals: Terminals, stored: readonly Account[] | undefined): TerminalFacts {
  const older = terminals.olderTerminals().map(({ name }) => sanitizeLabel(name));
  const used = terminals.usedAccount();
  if (used === undefined) return { older };
  const now = stored?.find(({ record }) => record.id === used.record.id);
  const state =
    stored === undefined ? 'unknown' : now === undefined ? 'forgotten' : isSame(used, now) ? 'current' : 'outdated';
  return { given: { page: sanitizeLabel(used.record.page.name), state }, older };
}

/** Whether every Agoras version would get the same values from both. */
function isSame(one: Account, other: Account): boolean {
  return (['1.x', '3.x'] as const).every((version) => {
    const target = { version, networks: NETWORKS };
    return isDeepStrictEqual(fingerprintsFor(one, target), fingerprintsFor(other, target));
  });
}

function placesElsewhere(workspace: WorkspaceChoices): readonly PlaceElsewhere[] {
  const outside = workspace.accounts().flatMap(({ written }) => written.filter((place) => !isInWorkspace(place)));
  const places = outside.map((location): PlaceElsewhere => ({
    name: displayLocation(location),
    shortName: shortNameOf(location),
    why: whyElsewhere(location),
    isOutdated: location.isOutdated === true,
  }));
  return [...new Map(places.map((place) => [`${place.name} ${String(place.isOutdated)}`, place])).values()];
}

function whyElsewhere(location: WrittenLocation): PlaceElsewhere['why'] {
  if (location.host === undefined) return 'service';
  return isReachable(location) ? 'otherWorkspace' : 'otherHost';
}

/** The file name without folders; the service without the repository. */
function shortNameOf({ kind, uri }: WrittenLocation): string {
  switch (kind) {
    case 'githubActions':
      return 'GitHub Actions';
    case 'dotenv':
    case 'launch':
      return decodeURIComponent(uri.split('/').at(-1) ?? '');
  }
}
