// The only module that talks to the network. node-fetch uses Node's http and https, which VS Code patches for the
// person's proxy and certificates; not every supported version patches the global fetch.
import fetch, { FetchError } from 'node-fetch';
import { errorCode } from '../base/errorCode';
import { cancelled, err, ok, type Cancelled, type Outcome } from '../base/outcome';
import type { ConfirmedUrl } from './confirmedUrl';
import type { NetworkFailure, NetworkTrouble, TransportFailure } from './transportFailure';

export interface Endpoint {
  /** E.g. `https://graph.facebook.com`. */
  readonly baseUrl: ConfirmedUrl;
  readonly timeoutMilliseconds: number;
}

/** A request as it is sent, with its secrets in plain text: created for a single call and not kept. */
export interface PlainRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
}

/** An answer as received, with nothing in it checked yet. */
export interface RawAnswer {
  readonly httpStatus: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** A hundred Pages take about 60 KB; nothing that the extension asks for comes near this. */
const LARGEST_ANSWER_BYTES = 4 * 1024 * 1024;

/** The `what` of an `unexpectedAnswer` that is a redirect. */
export const REDIRECT = 'redirect';

/** Sends one request and returns its answer. Redirects are not followed: they could take a token to another host. */
export async function sendRequest(
  endpoint: Endpoint,
  { url, ...request }: PlainRequest,
  signal: AbortSignal,
): Promise<Outcome<RawAnswer, TransportFailure | Cancelled>> {
  if (isAborted(signal)) return err(cancelled);
  const timeout = AbortSignal.timeout(endpoint.timeoutMilliseconds);
  const unwanted = new AbortController();
  try {
    const response = await fetch(url, {
      ...request,
      redirect: 'manual',
      size: LARGEST_ANSWER_BYTES,
      signal: AbortSignal.any([signal, timeout, unwanted.signal]),
    });
    // The body of these two responses isn't needed, and may be endless.
    if (response.status === 407) {
      unwanted.abort();
      return err(networkFailure(endpoint, 'proxy', 'HTTP 407'));
    }
    if (response.status >= 300 && response.status < 400) {
      unwanted.abort();
      return err({ kind: 'unexpectedAnswer', what: REDIRECT });
    }
    return ok({ httpStatus: response.status, headers: new Map(response.headers), body: await response.text() });
  } catch (error) {
    if (isAborted(signal)) return err(cancelled);
    if (isAborted(timeout)) return err(networkFailure(endpoint, 'timeout', 'ETIMEDOUT'));
    return err(failureOf(error, endpoint));
  }
}

/** A function, because TypeScript would otherwise assume that `aborted` is still false after an await. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function failureOf(error: unknown, endpoint: Endpoint): TransportFailure {
  // Anything but a system error or a FetchError is a bug in our code and has to surface.
  if (!(error instanceof Error)) throw error;
  const type = error instanceof FetchError ? error.type : undefined;
  if (type === 'max-size') return { kind: 'unexpectedAnswer', what: 'too large' };
  const code = errorCode(error);
  // Error codes of zlib, and of Brotli: ERR_BROTLI_… and ERR__ERROR_FORMAT_….
  if (code !== undefined && /^(?:Z_|ERR_BROTLI|ERR__)/.test(code)) {
    return { kind: 'unexpectedAnswer', what: 'not decodable' };
  }
  // Codes of Node's HTTP parser: something answered, but it doesn't speak HTTP.
  if (code?.startsWith('HPE_') === true) {
    return { kind: 'unexpectedAnswer', what: 'not HTTP' };
  }
  if (code === undefined && type === undefined) throw error;
  const trouble = isAtProxy(error, endpoint) ? 'proxy' : troubleOf(code ?? '');
  return networkFailure(endpoint, trouble, code ?? type ?? '');
}

/** A connection refused on a port other than the host's own was a connection to a proxy. */
function isAtProxy(error: Error, { baseUrl }: Endpoint): boolean {
  const port = /ECONNREFUSED \S*:(\d+)/.exec(error.message)?.[1];
  const own = baseUrl.port === '' ? (baseUrl.protocol === 'https:' ? '443' : '80') : baseUrl.port;
  return port !== undefined && port !== own;
}

function networkFailure(endpoint: Endpoint, trouble: NetworkTrouble, code: string): NetworkFailure {
  return { kind: 'network', trouble, host: endpoint.baseUrl.host, code };
}

function troubleOf(code: string): NetworkTrouble {
  switch (code) {
    // No name server answers, or there is no route: the computer has no network connection.
    case 'EAI_AGAIN':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EHOSTUNREACH':
      return 'offline';
    case 'ENOTFOUND':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
      return 'dns';
    case 'ECONNREFUSED':
      return 'refused';
    case 'ETIMEDOUT':
      return 'timeout';
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return 'reset';
    default:
      return /^(?:CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code) ? 'tls' : 'other';
  }
}
