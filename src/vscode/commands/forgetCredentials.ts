import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import type { AccountRecord } from '../../credentials/account';
import { describeAccountInUse, describeElsewhere } from '../../messages/deliveryMessages';
import { clearLocations } from '../delivery/bringUpToDate';
import { displayLocation, isReachable, unreachableLocations } from '../delivery/writtenLocations';
import { DONE, failed, showMessage, type CommandEnd } from '../prompts/commandEnd';
import { chooseAccount } from '../questions/chooseAccount';
import type { Uses } from './services';

type ForgetUses = Uses<'accounts' | 'workspace' | 'written' | 'memory' | 'reminders'>;

/** Deletes one stored account, and what it has written where the person wants that. `accountId`: which one. */
export async function forgetCredentials(services: ForgetUses, accountId?: string): Promise<CommandEnd> {
  const account = await chooseAccount(services.workspace, l10n.t('Forget Credentials'), accountId, () =>
    forgetCredentials(services, accountId),
  );
  return account.kind === 'answered' ? confirmAndForget(services, account.value) : account.end;
}

async function confirmAndForget(services: ForgetUses, account: AccountRecord): Promise<CommandEnd> {
  const { accounts, memory, reminders, workspace, written } = services;
  const again = () => confirmAndForget(services, workspace.find(account.id) ?? account);
  const forget = l10n.t('Forget');
  const reachable = account.written.filter(isReachable);
  const forgetAndClear = reachable.every(({ host }) => host !== undefined)
    ? l10n.t('Forget and Clear Files')
    : l10n.t('Forget and Clear All Places');
  const pressed = await vscode.window.showWarningMessage(
    l10n.t('Forget the credentials of “{0}”?', sanitizeLabel(account.page.name)),
    { modal: true, detail: describeStored(account) },
    ...(reachable.length === 0 ? [forget] : [forgetAndClear, forget]),
  );
  if (pressed === undefined) return { kind: 'cancelled' };
  const wasInUse = workspace.account()?.id === account.id;
  if (pressed === forgetAndClear) {
    const cleared = await clearLocations(written, workspace.find(account.id) ?? account);
    if (!cleared.ok) return failed(cleared.error, again);
  }
  const removed = await accounts.remove(account.id);
  if (!removed.ok) return failed(removed.error, again);
  if (memory.terminals.isUsedFor(account.id)) memory.terminals.stop();
  await reminders.forget(account.id);
  notifyForgotten(account, wasInUse ? workspace.account() : undefined);
  return DONE;
}

/** `next`: the account that this workspace uses instead. */
function notifyForgotten(account: AccountRecord, next: AccountRecord | undefined): void {
  const elsewhere = unreachableLocations(account);
  const message = [
    l10n.t('The credentials of “{0}” are forgotten.', sanitizeLabel(account.page.name)),
    ...(next === undefined ? [] : [describeAccountInUse(next)]),
    ...(elsewhere.length === 0 ? [] : [describeElsewhere(elsewhere)]),
  ].join(' ');
  void showMessage(elsewhere.length === 0 ? 'info' : 'warning', message);
}

/** Says where each value is kept, so that nobody has to guess what is deleted. */
function describeStored(account: AccountRecord): string {
  const stored = l10n.t(
    'VS Code’s secret storage holds the App Secret, the long-lived user token and the Page token. They are deleted.',
  );
  const here = account.written.filter(isReachable).map(displayLocation);
  const elsewhere = unreachableLocations(account);
  return [
    stored,
    ...(here.length === 0 ? [] : [`${l10n.t('Values were also written to:')}\n${here.join('\n')}`]),
    ...(elsewhere.length === 0 ? [] : [describeElsewhere(elsewhere)]),
  ].join('\n\n');
}
