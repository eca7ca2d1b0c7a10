import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { AccountRecord } from '../../credentials/account';
import { accountStatus } from '../../credentials/expiry';
import { describeAccount, describeStatus, TONES } from '../../messages/expiryMessages';
import { sanitizeLabel } from '../../base/sanitize';
import type { AccountList } from '../accounts/accountList';
import { unixNow } from '../../base/time';
import { VIEWS } from '../settings/manifestIds';
import { isRenewalAutomatic, readWarnDays } from '../settings/windowSettings';

/**
 * The stored accounts in the sidebar. The elements are account IDs, which the view's commands get as their argument.
 */
export function registerAccountsTree(list: AccountList): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const provider: vscode.TreeDataProvider<string> = {
    onDidChangeTreeData: changed.event,
    getChildren: (parent) => (parent === undefined ? list.records().map(({ id }) => id) : []),
    getTreeItem: (id) => {
      const account = list.records().find((record) => record.id === id);
      return account === undefined ? new vscode.TreeItem('') : accountItem(account, inUse());
    },
  };
  // Only refreshed if it would look different, because each refresh closes a tooltip that someone may be reading.
  const inUse = () => (list.records().length > 1 ? list.inUse()?.id : undefined);
  const looks = () => JSON.stringify(list.records().map((account) => describeItem(account, inUse())));
  let drawn = looks();
  const view = vscode.window.createTreeView(VIEWS.accounts, { treeDataProvider: provider });
  return vscode.Disposable.from(
    changed,
    view,
    list.onDidChange(() => {
      view.message = list.state === 'behind' ? describeBehind() : '';
      const now = looks();
      if (now === drawn) return;
      drawn = now;
      changed.fire(undefined);
    }),
  );
}

type Tone = (typeof TONES)[keyof typeof TONES];

interface ItemWords {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly tone: Tone;
}

/** `inUse`: the ID of the account that this workspace uses, if there are several. */
function describeItem(account: AccountRecord, inUse: string | undefined): ItemWords {
  const { page, instagram } = account;
  const status = accountStatus(account, readWarnDays(), unixNow(), isRenewalAutomatic());
  const words = describeStatus(status, vscode.env.language);
  const name = instagram?.username === undefined ? [] : [`@${sanitizeLabel(instagram.username)}`];
  return {
    label: sanitizeLabel(page.name),
    // A narrow sidebar cuts off the end, so what distinguishes the accounts comes first.
    description: [...(account.id === inUse ? [l10n.t('used by this workspace')] : []), ...name, words].join(' · '),
    tooltip: describeAccount(account, isRenewalAutomatic(), unixNow(), vscode.env.language).join('\n'),
    tone: TONES[status.kind],
  };
}

function accountItem(account: AccountRecord, inUse: string | undefined): vscode.TreeItem {
  const { label, description, tooltip, tone } = describeItem(account, inUse);
  const item = new vscode.TreeItem(label);
  item.id = account.id;
  item.contextValue = 'account';
  item.iconPath = icon(tone);
  item.description = description;
  item.tooltip = tooltip;
  return item;
}

function icon(tone: Tone): vscode.ThemeIcon {
  switch (tone) {
    case 'good':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('charts.green'));
    case 'unsure':
      return new vscode.ThemeIcon('question');
    case 'warning':
    case 'error':
      return new vscode.ThemeIcon(tone, new vscode.ThemeColor(`list.${tone}Foreground`));
  }
}

function describeBehind(): string {
  return l10n.t('Another window changed the stored credentials. Reload this window to see them.');
}
