// The watch over stored tokens: checks what is due, and reminds of ends that have come near. In every window, and yet
// each thing is done by one window only.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { AccountRecord } from '../../credentials/account';
import { isCheckDue } from '../../credentials/checkSchedule';
import { muted, reminderFor, snoozed, type Reminder } from '../../credentials/reminders';
import { formatDate } from '../../messages/dates';
import { sanitizeLabel } from '../../base/sanitize';
import { checkAccount, type CheckContext } from '../signIn/checkAccount';
import { unixNow } from '../../base/time';
import { COMMANDS } from '../settings/manifestIds';
import type { ReminderStore } from './reminderStore';
import { readCheckIntervalHours, readWarnDays } from '../settings/windowSettings';

export interface WatchContext extends CheckContext {
  readonly reminders: ReminderStore;
  /** The stored accounts as they are known at that moment. */
  readonly records: () => readonly AccountRecord[];
}

export async function watch(context: WatchContext): Promise<void> {
  for (const account of context.records()) {
    if (
      isCheckDue(account.lastCheck, readCheckIntervalHours(), unixNow()) &&
      (await context.reminders.claimCheck(account.id, unixNow()))
    ) {
      // Quietly: without an answer the last known state stays, and the next hour tries again.
      await checkAccount(context, account, new AbortController().signal, () => undefined);
    }
  }
  for (const account of context.records()) await remind(context.reminders, account);
}

async function remind(reminders: ReminderStore, account: AccountRecord): Promise<void> {
  const reminder = await takeReminder(reminders, account);
  if (reminder !== undefined) void notifyReminder(reminders, account, reminder);
}

/** What is to be told of an account, for whoever asks first: nobody repeats what another has said. */
export async function takeReminder(reminders: ReminderStore, account: AccountRecord): Promise<Reminder | undefined> {
  const now = unixNow();
  const reminder = reminderFor(account, readWarnDays(), now);
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

function describe(account: AccountRecord, { end }: Reminder): string {
  const name = sanitizeLabel(account.page.name);
  if (end === 'invalid') {
    return l10n.t('The token of “{0}” no longer works: Agoras cannot publish with it. Renew it now.', name);
  }
  const date = formatDate(end, vscode.env.language);
  if (end <= unixNow()) {
    return l10n.t(
      'The credentials of “{0}” ended on {1}: Agoras cannot publish with them. Renew them now.',
      name,
      date,
    );
  }
  return l10n.t('The credentials of “{0}” end on {1}. Renew them before that, so that Agoras can go on.', name, date);
}
