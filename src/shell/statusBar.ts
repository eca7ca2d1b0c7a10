import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { statusBarView, type StatusBarView } from '../words/expiry';
import type { AccountSummaries } from './accountSummaries';
import { unixNow } from './clock';
import { COMMANDS, VIEWS } from './ids';
import { readVisibility, readWarnDays } from './windowSettings';

/** Shows how long the credential of this workspace still works; hidden until there is one. */
export function registerStatusBar(summaries: AccountSummaries): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(VIEWS.statusBarItem, vscode.StatusBarAlignment.Right, 100);
  item.name = l10n.t('Agoras: Token Expiry');
  item.command = COMMANDS.showActions;
  const draw = () => {
    const options = {
      warnDays: readWarnDays(),
      visibility: readVisibility(),
      now: unixNow(),
      locale: vscode.env.language,
    };
    const view = statusBarView(summaries.inUse(), options);
    if (view === undefined) item.hide();
    else show(item, view);
  };
  draw();
  return vscode.Disposable.from(item, summaries.onDidChange(draw));
}

function show(item: vscode.StatusBarItem, { text, background, tooltip, label }: StatusBarView): void {
  item.text = text;
  item.tooltip = tooltip;
  item.backgroundColor =
    background === 'none' ? undefined : new vscode.ThemeColor(`statusBarItem.${background}Background`);
  item.accessibilityInformation = { label, role: 'button' };
  item.show();
}
