// A person has one grant for each app: a sign-in replaces the Pages that were ticked before, and the tokens of those that
// are no longer ticked die (Meta, "Login for Business": one set of granted assets per person and app).
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import type { AccountRecord } from '../../credentials/account';
import { isProven } from '../../credentials/checklist';
import { DONE, notify, type RunInBackground } from '../prompts/commandEnd';
import { COMMANDS } from '../settings/manifestIds';
import { checkAccount, type CheckContext } from '../signIn/checkAccount';

interface ReplacedGrantContext extends CheckContext {
  readonly runInBackground: RunInBackground;
}

/** After a new token of `account`: asks Facebook about the other accounts of that person and app, and tells of the dead. */
export async function checkReplacedGrants(
  context: ReplacedGrantContext,
  records: readonly AccountRecord[],
  account: AccountRecord,
): Promise<void> {
  const others = records.filter(
    ({ id, app, user, lastCheck }) =>
      id !== account.id && app.id === account.app.id && user.id === account.user.id && lastCheck.valid,
  );
  const dropped: AccountRecord[] = [];
  for (const other of others) {
    const checked = await checkAccount(context, other, new AbortController().signal, () => undefined);
    // Where Facebook could not be asked, the next check that is due says it.
    if (checked.ok && !isProven(checked.value)) dropped.push(other);
  }
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
  notify(
    'warning',
    l10n.t(
      'With this sign-in the credentials of {0} stopped working: what is ticked in it replaces what was ticked before. Sign in again and tick all Pages that you use.',
      names,
    ),
    [renew],
    context.runInBackground,
  );
}
