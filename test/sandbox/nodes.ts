// The objects of the graph: their fields and edges, and who may see them.
import {
  fieldUnknown,
  missingPermission,
  needsBusinessManagement,
  needsInstagramPermission,
  needsPagePermission,
} from './errors';
import type { FieldRequest } from './fields';
import {
  hasLostDataAccess,
  isGranted,
  listEdge,
  renderNode,
  requireContentPublish,
  type Call,
  type EdgeRequest,
  type Node,
} from './node';
import type { EdgeAnswer, Json } from './paging';
import { instagramPublishing, pagePublishing, postsPerDay } from './publishing';
import { businessesOf, type App, type Business, type Instagram, type Page, type Person } from './world';

/** https://developers.facebook.com/docs/graph-api/reference/user */
export function userNode(call: Call, person: Person): Node {
  const [firstName, ...rest] = person.name.split(' ');
  return {
    type: 'User',
    id: person.id,
    defaults: ['name', 'id'],
    fields: {
      id: () => person.id,
      name: () => person.name,
      first_name: () => firstName,
      last_name: () => rest.join(' '),
      email: () => undefined,
    },
    edges: {
      accounts: (request) => {
        const mayBeSeen = (page: Page): boolean => isListed(call, page);
        return pageEdge(call, `${person.id}/accounts`, person.pages, 'accounts', mayBeSeen, request);
      },
      // https://developers.facebook.com/docs/marketing-api/reference/user/assigned_pages
      assigned_pages: (request) => {
        if (!isGranted(call, 'business_management')) throw needsInstagramPermission();
        const assigned = person.pages.filter(({ portfolio }) => portfolio !== undefined);
        const mayBeSeen = (page: Page): boolean => isReachable(call, page) && !hasLostDataAccess(call);
        return pageEdge(call, `${person.id}/assigned_pages`, assigned, 'node', mayBeSeen, request);
      },
      permissions: () => ({
        data: [...call.caller.grant.consent.permissions].map(([permission, status]) => ({ permission, status })),
      }),
      businesses: (request) => {
        if (!isGranted(call, 'business_management')) throw missingPermission();
        return {
          data: businessesOf(person).map((business) => renderNode(businessNode(call, business), request.fields)),
        };
      },
    },
  };
}

/** The same for every category: only its format matters. */
const categoryId = '2500';

/** https://developers.facebook.com/docs/graph-api/reference/page */
export function pageNode(call: Call, page: Page, listedBy: 'node' | 'accounts' = 'node'): Node {
  const seesData = !hasLostDataAccess(call);
  return {
    type: 'Page',
    id: page.id,
    defaults: listedBy === 'accounts' ? ['access_token', 'category', 'name', 'id', 'tasks'] : ['name', 'id'],
    fields: {
      id: () => page.id,
      name: () => (seesData ? page.name : undefined),
      category: () => (seesData ? page.category : undefined),
      category_list: () => (seesData ? [{ id: categoryId, name: page.category }] : undefined),
      about: () => undefined,
      link: () => (seesData ? `https://www.facebook.com/${page.id}` : undefined),
      access_token: () => (seesData ? pageAccessToken(call, page) : undefined),
      instagram_business_account: (children) => (seesData ? linkedInstagram(call, page, children) : undefined),
      // For linked accounts that aren't professional ones; nobody in the sandbox has one.
      connected_instagram_account: () => undefined,
      // `tasks` describes the person whose Pages are listed; a Page requested by its ID has none.
      ...(listedBy === 'accounts' ? { tasks: () => page.tasks } : {}),
    },
    ...pagePublishing(call, page),
  };
}

/** https://developers.facebook.com/docs/marketing-api/reference/business */
export function businessNode(call: Call, business: Business): Node {
  const held = (edge: 'owned_pages' | 'client_pages', request: EdgeRequest): EdgeAnswer => {
    const pages = call.caller.grant.person.pages.filter(
      ({ portfolio }) => portfolio?.business === business && portfolio.edge === edge,
    );
    const mayBeSeen = (page: Page): boolean => isReachable(call, page) && !hasLostDataAccess(call);
    return pageEdge(call, `${business.id}/${edge}`, pages, 'node', mayBeSeen, request);
  };
  return {
    type: 'Business',
    id: business.id,
    defaults: ['name', 'id'],
    fields: { id: () => business.id, name: () => business.name },
    edges: {
      owned_pages: (request) => held('owned_pages', request),
      client_pages: (request) => held('client_pages', request),
    },
  };
}

/** https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user */
export function instagramNode(call: Call, account: Instagram): Node {
  const { edges, actions } = instagramPublishing(call, account);
  return {
    // The name that the real API uses for this node in errors.
    type: 'ShadowIGUser',
    id: account.id,
    defaults: ['id'],
    fields: { id: () => account.id, username: () => account.username, name: () => account.name },
    edges: {
      // …/reference/ig-user/content_publishing_limit: an account linked to a Page may publish 100 posts a day.
      content_publishing_limit: ({ fields }) => {
        requireContentPublish(call);
        const used = call.board.countOfLastDay(account.id, call.tokens.now());
        return hasLostDataAccess(call) ? { data: [] } : { data: [publishingLimit(fields, used)] };
      },
      ...edges,
    },
    actions,
  };
}

export function appNode(app: App): Node {
  return {
    type: 'Application',
    id: app.id,
    defaults: ['name', 'id'],
    fields: { id: () => app.id, name: () => app.name },
    edges: {},
  };
}

/** Throws unless one of the permissions that allow opening Pages by ID is granted. */
export function requirePagePermission(call: Call): void {
  if (!isGranted(call, 'pages_show_list') && !isGranted(call, 'pages_read_engagement')) throw needsPagePermission();
}

export function requireBusinessPermission(call: Call): void {
  if (!isGranted(call, 'business_management')) throw needsBusinessManagement();
}

export function requireInstagramPermission(call: Call): void {
  if (!isGranted(call, 'instagram_basic')) throw needsInstagramPermission();
}

/** Whether the token can open the Page by its ID: ticked in the login dialog, and the person still has a role on it. */
export function isReachable({ caller, tokens }: Call, page: Page): boolean {
  if (caller.page) return caller.page.id === page.id;
  const { person, consent } = caller.grant;
  if (tokens.hasLostRole(person, page)) return false;
  return consent.ticked === 'all' || consent.ticked.has(page.id);
}

/** Whether the token can reach the Page's Instagram account. It is ticked separately, so perhaps without its Page. */
export function isInstagramReachable(call: Call, page: Page): boolean {
  const { page: ownPage, grant } = call.caller;
  const { tickedInstagram } = grant.consent;
  if (ownPage || !tickedInstagram) return isReachable(call, page);
  return page.instagram !== undefined && tickedInstagram.has(page.instagram.id);
}

/**
 * A person whose role on the Page comes from its portfolio needs one of two more permissions for anything of its
 * Instagram account.
 * https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user#requirements
 */
export function isHiddenByPortfolio(call: Call, { portfolio }: Page): boolean {
  const givesRole = portfolio?.givesRole === true;
  return givesRole && !isGranted(call, 'ads_read') && !isGranted(call, 'ads_management');
}

function isListed(call: Call, page: Page): boolean {
  // A system user's Pages are assigned in the portfolio itself.
  const isSystemUser = call.caller.isSystemUser === true;
  return (
    // Without this permission, the edge is empty with HTTP 200; it is not an error.
    isGranted(call, 'pages_show_list') &&
    isReachable(call, page) &&
    // Since mid-2023, Pages in a business portfolio are listed only with this permission.
    (page.portfolio === undefined || isSystemUser || isGranted(call, 'business_management')) &&
    !hasLostDataAccess(call)
  );
}

function pageEdge(
  call: Call,
  path: string,
  pages: readonly Page[],
  listedBy: 'node' | 'accounts',
  mayBeSeen: (page: Page) => boolean,
  request: EdgeRequest,
): EdgeAnswer {
  const render = (page: Page): Json => renderNode(pageNode(call, page, listedBy), request.fields);
  return listEdge(call, path, request, { items: pages, mayBeSeen, render });
}

/** Only for people who may write or manage: https://developers.facebook.com/docs/pages-api/overview#tasks */
function pageAccessToken(call: Call, page: Page): string | undefined {
  if (call.caller.page) return call.caller.token;
  const suffices = page.tasks.includes('CREATE_CONTENT') || page.tasks.includes('MANAGE');
  return suffices ? call.tokens.forPage(call.caller, page).token : undefined;
}

/**
 * Omitted rather than refused: for a Page token, without instagram_basic, if no account is linked, or if it is hidden.
 */
function linkedInstagram(call: Call, page: Page, children: readonly FieldRequest[] | undefined): Json | undefined {
  if (call.caller.page || !page.instagram || !isGranted(call, 'instagram_basic')) return undefined;
  if (!isInstagramReachable(call, page) || isHiddenByPortfolio(call, page)) return undefined;
  return renderNode(instagramNode(call, page.instagram), children);
}

function publishingLimit(wanted: readonly FieldRequest[] | undefined, used: number): Json {
  const known: Readonly<Record<string, Json>> = {
    config: { quota_total: postsPerDay, quota_duration: 86_400 },
    quota_usage: used,
  };
  const names = wanted?.map(({ name }) => name) ?? ['quota_usage'];
  return Object.fromEntries(
    names.map((name) => {
      const value = known[name];
      if (value === undefined) throw fieldUnknown(name, 'IGUserContentPublishingLimit');
      return [name, value];
    }),
  );
}
