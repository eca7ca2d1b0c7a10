import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import { unixNow } from '../../base/time';
import { instagramObstacle, type AccountRecord } from '../../credentials/account';
import { isProven, type Check } from '../../credentials/checklist';
import { renewsItself } from '../../credentials/expiry';
import { describeCheck } from '../../messages/checkMessages';
import { describeEnds, describeObstacle } from '../../messages/expiryMessages';
import {
  DONE,
  failed,
  notify,
  showMessage,
  startOver,
  type CommandEnd,
  type RunInBackground,
} from '../prompts/commandEnd';
import { withProgress } from '../prompts/progress';
import { COMMANDS } from '../settings/manifestIds';
import { isRenewalAutomatic } from '../settings/windowSettings';
import { checkAccount } from '../signIn/checkAccount';
import { takeReminder } from '../watch/watch';
import type { Uses } from './services';

/** Inspects the stored tokens with Facebook now, and stores the dates that it returns. */
export async function checkToken(
  services: Uses<'accounts' | 'workspace' | 'connect' | 'report' | 'reminders'>,
  accountId?: string,
): Promise<CommandEnd> {
  const { workspace, reminders } = services;
  const account = workspace.find(accountId) ?? workspace.account();
  const again = () => checkToken(services, accountId);
  if (account === undefined) return workspace.withoutAccount(again);
  const connected = await services.connect();
  if (!connected.ok) return failed(connected.error, again);
  const using = { ...services, connect: () => Promise.resolve(connected) };
  const name = sanitizeLabel(account.page.name);
  const checked = await withProgress(l10n.t('Checking the token of “{0}”…', name), (signal, onRetry) =>
    checkAccount(using, account, signal, onRetry),
  );
  if (!checked.ok) {
    return failed(checked.error, checked.error.kind === 'secretMissing' ? startOver : again, account.app.id);
  }
  const checks = checked.value;
  if (!isProven(checks)) {
    // The message below says it, so no reminder about the account is needed.
    await takeReminder(reminders, workspace.find(account.id) ?? account);
    return failed({ kind: 'storedTokenInvalid', account: name, checks }, () => renew(account.id), account.app.id);
  }
  notifyResult(workspace.find(account.id) ?? account);
  return DONE;
}

type CheckAllUses = Parameters<typeof checkToken>[0] & Uses<'runInBackground'>;

/** The result for one of several accounts; `unanswered`: Facebook gave no answer. */
type Finding = 'valid' | 'cannotPublish' | 'notValid' | 'unanswered';

/** Checks every stored account one by one, with one message for all. */
export async function checkAllTokens(services: CheckAllUses): Promise<CommandEnd> {
  const { workspace, reminders, runInBackground } = services;
  const again = () => checkAllTokens(services);
  const accounts = workspace.accounts();
  const [first, ...others] = accounts;
  if (first === undefined) return workspace.withoutAccount(again);
  if (others.length === 0) return checkToken(services, first.id);
  const connected = await services.connect();
  if (!connected.ok) return failed(connected.error, again);
  const using = { ...services, connect: () => Promise.resolve(connected) };
  const title = l10n.t('Checking {0} accounts…', accounts.length);
  const found = new Map<AccountRecord, Finding>();
  const stopped = await withProgress(title, async (signal, onRetry) => {
    for (const account of accounts) {
      const checked = await checkAccount(using, account, signal, onRetry);
      if (checked.ok) found.set(account, finding(isProven(checked.value), workspace.find(account.id) ?? account));
      // Without a network, the remaining accounts can't be checked either.
      else if (checked.error.kind === 'cancelled' || checked.error.kind === 'network') return checked.error;
      // Otherwise another window has deleted it.
      else if (checked.error.kind !== 'secretMissing') found.set(account, 'unanswered');
    }
    return undefined;
  });
  if (stopped !== undefined) return failed(stopped, again);
  const dead = [...found].filter(([, each]) => each === 'notValid').map(([account]) => account);
  // The message below says it, so no reminders about these accounts are needed.
  for (const account of dead) await takeReminder(reminders, workspace.find(account.id) ?? account);
  notifyFindings(found, runInBackground);
  return DONE;
}

function finding(isValid: boolean, account: AccountRecord): Finding {
  if (!isValid) return 'notValid';
  return instagramObstacle(account) === undefined ? 'valid' : 'cannotPublish';
}

function notifyFindings(found: ReadonlyMap<AccountRecord, Finding>, runInBackground: RunInBackground): void {
  const of = (wanted: Finding) => [...found].filter(([, each]) => each === wanted).map(([account]) => account);
  const names = (wanted: Finding) =>
    of(wanted)
      .map(({ page }) => l10n.t('“{0}”', sanitizeLabel(page.name)))
      .join(', ');
  const valid = of('valid').length;
  const isAllValid = valid === found.size;
  const sentences = [
    isAllValid
      ? l10n.t('The tokens of all {0} accounts are valid.', valid)
      : l10n.t('{0} of {1} accounts can publish.', valid, found.size),
    ...(of('notValid').length === 0 ? [] : [l10n.t('The token no longer works: {0}.', names('notValid'))]),
    ...(of('cannotPublish').length === 0
      ? []
      : [l10n.t('Can’t publish to Instagram yet: {0}.', names('cannotPublish'))]),
    ...(of('unanswered').length === 0
      ? []
      : [l10n.t('Couldn’t be checked: {0}. Check each account by itself to see why.', names('unanswered'))]),
  ];
  const [dead] = of('notValid');
  const buttons = [
    ...(dead === undefined
      ? []
      : [{ label: l10n.t('Renew “{0}”', sanitizeLabel(dead.page.name)), run: () => renew(dead.id) }]),
    {
      label: l10n.t('Show All Accounts'),
      run: async () => {
        await vscode.commands.executeCommand(COMMANDS.openWalkthrough);
        return DONE;
      },
    },
  ];
  notify(isAllValid ? 'info' : 'warning', sentences.join(' '), buttons, runInBackground);
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
      : [l10n.t('The token of “{0}” works, but it can’t publish to Instagram yet.', name), describeObstacle(obstacle)]),
    ...describeEnds(account, vscode.env.language, isRenewalAutomatic() && renewsItself(account, unixNow())),
  ].join(' ');
  const details = l10n.t('Show the Report');
  void showMessage(obstacle === undefined ? 'info' : 'warning', message, [details]).then((pressed) => {
    if (pressed === details) void vscode.commands.executeCommand(COMMANDS.openWalkthrough);
  });
}

/** The report for the log, one line per check. */
export function reportLines(account: AccountRecord, checks: readonly Check[]): string[] {
  const lines = checks.map((check) => describeCheck(check, vscode.env.language));
  return [
    `${sanitizeLabel(account.page.name)} (${account.page.id})`,
    ...lines.map(({ state, label, evidence }) => `  [${state}] ${label}: ${evidence}`),
  ];
}
