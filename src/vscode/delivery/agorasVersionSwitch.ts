// Rewrites what was written for another Agoras version or other networks than this workspace is set to now.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { InstalledAgoras } from '../../agoras/installedVersion';
import { usesRefreshToken, type AgorasVersion, type Target } from '../../agoras/target';
import type { ReadInstalledAgoras } from '../settings/installedAgoras';
import { proveBeforeWriting } from '../signIn/checkAccount';
import { err, type Outcome } from '../../base/outcome';
import { describeUnsaved } from '../../messages/deliveryMessages';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import type { Action } from '../../messages/failures/failureMessage';
import { afterFailedProof, DONE, failed, notify, type CommandEnd, type MessageButton } from '../prompts/commandEnd';
import {
  bringUpToDate,
  forAnotherTarget,
  switchedTargetOfFolder,
  targetOfFolder,
  type TargetOf,
} from './bringUpToDate';
import type { DeliveryServices } from './deliverAndNotify';
import { displayLocation, isInWorkspace, unsavedLocations } from './writtenLocations';

/** Shows nothing if everything that was written matches the version and networks in the settings. */
export function offerRewrite(services: DeliveryServices): void {
  const { workspace } = services;
  const account = workspace.account();
  if (account === undefined) return;
  const targetOf = targetOfFolder(workspace);
  const [first, ...others] = forAnotherTarget(account, targetOf);
  if (first === undefined) return;
  const { version } = targetOf(first);
  const isForAnotherVersion = [first, ...others].some(
    (location) => location.target.version !== targetOf(location).version,
  );
  const message = isForAnotherVersion
    ? l10n.t('The files that Agoras Credentials wrote here are for another version of Agoras.')
    : l10n.t('The files that Agoras Credentials wrote here are for networks other than those in the settings.');
  const button = { label: l10n.t('Rewrite for Agoras {0}', version), run: () => rewriteAsSet(services, version) };
  notify('warning', message, [button], services.runInBackground);
}

/** Warns, once per window for each mismatch, that the installed Agoras isn't the version that was written for. */
export class MismatchNotifier {
  readonly #notified = new Set<string>();

  constructor(
    private readonly services: DeliveryServices,
    private readonly installedAgoras: ReadInstalledAgoras,
  ) {}

  async notify({ version }: Target): Promise<void> {
    const installed = await this.installedAgoras();
    if (installed === undefined) return;
    const mismatch = mismatchOf(this.services, installed, version);
    const which = `${version} ${installed.exact}`;
    if (mismatch === undefined || this.#notified.has(which)) return;
    this.#notified.add(which);
    notify('warning', mismatch.message, mismatch.buttons, this.services.runInBackground);
  }
}

export interface Mismatch {
  readonly message: string;
  readonly buttons: readonly MessageButton[];
}

/**
 * The warning that the installed Agoras isn't the version that was written for, with a button to fix it; undefined if
 * it is.
 */
export function mismatchOf(
  services: DeliveryServices,
  installed: InstalledAgoras,
  version: AgorasVersion,
): Mismatch | undefined {
  const message = describeMismatch(installed, version);
  if (message === undefined) return undefined;
  const button = {
    label: l10n.t('Switch to Agoras {0}', installed.version),
    run: () => switchVersion(services, installed.version),
  };
  return { message, buttons: installed.version === version ? [] : [button] };
}

/** What keeps the installed Agoras from using what was written for `version`; undefined if nothing does. */
function describeMismatch({ version: installed, exact, readsFlagsOnly }: InstalledAgoras, version: AgorasVersion) {
  if (installed === version) {
    return readsFlagsOnly
      ? l10n.t(
          'Agoras {0} is installed here. Versions before 1.1.3 don’t read environment variables: use Copy Flags as Command Line or a launch configuration, or update Agoras.',
          exact,
        )
      : undefined;
  }
  return usesRefreshToken(installed) === usesRefreshToken(version)
    ? l10n.t(
        'Agoras {0} is installed here, but this workspace is set to Agoras {1}. Both read the same variables.',
        exact,
        version,
      )
    : l10n.t(
        'Agoras {0} is installed here, but the credentials were written for Agoras {1}, so it won’t find them.',
        exact,
        version,
      );
}

/** Rewrites everything in this workspace to match the settings of its folder; `version`: that of the first location. */
async function rewriteAsSet(services: DeliveryServices, version: AgorasVersion): Promise<CommandEnd> {
  const { workspace } = services;
  const again = () => rewriteAsSet(services, version);
  const rewritten = await rewriteHere(services, targetOfFolder(workspace), workspace.target(undefined), again);
  return rewritten.ok ? tellRewritten(workspace, rewritten.value, version) : rewritten.error;
}

/** Rewrites everything in this workspace for another Agoras version, and says so. */
async function switchVersion(services: DeliveryServices, version: AgorasVersion): Promise<CommandEnd> {
  const { workspace } = services;
  const again = () => switchVersion(services, version);
  const targetOf = switchedTargetOfFolder(workspace, version);
  const rewritten = await rewriteHere(services, targetOf, workspace.switchedTarget(undefined, version), again);
  if (!rewritten.ok) return rewritten.error;
  // Comes last, because changing the setting offers to rewrite whatever is still for another version.
  await workspace.switchAgorasVersion(version);
  const kept = (workspace.account()?.written ?? []).filter(
    (location) => isInWorkspace(location) && location.target.version !== version,
  );
  return tellRewritten(workspace, rewritten.value, version, kept.map(displayLocation));
}

/** `target`: for the terminals. */
async function rewriteHere(
  services: DeliveryServices,
  targetOf: TargetOf,
  target: Target,
  again: () => Promise<CommandEnd>,
): Promise<Outcome<number, CommandEnd>> {
  const { accounts, memory, workspace } = services;
  const record = workspace.account();
  if (record === undefined) return err(workspace.withoutAccount(again));
  const opened = await accounts.open(record);
  if (!opened.ok) return err(failed(opened.error, again));
  const resume = (action: Action) => afterFailedProof(action, record.id, again);
  // Everything is proven before the first location is written.
  for (const next of [target, ...forAnotherTarget(record, targetOf).map(targetOf)]) {
    const proven = await proveBeforeWriting(services, opened.value, next);
    if (!proven.ok) return err(failed(proven.error, resume));
  }
  const account = await accounts.open(record);
  if (!account.ok) return err(failed(account.error, again));
  memory.terminals.replace(account.value, target);
  const updated = await bringUpToDate(services, record, targetOf);
  return updated.ok ? updated : err(failed(updated.error, resume));
}

/** `kept`: locations that a folder's own settings keep at another version. */
function tellRewritten(
  workspace: WorkspaceChoices,
  count: number,
  version: AgorasVersion,
  kept: readonly string[] = [],
): CommandEnd {
  const unsaved = count === 0 ? [] : unsavedLocations(workspace.account() ?? { written: [] });
  const sentences = [
    count === 0
      ? l10n.t('This workspace is set to Agoras {0}; nothing needed rewriting.', version)
      : l10n.t('The files in this workspace were rewritten for Agoras {0}.', version),
    ...(kept.length === 0 ? [] : [l10n.t('Its folder’s settings use another version for: {0}.', kept.join(', '))]),
    ...(unsaved.length === 0 ? [] : [describeUnsaved(unsaved)]),
  ];
  void vscode.window.showInformationMessage(sentences.join(' '));
  return DONE;
}
