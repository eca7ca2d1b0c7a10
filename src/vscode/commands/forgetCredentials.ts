import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { AccountRecord } from '../../credentials/account';
import { sanitizeLabel } from '../../base/sanitize';
import type { AccountStore } from '../accounts/accountStore';
import { chooseAccount } from '../questions/chooseAccount';
import type { CommandEnd } from './commandBoundary';
import type { CommandFailure } from '../../messages/failureKinds';
import { serviceOf } from '../destinations/destinationList';
import { clearPlace, forgetPlace, holdsValues, placeName } from '../delivery/writtenLocations';

export interface ForgetContext {
  readonly accounts: AccountStore;
  readonly workspaceState: vscode.Memento;
  /** Takes what is forgotten out of the terminals, too, and out of what the windows share. */
  readonly forgotten: (accountId: string) => Promise<void>;
}

/** Deletes one stored account, and what it has written where the person wants that. `accountId`: which one. */
export async function forgetCredentials(context: ForgetContext, accountId?: string): Promise<CommandEnd> {
  const account = await chooseAccount(context, l10n.t('Forget Credentials'), accountId);
  return account.kind === 'answered' ? confirmAndForget(context, account.value) : account.end;
}

async function confirmAndForget(context: ForgetContext, account: AccountRecord): Promise<CommandEnd> {
  const { accounts } = context;
  const forget = l10n.t('Forget');
  const forgetAndClear = isInFilesAlone(account)
    ? l10n.t('Forget and Clear Files')
    : l10n.t('Forget and Clear All Places');
  const buttons = account.written.length === 0 ? [forget] : [forgetAndClear, forget];
  const pressed = await vscode.window.showWarningMessage(
    l10n.t('Forget the credentials of “{0}”?', sanitizeLabel(account.page.name)),
    { modal: true, detail: whatIsKept(account) },
    ...buttons,
  );
  if (pressed === undefined) return { kind: 'cancelled' };
  // Clearing needs the secrets, to recognise what is the extension's own; so it comes before deleting them.
  if (pressed === forgetAndClear) {
    const failure = await clearWritten(accounts, account);
    if (failure !== undefined) {
      return { kind: 'failed', failure, resume: () => confirmAndForget(context, account) };
    }
  }
  const removed = await accounts.remove(account.id);
  if (!removed.ok) {
    return { kind: 'failed', failure: removed.error, resume: () => confirmAndForget(context, account) };
  }
  await context.forgotten(account.id);
  void vscode.window.showInformationMessage(
    l10n.t('The credentials of “{0}” are forgotten.', sanitizeLabel(account.page.name)),
  );
  return { kind: 'done' };
}

function isInFilesAlone({ written }: AccountRecord): boolean {
  return written.every((place) => serviceOf(place) === undefined);
}

/** Says where each value is kept, so that nobody has to guess what is deleted. */
function whatIsKept({ written }: AccountRecord): string {
  const stored = l10n.t(
    'VS Code’s secret storage holds the App Secret, the long-lived user token and the Page token. They are deleted.',
  );
  if (written.length === 0) return stored;
  const files = written.map(placeName).join('\n');
  return `${stored}\n\n${l10n.t('Values were also written to:')}\n${files}`;
}

async function clearWritten(accounts: AccountStore, account: AccountRecord): Promise<CommandFailure | undefined> {
  const secrets = await accounts.readSecrets(account);
  if (!secrets.ok) return secrets.error;
  for (const place of account.written) {
    // A launch configuration takes the values of whichever account the workspace uses.
    if (!holdsValues(place) && isShared(accounts, account, place.uri)) continue;
    const cleared = await clearPlace({ record: account, secrets: secrets.value }, place);
    if (!cleared.ok) return cleared.error;
    await forgetPlace(accounts, account.id, place);
  }
  return undefined;
}

function isShared(accounts: AccountStore, { id }: AccountRecord, uri: string): boolean {
  return accounts.list().some((other) => other.id !== id && other.written.some((place) => place.uri === uri));
}
