import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { statusBarView, type StatusBarOptions, type StatusBarView } from '../../messages/expiryMessages';
import type { AccountList } from '../accounts/accountList';
import { unixNow } from '../../base/time';
import { COMMANDS, VIEWS } from '../settings/manifestIds';
import { isRenewalAutomatic, readVisibility, readWarnDays } from '../settings/windowSettings';

/** Shows how long the workspace's credentials will work. The item is only created once there is an account. */
export function registerStatusBar(list: AccountList): vscode.Disposable {
  let item: vscode.StatusBarItem | undefined;
  const draw = () => {
    const account = list.inUse();
    const view = account === undefined ? undefined : statusBarView(account, readOptions());
    if (view === undefined) item?.hide();
    else show((item ??= createItem()), view);
  };
  draw();
  return vscode.Disposable.from(new vscode.Disposable(() => item?.dispose()), list.onDidChange(draw));
}

function createItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem(VIEWS.statusBarItem, vscode.StatusBarAlignment.Right, 100);
  item.name = l10n.t('Agoras: Token Expiry');
  item.command = COMMANDS.showActions;
  return item;
}

function readOptions(): StatusBarOptions {
  return {
    warnDays: readWarnDays(),
    isAutomatic: isRenewalAutomatic(),
    visibility: readVisibility(),
    now: unixNow(),
    locale: vscode.env.language,
  };
}

function show(item: vscode.StatusBarItem, { text, background, tooltip, label }: StatusBarView): void {
  item.text = text;
  item.tooltip = tooltip;
  item.backgroundColor =
    background === 'none' ? undefined : new vscode.ThemeColor(`statusBarItem.${background}Background`);
  item.accessibilityInformation = { label, role: 'button' };
  item.show();
}
