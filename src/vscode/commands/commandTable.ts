import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { AccountRecord } from '../../credentials/account';
import type { Check } from '../../credentials/checklist';
import type { AgorasVersion } from '../../agoras/flags';
import { LINKS } from '../../walkthrough/walkthroughSteps';
import type { WalkthroughStepId } from '../../walkthrough/webviewProtocol';
import type { AccountStore } from '../accounts/accountStore';
import { createInstalledAgorasReader } from '../settings/installedAgoras';
import { checkToken, reportLines } from './checkToken';
import type { ClipboardKeeper } from '../destinations/clipboard';
import { runCommand, type CommandEnd } from './commandBoundary';
import type { ConnectTo } from '../signIn/connect';
import { copyCommandLine, copyFlags, useInTerminal } from './copyFlags';
import type { WizardState, CredentialStepId } from '../questions/wizardState';
import type { FlowProgress } from '../walkthrough/flowProgress';
import { forgetCredentials } from './forgetCredentials';
import { getCredentials, type GetCredentialsContext } from './getCredentials';
import { COMMANDS, type CommandName } from '../settings/manifestIds';
import type { Log } from '../../base/log';
import type { Runtime } from '../startup/runtime';
import type { Previews } from '../delivery/preview';
import type { PromptButton } from '../prompts/quickInputs';
import { renewToken } from './renewToken';
import type { CheckReports } from '../walkthrough/checkReports';
import type { ReminderStore } from '../watch/reminderStore';
import { showActions } from './showActions';
import { switchAccount } from './switchAccount';
import type { Terminals } from '../destinations/terminals';
import { createValueCommands } from './valueCommands';
import { VersionMismatch } from '../delivery/versionMismatch';
import { offerRewrite } from '../delivery/versionWatch';
import { copyPermissions } from '../walkthrough/walkthroughConduit';
import type { WalkthroughPanel } from '../walkthrough/walkthroughPanel';
import { takeReminder, watch } from '../watch/watch';
import { writeFlags, type WriteStepId } from './writeFlags';
import type { OpenAccount } from '../destinations/destination';

export interface CommandsContext {
  readonly terminals: Terminals;
  readonly clipboard: ClipboardKeeper;
  readonly previews: Previews;
  readonly shared: ReminderStore;
  readonly accounts: AccountStore;
  readonly reports: CheckReports;
  readonly progress: FlowProgress;
  readonly walkthrough: WalkthroughPanel;
  readonly workspaceState: vscode.Memento;
  readonly log: Log;
  readonly showLog: () => void;
  readonly connect: ConnectTo;
}

/** Run from the views, a command gets the id of the account that it was pressed on. */
type CommandBody = (accountId: string | undefined) => Promise<CommandEnd>;

export type Commands = Omit<Runtime, 'resolveSidebar' | 'restorePanel'>;

/** Every command, each behind the command boundary. */
export function createCommands(context: CommandsContext): Commands {
  const { accounts, reports, progress, walkthrough, workspaceState, connect, log, showLog } = context;
  const { terminals, clipboard, previews, shared } = context;
  const follow = (body: () => Promise<CommandEnd>) => void runCommand('a button of a message', log, body);
  const installedAgoras = createInstalledAgorasReader();
  const refreshTerminals = (account: OpenAccount, version?: AgorasVersion) => {
    terminals.refresh(account, version);
  };
  const mismatch = new VersionMismatch({ accounts, workspaceState, refreshTerminals, follow, installedAgoras });
  const report = (account: AccountRecord, checks: readonly Check[]) => {
    for (const line of reportLines(account, checks)) log.info(line);
    reports.set(account.id, checks);
  };
  const flow: Omit<GetCredentialsContext, 'begin'> = {
    accounts,
    report,
    workspaceState,
    connect,
    follow,
    installedAgoras,
    refreshTerminals,
    previews,
    tellMismatch: (version) => void mismatch.tell(version),
    copy: (account, version) => copyCommandLine(clipboard, account, version),
    useInTerminals: (account, version) => {
      terminals.use(account, version);
    },
    help: (step) => helpButton(walkthrough, step),
    tokenButtons: tokenButtons(),
  };
  const told = async (accountId: string) => {
    const account = accounts.find(accountId);
    if (account !== undefined) await takeReminder(shared, account);
  };
  const forgotten = async (accountId: string) => {
    if (terminals.isUsedFor(accountId)) terminals.stop();
    await shared.forget(accountId);
  };
  const obtain = (draft: WizardState) =>
    progress.track((begin) =>
      getCredentials(
        {
          ...flow,
          begin: (step) => {
            begin(pageOf(step));
          },
        },
        draft,
      ),
    );
  const bodies: Readonly<Record<CommandName, CommandBody>> = {
    getCredentials: () => obtain({}),
    signIn: () => obtain({ signsIn: 'loopback' }),
    checkToken: (accountId) =>
      progress.track((begin) => {
        begin('verified');
        return checkToken({ accounts, workspaceState, connect, report, told, accountId });
      }),
    renewToken: (accountId) =>
      progress.track((begin) => {
        begin('token');
        return renewToken(flow, accountId);
      }),
    writeFlags: (accountId) => writeFlags(flow, accountId),
    copyFlags: (accountId) => copyFlags(flow, accountId),
    switchAccount: (accountId) => switchAccount(flow, accountId),
    useInTerminal: () => useInTerminal(flow, terminals),
    forgetCredentials: (accountId) => forgetCredentials({ accounts, workspaceState, forgotten }, accountId),
    showActions: () => showActions({ accounts, workspaceState }),
    openWalkthrough: () => {
      walkthrough.open({ preserveFocus: false });
      return Promise.resolve({ kind: 'done' });
    },
    showLog: () => {
      showLog();
      return Promise.resolve({ kind: 'done' });
    },
  };
  const values = createValueCommands(accounts, workspaceState, log);
  return {
    run: (name, argument) =>
      runCommand(COMMANDS[name], log, () => bodies[name](typeof argument === 'string' ? argument : undefined)),
    value: values.value,
    offerRewrite: () => offerRewrite({ accounts, workspaceState, refreshTerminals, follow }),
    watch: async () => {
      await accounts.settle();
      await watch({ accounts, connect, report, shared });
    },
    dispose: () => {
      values.dispose();
    },
  };
}

function helpButton(walkthrough: WalkthroughPanel, step: CredentialStepId | WriteStepId): PromptButton {
  return {
    iconPath: new vscode.ThemeIcon('question'),
    tooltip: l10n.t('Explain this step in the walkthrough'),
    run: () => {
      walkthrough.open({ step: pageOf(step), preserveFocus: true });
    },
  };
}

/** The step of the walkthrough that explains a question, or that a part of the flow belongs to. */
function pageOf(step: CredentialStepId | WriteStepId | 'proof' | 'writing'): WalkthroughStepId {
  switch (step) {
    case 'app':
    case 'appId':
    case 'appSecret':
      return 'app';
    case 'token':
      return 'token';
    case 'page':
      return 'page';
    case 'account':
    case 'objectId':
    case 'agorasVersion':
      return 'flags';
    case 'proof':
      return 'verified';
    case 'destination':
    case 'place':
    case 'visibility':
    case 'writing':
      return 'written';
  }
}

function tokenButtons(): PromptButton[] {
  return [
    {
      iconPath: new vscode.ThemeIcon('link-external'),
      tooltip: l10n.t('Open the Graph API Explorer'),
      run: () => void vscode.env.openExternal(vscode.Uri.parse(LINKS.explorer)),
    },
    {
      iconPath: new vscode.ThemeIcon('copy'),
      tooltip: l10n.t('Copy the permissions to ask for'),
      run: () => void copyPermissions(),
    },
  ];
}
