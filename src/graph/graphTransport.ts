// One call of the Graph API over http/.
import { err, type Cancelled, type Outcome } from '../base/outcome';
import { Secret } from '../base/secret';
import { sendRequest, type Endpoint, type PlainRequest, type RawAnswer } from '../http/transport';
import type { GraphFailure } from './graphFailures';
import type { GraphRequest } from './requests';
import { failureIn } from './responseBody';

export interface GraphEndpoint extends Endpoint {
  /** E.g. `v25.0`; empty for a call without version. */
  readonly version: string;
}

export type Send = (
  request: GraphRequest,
  signal: AbortSignal,
) => Promise<Outcome<RawAnswer, GraphFailure | Cancelled>>;

/**
 * Sends requests to one endpoint of the Graph API, with no secret in an address, which proxies and servers write down:
 * a GET with a secret among its parameters goes out as a POST that says `method=get` in its form. That this is taken is
 * field knowledge, from batch calls and from what Meta's SDKs for PHP and JavaScript send; it is not documented for each
 * edge. Where Facebook refuses the form, the call is made once more as documented; once that has worked, so is every
 * further call.
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
    // A call that fails both ways tells nothing about the form.
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

/** Whether an answer is about how the call was made, and not about what it asks. */
function isFormRefused(answer: RawAnswer, request: GraphRequest): boolean {
  if (answer.httpStatus === 405) return true;
  // Most answers are no errors, and some are long: they are not parsed twice.
  if (!answer.body.includes('error')) return false;
  const failure = failureIn(answer, request);
  if (failure === undefined || !('details' in failure)) return false;
  const { code, message } = failure.details;
  // Code 3: the app lacks the capability for the call, and some writes are for chosen apps alone.
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
