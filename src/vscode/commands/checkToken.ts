import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import { instagramObstacle, type AccountRecord } from '../../credentials/account';
import { isProven, type Check } from '../../credentials/checklist';
import { describeCheck } from '../../messages/checkMessages';
import { describeEnds, describeObstacle } from '../../messages/expiryMessages';
import { DONE, failed, showMessage, startOver, type CommandEnd } from '../prompts/commandEnd';
import { withProgress } from '../prompts/progress';
import { COMMANDS } from '../settings/manifestIds';
import { checkAccount } from '../signIn/checkAccount';
import { takeReminder } from '../watch/watch';
import type { Uses } from './services';

/** Asks Facebook about the stored Page token, now, and keeps the answer's dates. */
export async function checkToken(
  services: Uses<'accounts' | 'workspace' | 'connect' | 'report' | 'reminders'>,
  accountId?: string,
): Promise<CommandEnd> {
  const { workspace, reminders } = services;
  const account = workspace.find(accountId) ?? workspace.account();
  if (account === undefined) return workspace.withoutAccount(() => checkToken(services, accountId));
  const name = sanitizeLabel(account.page.name);
  const checked = await withProgress(l10n.t('Checking the token of “{0}”…', name), (signal, onRetry) =>
    checkAccount(services, account, signal, onRetry),
  );
  if (!checked.ok) {
    return failed(
      checked.error,
      checked.error.kind === 'secretMissing' ? startOver : () => checkToken(services, accountId),
      account.app.id,
    );
  }
  const checks = checked.value;
  if (!isProven(checks)) {
    // This message says it: no reminder of the account has to.
    await takeReminder(reminders, workspace.find(account.id) ?? account);
    return failed({ kind: 'storedTokenInvalid', account: name, checks }, () => renew(account.id), account.app.id);
  }
  notifyResult(workspace.find(account.id) ?? account);
  return DONE;
}

async function renew(accountId: string): Promise<CommandEnd> {
  await vscode.commands.executeCommand(COMMANDS.renewToken, accountId);
  return DONE;
}

function notifyResult(account: AccountRecord): void {
  const name = sanitizeLabel(account.page.name);
  const obstacle = instagramObstacle(account);
  const message = [
    ...(obstacle === undefined
      ? [l10n.t('The token of “{0}” is valid.', name)]
      : [
          l10n.t('The token of “{0}” works, but it cannot publish to Instagram yet.', name),
          describeObstacle(obstacle),
        ]),
    ...describeEnds(account, vscode.env.language),
  ].join(' ');
  const details = l10n.t('Show the Report');
  void showMessage(obstacle === undefined ? 'info' : 'warning', message, [details]).then((pressed) => {
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
