// The runtime: everything that isn't needed at start-up.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { createLog } from './base/log';
import type { AccountList } from './vscode/accounts/accountList';
import { AccountStore } from './vscode/accounts/accountStore';
import { SecretStorageWithTimeout } from './vscode/accounts/secretStorageWithTimeout';
import { WorkspaceChoices } from './vscode/accounts/workspaceChoices';
import { createCommands } from './vscode/commands/commandTable';
import { Previews } from './vscode/delivery/preview';
import { WrittenLocations } from './vscode/delivery/writtenLocations';
import { ClipboardKeeper } from './vscode/destinations/clipboard';
import { askAboutGithubAddressWith } from './vscode/destinations/githubSession';
import { Terminals } from './vscode/destinations/terminals';
import { AddressConsent } from './vscode/signIn/addressConsent';
import { createBackgroundConnect, createConnect, createFindTokenApp } from './vscode/signIn/connect';
import { ReportPanel } from './vscode/diagnosis/reportPanel';
import { cleanUpSecretFiles } from './vscode/questions/secretFileSteps';
import { cleanUpLoginFolders } from './vscode/settings/loginFolder';
import type { Runtime } from './vscode/startup/runtime';
import { CheckReports } from './vscode/walkthrough/checkReports';
import { FlowProgress } from './vscode/walkthrough/flowProgress';
import { createWalkthroughModel } from './vscode/walkthrough/walkthroughModel';
import { WalkthroughPanel } from './vscode/walkthrough/walkthroughPanel';
import { EditorContext } from './vscode/editor/editorContext';
import { hoverAt } from './vscode/editor/hovers';
import { updateConfiguration } from './vscode/editor/entryUpdate';
import { Problems } from './vscode/editor/problems';
import { createInstalledAgorasReader } from './vscode/settings/installedAgoras';
import { WalkthroughSidebar } from './vscode/walkthrough/walkthroughSidebar';
import { keepTerminalsCurrent } from './vscode/watch/otherWindows';
import { ReminderStore } from './vscode/watch/reminderStore';

/** `list`: the accounts that start-up has already read. */
export function createRuntime(context: vscode.ExtensionContext, list: AccountList): Runtime {
  // This is a separate bundle with its own copy of the l10n library.
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const { extensionUri, globalState, globalStorageUri, secrets, workspaceState } = context;
  const channel = vscode.window.createOutputChannel('Agoras Credentials', { log: true });
  const log = createLog(channel);
  // Anyone who opens the log before anything has happened sees that it works, and what it is for.
  log.info('Everything that is obtained, checked, renewed and written is noted here, without any secret.');
  const accounts = new AccountStore(list, new SecretStorageWithTimeout(secrets, showWaiting), globalStorageUri, log);
  const workspace = new WorkspaceChoices(list, accounts, workspaceState);
  const written = new WrittenLocations(accounts, list);
  const addresses = new AddressConsent(globalState);
  askAboutGithubAddressWith(addresses);
  const clipboard = new ClipboardKeeper(vscode.env.clipboard);
  const terminals = new Terminals(context.environmentVariableCollection);
  const reports = new CheckReports();
  const progress = new FlowProgress();
  const previews = new Previews(written);
  const model = createWalkthroughModel({ list, workspace, reports, progress });
  const panel = new WalkthroughPanel(extensionUri, model);
  const reportPanel = new ReportPanel(extensionUri);
  const sidebar = new WalkthroughSidebar(extensionUri, model, panel);
  const installed = createInstalledAgorasReader();
  const editorContext = new EditorContext({ list, accounts, workspace, installedAgoras: installed.read });
  const problems = new Problems(
    editorContext,
    (document, name, agoras) => updateConfiguration(workspace, document, name, agoras),
    list.onDidChange,
  );
  const commands = createCommands({
    list,
    accounts,
    workspace,
    written,
    memory: { clipboard, terminals },
    reminders: new ReminderStore(globalStorageUri),
    reports,
    progress,
    previews,
    walkthrough: panel,
    reportPanel,
    editorContext,
    connect: createConnect(addresses),
    connectInBackground: createBackgroundConnect(addresses, log),
    addresses,
    installed,
    findTokenApp: createFindTokenApp(addresses),
    workspaceState,
    log,
    showLog: () => {
      channel.show();
    },
  });
  const disposables = vscode.Disposable.from(
    channel,
    reports,
    clipboard,
    terminals,
    previews,
    progress,
    panel,
    reportPanel,
    editorContext,
    problems,
    keepTerminalsCurrent(list, accounts, terminals),
  );
  // A window that was killed during a write or a proof may have left files behind, with no other window to clean them
  // up.
  void Promise.all([cleanUpSecretFiles(), cleanUpLoginFolders()]).catch((error: unknown) => {
    log.bug(error);
  });
  return {
    ...commands,
    editor: {
      look: (document) => {
        problems.look(document);
      },
      hover: (document, position) => hoverAt(editorContext, document, position),
      actions: (document, range, only) => problems.actions(document, range, only),
    },
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

function showWaiting(until: Promise<void>): void {
  const title = l10n.t('Waiting for VS Code’s secret storage. Your keychain may be asking for its password.');
  void vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () => until);
}
