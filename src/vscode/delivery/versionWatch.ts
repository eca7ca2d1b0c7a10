// The settings name another Agoras than the files were written for, or other networks of it: said once, with the button
// that rewrites them.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { AgorasVersion } from '../../agoras/flags';
import { knownAgorasVersion } from '../settings/agorasVersionChoice';
import { startOver } from '../commands/checkToken';
import type { CommandEnd } from '../commands/commandBoundary';
import { currentAccount } from '../accounts/currentAccount';
import { outdatedPlaces, switchAgorasVersion, type SwitchContext } from './switchVersion';
import type { NotifyContext } from './notifyDelivered';

export interface VersionWatchContext extends SwitchContext {
  readonly follow: NotifyContext['runInBackground'];
}

/** Asks nothing where everything that was written is for the version and the networks that the settings name. */
export async function offerRewrite(context: VersionWatchContext): Promise<void> {
  const version = knownAgorasVersion(context.workspaceState);
  const account = currentAccount(context.accounts, context.workspaceState);
  if (version === undefined || account === undefined) return;
  const outdated = outdatedPlaces(account, version);
  if (outdated.length === 0) return;
  const rewrite = l10n.t('Rewrite for Agoras {0}', version);
  const message = outdated.some(({ agorasVersion }) => agorasVersion !== version)
    ? l10n.t('What Agoras Credentials wrote in this workspace is for another version of Agoras.')
    : l10n.t('What Agoras Credentials wrote in this workspace is for other networks than the settings name.');
  if ((await vscode.window.showWarningMessage(message, rewrite)) !== rewrite) return;
  context.follow(() => rewriteFor(context, version));
}

/** Brings everything that was written here up to date for a version, and says so. */
export async function rewriteFor(context: SwitchContext, version: AgorasVersion): Promise<CommandEnd> {
  const again = () => rewriteFor(context, version);
  const record = currentAccount(context.accounts, context.workspaceState);
  if (record === undefined) return { kind: 'failed', failure: { kind: 'noAccount' }, resume: startOver };
  const secrets = await context.accounts.readSecrets(record);
  if (!secrets.ok) return { kind: 'failed', failure: secrets.error, resume: again };
  const switched = await switchAgorasVersion(context, version, { record, secrets: secrets.value });
  if (!switched.ok) return { kind: 'failed', failure: switched.error, resume: again };
  void vscode.window.showInformationMessage(
    switched.value === 0
      ? l10n.t('This workspace is set to Agoras {0}; nothing had to be rewritten.', version)
      : l10n.t('What was written in this workspace is now for Agoras {0}.', version),
  );
  return { kind: 'done' };
}
