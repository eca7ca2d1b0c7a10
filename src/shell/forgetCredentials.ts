import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { flagValues, type AccountRecord, type WrittenPlace } from '../credentials/account';
import { flagsFor } from '../credentials/flags';
import { plainLabel } from '../words/plain';
import type { AccountStore } from './accountStore';
import type { CommandEnd } from './commandBoundary';
import { clearDotenv } from './dotenvDestination';
import type { CommandFailure } from './failureWords';
import { askPick } from './prompts';

/** Deletes one stored account, and what it has written where the person wants that. Without an id, asks which one. */
export async function forgetCredentials(accounts: AccountStore, accountId: string | undefined): Promise<CommandEnd> {
  const known = accountId === undefined ? undefined : accounts.find(accountId);
  const account = known ?? (await chooseAccount(accounts.list()));
  if (account === 'none') return { kind: 'failed', failure: { kind: 'noAccount' } };
  return account === undefined ? { kind: 'cancelled' } : confirmAndForget(accounts, account);
}

async function confirmAndForget(accounts: AccountStore, account: AccountRecord): Promise<CommandEnd> {
  const forget = l10n.t('Forget');
  const forgetAndClear = l10n.t('Forget and Clear Files');
  const buttons = account.written.length === 0 ? [forget] : [forgetAndClear, forget];
  const pressed = await vscode.window.showWarningMessage(
    l10n.t('Forget the credentials of “{0}”?', plainLabel(account.page.name)),
    { modal: true, detail: whatIsKept(account) },
    ...buttons,
  );
  if (pressed === undefined) return { kind: 'cancelled' };
  // Clearing needs the secrets, to recognise what is the extension's own; so it comes before deleting them.
  if (pressed === forgetAndClear) {
    const failure = await clearWritten(accounts, account);
    if (failure !== undefined) {
      return { kind: 'failed', failure, resume: () => confirmAndForget(accounts, account) };
    }
  }
  const removed = await accounts.remove(account.id);
  if (!removed.ok) {
    return { kind: 'failed', failure: removed.error, resume: () => confirmAndForget(accounts, account) };
  }
  void vscode.window.showInformationMessage(
    l10n.t('The credentials of “{0}” are forgotten.', plainLabel(account.page.name)),
  );
  return { kind: 'done' };
}

async function chooseAccount(list: readonly AccountRecord[]): Promise<AccountRecord | 'none' | undefined> {
  if (list.length === 0) return 'none';
  const answer = await askPick({
    title: l10n.t('Forget Credentials'),
    position: { step: 1, totalSteps: 1, canGoBack: false },
    placeholder: l10n.t('Whose credentials should be forgotten?'),
    buttons: [],
    choices: list.map((account) => ({
      label: plainLabel(account.page.name),
      ...(account.instagram?.username === undefined
        ? {}
        : { description: `@${plainLabel(account.instagram.username)}` }),
      detail: l10n.t('App {0}, {1}', account.app.id, plainLabel(account.user.name)),
      value: account,
    })),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

/** Says where each value is kept, so that nobody has to guess what is deleted. */
function whatIsKept({ written }: AccountRecord): string {
  const stored = l10n.t(
    'VS Code’s secret storage holds the App Secret, the long-lived user token and the Page token. They are deleted.',
  );
  if (written.length === 0) return stored;
  const files = written.map(({ uri }) => vscode.Uri.parse(uri).fsPath).join('\n');
  return `${stored}\n\n${l10n.t('Values were also written to:')}\n${files}`;
}

async function clearWritten(accounts: AccountStore, account: AccountRecord): Promise<CommandFailure | undefined> {
  const secrets = await accounts.readSecrets(account);
  if (!secrets.ok) return secrets.error;
  for (const place of account.written) {
    const flags = flagsFor(place.agorasVersion, flagValues(account, secrets.value));
    const cleared = await clearDotenv(vscode.Uri.parse(place.uri).fsPath, flags);
    if (!cleared.ok) return cleared.error;
    await accounts.update(account.id, (record) => ({ ...record, written: record.written.filter(isNot(place)) }));
  }
  return undefined;
}

function isNot(place: WrittenPlace): (other: WrittenPlace) => boolean {
  return ({ uri }) => uri !== place.uri;
}
