import assert from 'node:assert/strict';
import type { GraphApi, GraphOutcome } from '../../../src/graph/graphApi';
import { listPages } from '../../../src/graph/pages';
import { Secret, type LongLivedUserToken, type ShortLivedUserToken } from '../../../src/base/secret';
import { connectTo, inputs, take } from '../credentials/obtainFlow';
import { always, byParameters, serve } from './scriptedServer';

const JSON_TYPE = { 'content-type': 'application/json; charset=UTF-8' };
const TEXT_TYPE = { 'content-type': 'text/plain; charset=UTF-8' };
const { app } = inputs({ appId: '874310265938217', appSecret: 'ab'.repeat(16), token: `EAA${'x'.repeat(40)}` });
const signal = new AbortController().signal;
const short: ShortLivedUserToken = new Secret('shortLivedUserToken', `EAA${'s'.repeat(40)}`);
const long: LongLivedUserToken = new Secret('longLivedUserToken', `EAA${'l'.repeat(40)}`);

/** Calls a server that gives this answer to every request. */
async function asking<T>(
  answer: { status?: number; headers?: Record<string, string>; body: unknown },
  ask: (api: GraphApi) => T,
): Promise<Awaited<T>> {
  const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  const server = await serve(always(answer.status ?? 200, answer.headers ?? JSON_TYPE, body));
  try {
    return await ask(connectTo(server.url)(app, () => undefined));
  } finally {
    await server.close();
  }
}

/** The kind of the failure, or `ok`. */
async function kindOf(outcome: GraphOutcome<unknown>): Promise<string> {
  const settled = await outcome;
  return settled.ok ? 'ok' : settled.error.kind;
}

const exchange = (api: GraphApi) => api.exchange(short, signal);
const inspect = (api: GraphApi) => api.inspect(long, signal);
const userAndPages = (api: GraphApi) => api.userAndPages(long, signal);

describe('The shapes in which the exchange answers', () => {
  const token = `EAA${'t'.repeat(40)}`;
  const forms: [string, Record<string, string>, unknown, number | undefined][] = [
    ['JSON', JSON_TYPE, { access_token: token, token_type: 'bearer', expires_in: 5183944 }, 5183944],
    ['JSON as text/javascript', { 'content-type': 'text/javascript' }, { access_token: token, expires_in: 60 }, 60],
    ['JSON as text/plain', TEXT_TYPE, { access_token: token, expires_in: 60 }, 60],
    ['JSON with a numeric string', JSON_TYPE, { access_token: token, expires_in: '5183944' }, 5183944],
    ['JSON with “expires”', JSON_TYPE, { access_token: token, expires: 5184000 }, 5184000],
    ['JSON without a lifetime', JSON_TYPE, { access_token: token, token_type: 'bearer' }, undefined],
    ['JSON with null for a lifetime', JSON_TYPE, { access_token: token, expires_in: null }, undefined],
    ['JSON with a word for a lifetime', JSON_TYPE, { access_token: token, expires_in: 'long' }, undefined],
    ['a query string', TEXT_TYPE, `access_token=${token}&expires=5184000`, 5184000],
    ['a query string with expires_in', TEXT_TYPE, `access_token=${token}&expires_in=60\n`, 60],
    ['a query string without a lifetime', TEXT_TYPE, `access_token=${token}`, undefined],
    ['a query string under a JSON type', JSON_TYPE, `access_token=${token}&expires=60`, 60],
  ];
  for (const [what, headers, body, lifetime] of forms) {
    it(`${what} is read`, async () => {
      const exchanged = take(await asking({ headers, body }, exchange));
      assert.equal(exchanged.token.reveal(), token);
      assert.equal(exchanged.lifetimeSeconds, lifetime);
    });
  }
});

describe('An answer that is not as documented', () => {
  it('is told by its shape, never by its content', async () => {
    const outcome = await asking(
      { body: `{"id":"1","accounts":{"data":[{"id":"EAA${'q'.repeat(40)}"}]}}` },
      userAndPages,
    );
    assert.ok(!outcome.ok && outcome.error.kind === 'unexpectedAnswer');
    assert.equal(outcome.error.what, '"accounts.data.0.id" is not as documented');
  });
});

describe('IDs', () => {
  it('beyond 2^53 are kept to the last digit, as numbers as well as as strings', async () => {
    const body =
      '{"id":10207162534435261,"name":"Ada","accounts":{"data":[{"id":104837261950483,"name":"B",' +
      '"instagram_business_account":{"id":17841400000000003,"username":"b"}}]}}';
    const { user, pages } = take(await asking({ body }, userAndPages));
    assert.equal(user.id, '10207162534435261');
    assert.equal(pages[0]?.id, '104837261950483');
    assert.equal(pages[0].instagram?.id, '17841400000000003');
  });
});

describe('Result pages', () => {
  const page = (id: number) => ({ id: String(id), name: `Page ${String(id)}`, access_token: `EAA${'p'.repeat(30)}` });

  /** Lists from a server that returns these result pages in turn, by `after`. */
  async function list(results: { data: unknown[]; next?: string; after?: string }[]) {
    const listener = byParameters((parameters, _path, response) => {
      const after = parameters.get('after');
      const at = after === null ? 0 : Number(after);
      const { data, next, after: cursor } = results[at] ?? { data: [] };
      const accounts = {
        data,
        paging: { cursors: { after: cursor ?? String(at + 1) }, ...(next === undefined ? {} : { next }) },
      };
      response.writeHead(200, JSON_TYPE);
      response.end(JSON.stringify(after === null ? { id: '1', name: 'Ada', accounts } : accounts));
    });
    const server = await serve(listener);
    const ids: string[] = [];
    for await (const batch of listPages(
      connectTo(server.url)(app, () => undefined),
      long,
      signal,
    )) {
      ids.push(...take(batch).pages.map(({ id }) => id));
    }
    await server.close();
    return { ids, requests: server.requests };
  }

  it('end where there is no “next”, even when the last one is full', async () => {
    assert.deepEqual((await list([{ data: [page(11), page(12)] }])).ids, ['11', '12']);
  });

  it('go on over a short and an empty one while there is a “next”', async () => {
    const { ids } = await list([{ data: [page(11)], next: 'yes' }, { data: [], next: 'yes' }, { data: [page(13)] }]);
    assert.deepEqual(ids, ['11', '13']);
  });

  it('may end with an empty one', async () => {
    assert.deepEqual((await list([{ data: [page(11)], next: 'yes' }, { data: [] }])).ids, ['11']);
  });

  it('that come twice give each Page once', async () => {
    const { ids } = await list([{ data: [page(11), page(12)], next: 'yes' }, { data: [page(12), page(13)] }]);
    assert.deepEqual(ids, ['11', '12', '13']);
  });

  it('whose cursor comes back end instead of going round', async () => {
    const { ids, requests } = await list([
      { data: [page(11)], next: 'yes' },
      { data: [page(12)], next: 'yes', after: '1' },
    ]);
    assert.deepEqual(ids, ['11', '12']);
    assert.equal(requests.length, 2);
  });

  it('are asked of the configured host, wherever “next” points, and without the token in the address', async () => {
    const elsewhere = await serve(always(200, JSON_TYPE, '{"data":[]}'));
    const next = `${elsewhere.url}/v25.0/1/accounts?access_token=${long.reveal()}&after=1`;
    const { ids, requests } = await list([{ data: [page(11)], next }, { data: [page(12)] }]);
    await elsewhere.close();
    assert.deepEqual(ids, ['11', '12']);
    assert.deepEqual(elsewhere.requests, []);
    assert.ok(requests.every((request) => !request.includes(long.reveal())));
  });

  it('of somebody without any Page are an empty list, with and without the field', async () => {
    assert.deepEqual(take(await asking({ body: { id: '1', name: 'N' } }, userAndPages)).pages, []);
    assert.deepEqual(
      take(await asking({ body: { id: '1', name: 'N', accounts: { data: [] } } }, userAndPages)).pages,
      [],
    );
  });
});

describe('What debug_token answers', () => {
  const data = (fields: Record<string, unknown>) => ({ body: { data: fields } });

  it('of an invalid token, under HTTP 200, with the reason in a form of its own', async () => {
    const error = { code: 190, message: 'Error validating access token: expired', subcode: 463 };
    const inspected = take(await asking(data({ error, is_valid: false, scopes: [] }), inspect));
    assert.equal(inspected.isValid, false);
    assert.equal(inspected.failure?.kind, 'tokenExpired');
    assert.equal(inspected.expiresAt, undefined);
  });

  it('is no answer where it does not say whether the token is valid, and not one that it is dead', async () => {
    for (const fields of [{}, { type: 'PAGE', expires_at: 0 }, { is_valid: 'yes' }, { is_valid: null }]) {
      const inspected = await asking(data(fields), inspect);
      assert.ok(!inspected.ok && inspected.error.kind === 'unexpectedAnswer', JSON.stringify(fields));
    }
    const error = { code: 190, message: 'Error validating access token: expired', subcode: 463 };
    assert.equal(take(await asking(data({ error }), inspect)).isValid, false, 'the reason says it');
  });

  it('of a Page token: never, with the Page and the end of data access', async () => {
    const fields = {
      app_id: '874310265938217',
      type: 'PAGE',
      is_valid: true,
      expires_at: 0,
      profile_id: '104837261950483',
    };
    const inspected = take(await asking(data({ ...fields, data_access_expires_at: 1803000000 }), inspect));
    assert.equal(inspected.expiresAt, 'never');
    assert.equal(inspected.profileId, '104837261950483');
    assert.equal(inspected.dataAccessExpiresAt, 1803000000);
  });

  it('of an app token: no expires_at at all', async () => {
    const inspected = take(await asking(data({ app_id: 874310265938217, type: 'APP', is_valid: true }), inspect));
    assert.equal(inspected.type, 'APP');
    assert.equal(inspected.expiresAt, undefined);
  });

  it('without target_ids means all Pages, with them only those', async () => {
    const all = take(await asking(data({ is_valid: true, granular_scopes: [{ scope: 'pages_show_list' }] }), inspect));
    assert.equal(all.tickedPages, 'all');
    const some = { granular_scopes: [{ scope: 'pages_show_list', target_ids: ['11', '12'] }] };
    assert.deepEqual(take(await asking(data({ is_valid: true, ...some }), inspect)).tickedPages, ['11', '12']);
  });

  it('names the Instagram accounts of all its permissions, each once and to the last digit', async () => {
    const granular = `[{"scope":"instagram_basic","target_ids":[17841405822304914,"17841400916273845"]},
      {"scope":"instagram_content_publish","target_ids":["17841405822304914"]},{"scope":"pages_show_list"}]`;
    const inspected = take(await asking({ body: `{"data":{"is_valid":true,"granular_scopes":${granular}}}` }, inspect));
    assert.deepEqual(inspected.tickedInstagram, ['17841405822304914', '17841400916273845']);
    assert.equal(inspected.tickedPages, 'all');
    assert.equal(take(await asking(data({ is_valid: true }), inspect)).tickedInstagram, 'all');
    const none = { granular_scopes: [{ scope: 'instagram_basic', target_ids: [] }] };
    assert.deepEqual(take(await asking(data({ is_valid: true, ...none }), inspect)).tickedInstagram, []);
  });
});

describe('A deployment that does not read the Authorization header', () => {
  for (const code of [104, 2500]) {
    it(`and says ${String(code)} gets the token as a parameter, once`, async () => {
      const listener = byParameters((parameters, _path, response) => {
        const isThere = parameters.get('access_token') === long.reveal();
        response.writeHead(isThere ? 200 : 400, JSON_TYPE);
        response.end(
          JSON.stringify(
            isThere ? { id: '1', name: 'Ada' } : { error: { code, message: 'An access token is required' } },
          ),
        );
      });
      const server = await serve(listener);
      const outcome = await userAndPages(connectTo(server.url)(app, () => undefined));
      await server.close();
      assert.equal(take(outcome).user.name, 'Ada');
      assert.deepEqual(server.requests, ['POST /v25.0/me', 'POST /v25.0/me']);
    });
  }

  it('and refuses the parameter as well is not asked for ever', async () => {
    const server = await serve(always(400, JSON_TYPE, '{"error":{"code":2500,"message":"An active access token"}}'));
    const kind = await kindOf(userAndPages(connectTo(server.url)(app, () => undefined)));
    await server.close();
    assert.equal(kind, 'tokenNotReceived');
    assert.equal(server.requests.length, 2);
  });
});
