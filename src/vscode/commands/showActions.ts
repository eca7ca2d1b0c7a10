// What the status bar item offers: everything that can be done with the account that the workspace uses.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { expiryDates, expiryStatus } from '../../credentials/expiry';
import { describeExpiry } from '../../messages/expiryMessages';
import { sanitizeLabel } from '../../base/sanitize';
import type { AccountStore } from '../accounts/accountStore';
import { startOver } from './checkToken';
import { unixNow } from '../../base/time';
import type { CommandEnd } from './commandBoundary';
import { currentAccount } from '../accounts/currentAccount';
import { COMMANDS, type CommandName } from '../settings/manifestIds';
import { askPick, type Choice } from '../prompts/quickInputs';
import { readWarnDays } from '../settings/windowSettings';

export interface ActionsContext {
  readonly accounts: AccountStore;
  readonly workspaceState: vscode.Memento;
}

export async function showActions({ accounts, workspaceState }: ActionsContext): Promise<CommandEnd> {
  const account = currentAccount(accounts, workspaceState);
  if (account === undefined) return { kind: 'failed', failure: { kind: 'noAccount' }, resume: startOver };
  const status = expiryStatus(expiryDates(account), readWarnDays(), unixNow());
  const answer = await askPick({
    title: l10n.t('Agoras: {0}', sanitizeLabel(account.page.name)),
    position: { step: 1, totalSteps: 1, canGoBack: false },
    placeholder: describeExpiry(status, vscode.env.language),
    buttons: [],
    choices: actionChoices(),
  });
  if (answer.kind !== 'answered') return { kind: 'cancelled' };
  await vscode.commands.executeCommand(COMMANDS[answer.value], account.id);
  return { kind: 'done' };
}

function actionChoices(): Choice<CommandName>[] {
  return [
    { label: l10n.t('$(verified) Check Access Token'), value: 'checkToken' },
    { label: l10n.t('$(refresh) Renew Access Token…'), value: 'renewToken' },
    { label: l10n.t('$(export) Write Flags to…'), value: 'writeFlags' },
    { label: l10n.t('$(copy) Copy Flags as Command Line'), value: 'copyFlags' },
    { label: l10n.t('$(terminal) Use Credentials in Terminals'), value: 'useInTerminal' },
    { label: l10n.t('$(account) Switch Account…'), value: 'switchAccount' },
    { label: l10n.t('$(book) Open Credentials Walkthrough'), value: 'openWalkthrough' },
    { label: l10n.t('$(trash) Forget Credentials…'), value: 'forgetCredentials' },
    { label: l10n.t('$(output) Show Log'), value: 'showLog' },
  ];
}
