import type { Outcome } from '../outcome';
import type { AccessToken, LongLivedUserToken, PageToken, ShortLivedUserToken } from '../secret';
import { readExchange, readInspection, readPages, readPublishingLimit, readUserAndPages } from './answers';
import type { ExchangedToken, InspectedToken, PublishingLimit, Read, UserAndPages, PageResults } from './answers';
import type { Cancelled, GraphFailure } from './failures';
import type { InstagramAccountId, UserId } from './ids';
import {
  exchangeRequest,
  inspectRequest,
  morePagesRequest,
  publishingLimitRequest,
  userAndPagesRequest,
  type AppCredentials,
  type GraphRequest,
} from './requests';
import { withRetries, type RetryNotice, type RetryPolicy } from './retry';
import type { Send } from './transport';

export type GraphOutcome<T> = Promise<Outcome<T, GraphFailure | Cancelled>>;

/** What the extension asks of the Graph API, as typed calls in the name of one app. */
export interface GraphApi {
  readonly inspect: (token: AccessToken, signal: AbortSignal) => GraphOutcome<InspectedToken>;
  readonly exchange: (token: ShortLivedUserToken, signal: AbortSignal) => GraphOutcome<ExchangedToken>;
  readonly userAndPages: (token: LongLivedUserToken, signal: AbortSignal) => GraphOutcome<UserAndPages>;
  readonly morePages: (
    token: LongLivedUserToken,
    user: UserId,
    after: string,
    signal: AbortSignal,
  ) => GraphOutcome<PageResults>;
  readonly publishingLimit: (
    token: PageToken,
    objectId: InstagramAccountId,
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
    withRetries(options.retryPolicy, () => askOnce(send, request, read, signal), options.onRetry, signal);
  return {
    inspect: (token, signal) => call(inspectRequest(app, token), readInspection, signal),
    exchange: (token, signal) => call(exchangeRequest(app, token), readExchange, signal),
    userAndPages: (token, signal) => call(userAndPagesRequest(app, token), readUserAndPages, signal),
    morePages: (token, user, after, signal) => call(morePagesRequest(app, token, user, after), readPages, signal),
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
