import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { AccountStore } from './shell/accountStore';
import { ClipboardKeeper } from './shell/clipboard';
import { registerCommands } from './shell/commands';
import { connectTo } from './shell/connect';
import { createLog } from './shell/log';
import { Previews } from './shell/preview';
import { Reports } from './shell/reports';
import { registerStatusBar } from './shell/statusBar';
import { Terminals } from './shell/terminals';
import { WalkthroughPanel } from './shell/walkthroughPanel';

/** Builds and registers; everything else happens when a command is run. */
export function activate({
  environmentVariableCollection,
  extensionUri,
  globalState,
  secrets,
  subscriptions,
  workspaceState,
}: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const channel = vscode.window.createOutputChannel('Agoras Credentials', { log: true });
  const log = createLog(channel);
  const accounts = new AccountStore(globalState, secrets, log);
  const reports = new Reports();
  const clipboard = new ClipboardKeeper(vscode.env.clipboard);
  const terminals = new Terminals(environmentVariableCollection);
  const previews = new Previews();
  const walkthrough = new WalkthroughPanel(extensionUri, accounts, reports, workspaceState);
  subscriptions.push(
    channel,
    accounts,
    reports,
    clipboard,
    terminals,
    previews,
    walkthrough,
    registerStatusBar(accounts, workspaceState),
    registerCommands({
      accounts,
      reports,
      clipboard,
      terminals,
      previews,
      walkthrough,
      workspaceState,
      log,
      showLog: () => {
        channel.show();
      },
      connect: connectTo,
    }),
  );
}
