import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { inspect } from 'node:util';
import { asConfirmed } from '../../../src/http/confirmedUrl';
import { createGraphApi, type GraphApi, type GraphOutcome } from '../../../src/graph/graphApi';
import { toBusinessId, toInstagramAccountId, toPageId, toUserId } from '../../../src/graph/ids';
import type { RetryPolicy } from '../../../src/http/retry';
import { createSend } from '../../../src/graph/graphTransport';
import { Secret } from '../../../src/base/secret';
import { describeFailure } from '../../../src/messages/failures/flowFailures';
import { toNotificationText } from '../../../src/messages/failures/failureMessage';
import { eventually } from '../../workbench/waiting';
import { inputs } from '../credentials/obtainFlow';
import { endless, rudeFaults } from './rudeFaults';
import { faults, play, type Fault } from './faults';
import { always, serve, type ScriptedServer } from './scriptedServer';

const APP_SECRET = '0123456789abcdef0123456789abcdef';
const CANARIES = { short: `EAA${'s'.repeat(40)}`, long: `EAA${'l'.repeat(40)}`, page: `EAA${'p'.repeat(40)}` };
const PROOFS = Object.values(CANARIES).map((token) => createHmac('sha256', APP_SECRET).update(token).digest('hex'));
const SECRETS = [APP_SECRET, ...Object.values(CANARIES), ...PROOFS];

const POLICY: RetryPolicy = { retries: 3, firstPauseMilliseconds: 1, patienceMilliseconds: 5000 };
/** Longer than any test takes. */
const LONG_PAUSES: RetryPolicy = { ...POLICY, firstPauseMilliseconds: 3_600_000, patienceMilliseconds: 7_200_000 };
const TIMEOUT_MILLISECONDS = 8000;

const { app } = inputs({ appId: '874310265938217', appSecret: APP_SECRET, token: CANARIES.short });
const short = new Secret('shortLivedUserToken', CANARIES.short);
const long = new Secret('longLivedUserToken', CANARIES.long);
const pageToken = new Secret('pageToken', CANARIES.page);
const [user, page, business] = [toUserId('11'), toPageId('12'), toBusinessId('13')];
const noPages = JSON.stringify({ data: [] });

interface Endpoint {
  readonly name: string;
  readonly ask: (api: GraphApi, signal: AbortSignal) => GraphOutcome<unknown>;
  readonly right: string;
}

const ENDPOINTS: readonly Endpoint[] = [
  {
    name: 'inspect',
    ask: (api, signal) => api.inspect(short, signal),
    right: JSON.stringify({ data: { is_valid: true } }),
  },
  {
    name: 'exchange',
    ask: (api, signal) => api.exchange(short, signal),
    right: JSON.stringify({ access_token: CANARIES.long }),
  },
  {
    name: 'userAndPages',
    ask: (api, signal) => api.userAndPages(long, signal),
    right: JSON.stringify({ id: '11', name: 'A' }),
  },
  { name: 'morePages', ask: (api, signal) => api.morePages(long, user, 'x', signal), right: noPages },
  { name: 'page', ask: (api, signal) => api.page(long, page, signal), right: JSON.stringify({ id: '12', name: 'B' }) },
  { name: 'businesses', ask: (api, signal) => api.businesses({ token: long }, signal), right: noPages },
  {
    name: 'businessPages',
    ask: (api, signal) => api.businessPages(business, 'owned_pages', { token: long }, signal),
    right: noPages,
  },
  { name: 'permissions', ask: (api, signal) => api.permissions(long, signal), right: noPages },
  {
    name: 'publishingLimit',
    ask: (api, signal) => api.publishingLimit(pageToken, toInstagramAccountId('17841400000000003'), signal),
    right: JSON.stringify({ data: [{ quota_usage: 0 }] }),
  },
];

describe('Whatever happens on the way to the Graph API', () => {
  let elsewhere: ScriptedServer;

  before(async () => {
    elsewhere = await serve(always(200, { 'content-type': 'application/json' }, '{}'));
  });
  after(() => elsewhere.close());

  /** The timeouts of current calls. Tests trigger them explicitly, so that a busy machine can't. */
  const timeouts: AbortController[] = [];
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  before(() => {
    AbortSignal.timeout = () => {
      const controller = new AbortController();
      timeouts.push(controller);
      return controller.signal;
    };
  });
  afterEach(() => void timeouts.splice(0));
  after(() => {
    AbortSignal.timeout = timeout;
  });

  const open: ScriptedServer[] = [];
  /** A server that is closed after its test, even if the test fails: an open server keeps the runner alive. */
  async function start(listener: RequestListener): Promise<ScriptedServer> {
    const server = await serve(listener);
    open.push(server);
    return server;
  }
  afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

  function connect(baseUrl: string, told: unknown[]): GraphApi {
    const send = createSend({
      baseUrl: asConfirmed(new URL(baseUrl)),
      version: 'v25.0',
      timeoutMilliseconds: TIMEOUT_MILLISECONDS,
    });
    return createGraphApi(app, send, { retryPolicy: POLICY, onRetry: (notice) => void told.push(notice) });
  }

  /**
   * Makes a call and checks what must be true for every result: it has a message and contains no secret. Returns its
   * kind.
   */
  async function endOf({ name, ask }: Endpoint, url: string): Promise<string> {
    const told: unknown[] = [];
    const outcome = await ask(connect(url, told), new AbortController().signal);
    const message = outcome.ok || outcome.error.kind === 'cancelled' ? undefined : describeFailure(outcome.error);
    const printed = [
      JSON.stringify([outcome, message, told]),
      inspect([outcome, message, told], { depth: null, showHidden: true }),
      message === undefined ? '' : toNotificationText(message),
    ].join('\n');
    for (const secret of SECRETS) assert.ok(!printed.includes(secret), `${name} prints a secret`);
    if (!outcome.ok) assert.ok(message !== undefined && message.headline !== '' && message.nextStep !== '');
    if (outcome.ok) return 'ok';
    return outcome.error.kind === 'network' ? `network: ${outcome.error.trouble}` : outcome.error.kind;
  }

  const expectedTries = ({ tries }: Fault) => ({ one: 1, two: 2, all: POLICY.retries + 1 })[tries];

  const allFaults = (other: string) => [...faults(other), ...rudeFaults()];

  for (const fault of allFaults('http://127.0.0.1:0')) {
    it(`${fault.name}: every call ends as ${fault.ends}, after ${fault.tries} tries`, async () => {
      const [here] = allFaults(elsewhere.url).filter(({ name }) => name === fault.name);
      assert.ok(here);
      const servers = await Promise.all(ENDPOINTS.map(({ right }) => start(play(here, right))));
      const ends = ENDPOINTS.map((endpoint, index) => endOf(endpoint, servers[index]?.url ?? ''));
      if (here.ends === 'network: timeout') {
        await eventually('every request to arrive', () =>
          servers.every(({ requests }) => requests.length > 0) ? true : undefined,
        );
        for (const controller of timeouts) controller.abort();
      }
      assert.deepEqual(
        await Promise.all(ends),
        ENDPOINTS.map(() => fault.ends),
      );
      assert.deepEqual(
        servers.map(({ requests }) => requests.length),
        ENDPOINTS.map(() => expectedTries(fault)),
      );
      assert.deepEqual(elsewhere.requests, [], 'nobody followed a redirect');
    }).timeout(60_000);
  }

  const unreachable: [string, string, RegExp][] = [
    ['a name that does not exist', 'https://graph.invalid', /^network: (?:dns|offline)$/],
    ['a closed port', 'http://127.0.0.1:1', /^network: refused$/],
  ];
  for (const [name, url, kind] of unreachable) {
    it(`${name}: every call ends in a message`, async () => {
      for (const endpoint of ENDPOINTS) assert.match(await endOf(endpoint, url), kind);
    }).timeout(60_000);
  }

  it('TLS that the other side does not speak: every call ends as such', async () => {
    const server = await start(always(200, {}, '{}'));
    const url = server.url.replace('http:', 'https:');
    for (const endpoint of ENDPOINTS) assert.equal(await endOf(endpoint, url), 'network: tls');
  });

  for (const [status, end] of [
    [200, 'unexpectedAnswer'],
    [302, 'unexpectedAnswer'],
    [407, 'network: proxy'],
  ] as const) {
    it(`an endless body under HTTP ${status}: every call breaks it off before its time is up`, async () => {
      await Promise.all(
        ENDPOINTS.map(async (endpoint) => {
          const server = await start(endless(status));
          assert.equal(await endOf(endpoint, server.url), end);
          await eventually('the socket to close', () => Promise.resolve(server.brokenOff() > 0 ? true : undefined));
        }),
      );
    }).timeout(60_000);
  }

  it('the person cancels while waiting: every call ends at once, and its socket is closed', async () => {
    for (const { name, ask } of ENDPOINTS) {
      const server = await start(() => undefined);
      const controller = new AbortController();
      const asked = ask(connect(server.url, []), controller.signal);
      await eventually(`${name} to arrive`, () => Promise.resolve(server.requests.length > 0 ? true : undefined));
      controller.abort();
      const outcome = await asked;
      assert.ok(!outcome.ok && outcome.error.kind === 'cancelled');
      await eventually('the socket to close', () => Promise.resolve(server.brokenOff() > 0 ? true : undefined));
    }
  });

  it('the person cancels during a pause: every call ends at once, and nothing more is asked', async () => {
    for (const { ask } of ENDPOINTS) {
      const server = await start(always(500, {}, ''));
      const controller = new AbortController();
      const send = createSend({
        baseUrl: asConfirmed(new URL(server.url)),
        version: '',
        timeoutMilliseconds: TIMEOUT_MILLISECONDS,
      });
      const onRetry = () => {
        controller.abort();
      };
      const api = createGraphApi(app, send, { retryPolicy: LONG_PAUSES, onRetry });
      const outcome = await ask(api, controller.signal);
      assert.ok(!outcome.ok && outcome.error.kind === 'cancelled');
      assert.equal(server.requests.length, 1);
    }
  }).timeout(60_000);
});
