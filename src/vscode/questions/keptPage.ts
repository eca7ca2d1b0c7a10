// The question about the Page if it was answered before, with other inputs: the Page is looked up with the new inputs,
// and only asked for if they don't show it.
import * as l10n from '@vscode/l10n';
import { ok, type Cancelled, type Outcome } from '../../base/outcome';
import { unixNow } from '../../base/time';
import { canPublish, type FlowFailure } from '../../credentials/obtain';
import { PageLoader, type Connect } from '../../credentials/pageLoader';
import { needsNewLogin } from '../../credentials/renew';
import type { FoundPage } from '../../credentials/unlistedPages';
import type { PageId } from '../../graph/ids';
import { withProgress } from '../prompts/progress';
import type { StepEnd } from '../prompts/wizard';
import { isFacebookChosen } from '../settings/settings';
import { askPage, type PagePrompt } from './pageStep';
import { appOf, isObjectIdChosen, withoutPages, type WizardState } from './wizardState';

type End = StepEnd<WizardState, FlowFailure>;

export async function askPageUnlessKept(connect: Connect, state: WizardState, prompt: PagePrompt): Promise<End> {
  const { keptPage, ...rest } = state;
  const app = appOf(state);
  const { token } = state;
  if (keptPage === undefined || app === undefined || token === undefined) return askAnew(connect, rest, prompt);
  const inputs = { app, shortLivedToken: token, postsOnFacebook: isFacebookChosen() };
  const loader = new PageLoader(connect, inputs, unixNow);
  const found = await withProgress(l10n.t('Looking for the Page…'), (signal, onRetry) => {
    loader.onRetry = onRetry;
    signal.addEventListener('abort', () => {
      loader.stop();
    });
    return lookUp(loader, keptPage.id);
  });
  if (found.ok) prompt.onPages();
  else {
    loader.stop();
    return found.error.kind === 'cancelled'
      ? { kind: 'cancelled' }
      : { kind: 'failed', failure: found.error, state: withoutPages(state) };
  }
  if (found.value === undefined) return askAnew(connect, { ...rest, loader }, prompt);
  const { objectId, ...others } = rest;
  // The person had chosen an Instagram account that these inputs don't show: the proof decides whether it works.
  const isInstagramNamed = found.value.instagram === undefined && keptPage.instagram !== undefined;
  const { foundBy, instagram = keptPage.instagram } = found.value;
  const page = { ...keptPage, ...found.value, foundBy, instagram, isInstagramNamed };
  const next: WizardState = { ...others, loader, page };
  const withObjectId: WizardState = objectId === undefined ? next : { ...next, objectId };
  return { kind: 'answered', state: isObjectIdChosen(withObjectId) ? withObjectId : next };
}

/** Undefined if these inputs don't show the Page, or no longer let the person publish there. */
async function lookUp(
  loader: PageLoader,
  wanted: PageId,
): Promise<Outcome<FoundPage | undefined, FlowFailure | Cancelled>> {
  const first = await loader.next();
  if (!first.ok) return first;
  const listed = loader.pages.find(({ id }) => id === wanted);
  if (listed?.token !== undefined) return ok(canPublish(listed) ? listed : undefined);
  const opened = await loader.open(wanted);
  if (opened.ok) return ok(canPublish(opened.value) ? opened.value : undefined);
  const isAboutThePage = opened.error.kind !== 'cancelled' && needsNewLogin(opened.error);
  return isAboutThePage ? ok(undefined) : opened;
}

/** Once the list is shown, the earlier Page no longer counts as an answer, even if the list fails. */
async function askAnew(connect: Connect, state: WizardState, prompt: PagePrompt): Promise<End> {
  const end = await askPage(connect, state, prompt);
  switch (end.kind) {
    case 'back': {
      // Its loader was stopped and wouldn't load anything more.
      const { typesPageId, ...rest } = withoutPages(state);
      return { kind: 'back', state: rest };
    }
    case 'failed': {
      const { page, keptPage, ...rest } = end.state;
      return { ...end, state: rest };
    }
    case 'answered':
    case 'skipped':
    case 'cancelled':
      return end;
  }
}
