import {
  aliasUnknown,
  fieldUnknown,
  noActiveToken,
  objectUnsupported,
  pathUnknown,
  requestUnsupported,
  userTokenRequired,
} from '../errors';
import { parseFields } from '../fields';
import {
  appNode,
  businessNode,
  instagramNode,
  isReachable,
  knownEdges,
  pageNode,
  renderNode,
  requireBusinessPermission,
  requireInstagramPermission,
  requirePagePermission,
  userNode,
  type Call,
  type Node,
} from '../nodes';
import type { Json } from '../paging';
import { businessesOf } from '../world';
import { authenticate } from './authentication';
import type { GraphRequest } from './request';

/** GET /{node}, GET /{node}/{edge}: https://developers.facebook.com/docs/graph-api/overview */
export function answerGraph(request: GraphRequest): Json {
  const [id, edgeName, ...rest] = request.path.split('/').filter((part) => part !== '');
  if (id === undefined) throw requestUnsupported(request.method);
  const node = findNode(request, id);
  if (request.method !== 'GET') throw objectUnsupported(request.method, id);
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

function findNode(request: GraphRequest, id: string): Node {
  const caller = authenticate(request);
  if (caller.kind === 'APP') {
    if (id === caller.app.id || id === 'app') return appNode(caller.app);
    throw id === 'me' ? noActiveToken() : userTokenRequired();
  }
  const call: Call = { tokens: request.tokens, caller, base: request.base };
  const { person } = caller.grant;
  if (id === 'me') return caller.page ? pageNode(call, caller.page) : userNode(call, person);
  if (!/^\d+$/.test(id)) throw aliasUnknown(id);
  if (id === person.id && caller.kind === 'USER') return userNode(call, person);

  const reachable = person.pages.filter((page) => isReachable(call, page));
  const page = reachable.find((candidate) => candidate.id === id);
  if (page) {
    if (caller.kind === 'USER') requirePagePermission(call);
    return pageNode(call, page);
  }
  const account = reachable.find(({ instagram }) => instagram?.id === id)?.instagram;
  if (account) {
    requireInstagramPermission(call);
    return instagramNode(call, account);
  }
  const business = caller.kind === 'USER' ? businessesOf(person).find((candidate) => candidate.id === id) : undefined;
  if (business) {
    requireBusinessPermission(call);
    return businessNode(call, business);
  }
  throw objectUnsupported(request.method, id);
}
