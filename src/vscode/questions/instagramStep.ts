// Asks how to continue with a Page for which Facebook shows no Instagram account; the token may list some.
import * as l10n from '@vscode/l10n';
import type { UserAccess } from '../../credentials/acquireUserToken';
import type { PageLoader } from '../../credentials/pageLoader';
import type { FoundPage } from '../../credentials/unlistedPages';
import { reasonsForNoInstagram, type NoInstagramReason } from '../../graph/inspection';
import { sanitizeLabel } from '../../base/sanitize';
import { accountItem, withoutAccountItems, type AccountItem } from './choices';
import { askPick, type PickEnd, type PromptButton } from '../prompts/quickInputs';
import type { Position } from '../prompts/wizard';
import { isInstagramChosen } from '../settings/settings';

interface Prompt {
  readonly title: string;
  readonly position: Position;
  readonly buttons: readonly PromptButton[];
}

/** Another sign-in can fix these; the others have to be fixed on Instagram or in the settings of the Page. */
const MENDED_BY_SIGN_IN: readonly NoInstagramReason[] = ['portfolioRole', 'notTicked'];

/** Whether there is something to decide; otherwise the list of Pages has already said everything. */
export function isAccountAsked({ access, hiddenAccounts }: PageLoader, page: FoundPage): boolean {
  if (page.instagram !== undefined || access === undefined || !isInstagramChosen()) return false;
  const reasons = reasonsForNoInstagram(access, page.foundBy !== undefined);
  return hiddenAccounts.length > 0 || reasons.some((reason) => MENDED_BY_SIGN_IN.includes(reason));
}

/** Offers the accounts that the token lists but no Page shows; the proof decides whether one of them works. */
export function askAccount(
  loader: PageLoader,
  access: UserAccess,
  page: FoundPage,
  prompt: Prompt,
): Promise<PickEnd<AccountItem>> {
  return askPick<AccountItem>({
    ...prompt,
    position: { ...prompt.position, canGoBack: true },
    placeholder: l10n.t('Facebook shows no Instagram account for “{0}”', sanitizeLabel(page.name)),
    choices: [],
    fill: async (list) => {
      const named = await Promise.all(
        loader.hiddenAccounts.map(async (id) => {
          const opened = await loader.openAccount(id);
          // An account whose name Facebook doesn't show is offered by its ID, because it may still be able to publish.
          return opened.ok ? opened.value : { id, username: undefined };
        }),
      );
      if (!list.isOpen()) return;
      list.add([...named.map(accountItem), ...withoutAccountItems(page, access)]);
      list.complete();
    },
  });
}
