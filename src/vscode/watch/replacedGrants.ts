// A person has one grant per app: a sign-in replaces the Pages selected before, and tokens of Pages that are no longer
// selected become invalid (Meta, "Login for Business": one set of granted assets per person and app).
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import type { AccountRecord } from '../../credentials/account';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import { isProven } from '../../credentials/checklist';
import { DONE, notify, type RunInBackground } from '../prompts/commandEnd';
import { COMMANDS } from '../settings/manifestIds';
import { checkAccount, type CheckContext } from '../signIn/checkAccount';
import type { ConnectTo } from '../signIn/connect';
import type { ReminderStore } from './reminderStore';
import { takeReminder } from './watch';

interface ReplacedGrantContext extends Omit<CheckContext, 'connect'> {
  readonly connectInBackground: ConnectTo;
  readonly workspace: Pick<WorkspaceChoices, 'accounts' | 'find' | 'isCheckedUnasked'>;
  readonly reminders: ReminderStore;
  readonly runInBackground: RunInBackground;
}

/**
 * After a new token for `account`: checks the other accounts of the same person and app, and reports those with invalid
 * tokens.
 */
export async function checkReplacedGrants(context: ReplacedGrantContext, account: AccountRecord): Promise<void> {
  const { workspace, reminders, connectInBackground: connect } = context;
  const others = workspace
    .accounts()
    .filter(
      (other) =>
        other.id !== account.id &&
        other.app.id === account.app.id &&
        other.user !== undefined &&
        other.user.id === account.user?.id &&
        other.lastCheck.valid &&
        workspace.isCheckedUnasked(other),
    );
  const dropped: AccountRecord[] = [];
  for (const other of others) {
    const checked = await checkAccount({ ...context, connect }, other, new AbortController().signal, () => undefined);
    // If Facebook couldn't be asked now, the next regular check will find out.
    if (checked.ok && !isProven(checked.value)) dropped.push(other);
  }
  await markReplaced(context, dropped);
  const [first] = dropped;
  if (first === undefined) return;
  const names = dropped.map(({ page }) => sanitizeLabel(page.name)).join(', ');
  const renew = {
    label: l10n.t('Renew “{0}”', sanitizeLabel(first.page.name)),
    run: async () => {
      await vscode.commands.executeCommand(COMMANDS.renewToken, first.id);
      return DONE;
    },
  };
  // The message below says it, so the reminder about it counts as shown.
  for (const { id } of dropped) {
    const marked = workspace.find(id);
    if (marked !== undefined) await takeReminder(reminders, marked);
  }
  notify(
    'warning',
    l10n.t(
      'This sign-in made the credentials of {0} stop working, because the Pages ticked in it replace those ticked before. Sign in again and tick all the Pages you use.',
      names,
    ),
    [renew],
    context.runInBackground,
  );
}

/** The mark is removed when they are renewed, or when a check finds that Facebook accepts their tokens again. */
async function markReplaced({ accounts }: ReplacedGrantContext, dropped: readonly AccountRecord[]): Promise<void> {
  if (dropped.length === 0) return;
  const isDropped = ({ id, obtainedAt }: AccountRecord) =>
    dropped.some((other) => other.id === id && other.obtainedAt === obtainedAt);
  await accounts.update((record) => (isDropped(record) ? { ...record, isGrantReplaced: true } : record));
}
