import type { Cancelled, Outcome } from '../base/outcome';
import type {
  AccessToken,
  ExchangedToken,
  LongLivedUserToken,
  RefreshToken,
  SignInCode,
  UserToken,
} from '../base/secret';
import { withRetries, type RetryOptions } from '../http/retry';
import * as answers from './answers';
import { passesAfter, type GraphFailure } from './graphFailures';
import type { Send } from './graphTransport';
import type { AppId, BusinessId, InstagramAccountId, PageId, UserId } from './ids';
import * as requests from './requests';
import type { AppCredentials, BusinessPagesEdge, GraphRequest, ListParameters } from './requests';

export type GraphOutcome<T> = Promise<Outcome<T, GraphFailure | Cancelled>>;

/** `after` is undefined for the start of the list. */
type Continued = Omit<ListParameters, 'app'>;

export type GraphApi = ReturnType<typeof createGraphApi>;

/**
 * The typed Graph API calls for one app. `send` makes a single attempt; after a temporary failure, it is repeated
 * according to `options`. Every call returns a value, a `GraphFailure`, or `cancelled` once its signal is aborted.
 */
export function createGraphApi(app: AppCredentials, send: Send, options: RetryOptions) {
  const call = <T>(request: GraphRequest, read: answers.Read<T>, signal: AbortSignal): GraphOutcome<T> =>
    withRetries(options, passesAfter, () => askOnce(send, request, read, signal), signal);
  return {
    inspect: (token: AccessToken, signal: AbortSignal) =>
      call(requests.inspectRequest(app, token), answers.readInspection, signal),
    exchange: (token: UserToken, signal: AbortSignal) =>
      call(requests.exchangeRequest(app, token), answers.readExchange, signal),
    /** Exchanges a refresh token as Agoras 2.x and 3.x do on each run. */
    refresh: (token: RefreshToken, signal: AbortSignal) =>
      call(requests.exchangeRequest(app, token), answers.readRefreshed, signal),
    owner: (token: AccessToken, signal: AbortSignal) =>
      call(requests.ownerRequest(app, token), answers.readOwner, signal),
    /**
     * Exchanges a code from the login dialog for a token; `redirectUri` must be the one that the dialog was opened
     * with.
     */
    redeem: (code: SignInCode, redirectUri: string, signal: AbortSignal) =>
      call(requests.redeemRequest(app, code, redirectUri), answers.readRedeemed, signal),
    firstPages: (token: ExchangedToken, signal: AbortSignal) =>
      call(requests.firstPagesRequest(app, token), answers.readPages, signal),
    userAndPages: (token: LongLivedUserToken, signal: AbortSignal) =>
      call(requests.userAndPagesRequest(app, token), answers.readUserAndPages, signal),
    morePages: (token: LongLivedUserToken, user: UserId, after: string, signal: AbortSignal) =>
      call(requests.morePagesRequest(app, token, user, after), answers.readPages, signal),
    page: (token: RefreshToken, page: PageId, signal: AbortSignal) =>
      call(requests.pageRequest(app, token, page), answers.readPage, signal),
    instagramAccount: (token: RefreshToken, account: InstagramAccountId, signal: AbortSignal) =>
      call(requests.instagramAccountRequest(app, token, account), answers.readInstagramAccount, signal),
    businesses: (list: Continued, signal: AbortSignal) =>
      call(requests.businessesRequest({ ...list, app }), answers.readBusinesses, signal),
    businessPages: (business: BusinessId, edge: BusinessPagesEdge, list: Continued, signal: AbortSignal) =>
      call(requests.businessPagesRequest(business, edge, { ...list, app }), answers.readPages, signal),
    permissions: (token: AccessToken, signal: AbortSignal) =>
      call(requests.permissionsRequest(app, token), answers.readPermissions, signal),
    publishingLimit: (token: AccessToken, objectId: InstagramAccountId | PageId, signal: AbortSignal) =>
      call(requests.publishingLimitRequest(app, token, objectId), answers.readPublishingLimit, signal),
  };
}

/** The app that a token belongs to, for when the app isn't known yet. */
export function findTokenApp(
  token: AccessToken,
  send: Send,
  options: RetryOptions,
  signal: AbortSignal,
): GraphOutcome<AppId> {
  const askTokenApp = () => askOnce(send, requests.tokenAppRequest(token), answers.readTokenApp, signal);
  return withRetries(options, passesAfter, askTokenApp, signal);
}

async function askOnce<T>(
  send: Send,
  request: GraphRequest,
  read: answers.Read<T>,
  signal: AbortSignal,
): GraphOutcome<T> {
  const outcome = await ask(send, request, read, signal);
  if (outcome.ok || outcome.error.kind !== 'tokenNotReceived' || request.token === undefined) return outcome;
  // Some deployments ignore the Authorization header; all of them read the parameter.
  const { token, ...rest } = request;
  return ask(send, { ...rest, parameters: { ...rest.parameters, access_token: token } }, read, signal);
}

async function ask<T>(send: Send, request: GraphRequest, read: answers.Read<T>, signal: AbortSignal): GraphOutcome<T> {
  const answer = await send(request, signal);
  return answer.ok ? read(answer.value, request) : answer;
}
