import {
  aliasUnknown,
  fieldUnknown,
  needsInstagramPermission,
  noActiveToken,
  objectUnsupported,
  pathUnknown,
  requestUnsupported,
  userTokenRequired,
} from '../errors';
import { parseFields } from '../fields';
import { knownEdges, renderNode, type Call, type Node } from '../node';
import {
  appNode,
  businessNode,
  instagramNode,
  isHiddenByPortfolio,
  isInstagramReachable,
  isReachable,
  pageNode,
  requireBusinessPermission,
  requireInstagramPermission,
  requirePagePermission,
  userNode,
} from '../nodes';
import type { Json } from '../paging';
import { containerNode, mediaNode } from '../publishing';
import { businessesOf, type Page } from '../world';
import { authenticate } from './authentication';
import type { GraphRequest } from './request';

/** GET /{node}, GET /{node}/{edge}, POST /{node}/{edge}: https://developers.facebook.com/docs/graph-api/overview */
export function answerGraph(request: GraphRequest): Json {
  const [id, edgeName, ...rest] = request.path.split('/').filter((part) => part !== '');
  if (id === undefined) throw requestUnsupported(request.method);
  const node = findNode(request, id);
  if (request.method !== 'GET') return act(request, node, id, edgeName, rest);
  const fieldsText = request.parameters.get('fields');
  const fields = fieldsText ? parseFields(fieldsText) : undefined;
  if (edgeName === undefined) return renderNode(node, fields);
  const edge = node.edges[edgeName];
  if (rest.length > 0 || (!edge && !knownEdges.has(edgeName))) throw pathUnknown(`/${[edgeName, ...rest].join('/')}`);
  if (!edge) throw fieldUnknown(edgeName, node.type);
  const { data, paging } = edge({
    fields,
    limit: request.parameters.get('limit'),
    after: request.parameters.get('after'),
  });
  return { data, ...(paging ? { paging } : {}) };
}

/** Posting to something that accepts no posts is answered like a missing object. */
function act(
  { method, parameters }: GraphRequest,
  { actions }: Node,
  id: string,
  edgeName: string | undefined,
  rest: readonly string[],
): Json {
  const action = method === 'POST' && rest.length === 0 ? actions?.[edgeName ?? ''] : undefined;
  if (!action) throw objectUnsupported(method, id);
  return action(parameters);
}

function findNode(request: GraphRequest, id: string): Node {
  const caller = authenticate(request);
  if (caller.kind === 'APP') {
    if (id === caller.app.id || id === 'app') return appNode(caller.app);
    throw id === 'me' ? noActiveToken() : userTokenRequired();
  }
  const { tokens, board, base } = request;
  const call: Call = { tokens, board, caller, base };
  const { person } = caller.grant;
  // The app of the caller, even if the caller is a person or a Page; recorded by many clients that check a token's app.
  if (id === 'app') return appNode(caller.grant.app);
  if (id === 'me') return caller.page ? pageNode(call, caller.page) : userNode(call, person);
  if (!/^\d+$/.test(id)) throw aliasUnknown(id);
  if (id === person.id && caller.kind === 'USER') return userNode(call, person);

  const reachable = person.pages.filter((page) => isReachable(call, page));
  const page = reachable.find((candidate) => candidate.id === id);
  if (page) {
    if (caller.kind === 'USER') requirePagePermission(call);
    return pageNode(call, page);
  }
  const linked = person.pages.filter((candidate) => isInstagramReachable(call, candidate));
  const holder = linked.find(({ instagram }) => instagram?.id === id);
  if (holder?.instagram) {
    requireInstagramPermission(call);
    if (isHiddenByPortfolio(call, holder)) throw needsInstagramPermission();
    return instagramNode(call, holder.instagram);
  }
  const published = publishedNode(call, linked, id);
  if (published) return published;
  const business = caller.kind === 'USER' ? businessesOf(person).find((candidate) => candidate.id === id) : undefined;
  if (business) {
    requireBusinessPermission(call);
    return businessNode(call, business);
  }
  throw objectUnsupported(request.method, id);
}

/** A container, or a post of an Instagram account, if the caller can reach it. */
function publishedNode(call: Call, linked: readonly Page[], id: string): Node | undefined {
  const container = call.board.containers.get(id);
  const post = call.board.posts.find((candidate) => candidate.id === id);
  const account = linked.find(({ instagram }) => {
    return instagram !== undefined && instagram.id === (container?.accountId ?? post?.objectId);
  })?.instagram;
  if (!account) return undefined;
  requireInstagramPermission(call);
  if (container) return containerNode(container);
  return post && mediaNode(account, post);
}
