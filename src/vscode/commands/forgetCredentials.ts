import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import type { AccountRecord } from '../../credentials/account';
import { metaLink } from '../../graph/dashboard';
import { describeAccountInUse, describeElsewhere, describeUnsaved } from '../../messages/deliveryMessages';
import { clearLocations } from '../delivery/bringUpToDate';
import { displayLocation, isReachable, unreachableLocations, unsavedLocations } from '../delivery/writtenLocations';
import { buttonForCommand, DONE, failed, notify, type CommandEnd } from '../prompts/commandEnd';
import { chooseAccount } from '../questions/choices';
import { COMMANDS } from '../settings/manifestIds';
import type { Uses } from './services';

type ForgetUses = Uses<'accounts' | 'workspace' | 'written' | 'memory' | 'reminders' | 'consents' | 'runInBackground'>;

/**
 * Deletes a stored account and, if the person wants that, what was written for it. `accountId`: the account, if it is
 * known.
 */
export async function forgetCredentials(services: ForgetUses, accountId?: string): Promise<CommandEnd> {
  const account = await chooseAccount(services.workspace, l10n.t('Forget Credentials'), accountId, () =>
    forgetCredentials(services, accountId),
  );
  return account.kind === 'answered' ? confirmAndForget(services, account.value) : account.end;
}

async function confirmAndForget(services: ForgetUses, account: AccountRecord): Promise<CommandEnd> {
  const { accounts, consents, memory, reminders, workspace, written } = services;
  const again = () => confirmAndForget(services, workspace.find(account.id) ?? account);
  const forget = l10n.t('Forget');
  const reachable = account.written.filter(isReachable);
  const forgetAndClear = l10n.t('Forget and Remove What Was Written');
  const wasInUse = workspace.account()?.id === account.id;
  const next = wasInUse ? workspace.accountWithout(account.id) : undefined;
  const pressed = await vscode.window.showWarningMessage(
    l10n.t('Forget the credentials of “{0}”?', sanitizeLabel(account.page.name)),
    { modal: true, detail: describeStored(account, next) },
    // Enter presses the first button, so files are only changed by an explicit choice.
    ...(reachable.length === 0 ? [forget] : [forget, forgetAndClear]),
  );
  if (pressed === undefined) return { kind: 'cancelled' };
  if (pressed === forgetAndClear) {
    const cleared = await clearLocations(written, workspace.find(account.id) ?? account);
    if (!cleared.ok) return failed(cleared.error, again);
  }
  const removed = await accounts.remove(account.id);
  if (!removed.ok) return failed(removed.error, again);
  if (memory.terminals.isUsedFor(account.id)) memory.terminals.stop();
  await reminders.forget(account.id);
  await consents.forget(account);
  const unsaved = pressed === forgetAndClear ? unsavedLocations(account) : [];
  notifyForgotten(services, account, wasInUse ? workspace.account() : undefined, unsaved);
  return DONE;
}

/** `next`: the account that this workspace uses instead; `unsaved`: files that were only cleared in their editors. */
function notifyForgotten(
  { workspace, runInBackground }: ForgetUses,
  account: AccountRecord,
  next: AccountRecord | undefined,
  unsaved: readonly string[],
): void {
  const elsewhere = unreachableLocations(account);
  const message = [
    l10n.t('The credentials of “{0}” were deleted.', sanitizeLabel(account.page.name)),
    ...(next === undefined ? [] : [describeAccountInUse(next)]),
    ...(unsaved.length === 0 ? [] : [describeUnsaved(unsaved)]),
    ...(elsewhere.length === 0 ? [] : [describeElsewhere(elsewhere)]),
    describeStillValid(),
  ].join(' ');
  const endIt = {
    label: l10n.t('Open Business Integrations'),
    run: async () => {
      await vscode.env.openExternal(vscode.Uri.parse(metaLink('businessIntegrations', undefined)));
      return DONE;
    },
  };
  const switchIt = buttonForCommand(l10n.t('Switch Account…'), COMMANDS.switchAccount);
  const buttons = next !== undefined && workspace.accounts().length > 1 ? [endIt, switchIt] : [endIt];
  notify(elsewhere.length + unsaved.length === 0 ? 'info' : 'warning', message, buttons, runInBackground);
}

/** Deleting the tokens here doesn't revoke them at Facebook. */
function describeStillValid(): string {
  return l10n.t(
    'Facebook still accepts the tokens. To revoke them, remove the app under Business integrations in your Facebook settings.',
  );
}

/**
 * Says where each value is stored, so that it is clear what is deleted; `next`: the account that will be used instead.
 */
function describeStored(account: AccountRecord, next: AccountRecord | undefined): string {
  const stored = l10n.t('The App Secret and the tokens of this account will be deleted from VS Code’s secret storage.');
  const here = account.written.filter(isReachable).map(displayLocation);
  const elsewhere = unreachableLocations(account);
  return [
    stored,
    ...(here.length === 0
      ? []
      : [
          `${l10n.t('Values were also written to:')}\n${here.join('\n')}`,
          l10n.t('Removing them takes out only what Agoras Credentials wrote; everything else there stays.'),
        ]),
    ...(elsewhere.length === 0 ? [] : [describeElsewhere(elsewhere)]),
    describeStillValid(),
    ...(next === undefined ? [] : [l10n.t('This workspace will then use “{0}”.', sanitizeLabel(next.page.name))]),
  ].join('\n\n');
}
