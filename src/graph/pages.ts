import { err, ok, type Cancelled, type Outcome } from '../base/outcome';
import type { LongLivedUserToken } from '../base/secret';
import type { GraphPage, GraphUser } from './answers';
import type { GraphApi } from './graphApi';
import type { GraphFailure } from './graphFailures';

/** The Pages of one result page. */
export interface PageBatch {
  readonly user: GraphUser;
  readonly pages: readonly GraphPage[];
  /** Whether another result page follows. */
  readonly more: boolean;
}

/**
 * Every Page that the person manages, across all result pages, without duplicates: the Graph API may send a result page
 * twice. A repeated cursor ends the list, to avoid an endless loop.
 */
export async function* listPages(
  api: GraphApi,
  token: LongLivedUserToken,
  signal: AbortSignal,
): AsyncGenerator<Outcome<PageBatch, GraphFailure | Cancelled>, void, void> {
  const seen = new Set<string>();
  const cursors = new Set<string>();
  const unseen = (pages: readonly GraphPage[]) => {
    const fresh = pages.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    return fresh;
  };

  const first = await api.userAndPages(token, signal);
  if (!first.ok) {
    yield err(first.error);
    return;
  }
  const { user } = first.value;
  let results = first.value;
  for (;;) {
    const { after } = results;
    const more = after !== undefined && !cursors.has(after);
    yield ok({ user, pages: unseen(results.pages), more });
    if (!more) return;
    cursors.add(after);
    const next = await api.morePages(token, user.id, after, signal);
    if (!next.ok) {
      yield err(next.error);
      return;
    }
    results = { ...next.value, user };
  }
}
