import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { AccountRecord } from '../../credentials/account';
import type { AccountStore } from '../accounts/accountStore';
import { accountChoice } from './choices';
import { startOver } from '../commands/checkToken';
import type { CommandEnd } from '../commands/commandBoundary';
import { currentAccount } from '../accounts/currentAccount';
import { askPick } from '../prompts/quickInputs';

export type ChosenAccount =
  | { readonly kind: 'answered'; readonly value: AccountRecord }
  /** The command ends with this: nobody chose, or there is none to choose from. */
  | { readonly kind: 'ended'; readonly end: CommandEnd };

interface ChooseContext {
  readonly accounts: AccountStore;
  readonly workspaceState: vscode.Memento;
}

/** The stored accounts, the one that this workspace uses first. */
export function accountsByUse({ accounts, workspaceState }: ChooseContext): readonly AccountRecord[] {
  const current = currentAccount(accounts, workspaceState);
  const others = accounts.list().filter(({ id }) => id !== current?.id);
  return current === undefined ? others : [current, ...others];
}

/** The account with this ID, or the only one, or the one that the person picks. */
export async function chooseAccount(
  context: ChooseContext,
  title: string,
  accountId: string | undefined,
): Promise<ChosenAccount> {
  const list = accountsByUse(context);
  const [only, ...others] = list;
  const given = list.find(({ id }) => id === accountId) ?? (others.length === 0 ? only : undefined);
  if (given !== undefined) return { kind: 'answered', value: given };
  if (list.length === 0) {
    return { kind: 'ended', end: { kind: 'failed', failure: { kind: 'noAccount' }, resume: startOver } };
  }
  const answer = await askPick({
    title,
    position: { step: 1, totalSteps: 1, canGoBack: false },
    placeholder: l10n.t('Whose credentials?'),
    buttons: [],
    choices: list.map(accountChoice),
  });
  return answer.kind === 'answered'
    ? { kind: 'answered', value: answer.value }
    : { kind: 'ended', end: { kind: 'cancelled' } };
}
