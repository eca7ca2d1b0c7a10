// The objects of the graph: which fields and edges each has, and who may see them.
import { fieldUnknown, needsBusinessManagement, needsInstagramPermission, needsPagePermission } from './errors';
import { formatFields, type FieldRequest } from './fields';
import { cutResultPage, type EdgeAnswer, type Json, type JsonObject } from './paging';
import type { TokenRecord, TokenTable } from './tokens';
import { businessesOf, type App, type Business, type Instagram, type Page, type Person } from './world';

/** One call by someone whose token was accepted. */
export interface Call {
  readonly tokens: TokenTable;
  readonly caller: TokenRecord;
  /** Where `paging.next` points: the sandbox's own address with the version of the call. */
  readonly base: string;
}

interface EdgeRequest {
  readonly fields: readonly FieldRequest[] | undefined;
  readonly limit: string | undefined;
  readonly after: string | undefined;
}

export interface Node {
  readonly type: string;
  readonly id: string;
  readonly defaults: readonly string[];
  readonly fields: Readonly<Record<string, (children: readonly FieldRequest[] | undefined) => Json | undefined>>;
  readonly edges: Readonly<Record<string, (request: EdgeRequest) => EdgeAnswer>>;
}

/** Every edge that some node has: on any other node it is a "nonexisting field", not an unknown path. */
export const knownEdges: ReadonlySet<string> = new Set([
  'accounts',
  'permissions',
  'businesses',
  'owned_pages',
  'client_pages',
  'content_publishing_limit',
]);

/** Answers the wanted fields of a node; `id` always comes along. */
export function renderNode(node: Node, wanted: readonly FieldRequest[] | undefined): JsonObject {
  const byDefault = (name: string): FieldRequest => ({ name, modifiers: new Map() });
  const requests = wanted ?? node.defaults.map(byDefault);
  const answer: Record<string, Json> = {};
  for (const { name, modifiers, children } of requests) {
    const field = node.fields[name];
    const edge = node.edges[name];
    if (field) {
      const value = field(children);
      if (value !== undefined) answer[name] = value;
    } else if (edge) {
      const { data, paging } = edge({ fields: children, limit: modifiers.get('limit'), after: modifiers.get('after') });
      // An expanded edge without results is left out, unlike the same edge asked by path, which says {"data":[]}.
      if (data.length > 0 || paging) answer[name] = { data, ...(paging ? { paging } : {}) };
    } else {
      throw fieldUnknown(name, node.type);
    }
  }
  answer['id'] = node.id;
  return answer;
}

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
      permissions: () => ({
        data: [...call.caller.grant.permissions].map(([permission, status]) => ({ permission, status })),
      }),
      businesses: (request) => {
        if (!isGranted(call, 'business_management')) throw needsBusinessManagement();
        return {
          data: businessesOf(person).map((business) => renderNode(businessNode(call, business), request.fields)),
        };
      },
    },
  };
}

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
      link: () => (seesData ? `https://www.facebook.com/${page.id}` : undefined),
      access_token: () => (seesData ? pageAccessToken(call, page) : undefined),
      instagram_business_account: (children) => (seesData ? linkedInstagram(call, page, children) : undefined),
      // Accounts linked without being professional ones: nobody here has one.
      connected_instagram_account: () => undefined,
      // `tasks` says what the person of the listing may do; a page by itself has none.
      ...(listedBy === 'accounts' ? { tasks: () => page.tasks } : {}),
    },
    edges: {},
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
  return {
    // The name that the real API gives this node in its errors.
    type: 'ShadowIGUser',
    id: account.id,
    defaults: ['id'],
    fields: { id: () => account.id, username: () => account.username, name: () => account.name },
    edges: {
      // …/reference/ig-user/content_publishing_limit; the Page's linked account may publish 100 posts a day.
      content_publishing_limit: ({ fields }) => {
        if (!isGranted(call, 'instagram_content_publish')) throw needsInstagramPermission();
        return hasLostDataAccess(call) ? { data: [] } : { data: [publishingLimit(fields)] };
      },
    },
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

/** Fails unless some permission opens pages by their ID at all. */
export function requirePagePermission(call: Call): void {
  if (!isGranted(call, 'pages_show_list') && !isGranted(call, 'pages_read_engagement')) throw needsPagePermission();
}

export function requireBusinessPermission(call: Call): void {
  if (!isGranted(call, 'business_management')) throw needsBusinessManagement();
}

export function requireInstagramPermission(call: Call): void {
  if (!isGranted(call, 'instagram_basic')) throw needsInstagramPermission();
}

/** A page that the token opens by its ID: the person ticked it in the login dialog. */
export function isReachable(call: Call, page: Page): boolean {
  const { caller } = call;
  if (caller.page) return caller.page.id === page.id;
  const { ticked } = caller.grant;
  return ticked === 'all' || ticked.has(page.id);
}

function isListed(call: Call, page: Page): boolean {
  return (
    // Without this permission the edge is empty, with HTTP 200; it is not an error.
    isGranted(call, 'pages_show_list') &&
    isReachable(call, page) &&
    // Since mid-2023 pages in a business portfolio are listed only with this one.
    (page.portfolio === undefined || isGranted(call, 'business_management')) &&
    !hasLostDataAccess(call)
  );
}

function isGranted(call: Call, permission: string): boolean {
  return call.caller.grant.permissions.get(permission) === 'granted';
}

/** After 90 days without a login the token stays valid and is answered nothing. */
function hasLostDataAccess(call: Call): boolean {
  return call.caller.grant.dataAccessExpiresAt <= call.tokens.now();
}

function pageEdge(
  call: Call,
  path: string,
  pages: readonly Page[],
  listedBy: 'node' | 'accounts',
  mayBeSeen: (page: Page) => boolean,
  request: EdgeRequest,
): EdgeAnswer {
  const urlAfter = (after: string, limit: number): string => {
    const query = new URLSearchParams({ access_token: call.caller.token, pretty: '0' });
    if (request.fields) query.set('fields', formatFields(request.fields));
    query.set('limit', String(limit));
    query.set('after', after);
    return `${call.base}/${path}?${query.toString()}`;
  };
  const render = (page: Page): Json => renderNode(pageNode(call, page, listedBy), request.fields);
  return cutResultPage(pages, { limit: request.limit, after: request.after, urlAfter }, mayBeSeen, render);
}

/** Given only to those who may write or manage: https://developers.facebook.com/docs/pages-api/overview#tasks */
function pageAccessToken(call: Call, page: Page): string | undefined {
  if (call.caller.page) return call.caller.token;
  const suffices = page.tasks.includes('CREATE_CONTENT') || page.tasks.includes('MANAGE');
  return suffices ? call.tokens.forPage(call.caller, page).token : undefined;
}

/** Absent, not refused: for a Page token, without instagram_basic, and where nothing is linked. */
function linkedInstagram(call: Call, page: Page, children: readonly FieldRequest[] | undefined): Json | undefined {
  if (call.caller.page || !page.instagram || !isGranted(call, 'instagram_basic')) return undefined;
  return renderNode(instagramNode(call, page.instagram), children);
}

function publishingLimit(wanted: readonly FieldRequest[] | undefined): Json {
  const known: Readonly<Record<string, Json>> = {
    config: { quota_total: 100, quota_duration: 86_400 },
    quota_usage: 0,
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
