import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { AccountRecord } from '../../credentials/account';
import { isProven, type Check } from '../../credentials/checklist';
import { formatDate } from '../../messages/dates';
import { sanitizeLabel } from '../../base/sanitize';
import { describeCheck } from '../../messages/checkMessages';
import { currentAccount } from '../accounts/currentAccount';
import { checkAccount, type CheckContext } from '../watch/checkAccount';
import type { CommandEnd } from './commandBoundary';
import { COMMANDS } from '../settings/manifestIds';
import { withProgress } from '../prompts/progress';

export interface CheckTokenContext extends CheckContext {
  readonly workspaceState: vscode.Memento;
  /** The message of this command says it: no reminder of the account has to. */
  readonly told: (accountId: string) => Promise<void>;
  /** The account to check; without it, the one that this workspace uses. */
  readonly accountId: string | undefined;
}

/** Asks Facebook about the stored Page token, now, and keeps the answer's dates. */
export async function checkToken(context: CheckTokenContext): Promise<CommandEnd> {
  const { accounts } = context;
  const again = () => checkToken(context);
  const chosen = context.accountId === undefined ? undefined : accounts.find(context.accountId);
  const account = chosen ?? currentAccount(accounts, context.workspaceState);
  if (account === undefined) return { kind: 'failed', failure: { kind: 'noAccount' }, resume: startOver };
  const { name } = account.page;
  const checked = await withProgress(l10n.t('Checking the token of “{0}”…', sanitizeLabel(name)), (signal, say) =>
    checkAccount(context, account, signal, say),
  );
  if (!checked.ok) {
    if (checked.error.kind === 'cancelled') return { kind: 'cancelled' };
    const resume = checked.error.kind === 'secretMissing' ? startOver : again;
    return { kind: 'failed', failure: checked.error, resume };
  }
  const checks = checked.value;
  const valid = isProven(checks);
  if (!valid) {
    await context.told(account.id);
    const failure = { kind: 'storedTokenInvalid' as const, account: sanitizeLabel(name), checks };
    return { kind: 'failed', failure, resume: () => renew(account.id) };
  }
  tellResult(name, checks);
  return { kind: 'done' };
}

/** Gets the credentials anew, for a command that cannot do without. */
export async function startOver(): Promise<CommandEnd> {
  await vscode.commands.executeCommand(COMMANDS.getCredentials);
  return { kind: 'done' };
}

async function renew(accountId: string): Promise<CommandEnd> {
  await vscode.commands.executeCommand(COMMANDS.renewToken, accountId);
  return { kind: 'done' };
}

function tellResult(name: string, checks: readonly Check[]): void {
  const dataAccess = checks.find((check) => check.kind === 'dataAccess');
  const until = typeof dataAccess?.until === 'number' ? dataAccess.until : undefined;
  const message =
    until === undefined
      ? l10n.t('The token of “{0}” is valid and never expires.', sanitizeLabel(name))
      : l10n.t(
          'The token of “{0}” is valid and never expires; Facebook wants you to log in again by {1}.',
          sanitizeLabel(name),
          formatDate(until, vscode.env.language),
        );
  const details = l10n.t('Show the Report');
  void vscode.window.showInformationMessage(message, details).then((pressed) => {
    if (pressed === details) void vscode.commands.executeCommand(COMMANDS.openWalkthrough);
  });
}

/** The report for the log, one line a check. */
export function reportLines(account: AccountRecord, checks: readonly Check[]): string[] {
  const lines = checks.map((check) => describeCheck(check, vscode.env.language));
  return [
    `${sanitizeLabel(account.page.name)} (${account.page.id})`,
    ...lines.map(({ state, label, evidence }) => `  [${state}] ${label}: ${evidence}`),
  ];
}
