// What all objects of the graph have in common: fields, edges, what can be posted to them, and the current call.
import { fieldUnknown, needsInstagramPermission } from './errors';
import { formatFields, type FieldRequest } from './fields';
import { cutResultPage, type EdgeAnswer, type Json, type JsonObject } from './paging';
import type { PostBoard } from './posts';
import type { TokenRecord, TokenTable } from './tokens';

/** One call whose token was accepted. */
export interface Call {
  readonly tokens: TokenTable;
  readonly board: PostBoard;
  readonly caller: TokenRecord;
  /** The base of `paging.next`: the sandbox's own address with the version of the call. */
  readonly base: string;
}

export interface EdgeRequest {
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
  /** What can be posted to the node, by edge name. */
  readonly actions?: Readonly<Record<string, (parameters: ReadonlyMap<string, string>) => JsonObject>>;
}

/** Every edge of any node. On other nodes, these are "nonexisting field", not an unknown path. */
export const knownEdges: ReadonlySet<string> = new Set([
  'accounts',
  'assigned_pages',
  'permissions',
  'businesses',
  'owned_pages',
  'client_pages',
  'content_publishing_limit',
  'media',
  'media_publish',
  'feed',
  'published_posts',
  'photos',
]);

/** Renders the requested fields of a node; `id` is always included. */
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
      // An expanded edge without results is omitted; the same edge requested by path gives {"data":[]}.
      if (data.length > 0 || paging) answer[name] = { data, ...(paging ? { paging } : {}) };
    } else {
      throw fieldUnknown(name, node.type);
    }
  }
  answer['id'] = node.id;
  return answer;
}

/** One result page of an edge, with the address of the next page. */
export function listEdge<Item extends { readonly id: string }>(
  call: Call,
  path: string,
  { fields, limit, after }: EdgeRequest,
  edge: {
    readonly items: readonly Item[];
    readonly mayBeSeen: (item: Item) => boolean;
    readonly render: (item: Item) => Json;
  },
): EdgeAnswer {
  const urlAfter = (cursor: string, size: number): string => {
    const query = new URLSearchParams({ access_token: call.caller.token, pretty: '0' });
    if (fields) query.set('fields', formatFields(fields));
    query.set('limit', String(size));
    query.set('after', cursor);
    return `${call.base}/${path}?${query.toString()}`;
  };
  return cutResultPage(edge.items, { limit, after, urlAfter }, edge.mayBeSeen, edge.render);
}

export function isGranted(call: Call, permission: string): boolean {
  return call.caller.grant.consent.permissions.get(permission) === 'granted';
}

/** After 90 days without a login, the token is still valid but gets no data. */
export function hasLostDataAccess({ caller, tokens }: Call): boolean {
  const { dataAccessExpiresAt } = caller.grant;
  return dataAccessExpiresAt !== 0 && dataAccessExpiresAt <= tokens.now();
}

export function requireContentPublish(call: Call): void {
  if (!isGranted(call, 'instagram_content_publish')) throw needsInstagramPermission();
}
