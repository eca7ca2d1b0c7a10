// Keeping secrets out of request addresses, and what happens if Facebook doesn't accept the POST form used for that.
import assert from 'node:assert/strict';
import type { Outcome } from '../../../src/base/outcome';
import { Secret, type LongLivedUserToken } from '../../../src/base/secret';
import { createGraphApi, type GraphApi } from '../../../src/graph/graphApi';
import { createSend } from '../../../src/graph/graphTransport';
import { toInstagramAccountId, toPageId, toUserId } from '../../../src/graph/ids';
import { asConfirmed } from '../../../src/http/confirmedUrl';
import { openForAll } from '../../openForAll';
import { canariesOf } from '../../people/canaries';
import type { RecordedAnswerName } from '../../sandbox/recordedAnswers';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { inputs } from '../credentials/obtainFlow';

const ONE_TRY = { retries: 0, firstPauseMilliseconds: 1, patienceMilliseconds: 1 };

/** All the ways in which Facebook refuses the form. */
const REFUSALS: readonly (readonly [string, Omit<Parameters<Sandbox['fault']>[0], 'on' | 'kind'>])[] = [
  ['an unsupported POST', { code: 100, message: 'Unsupported post request. Please read the documentation' }],
  ['an unsupported method', { code: 100, message: '(#100) Unsupported method' }],
  ['an unsupported type of method', { code: 100, message: 'Unsupported request - method type: post' }],
  [
    'a missing capability',
    { code: 3, message: '(#3) Application does not have the capability to make this API call.' },
  ],
  ['HTTP 405 with a page of HTML', { status: 405, body: '<!DOCTYPE html><html></html>' }],
  ['HTTP 405 with nothing', { status: 405, body: '' }],
];

/** Failures unrelated to the form: Facebook accepted the call, or wasn't reached. */
const OTHER_FAILURES: readonly RecordedAnswerName[] = [
  'objectUnsupported',
  'methodTypeUnsupported',
  'missingPermission',
  'needsInstagramPermission',
  'tokenOfOtherApp',
  'apiBlocked',
];

describe('A call of the Graph API with secrets', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  let token: Secret<'longLivedUserToken'>;
  let api: GraphApi;
  const { signal } = new AbortController();

  beforeEach(() => {
    sandbox.clear();
    const { id: appId, secret: appSecret } = sandbox.apps.demo;
    token = new Secret('longLivedUserToken', sandbox.longLivedToken('ada'));
    api = connect(inputs({ appId, appSecret, token: sandbox.shortLivedToken('ada') }).app);
  });

  function connect(app: Parameters<typeof createGraphApi>[0]): GraphApi {
    const baseUrl = asConfirmed(new URL(sandbox.url));
    const send = createSend({ baseUrl, version: 'v25.0', timeoutMilliseconds: 5000 });
    return createGraphApi(app, send, { retryPolicy: ONE_TRY, onRetry: () => undefined });
  }

  /** All calls that only read. */
  const readings = (on: GraphApi, of: LongLivedUserToken): readonly (() => Promise<Outcome<unknown, unknown>>)[] => [
    () => on.inspect(of, signal),
    () => on.owner(of, signal),
    () => on.userAndPages(of, signal),
    () => on.morePages(of, toUserId(sandbox.people.ada.id), '', signal),
    () => on.page(of, toPageId(sandbox.pages.adaInstagram.id), signal),
    () => on.permissions(of, signal),
    () => on.instagramAccount(of, toInstagramAccountId(sandbox.pages.adaInstagram.instagram.id), signal),
    () => on.publishingLimit(of, toInstagramAccountId(sandbox.pages.adaInstagram.instagram.id), signal),
  ];

  const methods = () => sandbox.requests.map(({ method, effectiveMethod }) => `${method} as ${effectiveMethod}`);

  it('has none of them in its address, and is answered as a GET', async () => {
    for (const ask of readings(api, token)) assert.ok((await ask()).ok);
    assert.deepEqual([...new Set(methods())], ['POST as GET']);
    const sent = canariesOf(sandbox);
    assert.ok(sent.count >= 4, 'the App Secret, its pair with the ID, the token and its proof');
    for (const { method, target, query, form, status } of sandbox.requests) {
      assert.deepEqual([status, sent.findIn(`${method} ${target}`), query, form['method']], [200, [], {}, 'get']);
    }
    const [inspected, owner] = sandbox.requests;
    assert.deepEqual(Object.keys(inspected?.form ?? {}).sort(), ['access_token', 'input_token', 'method']);
    assert.deepEqual(Object.keys(owner?.form ?? {}).sort(), ['appsecret_proof', 'fields', 'method']);
  });

  it('is made as documented where Facebook refuses POST for it, and from then on at once', async () => {
    const answered = async (on: GraphApi) => JSON.stringify(await Promise.all([on.owner(token, signal)]));
    const expected = await answered(api);
    sandbox.clearRequests();
    sandbox.setMethodOverride(false);
    assert.equal(await answered(api), expected);
    assert.deepEqual(methods(), ['POST as POST', 'GET as GET']);
    const [refused, documented] = sandbox.requests;
    const { method, ...sent } = refused?.form ?? {};
    assert.equal(method, 'get');
    assert.deepEqual(documented?.query, sent);
    assert.equal(documented.headers['authorization'], refused?.headers['authorization']);
    sandbox.clearRequests();
    for (const ask of readings(api, token)) assert.ok((await ask()).ok);
    assert.deepEqual([...new Set(methods())], ['GET as GET']);
  });

  for (const [what, refusal] of REFUSALS) {
    it(`is made once more, as documented, after ${what}`, async () => {
      const expected = await api.inspect(token, signal);
      assert.ok(expected.ok);
      sandbox.clearRequests();
      sandbox.fault({ on: '/debug_token', kind: 'custom', times: 1, ...refusal });
      assert.deepEqual(await api.inspect(token, signal), expected);
      assert.deepEqual(
        sandbox.requests.map(({ method }) => method),
        ['POST', 'GET'],
      );
    });

    it(`is given up after ${what} for both, and tried in both ways the next time`, async () => {
      const fault = sandbox.fault({ on: '/debug_token', kind: 'custom', ...refusal });
      assert.equal((await api.inspect(token, signal)).ok, false);
      assert.deepEqual(
        sandbox.requests.map(({ method }) => method),
        ['POST', 'GET'],
      );
      fault.remove();
      sandbox.clearRequests();
      assert.ok((await api.inspect(token, signal)).ok);
      assert.deepEqual(methods(), ['POST as GET']);
    });
  }

  for (const name of OTHER_FAILURES) {
    it(`is not made again, with the secrets in its address, after another refusal: ${name}`, async () => {
      sandbox.refuse('/debug_token', name);
      assert.equal((await api.inspect(token, signal)).ok, false);
      assert.deepEqual(
        sandbox.requests.map(({ method }) => method),
        ['POST'],
      );
    });
  }

  for (const kind of ['reset', 'resetMidBody', 'html502', 'rateLimit'] as const) {
    it(`is not made again, with the secrets in its address, after trouble on the way: ${kind}`, async () => {
      sandbox.fault({ on: '/debug_token', kind });
      assert.equal((await api.inspect(token, signal)).ok, false);
      assert.ok(sandbox.requests.every(({ method }) => method === 'POST'));
    });
  }

  it('is made as documented in one connection alone: another one begins with the form', async () => {
    sandbox.setMethodOverride(false);
    assert.ok((await api.owner(token, signal)).ok);
    sandbox.setMethodOverride(true);
    sandbox.clearRequests();
    const { id: appId, secret: appSecret } = sandbox.apps.demo;
    const other = connect(inputs({ appId, appSecret, token: sandbox.shortLivedToken('ada') }).app);
    assert.ok((await other.owner(token, signal)).ok);
    assert.deepEqual(methods(), ['POST as GET']);
  });

  it('has the token in its form, and not in its address, where the header is not read', async () => {
    sandbox.fault({ on: '/me', kind: 'custom', code: 104, times: 1 });
    assert.ok((await api.owner(token, signal)).ok);
    assert.deepEqual(methods(), ['POST as GET', 'POST as GET']);
    const [first, second] = sandbox.requests;
    assert.equal(first?.form['access_token'], undefined);
    assert.deepEqual([second?.form['access_token'], second?.query], [token.reveal(), {}]);
  });
});
