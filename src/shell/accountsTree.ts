import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountRecord } from '../credentials/account';
import { expiryStatus, type ExpiryStatus } from '../credentials/expiry';
import { assertNever } from '../outcome';
import { formatDate } from '../words/dates';
import { plainLabel } from '../words/plain';
import { describeExpiry } from '../words/report';
import type { AccountStore } from './accountStore';
import { unixNow } from './clock';
import { SETTINGS_SECTION, VIEWS } from './ids';
import { readWarnDays } from './settings';

/** The stored accounts in the sidebar. An element is an account's id: commands of the view get it as their argument. */
export function registerAccountsTree(accounts: AccountStore): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const refresh = () => {
    changed.fire(undefined);
  };
  const provider: vscode.TreeDataProvider<string> = {
    onDidChangeTreeData: changed.event,
    getChildren: (parent) => (parent === undefined ? accounts.list().map(({ id }) => id) : []),
    getTreeItem: (id) => {
      const account = accounts.find(id);
      return account === undefined ? new vscode.TreeItem('') : accountItem(account);
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.window.createTreeView(VIEWS.accounts, { treeDataProvider: provider }),
    accounts.onDidChange(refresh),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTINGS_SECTION)) refresh();
    }),
  );
}

function accountItem(account: AccountRecord): vscode.TreeItem {
  const { id, page, instagram, expiresAt, dataAccessExpiresAt, lastCheck } = account;
  const dates = { expiresAt, dataAccessExpiresAt, knownInvalid: !lastCheck.valid };
  const status = expiryStatus(dates, readWarnDays(), unixNow());
  const words = describeExpiry(status, vscode.env.language);
  const item = new vscode.TreeItem(plainLabel(page.name));
  item.id = id;
  item.contextValue = 'account';
  item.iconPath = icon(status);
  item.description =
    instagram?.username === undefined ? words : l10n.t('@{0} · {1}', plainLabel(instagram.username), words);
  item.tooltip = tooltip(account);
  return item;
}

function icon(status: ExpiryStatus): vscode.ThemeIcon {
  switch (status.kind) {
    case 'never':
    case 'expires':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('charts.green'));
    case 'expiresSoon':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    case 'expired':
    case 'notValid':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    default:
      return assertNever(status);
  }
}

function tooltip({ page, instagram, objectId, expiresAt, dataAccessExpiresAt, lastCheck }: AccountRecord): string {
  const locale = vscode.env.language;
  const checkedAt = formatDate(lastCheck.at, locale);
  return [
    plainLabel(page.name),
    instagram === undefined ? l10n.t('No Instagram account is connected.') : undefined,
    l10n.t('Object ID: {0}', objectId.id),
    typeof expiresAt === 'number'
      ? l10n.t('The token expires on {0}.', formatDate(expiresAt, locale))
      : l10n.t('The token never expires.'),
    typeof dataAccessExpiresAt === 'number'
      ? l10n.t('Facebook wants you to log in again by {0}.', formatDate(dataAccessExpiresAt, locale))
      : undefined,
    lastCheck.valid
      ? l10n.t('Last checked on {0}: valid.', checkedAt)
      : l10n.t('Last checked on {0}: not valid.', checkedAt),
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}
