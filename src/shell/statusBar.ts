import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountRecord } from '../credentials/account';
import { expiryStatus, type ExpiryStatus } from '../credentials/expiry';
import { formatDate } from '../words/dates';
import { plainLabel } from '../words/plain';
import { describeExpiry } from '../words/report';
import type { AccountStore } from './accountStore';
import { unixNow } from './clock';
import { currentAccount } from './currentAccount';
import { COMMANDS, SETTINGS_SECTION, VIEWS } from './ids';
import { readWarnDays } from './settings';

/** Shows how long the credential of this workspace still works; hidden until there is one. */
export function registerStatusBar(accounts: AccountStore, workspaceState: vscode.Memento): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(VIEWS.statusBarItem, vscode.StatusBarAlignment.Right, 100);
  item.name = l10n.t('Agoras: Token Expiry');
  item.command = COMMANDS.checkToken;
  const draw = () => {
    const account = currentAccount(accounts, workspaceState);
    if (account === undefined) item.hide();
    else show(item, account);
  };
  draw();
  return vscode.Disposable.from(
    item,
    accounts.onDidChange(draw),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTINGS_SECTION)) draw();
    }),
  );
}

function show(item: vscode.StatusBarItem, account: AccountRecord): void {
  const { expiresAt, dataAccessExpiresAt, lastCheck } = account;
  const dates = { expiresAt, dataAccessExpiresAt, knownInvalid: !lastCheck.valid };
  const status = expiryStatus(dates, readWarnDays(), unixNow());
  const words = describeExpiry(status, vscode.env.language);
  item.text = `$(key) Agoras: ${words}`;
  item.backgroundColor = background(status);
  item.tooltip = tooltip(account);
  item.accessibilityInformation = {
    label: l10n.t('Agoras token of {0}: {1}', plainLabel(account.page.name), words),
    role: 'button',
  };
  item.show();
}

function background(status: ExpiryStatus): vscode.ThemeColor | undefined {
  switch (status.kind) {
    case 'expired':
    case 'notValid':
      return new vscode.ThemeColor('statusBarItem.errorBackground');
    case 'expiresSoon':
      return new vscode.ThemeColor('statusBarItem.warningBackground');
    case 'expires':
    case 'never':
      return undefined;
  }
}

function tooltip({ page, instagram, expiresAt, dataAccessExpiresAt, lastCheck }: AccountRecord): string {
  const locale = vscode.env.language;
  const name = instagram?.username === undefined ? '' : ` (@${plainLabel(instagram.username)})`;
  return [
    `${plainLabel(page.name)}${name}`,
    typeof expiresAt === 'number'
      ? l10n.t('The token expires on {0}.', formatDate(expiresAt, locale))
      : l10n.t('The token never expires.'),
    ...(typeof dataAccessExpiresAt === 'number'
      ? [l10n.t('Facebook wants you to log in again by {0}.', formatDate(dataAccessExpiresAt, locale))]
      : []),
    l10n.t('Last checked on {0}.', formatDate(lastCheck.at, locale)),
  ].join('\n');
}
