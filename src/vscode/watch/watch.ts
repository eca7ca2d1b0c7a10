// Watches stored tokens: runs checks that are due, and reminds people of tokens that will expire. Runs in every window,
// but each thing is only done by one of them.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { AccountRecord } from '../../credentials/account';
import { isCheckDue } from '../../credentials/checkSchedule';
import { muted, reminderFor, snoozed, type Reminder } from '../../credentials/reminders';
import { formatDate } from '../../base/dates';
import { describeFailedRenewal, describeReplacedGrant } from '../../messages/expiryMessages';
import { sanitizeLabel } from '../../base/sanitize';
import { checkAccount } from '../signIn/checkAccount';
import { unixNow } from '../../base/time';
import { COMMANDS } from '../settings/manifestIds';
import { renewAutomatically, type RenewalContext } from './automaticRenewal';
import type { ReminderStore } from './reminderStore';
import { isRenewalAutomatic, readCheckIntervalHours, readWarnDays } from '../settings/windowSettings';

export async function watch(context: RenewalContext): Promise<void> {
  for (const account of context.records()) {
    if (
      context.isCheckedUnasked(account) &&
      isCheckDue(account.lastCheck, readCheckIntervalHours(), unixNow()) &&
      (await context.reminders.claimCheck(account.id, unixNow()))
    ) {
      // Without a message: if there is no answer the last known state stays, and it is retried in an hour.
      await checkAccount(context, account, new AbortController().signal, () => undefined);
    }
  }
  await renewAutomatically(context);
  for (const account of context.records()) await remind(context.reminders, account);
}

async function remind(reminders: ReminderStore, account: AccountRecord): Promise<void> {
  const reminder = await takeReminder(reminders, account);
  if (reminder !== undefined) void notifyReminder(reminders, account, reminder);
}

/** Claims the reminder that is due for an account. Whoever asks first gets it, so that nothing is shown twice. */
export async function takeReminder(reminders: ReminderStore, account: AccountRecord): Promise<Reminder | undefined> {
  const now = unixNow();
  const reminder = reminderFor(account, readWarnDays(), now, isRenewalAutomatic());
  if (reminder === undefined) return undefined;
  return (await reminders.claimReminder(account.id, reminder, now)) ? reminder : undefined;
}

async function notifyReminder(reminders: ReminderStore, account: AccountRecord, reminder: Reminder): Promise<void> {
  const renew = l10n.t('Renew');
  const later = l10n.t('Remind Me Later');
  const never = l10n.t('Do Not Show Again');
  const pressed = await vscode.window.showWarningMessage(describe(account, reminder), renew, later, never);
  if (pressed === renew) await vscode.commands.executeCommand(COMMANDS.renewToken, account.id);
  if (pressed === later) await reminders.answerReminder(account.id, (memory) => snoozed(memory, unixNow()));
  if (pressed === never) await reminders.answerReminder(account.id, muted);
}

function describe(account: AccountRecord, reminder: Reminder): string {
  const { failedRenewal, isGrantReplaced } = account;
  const sentence = describeEnd(account, reminder);
  if (reminder.end === 'invalid') return isGrantReplaced === true ? `${sentence} ${describeReplacedGrant()}` : sentence;
  const isRenewalMissed = reminder.cause === 'userToken' && failedRenewal !== undefined;
  return isRenewalMissed ? `${sentence} ${describeFailedRenewal(failedRenewal)}` : sentence;
}

function describeEnd(account: AccountRecord, { end, cause }: Reminder): string {
  const name = sanitizeLabel(account.page.name);
  if (end === 'invalid') {
    return l10n.t('The token of “{0}” no longer works: Agoras can’t publish with it. Renew it now.', name);
  }
  const date = formatDate(end, vscode.env.language);
  if (cause === 'dataAccess') {
    return end <= unixNow()
      ? l10n.t(
          'Facebook requires a new login every 90 days; for “{0}” it has been due since {1}. Agoras can’t publish until you renew the credentials.',
          name,
          date,
        )
      : l10n.t(
          'Facebook requires a new login every 90 days. Renew the credentials of “{0}” by {1}, or they will stop working.',
          name,
          date,
        );
  }
  if (end <= unixNow()) {
    return l10n.t(
      'The credentials of “{0}” expired on {1}: Agoras can’t publish with them. Renew them now.',
      name,
      date,
    );
  }
  return l10n.t(
    'The credentials of “{0}” expire on {1}. Renew them before then so that Agoras can keep publishing.',
    name,
    date,
  );
}
