import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { AccountStore } from './shell/accountStore';
import { ClipboardKeeper } from './shell/clipboard';
import { registerAccountsTree } from './shell/accountsTree';
import { registerCommands } from './shell/commands';
import { connectTo } from './shell/connect';
import { FlowProgress } from './shell/flowProgress';
import { createLog } from './shell/log';
import { Previews } from './shell/preview';
import { Reports } from './shell/reports';
import { registerStatusBar } from './shell/statusBar';
import { Terminals } from './shell/terminals';
import { createWalkthroughModel } from './shell/walkthroughModel';
import { WalkthroughPanel } from './shell/walkthroughPanel';
import { registerWalkthroughSidebar } from './shell/walkthroughSidebar';

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
  const progress = new FlowProgress();
  const model = createWalkthroughModel(accounts, reports, progress, workspaceState);
  const walkthrough = new WalkthroughPanel(extensionUri, model);
  subscriptions.push(
    channel,
    accounts,
    reports,
    clipboard,
    terminals,
    previews,
    progress,
    walkthrough,
    registerWalkthroughSidebar(extensionUri, model, walkthrough),
    registerAccountsTree(accounts),
    registerStatusBar(accounts, workspaceState),
    registerCommands({
      accounts,
      reports,
      clipboard,
      terminals,
      previews,
      progress,
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
