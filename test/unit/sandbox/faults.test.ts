import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { assertError, at, get } from './client';

describe('sandbox faults and recording', () => {
  let sandbox: Sandbox;
  let url: string;

  beforeEach(async () => {
    sandbox = await startSandbox();
    url = `${sandbox.url}/v25.0/me?access_token=${sandbox.shortLivedToken('ada')}`;
  });
  afterEach(() => sandbox.close());

  it('delays, as often as asked', async () => {
    sandbox.fault({ on: '/me', kind: 'delay', ms: 300, times: 1 });
    const before = Date.now();
    assert.equal((await get(url)).status, 200);
    assert.ok(Date.now() - before >= 290);
    const between = Date.now();
    await get(url);
    assert.ok(Date.now() - between < 250);
  });

  it('breaks the connection before and within the answer', async () => {
    sandbox.fault({ on: /^\/me$/, kind: 'reset', times: 1 });
    await assert.rejects(fetch(url));
    sandbox.fault({ on: '/me', kind: 'resetMidBody', times: 1 });
    const response = await fetch(url);
    assert.equal(response.status, 200);
    await assert.rejects(response.text());
    assert.deepEqual(
      sandbox.requests.map(({ status, aborted }) => [status, aborted]),
      [
        [0, false],
        [200, false],
      ],
    );
  });

  it('truncates a body behind the back of HTTP', async () => {
    sandbox.fault({ on: '/me', kind: 'truncate' });
    const text = await (await fetch(url)).text();
    assert.throws(() => void JSON.parse(text), SyntaxError);
  });

  it('answers like a proxy', async () => {
    const fault = sandbox.fault({ on: '/me', kind: 'html502' });
    const response = await fetch(url);
    assert.equal(response.status, 502);
    assert.match(await response.text(), /^<!DOCTYPE html>/);
    fault.remove();
    assert.equal((await get(url)).status, 200);
  });

  it('answers rate limits with their usage headers', async () => {
    sandbox.fault({ on: '/me', kind: 'rateLimit', times: 1 });
    const app = await get(url);
    assertError(app, { status: 403, code: 4, message: /^\(#4\) Application request limit reached$/ });
    assert.equal(at(JSON.parse(app.headers.get('x-app-usage') ?? ''), 'call_count'), 100);
    sandbox.fault({ on: '/me', kind: 'rateLimit', code: 80_002, headers: { 'retry-after': '60' } });
    const useCase = await get(url);
    assertError(useCase, { status: 400, code: 80_002, message: /too many calls/ });
    assert.match(useCase.headers.get('x-business-use-case-usage') ?? '', /"estimated_time_to_regain_access":19/);
    assert.equal(useCase.headers.get('retry-after'), '60');
  });

  it('answers errors, texts and rewritten answers of the test’s choice', async () => {
    sandbox.fault({ on: '/me', kind: 'custom', code: 368, message: 'Blocked', transient: false, times: 1 });
    const blocked = await get(url);
    assertError(blocked, { status: 400, code: 368, message: /^Blocked$/ });
    assert.equal(at(blocked.body, 'error', 'is_transient'), false);
    sandbox.fault({ on: '/me', kind: 'custom', body: false, times: 1 });
    assert.equal((await get(url)).body, false);
    sandbox.fault({ on: '/me', kind: 'custom', body: '', status: 500, times: 1 });
    assert.deepEqual({ ...(await get(url)), headers: undefined }, { status: 500, headers: undefined, body: undefined });
    sandbox.fault({
      on: '/me',
      kind: 'custom',
      headers: { 'content-type': 'text/javascript; charset=UTF-8' },
      body: (right) => right.replace('Ada', 'Adah'),
    });
    const rewritten = await get(url);
    assert.equal(at(rewritten.body, 'name'), 'Adah Lovelace');
    assert.match(rewritten.headers.get('content-type') ?? '', /^text\/javascript/);
    sandbox.clearFaults();
    assert.equal(at((await get(url)).body, 'name'), 'Ada Lovelace');
  });

  it('records requests in the order received', async () => {
    await get(url, {}, { headers: { 'x-test': 'yes' } });
    await fetch(`${sandbox.url}/oauth/access_token`, { method: 'POST', body: new URLSearchParams({ a: 'b c' }) });
    const [first, second] = sandbox.requests;
    assert.deepEqual([first?.method, first?.path, first?.version, first?.status], ['GET', '/me', 'v25.0', 200]);
    assert.equal(first?.headers['x-test'], 'yes');
    assert.match(first.query['access_token'] ?? '', /^EAA/);
    assert.deepEqual([second?.method, second?.version, second?.form], ['POST', undefined, { a: 'b c' }]);
    assert.ok((first.endedAt ?? 0) >= first.startedAt);
    sandbox.clearRequests();
    assert.equal(sandbox.requests.length, 0);
  });

  it('notices a client that goes away', async () => {
    sandbox.fault({ on: '/me', kind: 'delay', ms: 200 });
    await assert.rejects(fetch(url, { signal: AbortSignal.timeout(40) }));
    await sleep(60);
    assert.equal(sandbox.requests[0]?.aborted, true);
    assert.equal(sandbox.requests[0].status, 0);
  });

  it('closes at once, even with an answer pending', async () => {
    sandbox.fault({ on: '/me', kind: 'delay', ms: 60_000 });
    const pending = assert.rejects(fetch(url));
    await sleep(40);
    await sandbox.close();
    await pending;
    await assert.rejects(fetch(url));
  });
});
