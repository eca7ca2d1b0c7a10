// The start-up part: shows what is stored, and loads the rest, `main.js`, on first use.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { AccountList } from './vscode/accounts/accountList';
import { registerAccountsTree } from './vscode/startup/accountsTree';
import { registerDocumentWatch } from './vscode/startup/documentWatch';
import { loadOnce } from './vscode/startup/loadOnce';
import {
  registerCommands,
  registerLaunchWatch,
  registerSchedule,
  registerSettingsWatch,
  registerWebviews,
} from './vscode/startup/registrations';
import { registerStatusBar } from './vscode/startup/statusBar';

/** Only creates and registers; everything else happens when it is needed. */
export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const list = new AccountList(context);
  const load = loadOnce(async () => {
    const { createRuntime } = await import('./main');
    const runtime = createRuntime(context, list);
    context.subscriptions.push(runtime);
    return runtime;
  });
  context.subscriptions.push(
    list,
    registerCommands(load),
    registerLaunchWatch(load),
    registerWebviews(load),
    registerSettingsWatch(load),
    registerDocumentWatch(load),
    registerSchedule(list, load),
    registerStatusBar(list),
    registerAccountsTree(list),
  );
  // Not awaited: the accounts are shown once they have been read.
  void list.refresh();
}
