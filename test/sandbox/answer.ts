// Turns a request into the text of the response: routing, and the one place where refusals become JSON.
import { randomBytes } from 'node:crypto';
import { answerAccessToken } from './endpoints/accessToken';
import { answerDialog, type Page } from './endpoints/dialog';
import { answerDebugToken } from './endpoints/debugToken';
import { answerGraph } from './endpoints/graph';
import type { GraphRequest } from './endpoints/request';
import { pathUnknown, Refusal, requestUnsupported, type GraphError } from './errors';
import type { Json } from './paging';
import { requireKnownParameters } from './parameters';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The version that an unversioned call gets: https://developers.facebook.com/docs/graph-api/changelog/versions */
const unversioned = 'v25.0';
const oldestAlive = 21;
const latest = 27;

export interface Version {
  /** The version as written in the path. */
  readonly asked: string | undefined;
  /** The version that answers, as reported in the `facebook-api-version` header. */
  readonly answering: string;
  readonly known: boolean;
}

/** A version that has ended silently becomes the oldest live one; a version still to come isn't valid. */
export function readVersion(asked: string | undefined): Version {
  if (asked === undefined) return { asked, answering: unversioned, known: true };
  const major = Number(/^v(\d+)/.exec(asked)?.[1]);
  return { asked, answering: `v${Math.max(major, oldestAlive)}.0`, known: major <= latest };
}

export function answerRequest(request: GraphRequest, version: Version): Answer {
  try {
    if (!version.known) throw pathUnknown(request.path);
    const page = answerDialog(request);
    if (page !== undefined) return htmlAnswer(page);
    return jsonAnswer(200, route(request), version);
  } catch (error) {
    if (error instanceof Refusal) return errorAnswer(error.status, error.error, version);
    throw error;
  }
}

function route(request: GraphRequest): Json {
  requireKnownParameters(request);
  switch (request.path) {
    case '/oauth/access_token':
      if (request.method !== 'GET' && request.method !== 'POST') throw requestUnsupported(request.method);
      return answerAccessToken(request);
    case '/debug_token':
      if (request.method !== 'GET') throw requestUnsupported(request.method);
      return answerDebugToken(request);
    default:
      return answerGraph(request);
  }
}

/** https://developers.facebook.com/docs/graph-api/guides/error-handling */
export function errorAnswer(
  status: number,
  error: GraphError,
  version: Version,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const traced = { ...error, fbtrace_id: `A${randomBytes(16).toString('base64url')}` };
  const answer = jsonAnswer(status, { error: traced }, version);
  const challenge = `OAuth "Facebook Platform" "invalid_request" ${JSON.stringify(error.message)}`;
  return {
    ...answer,
    headers: {
      ...answer.headers,
      // Header values are ASCII, but a message may repeat what the client sent.
      ...(error.type === 'OAuthException' ? { 'www-authenticate': challenge.replace(/[^\x20-\x7e]/g, '?') } : {}),
      ...headers,
    },
  };
}

function htmlAnswer({ status, location, html }: Page): Answer {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers: { ...headers, ...(location === undefined ? {} : { location }) }, body: html };
}

function jsonAnswer(status: number, body: Json, version: Version): Answer {
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'facebook-api-version': version.answering,
      'cache-control': 'private, no-cache, no-store, must-revalidate',
      'x-fb-trace-id': randomBytes(9).toString('base64url'),
      'x-fb-request-id': `A${randomBytes(16).toString('base64url')}`,
    },
    body: JSON.stringify(body),
  };
}
