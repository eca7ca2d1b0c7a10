// Another Agoras in this workspace, or other networks of it: what was written for those before is written anew.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { InstalledAgoras } from '../../agoras/installedVersion';
import { usesRefreshToken, type AgorasVersion, type Target } from '../../agoras/target';
import type { ReadInstalledAgoras } from '../settings/installedAgoras';
import { proveBeforeWriting } from '../signIn/checkAccount';
import { err, type Outcome } from '../../base/outcome';
import type { Action } from '../../messages/failureMessage';
import { afterFailedProof, DONE, failed, notify, type CommandEnd } from '../prompts/commandEnd';
import {
  bringUpToDate,
  forAnotherTarget,
  switchedTargetOfFolder,
  targetOfFolder,
  type TargetOf,
} from './bringUpToDate';
import type { DeliveryServices } from './deliverAndNotify';
import { displayLocation, isInWorkspace } from './writtenLocations';

/** Asks nothing where everything that was written is for the version and the networks that the settings name. */
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
    ? l10n.t('What Agoras Credentials wrote in this workspace is for another version of Agoras.')
    : l10n.t('What Agoras Credentials wrote in this workspace is for other networks than the settings name.');
  const button = { label: l10n.t('Rewrite for Agoras {0}', version), run: () => rewriteAsSet(services, version) };
  notify('warning', message, [button], services.runInBackground);
}

/** Says, once in a window for each mismatch, that another Agoras is installed than the one that is written for. */
export class MismatchNotifier {
  readonly #notified = new Set<string>();

  constructor(
    private readonly services: DeliveryServices,
    private readonly installedAgoras: ReadInstalledAgoras,
  ) {}

  async notify({ version }: Target): Promise<void> {
    const installed = await this.installedAgoras();
    if (installed === undefined) return;
    const message = describeMismatch(installed, version);
    const mismatch = `${version} ${installed.exact}`;
    if (message === undefined || this.#notified.has(mismatch)) return;
    this.#notified.add(mismatch);
    const button = {
      label: l10n.t('Switch to Agoras {0}', installed.version),
      run: () => switchVersion(this.services, installed.version),
    };
    const buttons = installed.version === version ? [] : [button];
    notify('warning', message, buttons, this.services.runInBackground);
  }
}

/** What keeps the installed Agoras from using what was written for `version`; undefined where nothing does. */
function describeMismatch({ version: installed, exact, readsFlagsOnly }: InstalledAgoras, version: AgorasVersion) {
  if (installed === version) {
    return readsFlagsOnly
      ? l10n.t(
          'Agoras {0} is installed here. It reads no environment variables before 1.1.3: use Copy Flags as Command Line or a launch configuration, or update it.',
          exact,
        )
      : undefined;
  }
  return usesRefreshToken(installed) === usesRefreshToken(version)
    ? l10n.t(
        'Agoras {0} is installed here, and this workspace is set to Agoras {1}. Both read the same variables.',
        exact,
        version,
      )
    : l10n.t(
        'Agoras {0} is installed here, but the credentials are written for Agoras {1}, so it would not find them.',
        exact,
        version,
      );
}

/** Brings everything that was written here to what the settings of its folder say; `version`: that of the first of it. */
async function rewriteAsSet(services: DeliveryServices, version: AgorasVersion): Promise<CommandEnd> {
  const { workspace } = services;
  const again = () => rewriteAsSet(services, version);
  const rewritten = await rewriteHere(services, targetOfFolder(workspace), workspace.target(undefined), again);
  return rewritten.ok ? tellRewritten(rewritten.value, version) : rewritten.error;
}

/** Brings everything that was written here up to date for another Agoras, and says so. */
async function switchVersion(services: DeliveryServices, version: AgorasVersion): Promise<CommandEnd> {
  const { workspace } = services;
  const again = () => switchVersion(services, version);
  const targetOf = switchedTargetOfFolder(workspace, version);
  const rewritten = await rewriteHere(services, targetOf, workspace.switchedTarget(undefined, version), again);
  if (!rewritten.ok) return rewritten.error;
  // Last: a change of the settings offers to rewrite what is still for another Agoras.
  await workspace.switchAgorasVersion(version);
  const kept = (workspace.account()?.written ?? []).filter(
    (location) => isInWorkspace(location) && location.target.version !== version,
  );
  return tellRewritten(rewritten.value, version, kept.map(displayLocation));
}

/** `target`: of the terminals. */
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
  // All of it before the first is written.
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

/** `kept`: what a folder's own settings keep for another Agoras. */
function tellRewritten(count: number, version: AgorasVersion, kept: readonly string[] = []): CommandEnd {
  const sentences = [
    count === 0
      ? l10n.t('This workspace is set to Agoras {0}; nothing had to be rewritten.', version)
      : l10n.t('What was written in this workspace is now for Agoras {0}.', version),
    ...(kept.length === 0
      ? []
      : [l10n.t('The settings of its folder keep this for another version: {0}.', kept.join(', '))]),
  ];
  void vscode.window.showInformationMessage(sentences.join(' '));
  return DONE;
}
