// One call of the Graph API over http/.
import { err, type Cancelled, type Outcome } from '../base/outcome';
import { Secret } from '../base/secret';
import { sendRequest, type Endpoint, type PlainRequest, type RawAnswer } from '../http/transport';
import type { GraphFailure } from './graphFailures';
import type { GraphRequest } from './requests';

export interface GraphEndpoint extends Endpoint {
  /** E.g. `v25.0`; empty for a call without version. */
  readonly version: string;
}

export type Send = (
  request: GraphRequest,
  signal: AbortSignal,
) => Promise<Outcome<RawAnswer, GraphFailure | Cancelled>>;

/** Sends requests to one endpoint of the Graph API. */
export function createSend(endpoint: GraphEndpoint): Send {
  return async (request, signal) => {
    const answer = await sendRequest(endpoint, plainRequest(endpoint, request), signal);
    if (answer.ok) return answer;
    const { error } = answer;
    return err(error.kind === 'unexpectedAnswer' ? { ...error, request: request.name } : error);
  };
}

function plainRequest(endpoint: GraphEndpoint, { method, path, parameters, token }: GraphRequest): PlainRequest {
  const base = endpoint.baseUrl.href.replace(/\/+$/, '');
  const version = endpoint.version === '' ? '' : `/${endpoint.version}`;
  const url = `${base}${version}${path}`;
  const headers = {
    accept: 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token.reveal()}` }),
  };
  return method === 'GET'
    ? { url: `${url}?${encode(parameters).toString()}`, method, headers }
    : { url, method, headers, body: encode(parameters) };
}

function encode(parameters: GraphRequest['parameters']): URLSearchParams {
  const encoded = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    encoded.set(name, value instanceof Secret ? value.reveal() : value);
  }
  return encoded;
}
