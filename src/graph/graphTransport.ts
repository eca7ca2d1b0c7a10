// Sends single Graph API calls through http/.
import { err, type Cancelled, type Outcome } from '../base/outcome';
import { Secret } from '../base/secret';
import { sendRequest, type Endpoint, type PlainRequest, type RawAnswer } from '../http/transport';
import type { GraphFailure } from './graphFailures';
import type { GraphRequest } from './requests';
import { failureIn } from './responseBody';

export interface GraphEndpoint extends Endpoint {
  /** E.g. `v25.0`; empty for calls without a version. */
  readonly version: string;
}

export type Send = (
  request: GraphRequest,
  signal: AbortSignal,
) => Promise<Outcome<RawAnswer, GraphFailure | Cancelled>>;

/**
 * Sends requests to one endpoint of the Graph API without secrets in the URL, which proxies and servers log: a GET with
 * a secret parameter is sent as a POST with `method=get` in its form. This isn't documented for every edge, but batch
 * calls and Meta's PHP and JavaScript SDKs use it. If Facebook refuses it, the call is repeated as a plain GET; once
 * that has worked, all further calls use GET.
 */
export function createSend(endpoint: GraphEndpoint): Send {
  let takesReadingPost = true;
  const sendOnce: Send = async (request, signal) => {
    const answer = await sendRequest(endpoint, plainRequest(endpoint, request), signal);
    if (answer.ok) return answer;
    const { error } = answer;
    return err(error.kind === 'unexpectedAnswer' ? { ...error, request: request.name } : error);
  };
  return async (request, signal) => {
    if (!takesReadingPost || !hasSecretInUrl(request)) return sendOnce(request, signal);
    const answer = await sendOnce(toReadingPost(request), signal);
    if (!answer.ok || !isFormRefused(answer.value, request)) return answer;
    const documented = await sendOnce(request, signal);
    // If both forms fail, the POST form wasn't the reason.
    if (documented.ok && failureIn(documented.value, request) === undefined) takesReadingPost = false;
    return documented;
  };
}

function hasSecretInUrl({ method, parameters }: GraphRequest): boolean {
  return method === 'GET' && Object.values(parameters).some((parameter) => parameter instanceof Secret);
}

function toReadingPost(request: GraphRequest): GraphRequest {
  return { ...request, method: 'POST', parameters: { ...request.parameters, method: 'get' } };
}

/** Whether an answer refuses how the call was made, rather than what it asks for. */
function isFormRefused(answer: RawAnswer, request: GraphRequest): boolean {
  if (answer.httpStatus === 405) return true;
  // Most answers aren't errors, and some are long: this avoids parsing them twice.
  if (!answer.body.includes('error')) return false;
  const failure = failureIn(answer, request);
  if (failure === undefined || !('details' in failure)) return false;
  const { code, message } = failure.details;
  // Code 3: the app lacks the capability for the call. Some writes are limited to selected apps.
  return (
    code === 3 || (code === 100 && /unsupported (?:post request|method|request - method type: post)/i.test(message))
  );
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
