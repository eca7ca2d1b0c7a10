// Calls of the Graph API stand-in as a client makes them, and the expected answers.
import assert from 'node:assert/strict';
import type { Sandbox } from '../../sandbox/sandbox';

type Parameters = Readonly<Record<string, string>>;

interface Refused {
  readonly code: number;
  readonly message: RegExp;
  readonly subcode?: number;
  readonly type?: string;
  readonly status?: number;
}

interface Calls {
  readonly get: (path: string, parameters: Parameters, method?: string) => Promise<Response>;
  /** A GET with a token. */
  readonly ask: (token: string, path: string, parameters?: Parameters) => Promise<Response>;
  /** A POST with a token. */
  readonly send: (token: string, path: string, form: Parameters, version?: string) => Promise<Response>;
  /** Exchanges a token; a parameter with an empty text is omitted. */
  readonly exchange: (token: string, changes?: Parameters) => Promise<Response>;
}

export function callsTo(sandbox: () => Sandbox): Calls {
  const get: Calls['get'] = (path, parameters, method = 'GET') =>
    fetch(`${sandbox().url}/v25.0${path}?${new URLSearchParams(parameters).toString()}`, { method });
  return {
    get,
    ask: (token, path, parameters = {}) => get(path, { ...parameters, access_token: token }),
    send: (token, path, form, version = 'v25.0') => {
      const body = new URLSearchParams({ ...form, access_token: token });
      return fetch(`${sandbox().url}/${version}${path}`, { method: 'POST', body });
    },
    exchange: (token, changes = {}) => {
      const { id, secret } = sandbox().apps.demo;
      const grant = { grant_type: 'fb_exchange_token', client_id: id, client_secret: secret };
      const form = { ...grant, fb_exchange_token: token, ...changes };
      const body = new URLSearchParams(Object.entries(form).filter(([, value]) => value !== ''));
      return fetch(`${sandbox().url}/v25.0/oauth/access_token`, { method: 'POST', body });
    },
  };
}

export async function refuses(answer: Promise<Response>, expected: Refused): Promise<void> {
  const { code, message, subcode, type = 'OAuthException', status = 400 } = expected;
  const response = await answer;
  const { error } = (await response.json()) as { error?: Readonly<Record<string, unknown>> };
  assert.equal(response.status, status);
  assert.deepEqual([error?.['code'], error?.['error_subcode']], [code, subcode]);
  assert.equal(error?.['type'], type);
  assert.match(String(error['message']), message);
}

/** The body of an answer. */
export async function bodyOf(answer: Promise<Response>): Promise<unknown> {
  const response = await answer;
  assert.equal(response.status, 200);
  return response.json();
}
