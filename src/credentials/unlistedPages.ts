// Finds Pages that the person's list omits: those selected at the login, by their IDs, which needs no additional
// permission, and those of business portfolios.
import { err, ok, type Cancelled, type Outcome } from '../base/outcome';
import type { GraphPage, GraphUser } from '../graph/answers';
import type { GraphApi, GraphOutcome } from '../graph/graphApi';
import { isTransient, type GraphFailure } from '../graph/graphFailures';
import type { BusinessId, PageId } from '../graph/ids';
import { explainRefusal } from '../graph/inspection';
import { BUSINESS_PAGES_EDGES } from '../graph/requests';
import type { UserAccess } from './acquireUserToken';

/** A Page and how it was found; `foundBy` is undefined for Pages in the person's list. */
export interface FoundPage extends GraphPage {
  readonly foundBy?: 'ticked' | 'portfolio' | 'id' | undefined;
  /** The Instagram account comes from the token's list; Facebook doesn't show it for this Page. */
  readonly isInstagramNamed?: boolean;
}

/**
 * The most likely reason why a Page isn't in any list. `instagramOnly`: a login with Instagram accounts but no Page
 * looks like one with all Pages.
 */
export type MissingPageCause = 'notTicked' | 'instagramOnly' | 'businessPermission' | 'noRole';

export interface MissingPage {
  readonly kind: 'noPages';
  readonly user: GraphUser;
  /** The number of Pages that were found nevertheless. */
  readonly listed: number;
  readonly cause: MissingPageCause;
}

export interface UnlistedPages {
  readonly pages: readonly FoundPage[];
  /** The likely reason if the wanted Page isn't among them either. */
  readonly cause: MissingPageCause;
}

/** Nobody selects more than a few by hand; a longer list amounts to "all", and its Pages are in the person's list. */
const MOST_TICKED_PAGES = 50;

/** The first {@link MOST_TICKED_PAGES} Pages that were selected at the login but are missing from the person's list. */
export function tickedButUnlisted({ tickedPages }: UserAccess, listed: readonly GraphPage[]): readonly PageId[] {
  if (tickedPages === 'all') return [];
  const known = new Set(listed.map(({ id }) => id));
  return tickedPages.filter((id) => !known.has(id)).slice(0, MOST_TICKED_PAGES);
}

/** The results of several calls; `unasked`: why one of them got no answer, so that there may be more. */
export interface Findings<T> {
  readonly found: readonly T[];
  readonly unasked: GraphFailure | Cancelled | undefined;
}

/** Opens Pages by ID. One that can't be opened is skipped, without losing the others. */
export async function openTicked(
  api: GraphApi,
  { token }: UserAccess,
  ids: readonly PageId[],
  signal: AbortSignal,
): Promise<Findings<FoundPage>> {
  const opened = await Promise.all(ids.map((id) => api.page(token, id, signal)));
  const pages = opened.flatMap((page) => (page.ok ? [{ ...page.value, foundBy: 'ticked' as const }] : []));
  return { found: pages, unasked: firstUnasked(opened) };
}

function firstUnasked(
  answers: readonly Outcome<unknown, GraphFailure | Cancelled>[],
): GraphFailure | Cancelled | undefined {
  return answers
    .flatMap((answer) => (answer.ok ? [] : [answer.error]))
    .find((error) => error.kind === 'cancelled' || isTransient(error));
}

/**
 * Searches the business portfolios, and tries once more to open the selected Pages that couldn't be opened. A Page or
 * portfolio that doesn't answer is skipped. But if nothing is found and Facebook couldn't be asked about everything,
 * the result is a failure, because there may be more.
 */
export async function findUnlistedPages(
  api: GraphApi,
  access: UserAccess,
  listed: readonly GraphPage[],
  signal: AbortSignal,
): Promise<Outcome<UnlistedPages, GraphFailure | Cancelled>> {
  const cause = likelyCause(access, listed.length);
  const { found: ticked, unasked } = await openTicked(api, access, tickedButUnlisted(access, listed), signal);
  if (!access.scopes.includes('business_management')) return foundOr(ticked, cause, unasked);
  const inBusinesses = await findBusinessPages(api, access, signal);
  if (!inBusinesses.ok) {
    const { error } = inBusinesses;
    return err(error.kind === 'cancelled' ? error : explainRefusal(error, access.scopes));
  }
  const known = new Set([...listed, ...ticked].map(({ id }) => id));
  const others = unique(inBusinesses.value.found.filter(({ id }) => !known.has(id)));
  const pages = [...ticked, ...others.map((page) => ({ ...page, foundBy: 'portfolio' as const }))];
  return foundOr(pages, cause, unasked ?? inBusinesses.value.unasked);
}

function foundOr(
  pages: readonly FoundPage[],
  cause: MissingPageCause,
  unasked: GraphFailure | Cancelled | undefined,
): Outcome<UnlistedPages, GraphFailure | Cancelled> {
  return pages.length === 0 && unasked !== undefined ? err(unasked) : ok({ pages, cause });
}

function likelyCause({ tickedPages, tickedInstagram, scopes }: UserAccess, listed: number): MissingPageCause {
  if (tickedPages !== 'all') return 'notTicked';
  if (listed === 0 && tickedInstagram !== 'all' && tickedInstagram.length > 0) return 'instagramOnly';
  return scopes.includes('business_management') ? 'noRole' : 'businessPermission';
}

async function findBusinessPages(
  api: GraphApi,
  access: UserAccess,
  signal: AbortSignal,
): GraphOutcome<Findings<GraphPage>> {
  const businesses = await collect<BusinessId>(async (after) => {
    const results = await api.businesses({ token: access.token, after }, signal);
    return results.ok ? ok({ items: results.value.businesses, after: results.value.after }) : results;
  });
  if (!businesses.ok) return businesses;
  const lists = businesses.value.flatMap((business) =>
    BUSINESS_PAGES_EDGES.map((edge) =>
      collect<GraphPage>(async (after) => {
        const results = await api.businessPages(business, edge, { token: access.token, after }, signal);
        return results.ok ? ok({ items: results.value.pages, after: results.value.after }) : results;
      }),
    ),
  );
  const answers = await Promise.all(lists);
  return ok({ found: answers.flatMap((list) => (list.ok ? list.value : [])), unasked: firstUnasked(answers) });
}

interface ResultPage<T> {
  readonly items: readonly T[];
  readonly after: string | undefined;
}

/** Collects all result pages of a list; a repeated cursor ends it. */
async function collect<T>(next: (after: string | undefined) => GraphOutcome<ResultPage<T>>): GraphOutcome<T[]> {
  const items: T[] = [];
  const cursors = new Set<string>();
  let after: string | undefined;
  do {
    const page = await next(after);
    if (!page.ok) return page;
    items.push(...page.value.items);
    after = page.value.after;
    if (after !== undefined && cursors.has(after)) break;
    if (after !== undefined) cursors.add(after);
  } while (after !== undefined);
  return ok(items);
}

function unique(pages: readonly GraphPage[]): GraphPage[] {
  return [...new Map(pages.map((page) => [page.id, page])).values()];
}
