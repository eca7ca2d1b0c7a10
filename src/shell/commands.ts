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
import type { FlowProgress } from './flowProgress';
import { forgetCredentials } from './forgetCredentials';
import { getCredentials, type GetCredentialsContext } from './getCredentials';
import { COMMANDS } from './ids';
import type { Log } from './log';
import type { PromptButton } from './prompts';
import type { Reports } from './reports';
import { copyPermissions } from './walkthroughConduit';
import type { WalkthroughPanel } from './walkthroughPanel';

export interface CommandsContext {
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

/** Registers every command, each behind the command boundary. */
export function registerCommands(context: CommandsContext): vscode.Disposable {
  const { accounts, reports, progress, walkthrough, workspaceState, connect, log, showLog } = context;
  const report = (account: AccountRecord, checks: readonly Check[]) => {
    for (const line of reportLines(account, checks)) log.info(line);
    reports.set(account.id, checks);
  };
  const flow: Omit<GetCredentialsContext, 'begin'> = {
    accounts,
    report,
    workspaceState,
    connect,
    help: (step) => helpButton(walkthrough, step),
    tokenButtons: tokenButtons(),
  };
  const bodies: Readonly<Record<keyof typeof COMMANDS, CommandBody>> = {
    getCredentials: () =>
      progress.follow((begin) =>
        getCredentials({
          ...flow,
          begin: (step) => {
            begin(pageOf(step));
          },
        }),
      ),
    checkToken: (accountId) =>
      progress.follow((begin) => {
        begin('verified');
        return checkToken({ accounts, workspaceState, connect, report, accountId });
      }),
    forgetCredentials: (accountId) => forgetCredentials(accounts, accountId),
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
      vscode.commands.registerCommand(COMMANDS[name], (argument: unknown) =>
        runCommand(COMMANDS[name], log, () => bodies[name](typeof argument === 'string' ? argument : undefined)),
      ),
    ),
  );
}

function helpButton(walkthrough: WalkthroughPanel, step: StepId): PromptButton {
  return {
    iconPath: new vscode.ThemeIcon('question'),
    tooltip: l10n.t('Explain this step in the walkthrough'),
    run: () => {
      walkthrough.open({ step: pageOf(step), preserveFocus: true });
    },
  };
}

/** The step of the walkthrough that explains a question, or that a part of the flow belongs to. */
function pageOf(step: StepId | 'proof' | 'writing'): WalkthroughStepId {
  switch (step) {
    case 'app':
    case 'appId':
    case 'appSecret':
      return 'app';
    case 'token':
      return 'token';
    case 'page':
      return 'page';
    case 'objectId':
    case 'agorasVersion':
      return 'flags';
    case 'proof':
      return 'verified';
    case 'destination':
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
