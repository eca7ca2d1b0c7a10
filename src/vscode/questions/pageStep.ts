// Choosing the Page: from the list while it loads, from Pages that Facebook doesn't list, or by ID.
import * as l10n from '@vscode/l10n';
import { parsePageId } from '../../credentials/inputs';
import { canPublish, noInstagram, type FlowFailure } from '../../credentials/obtain';
import { PageLoader, type Connect } from '../../credentials/pageLoader';
import type { FoundPage } from '../../credentials/unlistedPages';
import { describeFailure } from '../../messages/failures/flowFailures';
import { describeRetry } from '../../messages/networkMessages';
import { sanitizeLabel } from '../../base/sanitize';
import { elsewhereChoice, explainChoice, pageChoice, typePageIdChoice, type PageItem } from './choices';
import { askAccount, isAccountAsked } from './instagramStep';
import { unixNow } from '../../base/time';
import { appOf, withoutPages, type WizardState } from './wizardState';
import { withProgress } from '../prompts/progress';
import {
  askPick,
  askText,
  type Choice,
  type GrowingList,
  type PickEnd,
  type PromptButton,
} from '../prompts/quickInputs';
import { isFacebookChosen } from '../settings/settings';
import type { Position, StepEnd } from '../prompts/wizard';

type End = StepEnd<WizardState, FlowFailure>;
type List = GrowingList<PageItem, FlowFailure | 'onlyOne'>;
type ListEnd = PickEnd<PageItem, FlowFailure | 'onlyOne'>;

export interface PagePrompt {
  readonly title: string;
  readonly position: Position;
  readonly buttons: readonly PromptButton[];
  /** Called when the first Pages are there: the token has been exchanged, and the person is known. */
  readonly onPages: () => void;
}

/**
 * Shows the Pages as they arrive. The calls run while the list is open, so that Escape stops them and Back leads to the
 * token. If exactly one Page was granted, nothing is asked.
 */
export async function askPage(connect: Connect, state: WizardState, prompt: PagePrompt): Promise<End> {
  const app = appOf(state);
  if (app === undefined || state.token === undefined) throw new Error('The Pages are asked for before the inputs.');
  const inputs = { app, shortLivedToken: state.token, postsOnFacebook: isFacebookChosen() };
  const loader = state.loader ?? new PageLoader(connect, inputs, unixNow);
  const { typesPageId, ...rest } = state;
  const end = await askInTurn(loader, { ...rest, loader }, prompt, typesPageId === true ? 'typeId' : 'list');
  if (end.kind === 'back' || end.kind === 'cancelled') loader.stop();
  return end;
}

/** The list, the search for unlisted Pages, and the box for an ID; Back leads to the previous one. */
async function askInTurn(
  loader: PageLoader,
  state: WizardState,
  prompt: PagePrompt,
  first: 'list' | 'elsewhere' | 'typeId',
): Promise<End> {
  let place = first;
  for (;;) {
    const answer: ListEnd =
      place === 'list'
        ? await askListed(loader, prompt)
        : place === 'elsewhere'
          ? await askElsewhere(loader, prompt)
          : await askPageId(loader, prompt);
    switch (answer.kind) {
      case 'answered':
        switch (answer.value.kind) {
          case 'page': {
            const end = await choosePage(loader, state, prompt, answer.value.page);
            if (end.kind !== 'back') return end;
            break;
          }
          case 'explain':
            return { kind: 'failed', failure: answer.value.failure, state };
          case 'elsewhere':
          case 'typeId':
            place = answer.value.kind;
        }
        break;
      case 'back':
        if (place === 'list' || loader.pages.length === 0) return { kind: 'back' };
        place = 'list';
        break;
      case 'cancelled':
        return { kind: 'cancelled' };
      case 'ended':
        return endedBy(loader, state, prompt, answer.by);
    }
  }
}

function askListed(loader: PageLoader, prompt: PagePrompt): Promise<ListEnd> {
  return askPick<PageItem, FlowFailure | 'onlyOne'>({
    ...prompt,
    placeholder: l10n.t('Choose the Page whose Instagram account Agoras should post to'),
    choices: [...toChoices(loader, loader.pages), ...(loader.isComplete() ? [elsewhereChoice()] : [])],
    fill: (list) => {
      tellRetries(loader, list);
      return fillWithPages(loader, list, prompt.onPages);
    },
  });
}

function toChoices(loader: PageLoader, pages: readonly FoundPage[]): Choice<PageItem>[] {
  return pages.map((page) => pageChoice(page, loader.access));
}

async function fillWithPages(loader: PageLoader, list: List, onPages: () => void): Promise<void> {
  const wasComplete = loader.isComplete();
  if (loader.access !== undefined) onPages();
  while (!loader.isComplete()) {
    const pulled = await loader.next();
    if (!list.isOpen()) return;
    if (!pulled.ok) {
      if (pulled.error.kind !== 'cancelled') list.end(pulled.error);
      return;
    }
    if (loader.onlyPage !== undefined) {
      list.end('onlyOne');
      return;
    }
    onPages();
    list.add(toChoices(loader, pulled.value));
  }
  if (loader.pages.length === 0) {
    await fillWithUnlisted(loader, list);
    return;
  }
  if (!wasComplete) list.add([elsewhereChoice()]);
  list.complete();
}

/** Pages that Facebook doesn't list: those selected at the login, and those in business portfolios. */
function askElsewhere(loader: PageLoader, prompt: PagePrompt): Promise<ListEnd> {
  return askPick<PageItem, FlowFailure | 'onlyOne'>({
    ...prompt,
    position: { ...prompt.position, canGoBack: true },
    placeholder: l10n.t('Looking for Pages that Facebook didn’t list…'),
    choices: [typePageIdChoice()],
    fill: (list) => {
      tellRetries(loader, list);
      return fillWithUnlisted(loader, list);
    },
  });
}

async function fillWithUnlisted(loader: PageLoader, list: List): Promise<void> {
  const found = await loader.findUnlisted();
  if (!list.isOpen()) return;
  if (!found.ok) {
    if (found.error.kind !== 'cancelled') list.end(found.error);
    return;
  }
  const { pages, cause } = found.value;
  if (pages.length > 0) {
    list.add(toChoices(loader, pages));
    list.complete(l10n.t('Choose the Page whose Instagram account Agoras should post to'));
    return;
  }
  const { user } = loader;
  if (user === undefined) throw new Error('The search ended before the person was known.');
  const missing = { kind: 'noPages' as const, user, listed: loader.pages.length, cause };
  if (missing.listed === 0) {
    list.end(missing);
    return;
  }
  list.add([explainChoice(missing)]);
  list.complete(describeFailure(missing).headline);
}

async function askPageId(loader: PageLoader, prompt: PagePrompt): Promise<ListEnd> {
  const answer = await askText({
    ...prompt,
    position: { ...prompt.position, canGoBack: true },
    prompt: l10n.t('Page ID: your Page shows it under About > Page transparency'),
    placeholder: l10n.t('About 15 digits'),
    masked: false,
    value: '',
    parse: parsePageId,
    keep: () => undefined,
  });
  if (answer.kind !== 'answered') return answer;
  const opened = await withProgress(l10n.t('Looking for the Page…'), (signal, onRetry) => {
    loader.onRetry = onRetry;
    signal.addEventListener('abort', () => {
      loader.stop();
    });
    return loader.open(answer.value);
  });
  if (loader.access !== undefined) prompt.onPages();
  if (opened.ok) return { kind: 'answered', value: { kind: 'page', page: opened.value } };
  return opened.error.kind === 'cancelled' ? { kind: 'cancelled' } : { kind: 'ended', by: opened.error };
}

async function endedBy(
  loader: PageLoader,
  state: WizardState,
  prompt: PagePrompt,
  by: FlowFailure | 'onlyOne',
): Promise<End> {
  if (by !== 'onlyOne') {
    // An incomplete list can't be continued, so it will be loaded again.
    return { kind: 'failed', failure: by, state: loader.isComplete() ? state : withoutPages(state) };
  }
  const { onlyPage } = loader;
  if (onlyPage === undefined) throw new Error('The list ended with its only Page, and there is none.');
  const end = await choosePage(loader, state, prompt, onlyPage);
  return end.kind === 'answered' && !isAccountAsked(loader, onlyPage) ? { kind: 'skipped', state: end.state } : end;
}

/**
 * A Page that the person can't publish on is listed anyway, so that nobody looks for it, and the reason is given when
 * it is chosen. If a Page has no token, it is requested once by ID, which sometimes returns the missing token. If
 * Facebook shows no Instagram account for it, the person decides how to continue.
 */
async function choosePage(loader: PageLoader, state: WizardState, prompt: PagePrompt, page: FoundPage): Promise<End> {
  const opened = page.token === undefined ? await loader.open(page.id) : undefined;
  const best = opened?.ok === true ? { ...page, token: opened.value.token } : page;
  // An object ID that was chosen before going back belongs to another Page.
  const { objectId, ...rest } = state;
  if (!canPublish(best)) {
    return { kind: 'failed', failure: { kind: 'pageWithoutToken', page: sanitizeLabel(page.name) }, state };
  }
  const { access } = loader;
  if (access === undefined || !isAccountAsked(loader, best)) {
    return { kind: 'answered', state: { ...rest, page: best } };
  }
  const end = await askAccount(loader, access, best, prompt);
  if (end.kind !== 'answered') return { kind: end.kind === 'back' ? 'back' : 'cancelled' };
  switch (end.value.kind) {
    case 'account': {
      const named = { ...best, instagram: end.value.account, isInstagramNamed: true };
      return { kind: 'answered', state: { ...rest, page: named } };
    }
    case 'explain':
      return { kind: 'failed', failure: noInstagram(best, access), state };
    case 'without':
      return { kind: 'answered', state: { ...rest, page: best } };
  }
}

function tellRetries(loader: PageLoader, list: List): void {
  loader.onRetry = (notice) => {
    list.reportProgress(describeRetry(notice));
  };
}
