// Pages that the list leaves out: looked for by the IDs that were ticked, then in business portfolios.
import { ok, type Cancelled, type Outcome } from '../base/outcome';
import type { GraphPage, GraphUser } from '../graph/answers';
import type { GraphApi, GraphOutcome } from '../graph/graphApi';
import type { GraphFailure } from '../graph/graphFailures';
import type { BusinessId, PageId } from '../graph/ids';
import { BUSINESS_PAGES_EDGES } from '../graph/requests';
import type { UserAccess } from './acquireUserToken';

/** What most likely hides a Page that is in no list. */
export type MissingPageCause = 'notTicked' | 'businessPermission' | 'noRole';

export interface MissingPage {
  readonly kind: 'noPages';
  readonly user: GraphUser;
  /** How many Pages are in sight all the same. */
  readonly listed: number;
  readonly cause: MissingPageCause;
}

export interface UnlistedPages {
  readonly pages: readonly GraphPage[];
  /** Holds when the wanted Page is not among them either. */
  readonly cause: MissingPageCause;
}

/** Nobody ticks more than a handful by hand; a longer list is "all" in another form, and is in the listing. */
const MOST_TICKED_PAGES = 50;

/**
 * Looks in the order of what is most likely: the Pages that were ticked in the login dialog, then the business
 * portfolios. A single Page or portfolio that does not answer is passed over; the others are not lost for it.
 */
export async function findUnlistedPages(
  api: GraphApi,
  access: UserAccess,
  listed: ReadonlySet<PageId>,
  signal: AbortSignal,
): Promise<Outcome<UnlistedPages, GraphFailure | Cancelled>> {
  const cause = likelyCause(access);
  const ticked = access.tickedPages === 'all' ? [] : access.tickedPages.filter((id) => !listed.has(id));
  const opened = await Promise.all(ticked.slice(0, MOST_TICKED_PAGES).map((id) => api.page(access.token, id, signal)));
  const pages = opened.flatMap((page) => (page.ok ? [page.value] : []));
  if (pages.length > 0 || !access.scopes.includes('business_management')) return ok({ pages, cause });
  const inBusinesses = await findBusinessPages(api, access, signal);
  if (!inBusinesses.ok) return inBusinesses;
  return ok({ pages: unique(inBusinesses.value.filter(({ id }) => !listed.has(id))), cause });
}

function likelyCause({ tickedPages, scopes }: UserAccess): MissingPageCause {
  if (tickedPages !== 'all') return 'notTicked';
  return scopes.includes('business_management') ? 'noRole' : 'businessPermission';
}

async function findBusinessPages(api: GraphApi, access: UserAccess, signal: AbortSignal): GraphOutcome<GraphPage[]> {
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
  return ok((await Promise.all(lists)).flatMap((list) => (list.ok ? list.value : [])));
}

interface ResultPage<T> {
  readonly items: readonly T[];
  readonly after: string | undefined;
}

/** All result pages of a list; a cursor that comes back ends it. */
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
