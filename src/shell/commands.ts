import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountRecord } from '../credentials/account';
import type { Check } from '../credentials/checklist';
import { LINKS } from '../walkthrough/steps';
import type { WalkthroughStepId } from '../walkthrough/protocol';
import type { AccountStore } from './accountStore';
import { checkToken, reportLines } from './checkToken';
import { runCommand, type CommandEnd } from './commandBoundary';
import type { ConnectTo } from './connect';
import type { StepId } from './draft';
import { forgetCredentials } from './forgetCredentials';
import { getCredentials, type GetCredentialsContext } from './getCredentials';
import { COMMANDS } from './ids';
import type { Log } from './log';
import type { PromptButton } from './prompts';
import type { Reports } from './reports';
import { copyPermissions, type WalkthroughPanel } from './walkthroughPanel';

export interface CommandsContext {
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
  const { accounts, reports, walkthrough, workspaceState, connect, log, showLog } = context;
  const report = (account: AccountRecord, checks: readonly Check[]) => {
    for (const line of reportLines(account, checks)) log.info(line);
    reports.set(account.id, checks);
  };
  const flow: GetCredentialsContext = {
    accounts,
    report,
    workspaceState,
    connect,
    help: (step) => helpButton(walkthrough, step),
    tokenButtons: tokenButtons(),
  };
  const bodies: Readonly<Record<keyof typeof COMMANDS, () => Promise<CommandEnd>>> = {
    getCredentials: () => getCredentials(flow),
    checkToken: () => checkToken({ accounts, workspaceState, connect, report }),
    forgetCredentials: () => forgetCredentials(accounts),
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
    ...names.map((name) =>
      vscode.commands.registerCommand(COMMANDS[name], () => runCommand(COMMANDS[name], log, bodies[name])),
    ),
  );
}

function helpButton(walkthrough: WalkthroughPanel, step: StepId): PromptButton {
  return {
    iconPath: new vscode.ThemeIcon('question'),
    tooltip: l10n.t('Explain this step in the walkthrough'),
    run: () => {
      walkthrough.open({ step: helpPage(step), preserveFocus: true });
    },
  };
}

/** The page of the walkthrough that explains a question. */
function helpPage(step: StepId): WalkthroughStepId {
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
    case 'agorasVersion':
    case 'destination':
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
