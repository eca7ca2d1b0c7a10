// The start-up part: it draws what is stored and loads the runtime, `main.js`, on first use.
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

/** Builds and registers; everything else happens when it is needed. */
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
  // Not awaited: what is stored is drawn when it has been read.
  void list.refresh();
}
