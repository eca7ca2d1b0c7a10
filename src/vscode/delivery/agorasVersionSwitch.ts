// Another Agoras in this workspace, or other networks of it: what was written for those before is written anew.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { Target } from '../../agoras/target';
import type { ReadInstalledAgoras } from '../settings/installedAgoras';
import { readNetworks } from '../settings/settings';
import { DONE, failed, notify, type CommandEnd } from '../prompts/commandEnd';
import { bringUpToDate, isForAnotherTarget } from './bringUpToDate';
import type { DeliveryServices } from './deliverAndNotify';

/** Asks nothing where everything that was written is for the version and the networks that the settings name. */
export function offerRewrite(services: DeliveryServices): void {
  const version = services.workspace.agorasVersion();
  const account = services.workspace.account();
  if (version === undefined || account === undefined) return;
  const target = { version, networks: readNetworks() };
  if (!isForAnotherTarget(account, target)) return;
  const isForAnotherVersion = account.written.some((location) => location.target.version !== version);
  const message = isForAnotherVersion
    ? l10n.t('What Agoras Credentials wrote in this workspace is for another version of Agoras.')
    : l10n.t('What Agoras Credentials wrote in this workspace is for other networks than the settings name.');
  const button = { label: l10n.t('Rewrite for Agoras {0}', version), run: () => switchTarget(services, target) };
  notify('warning', message, [button], services.runInBackground);
}

/** Says, once in a window for each mismatch, that another Agoras is installed than the one that is written for. */
export class MismatchNotifier {
  readonly #notified = new Set<string>();

  constructor(
    private readonly services: DeliveryServices,
    private readonly installedAgoras: ReadInstalledAgoras,
  ) {}

  async notify({ version, networks }: Target): Promise<void> {
    const installed = await this.installedAgoras();
    if (installed === undefined || installed.version === version) return;
    const mismatch = `${version} ${installed.exact}`;
    if (this.#notified.has(mismatch)) return;
    this.#notified.add(mismatch);
    const message = l10n.t(
      'Agoras {0} is installed here, but the credentials are written for Agoras {1}, so it would not find them.',
      installed.exact,
      version,
    );
    const button = {
      label: l10n.t('Switch to Agoras {0}', installed.version),
      run: () => switchTarget(this.services, { version: installed.version, networks }),
    };
    notify('warning', message, [button], this.services.runInBackground);
  }
}

/** Brings everything that was written here up to date for another Agoras, and says so. */
async function switchTarget(services: DeliveryServices, target: Target): Promise<CommandEnd> {
  const { accounts, memory, workspace } = services;
  const again = () => switchTarget(services, target);
  const record = workspace.account();
  if (record === undefined) return workspace.withoutAccount(again);
  const account = await accounts.open(record);
  if (!account.ok) return failed(account.error, again);
  await workspace.rememberAgorasVersion(target.version);
  memory.terminals.replace(account.value, target);
  const updated = await bringUpToDate(services, record, target);
  if (!updated.ok) return failed(updated.error, again);
  void vscode.window.showInformationMessage(
    updated.value === 0
      ? l10n.t('This workspace is set to Agoras {0}; nothing had to be rewritten.', target.version)
      : l10n.t('What was written in this workspace is now for Agoras {0}.', target.version),
  );
  return DONE;
}
