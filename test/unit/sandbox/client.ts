// A client with no opinion: sends what it is told and shows what came back.
import assert from 'node:assert/strict';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export async function get(
  url: string,
  parameters: Readonly<Record<string, string>> = {},
  init: RequestInit = {},
): Promise<Reply> {
  const query = new URLSearchParams(parameters).toString();
  return read(await fetch(query === '' ? url : `${url}?${query}`, init));
}

export async function post(url: string, form: Readonly<Record<string, string>>): Promise<Reply> {
  return read(await fetch(url, { method: 'POST', body: new URLSearchParams(form) }));
}

async function read(response: Response): Promise<Reply> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, body };
}

/** What stands at a path inside an answer; `undefined` where the path ends early. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Readonly<Record<string | number, unknown>>)[key]
        : undefined,
    value,
  );
}

export function textAt(reply: Reply, ...path: readonly (string | number)[]): string {
  const value = at(reply.body, ...path);
  assert.equal(typeof value, 'string', `text expected at ${path.join('.')}: ${JSON.stringify(reply.body)}`);
  return value as string;
}

export function listAt(reply: Reply, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = at(reply.body, ...path);
  assert.ok(Array.isArray(value), `list expected at ${path.join('.')}: ${JSON.stringify(reply.body)}`);
  return value as readonly unknown[];
}

export function assertError(
  reply: Reply,
  expected: { status: number; code: number; message: RegExp; subcode?: number; type?: string },
): void {
  assert.equal(reply.status, expected.status, JSON.stringify(reply.body));
  assert.equal(at(reply.body, 'error', 'code'), expected.code);
  assert.equal(at(reply.body, 'error', 'error_subcode'), expected.subcode);
  assert.equal(at(reply.body, 'error', 'type'), expected.type ?? 'OAuthException');
  assert.match(textAt(reply, 'error', 'message'), expected.message);
  assert.match(textAt(reply, 'error', 'fbtrace_id'), /^A[\w-]{22}$/);
}
