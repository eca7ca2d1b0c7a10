import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountRecord } from '../credentials/account';
import type { Check } from '../credentials/checklist';
import { LINKS } from '../walkthrough/steps';
import type { WalkthroughStepId } from '../walkthrough/protocol';
import type { AccountStore } from './accountStore';
import { createInstalledAgorasReader } from './agorasExecutable';
import { checkToken, reportLines } from './checkToken';
import type { ClipboardKeeper } from './clipboard';
import { runCommand, type CommandEnd } from './commandBoundary';
import type { ConnectTo } from './connect';
import { copyCommandLine, copyFlags, useInTerminal } from './copyFlags';
import type { StepId } from './draft';
import { forgetCredentials } from './forgetCredentials';
import { getCredentials, type GetCredentialsContext } from './getCredentials';
import { COMMANDS } from './ids';
import type { Log } from './log';
import type { Previews } from './preview';
import type { PromptButton } from './prompts';
import { renewToken } from './renewToken';
import type { Reports } from './reports';
import { switchAccount } from './switchAccount';
import type { Terminals } from './terminals';
import { registerValueCommands } from './valueCommands';
import { VersionMismatch } from './versionMismatch';
import { registerVersionWatch } from './versionWatch';
import { copyPermissions, type WalkthroughPanel } from './walkthroughPanel';
import { writeFlags, type WriteStepId } from './writeFlags';

export interface CommandsContext {
  readonly terminals: Terminals;
  readonly clipboard: ClipboardKeeper;
  readonly previews: Previews;
  readonly accounts: AccountStore;
  readonly reports: Reports;
  readonly walkthrough: WalkthroughPanel;
  readonly workspaceState: vscode.Memento;
  readonly log: Log;
  readonly showLog: () => void;
  readonly connect: ConnectTo;
}

/** Registers every command, each behind the command boundary. */
export function registerCommands(context: CommandsContext): vscode.Disposable {
  const { accounts, reports, walkthrough, workspaceState, connect, log, showLog, terminals, clipboard, previews } =
    context;
  const follow = (body: () => Promise<CommandEnd>) => void runCommand('a button of a message', log, body);
  const installedAgoras = createInstalledAgorasReader();
  const mismatch = new VersionMismatch({ accounts, workspaceState, follow, installedAgoras });
  const report = (account: AccountRecord, checks: readonly Check[]) => {
    for (const line of reportLines(account, checks)) log.info(line);
    reports.set(account.id, checks);
  };
  const flow: GetCredentialsContext = {
    accounts,
    report,
    workspaceState,
    connect,
    follow,
    installedAgoras,
    previews,
    tellMismatch: (version) => void mismatch.tell(version),
    copy: (account, version) => copyCommandLine(clipboard, account, version),
    useInTerminals: (account, version) => {
      terminals.use(account, version);
    },
    help: (step) => helpButton(walkthrough, step),
    tokenButtons: tokenButtons(),
  };
  const forgotten = (accountId: string) => {
    if (terminals.isUsedFor(accountId)) terminals.stop();
  };
  const bodies: Readonly<Record<keyof typeof COMMANDS, () => Promise<CommandEnd>>> = {
    getCredentials: () => getCredentials(flow),
    writeFlags: () => writeFlags(flow),
    checkToken: () => checkToken({ accounts, workspaceState, connect, report }),
    renewToken: () => renewToken(flow),
    switchAccount: () => switchAccount(flow),
    copyFlags: () => copyFlags(flow),
    useInTerminal: () => useInTerminal(flow, terminals),
    forgetCredentials: () => forgetCredentials({ accounts, workspaceState, forgotten }),
    openWalkthrough: () => {
      walkthrough.open({ preserveFocus: false });
      return Promise.resolve({ kind: 'done' });
    },
    showLog: () => {
      showLog();
      return Promise.resolve({ kind: 'done' });
    },
  };
  const names = Object.keys(bodies) as (keyof typeof COMMANDS)[];
  return vscode.Disposable.from(
    registerVersionWatch({ accounts, workspaceState, follow }),
    ...names.map((name) =>
      vscode.commands.registerCommand(COMMANDS[name], () => runCommand(COMMANDS[name], log, bodies[name])),
    ),
    registerValueCommands(accounts, workspaceState, log),
  );
}

function helpButton(walkthrough: WalkthroughPanel, step: StepId | WriteStepId): PromptButton {
  return {
    iconPath: new vscode.ThemeIcon('question'),
    tooltip: l10n.t('Explain this step in the walkthrough'),
    run: () => {
      walkthrough.open({ step: helpPage(step), preserveFocus: true });
    },
  };
}

/** The page of the walkthrough that explains a question. */
function helpPage(step: StepId | WriteStepId): WalkthroughStepId {
  switch (step) {
    case 'app':
    case 'appId':
    case 'appSecret':
      return 'app';
    case 'token':
      return 'token';
    case 'page':
    case 'objectId':
      return 'page';
    case 'account':
    case 'agorasVersion':
    case 'destination':
    case 'place':
    case 'exposure':
      return 'flags';
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
