// The start-up part: it draws what is stored and loads the main part, `main.js`, on first use.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { AccountSummaries } from './vscode/startup/accountSummaries';
import { registerAccountsTree } from './vscode/startup/accountsTree';
import { loadOnce } from './vscode/startup/loadOnce';
import {
  registerCommands,
  registerSchedule,
  registerVersionWatch,
  registerWebviews,
} from './vscode/startup/registrations';
import { registerStatusBar } from './vscode/startup/statusBar';

/** Builds and registers; everything else happens when it is needed. */
export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const summaries = new AccountSummaries(context.globalState, context.workspaceState);
  const load = loadOnce(async () => {
    const { createMain } = await import('./main');
    const main = createMain(context, () => {
      summaries.announceChange();
    });
    context.subscriptions.push(main);
    return main;
  });
  context.subscriptions.push(
    summaries,
    registerStatusBar(summaries),
    registerAccountsTree(summaries),
    registerCommands(load),
    registerWebviews(load),
    registerVersionWatch(load),
    registerSchedule(summaries, load),
  );
}
