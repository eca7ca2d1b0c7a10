import * as l10n from '@vscode/l10n';
import type { AccountRecord } from '../../credentials/account';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import type { CommandEnd } from '../prompts/commandEnd';
import { askPick } from '../prompts/quickInputs';
import { accountChoice } from './choices';

export type ChosenAccount =
  | { readonly kind: 'answered'; readonly value: AccountRecord }
  /** The command ends with this: nobody chose, or there is none to choose from. */
  | { readonly kind: 'ended'; readonly end: CommandEnd };

/** The account with this ID, or the only one, or the one that the person picks. */
export async function chooseAccount(
  workspace: WorkspaceChoices,
  title: string,
  accountId: string | undefined,
  again: () => Promise<CommandEnd>,
): Promise<ChosenAccount> {
  const list = workspace.accounts();
  const [only, ...others] = list;
  if (only === undefined) return { kind: 'ended', end: workspace.withoutAccount(again) };
  const given = workspace.find(accountId) ?? (others.length === 0 ? only : undefined);
  if (given !== undefined) return { kind: 'answered', value: given };
  const answer = await askPick({
    title,
    position: { step: 1, totalSteps: 1, canGoBack: false },
    placeholder: l10n.t('Whose credentials?'),
    buttons: [],
    choices: list.map(accountChoice),
  });
  return answer.kind === 'answered' ? answer : { kind: 'ended', end: { kind: 'cancelled' } };
}
