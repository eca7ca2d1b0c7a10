import type { Cancelled, Outcome } from '../base/outcome';
import type {
  AccessToken,
  LongLivedUserToken,
  PageToken,
  ShortLivedUserToken,
  SignInCode,
  UserToken,
} from '../base/secret';
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
  type BusinessResults,
  type ExchangedToken,
  type GraphPage,
  type InspectedToken,
  type PageResults,
  type PermissionStatus,
  type PublishingLimit,
  type Read,
  type UserAndPages,
} from './answers';
import { passesAfter, type GraphFailure } from './graphFailures';
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
import { withRetries, type RetryNotice, type RetryPolicy } from '../http/retry';
import type { Send } from './graphTransport';

export type GraphOutcome<T> = Promise<Outcome<T, GraphFailure | Cancelled>>;

/** A list from its start, or from where the result page before ended. */
type Continued = Omit<ListParameters, 'app'>;

/** What the extension asks of the Graph API, as typed calls in the name of one app. */
export interface GraphApi {
  readonly inspect: (token: AccessToken, signal: AbortSignal) => GraphOutcome<InspectedToken>;
  readonly exchange: (token: UserToken, signal: AbortSignal) => GraphOutcome<ExchangedToken>;
  /** The token that a code of the login dialog stands for; `redirectUri`: the one that the dialog was asked with. */
  readonly redeem: (code: SignInCode, redirectUri: string, signal: AbortSignal) => GraphOutcome<ShortLivedUserToken>;
  readonly userAndPages: (token: LongLivedUserToken, signal: AbortSignal) => GraphOutcome<UserAndPages>;
  readonly morePages: (
    token: LongLivedUserToken,
    user: UserId,
    after: string,
    signal: AbortSignal,
  ) => GraphOutcome<PageResults>;
  readonly page: (token: LongLivedUserToken, page: PageId, signal: AbortSignal) => GraphOutcome<GraphPage>;
  readonly businesses: (list: Continued, signal: AbortSignal) => GraphOutcome<BusinessResults>;
  readonly businessPages: (
    business: BusinessId,
    edge: BusinessPagesEdge,
    list: Continued,
    signal: AbortSignal,
  ) => GraphOutcome<PageResults>;
  readonly permissions: (token: AccessToken, signal: AbortSignal) => GraphOutcome<readonly PermissionStatus[]>;
  readonly publishingLimit: (
    token: PageToken,
    objectId: InstagramAccountId | PageId,
    signal: AbortSignal,
  ) => GraphOutcome<PublishingLimit>;
}

export interface GraphApiOptions {
  readonly retryPolicy: RetryPolicy;
  /** Told before a call is tried again. */
  readonly onRetry: (notice: RetryNotice) => void;
}

export function createGraphApi(app: AppCredentials, send: Send, options: GraphApiOptions): GraphApi {
  const call = <T>(request: GraphRequest, read: Read<T>, signal: AbortSignal): GraphOutcome<T> =>
    withRetries(options.retryPolicy, passesAfter, () => askOnce(send, request, read, signal), options.onRetry, signal);
  return {
    inspect: (token, signal) => call(inspectRequest(app, token), readInspection, signal),
    exchange: (token, signal) => call(exchangeRequest(app, token), readExchange, signal),
    redeem: (code, redirectUri, signal) => call(redeemRequest(app, code, redirectUri), readRedeemed, signal),
    userAndPages: (token, signal) => call(userAndPagesRequest(app, token), readUserAndPages, signal),
    morePages: (token, user, after, signal) => call(morePagesRequest(app, token, user, after), readPages, signal),
    page: (token, page, signal) => call(pageRequest(app, token, page), readPage, signal),
    businesses: (list, signal) => call(businessesRequest({ ...list, app }), readBusinesses, signal),
    businessPages: (business, edge, list, signal) =>
      call(businessPagesRequest(business, edge, { ...list, app }), readPages, signal),
    permissions: (token, signal) => call(permissionsRequest(app, token), readPermissions, signal),
    publishingLimit: (token, objectId, signal) =>
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
