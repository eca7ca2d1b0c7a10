import type { Cancelled, Outcome } from '../base/outcome';
import type { AccessToken, LongLivedUserToken, PageToken, SignInCode, UserToken } from '../base/secret';
import { withRetries, type RetryOptions } from '../http/retry';
import {
  readBusinesses,
  readExchange,
  readInspection,
  readPage,
  readPages,
  readPermissions,
  readPublishingLimit,
  readRedeemed,
  readUserAndPages,
  type Read,
} from './answers';
import { passesAfter, type GraphFailure } from './graphFailures';
import type { Send } from './graphTransport';
import type { BusinessId, InstagramAccountId, PageId, UserId } from './ids';
import {
  businessesRequest,
  businessPagesRequest,
  exchangeRequest,
  inspectRequest,
  morePagesRequest,
  pageRequest,
  permissionsRequest,
  publishingLimitRequest,
  redeemRequest,
  userAndPagesRequest,
  type AppCredentials,
  type BusinessPagesEdge,
  type GraphRequest,
  type ListParameters,
} from './requests';

export type GraphOutcome<T> = Promise<Outcome<T, GraphFailure | Cancelled>>;

/** A list from its start, or from where the result page before ended. */
type Continued = Omit<ListParameters, 'app'>;

/** What the extension asks of the Graph API, as typed calls in the name of one app. */
export type GraphApi = ReturnType<typeof createGraphApi>;

export function createGraphApi(app: AppCredentials, send: Send, options: RetryOptions) {
  const call = <T>(request: GraphRequest, read: Read<T>, signal: AbortSignal): GraphOutcome<T> =>
    withRetries(options, passesAfter, () => askOnce(send, request, read, signal), signal);
  return {
    inspect: (token: AccessToken, signal: AbortSignal) => call(inspectRequest(app, token), readInspection, signal),
    exchange: (token: UserToken, signal: AbortSignal) => call(exchangeRequest(app, token), readExchange, signal),
    /** The token that a code of the login dialog stands for; `redirectUri`: the one that the dialog was asked with. */
    redeem: (code: SignInCode, redirectUri: string, signal: AbortSignal) =>
      call(redeemRequest(app, code, redirectUri), readRedeemed, signal),
    userAndPages: (token: LongLivedUserToken, signal: AbortSignal) =>
      call(userAndPagesRequest(app, token), readUserAndPages, signal),
    morePages: (token: LongLivedUserToken, user: UserId, after: string, signal: AbortSignal) =>
      call(morePagesRequest(app, token, user, after), readPages, signal),
    page: (token: LongLivedUserToken, page: PageId, signal: AbortSignal) =>
      call(pageRequest(app, token, page), readPage, signal),
    businesses: (list: Continued, signal: AbortSignal) =>
      call(businessesRequest({ ...list, app }), readBusinesses, signal),
    businessPages: (business: BusinessId, edge: BusinessPagesEdge, list: Continued, signal: AbortSignal) =>
      call(businessPagesRequest(business, edge, { ...list, app }), readPages, signal),
    permissions: (token: AccessToken, signal: AbortSignal) =>
      call(permissionsRequest(app, token), readPermissions, signal),
    publishingLimit: (token: PageToken, objectId: InstagramAccountId | PageId, signal: AbortSignal) =>
      call(publishingLimitRequest(app, token, objectId), readPublishingLimit, signal),
  };
}

async function askOnce<T>(send: Send, request: GraphRequest, read: Read<T>, signal: AbortSignal): GraphOutcome<T> {
  const outcome = await ask(send, request, read, signal);
  if (outcome.ok || outcome.error.kind !== 'tokenNotReceived' || request.token === undefined) return outcome;
  // Some deployments do not read the Authorization header; the parameter is read by all.
  const { token, ...rest } = request;
  return ask(send, { ...rest, parameters: { ...rest.parameters, access_token: token } }, read, signal);
}

async function ask<T>(send: Send, request: GraphRequest, read: Read<T>, signal: AbortSignal): GraphOutcome<T> {
  const answer = await send(request, signal);
  return answer.ok ? read(answer.value, request) : answer;
}
