// The main part: everything that start-up can do without.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { AccountStore } from './shell/accountStore';
import { ClipboardKeeper } from './shell/clipboard';
import { createCommands } from './shell/commands';
import { connectTo } from './shell/connect';
import { FlowProgress } from './shell/flowProgress';
import { createLog } from './shell/log';
import type { MainPart } from './shell/mainPart';
import { followOtherWindows } from './shell/otherWindows';
import { PatientSecrets } from './shell/patientSecrets';
import { Previews } from './shell/preview';
import { Reports } from './shell/reports';
import { SharedState } from './shell/sharedState';
import { Terminals } from './shell/terminals';
import { createWalkthroughModel } from './shell/walkthroughModel';
import { WalkthroughPanel } from './shell/walkthroughPanel';
import { WalkthroughSidebar } from './shell/walkthroughSidebar';

/** `onAccountsChanged`: told when what start-up shows has to be drawn anew. */
export function createMain(context: vscode.ExtensionContext, onAccountsChanged: () => void): MainPart {
  // A bundle of its own has a copy of the library of its own.
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const { extensionUri, globalState, globalStorageUri, secrets, workspaceState } = context;
  const channel = vscode.window.createOutputChannel('Agoras Credentials', { log: true });
  const log = createLog(channel);
  const accounts = new AccountStore(globalState, new PatientSecrets(secrets, tellWaiting), globalStorageUri, log);
  const reports = new Reports();
  const clipboard = new ClipboardKeeper(vscode.env.clipboard);
  const terminals = new Terminals(context.environmentVariableCollection);
  const previews = new Previews();
  const progress = new FlowProgress();
  const model = createWalkthroughModel(accounts, reports, progress, workspaceState);
  const panel = new WalkthroughPanel(extensionUri, model);
  const sidebar = new WalkthroughSidebar(extensionUri, model, panel);
  const kept = { accounts, reports, clipboard, terminals, previews, progress };
  const commands = createCommands({
    ...kept,
    walkthrough: panel,
    workspaceState,
    shared: new SharedState(globalStorageUri),
    log,
    showLog: () => {
      channel.show();
    },
    connect: connectTo,
  });
  const disposables = vscode.Disposable.from(
    channel,
    ...Object.values(kept),
    panel,
    new vscode.Disposable(commands.dispose),
    accounts.onDidChange(onAccountsChanged),
    followOtherWindows(secrets, accounts, terminals),
  );
  return {
    ...commands,
    resolveSidebar: (view) => {
      sidebar.resolve(view);
    },
    restorePanel: (restored) => {
      panel.adopt(restored);
    },
    dispose: () => {
      disposables.dispose();
    },
  };
}

function tellWaiting(until: Promise<void>): void {
  const title = l10n.t('Waiting for VS Code’s secret storage. Your keychain may be asking for its password.');
  void vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () => until);
}
