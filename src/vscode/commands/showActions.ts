// The menu of the status bar item: everything that can be done with the account that the workspace uses.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import { unixNow } from '../../base/time';
import { accountStatus } from '../../credentials/expiry';
import { describeStatus } from '../../messages/expiryMessages';
import { DONE, type CommandEnd } from '../prompts/commandEnd';
import { askPick, type Choice } from '../prompts/quickInputs';
import { COMMANDS, type CommandName } from '../settings/manifestIds';
import { isRenewalAutomatic, readWarnDays } from '../settings/windowSettings';
import type { Uses } from './services';

export async function showActions({ workspace }: Uses<'workspace'>): Promise<CommandEnd> {
  const account = workspace.account();
  if (account === undefined) return workspace.withoutAccount(() => showActions({ workspace }));
  const status = accountStatus(account, readWarnDays(), unixNow(), isRenewalAutomatic());
  const answer = await askPick({
    title: l10n.t('Agoras: {0}', sanitizeLabel(account.page.name)),
    position: { step: 1, totalSteps: 1, canGoBack: false },
    placeholder: describeStatus(status, vscode.env.language),
    buttons: [],
    choices: actionChoices(),
  });
  if (answer.kind !== 'answered') return { kind: 'cancelled' };
  await vscode.commands.executeCommand(COMMANDS[answer.value], account.id);
  return DONE;
}

function actionChoices(): Choice<CommandName>[] {
  return [
    { label: l10n.t('$(verified) Check Access Token'), value: 'checkToken' },
    { label: l10n.t('$(beaker) Prove with the Installed Agoras'), value: 'proveWithAgoras' },
    { label: l10n.t('$(refresh) Renew Access Token…'), value: 'renewToken' },
    {
      label: l10n.t('$(export) Write Flags to…'),
      description: l10n.t('puts the credentials into .env, launch.json, GitHub…'),
      value: 'writeFlags',
    },
    {
      label: l10n.t('$(copy) Copy Flags as Command Line'),
      description: l10n.t('the credentials, ready to paste into a terminal'),
      value: 'copyFlags',
    },
    {
      label: l10n.t('$(clippy) Copy Load Command'),
      description: l10n.t('loads the .env into a terminal'),
      value: 'copyLoadCommand',
    },
    { label: l10n.t('$(terminal) Use Credentials in Terminals'), value: 'useInTerminal' },
    { label: l10n.t('$(account) Switch Account…'), value: 'switchAccount' },
    { label: l10n.t('$(book) Open Credentials Walkthrough'), value: 'openWalkthrough' },
    { label: l10n.t('$(trash) Forget Credentials…'), value: 'forgetCredentials' },
    { label: l10n.t('$(output) Show Log'), value: 'showLog' },
  ];
}
