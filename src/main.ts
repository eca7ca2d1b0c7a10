// The main part: everything that start-up can do without.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { AccountStore } from './vscode/accounts/accountStore';
import { ClipboardKeeper } from './vscode/destinations/clipboard';
import { createCommands } from './vscode/commands/commandTable';
import { connectTo } from './vscode/signIn/connect';
import { FlowProgress } from './vscode/walkthrough/flowProgress';
import { createLog } from './base/log';
import type { Runtime } from './vscode/startup/runtime';
import { followOtherWindows } from './vscode/watch/otherWindows';
import { SecretStorageWithTimeout } from './vscode/accounts/secretStorageWithTimeout';
import { Previews } from './vscode/delivery/preview';
import { CheckReports } from './vscode/walkthrough/checkReports';
import { ReminderStore } from './vscode/watch/reminderStore';
import { Terminals } from './vscode/destinations/terminals';
import { createWalkthroughModel } from './vscode/walkthrough/walkthroughModel';
import { WalkthroughPanel } from './vscode/walkthrough/walkthroughPanel';
import { WalkthroughSidebar } from './vscode/walkthrough/walkthroughSidebar';

/** `onAccountsChanged`: told when what start-up shows has to be drawn anew. */
export function createMain(context: vscode.ExtensionContext, onAccountsChanged: () => void): Runtime {
  // A bundle of its own has a copy of the library of its own.
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const { extensionUri, globalState, globalStorageUri, secrets, workspaceState } = context;
  const channel = vscode.window.createOutputChannel('Agoras Credentials', { log: true });
  const log = createLog(channel);
  const accounts = new AccountStore(
    globalState,
    new SecretStorageWithTimeout(secrets, tellWaiting),
    globalStorageUri,
    log,
  );
  const reports = new CheckReports();
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
    shared: new ReminderStore(globalStorageUri),
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
