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

export function createGraphApi(app: AppCredentials, send: Send): GraphApi {
  return {
    inspect: (token, signal) => call(send, inspectRequest(app, token), readInspection, signal),
    exchange: (token, signal) => call(send, exchangeRequest(app, token), readExchange, signal),
    userAndPages: (token, signal) => call(send, userAndPagesRequest(app, token), readUserAndPages, signal),
    morePages: (token, user, after, signal) => call(send, morePagesRequest(app, token, user, after), readPages, signal),
    publishingLimit: (token, objectId, signal) =>
      call(send, publishingLimitRequest(app, token, objectId), readPublishingLimit, signal),
  };
}

async function call<T>(send: Send, request: GraphRequest, read: Read<T>, signal: AbortSignal): GraphOutcome<T> {
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
