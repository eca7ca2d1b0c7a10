import * as l10n from '@vscode/l10n';
import type { RoadFailure } from '../credentials/obtain';
import { PageFeed, type Connect } from '../credentials/pageFeed';
import type { GraphPage } from '../graph/answers';
import { describeRetry } from '../words/network';
import { plainLabel } from '../words/plain';
import { pageChoice } from './choices';
import { unixNow } from './clock';
import { appOf, type Draft } from './draft';
import { askPick, type GrowingList, type PromptButton } from './prompts';
import type { Position, StepEnd } from './wizard';

type End = StepEnd<Draft, RoadFailure>;

/**
 * Shows the Pages as they arrive. The road to them runs while the list is open, so that Escape stops it and Back leads
 * to the token. A person with exactly one Page is not asked.
 */
export async function askPage(
  connect: Connect,
  draft: Draft,
  prompt: { readonly title: string; readonly position: Position; readonly buttons: readonly PromptButton[] },
): Promise<End> {
  const app = appOf(draft);
  if (app === undefined || draft.token === undefined) throw new Error('The Pages are asked for before the inputs.');
  const feed = draft.feed ?? new PageFeed(connect, { app, shortLivedToken: draft.token }, unixNow);
  const answer = await askPick<GraphPage, RoadFailure | 'onlyOne'>({
    ...prompt,
    placeholder: l10n.t('Choose the Page whose Instagram account Agoras posts to'),
    choices: feed.pages.map(pageChoice),
    fill: (list) => {
      feed.onRetry = (notice) => {
        list.say(describeRetry(notice));
      };
      return fillWithPages(feed, list);
    },
  });
  switch (answer.kind) {
    case 'answered':
      return choosePage({ ...draft, feed }, answer.value);
    case 'ended': {
      const [only] = feed.pages;
      if (answer.by !== 'onlyOne' || only === undefined) {
        feed.stop();
        return answer.by === 'onlyOne' ? { kind: 'cancelled' } : { kind: 'failed', failure: answer.by, draft };
      }
      const end = choosePage({ ...draft, feed }, only);
      return end.kind === 'answered' ? { kind: 'skipped', draft: end.draft } : end;
    }
    case 'back':
    case 'cancelled':
      feed.stop();
      return { kind: answer.kind };
  }
}

async function fillWithPages(feed: PageFeed, list: GrowingList<GraphPage, RoadFailure | 'onlyOne'>): Promise<void> {
  while (!feed.isComplete()) {
    const pulled = await feed.next();
    if (!list.isOpen()) return;
    if (!pulled.ok) {
      if (pulled.error.kind !== 'cancelled') list.end(pulled.error);
      return;
    }
    if (feed.isComplete() && feed.pages.length === 1) {
      list.end('onlyOne');
      return;
    }
    list.add(pulled.value.map(pageChoice));
  }
  if (feed.pages.length === 0 && feed.user !== undefined) list.end({ kind: 'noPages', user: feed.user });
  else list.complete();
}

/** A Page without a token is listed, so that nobody looks for it, and explained when it is chosen. */
function choosePage(draft: Draft, page: GraphPage): End {
  if (page.token !== undefined) return { kind: 'answered', draft: { ...draft, page } };
  return { kind: 'failed', failure: { kind: 'pageWithoutToken', page: plainLabel(page.name) }, draft };
}
