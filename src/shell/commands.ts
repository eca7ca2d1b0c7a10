import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountRecord } from '../credentials/account';
import type { Check } from '../credentials/checklist';
import type { AgorasVersion } from '../credentials/flags';
import { LINKS } from '../walkthrough/steps';
import type { WalkthroughStepId } from '../walkthrough/protocol';
import type { AccountStore } from './accountStore';
import { createInstalledAgorasReader } from './agorasExecutable';
import { checkToken, reportLines } from './checkToken';
import type { ClipboardKeeper } from './clipboard';
import { runCommand, type CommandEnd } from './commandBoundary';
import type { ConnectTo } from './connect';
import { copyCommandLine, copyFlags, useInTerminal } from './copyFlags';
import type { Draft, StepId } from './draft';
import type { FlowProgress } from './flowProgress';
import { forgetCredentials } from './forgetCredentials';
import { getCredentials, type GetCredentialsContext } from './getCredentials';
import { COMMANDS, type CommandName } from './ids';
import type { Log } from './log';
import type { MainPart } from './mainPart';
import type { Previews } from './preview';
import type { PromptButton } from './prompts';
import { renewToken } from './renewToken';
import type { Reports } from './reports';
import type { SharedState } from './sharedState';
import { showActions } from './showActions';
import { switchAccount } from './switchAccount';
import type { Terminals } from './terminals';
import { createValueCommands } from './valueCommands';
import { VersionMismatch } from './versionMismatch';
import { offerRewrite } from './versionWatch';
import { copyPermissions } from './walkthroughConduit';
import type { WalkthroughPanel } from './walkthroughPanel';
import { takeReminder, watch } from './watch';
import { writeFlags, type WriteStepId } from './writeFlags';
import type { OpenAccount } from './destination';

export interface CommandsContext {
  readonly terminals: Terminals;
  readonly clipboard: ClipboardKeeper;
  readonly previews: Previews;
  readonly shared: SharedState;
  readonly accounts: AccountStore;
  readonly reports: Reports;
  readonly progress: FlowProgress;
  readonly walkthrough: WalkthroughPanel;
  readonly workspaceState: vscode.Memento;
  readonly log: Log;
  readonly showLog: () => void;
  readonly connect: ConnectTo;
}

/** Run from the views, a command gets the id of the account that it was pressed on. */
type CommandBody = (accountId: string | undefined) => Promise<CommandEnd>;

export type Commands = Omit<MainPart, 'resolveSidebar' | 'restorePanel'>;

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
  const obtain = (draft: Draft) =>
    progress.follow((begin) =>
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
      progress.follow((begin) => {
        begin('verified');
        return checkToken({ accounts, workspaceState, connect, report, told, accountId });
      }),
    renewToken: (accountId) =>
      progress.follow((begin) => {
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

function helpButton(walkthrough: WalkthroughPanel, step: StepId | WriteStepId): PromptButton {
  return {
    iconPath: new vscode.ThemeIcon('question'),
    tooltip: l10n.t('Explain this step in the walkthrough'),
    run: () => {
      walkthrough.open({ step: pageOf(step), preserveFocus: true });
    },
  };
}

/** The step of the walkthrough that explains a question, or that a part of the flow belongs to. */
function pageOf(step: StepId | WriteStepId | 'proof' | 'writing'): WalkthroughStepId {
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
    case 'exposure':
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
