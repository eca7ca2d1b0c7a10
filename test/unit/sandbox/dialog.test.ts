import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { assertError, at, post, textAt, type Reply } from './client';

const LOOPBACK = 'http://localhost:4000/callback';

describe('sandbox login dialog', () => {
  let sandbox: Sandbox;
  let time = Date.UTC(2026, 10, 23, 12);
  openForAll(async () => (sandbox = await startSandbox({ now: () => time })));

  function address(changes: Readonly<Record<string, string>> = {}): string {
    const query = {
      client_id: sandbox.apps.demo.id,
      redirect_uri: LOOPBACK,
      response_type: 'code',
      scope: 'pages_show_list,instagram_basic',
      state: 's1',
      ...changes,
    };
    return `${sandbox.url}/v25.0/dialog/oauth?${new URLSearchParams(query).toString()}`;
  }

  async function codeOf(changes: Readonly<Record<string, string>> = {}): Promise<string> {
    const body = new URLSearchParams({ answer: 'yes' });
    const left = await fetch(address(changes), { method: 'POST', body, redirect: 'manual' });
    const location = new URL(left.headers.get('location') ?? '');
    assert.equal(location.searchParams.get('state'), 's1');
    assert.equal(location.hash, '#_=_');
    return location.searchParams.get('code') ?? '';
  }

  function redeem(code: string, changes: Readonly<Record<string, string>> = {}): Promise<Reply> {
    const { id, secret } = sandbox.apps.demo;
    const form = { client_id: id, client_secret: secret, redirect_uri: LOOPBACK, code, ...changes };
    return post(`${sandbox.url}/v25.0/oauth/access_token`, form);
  }

  it('gives a code for a short-lived token of whoever is logged in, with what was asked for', async () => {
    sandbox.logInBrowser('grace');
    const reply = await redeem(await codeOf());
    sandbox.logInBrowser('ada');
    assert.equal(at(reply.body, 'expires_in'), 5400);
    const facts = sandbox.describe(textAt(reply, 'access_token'));
    assert.equal(facts?.person, 'grace');
    assert.equal(facts.lifetime, 'short');
    assert.deepEqual(facts.permissions, ['pages_show_list', 'instagram_basic', 'public_profile']);
  });

  it('takes a code once, for ten minutes, from its app and with its redirect URI', async () => {
    const code = await codeOf();
    const { id, secret } = sandbox.apps.other;
    const refused = { status: 400, code: 100 };
    const ofOther = await redeem(code, { client_id: id, client_secret: secret });
    assertError(ofOther, { ...refused, message: /Invalid verification code/ });
    const elsewhere = await redeem(code, { redirect_uri: `${LOOPBACK}/` });
    assertError(elsewhere, { ...refused, subcode: 36008, message: /redirect_uri is identical/ });
    assert.equal((await redeem(code)).status, 200);
    assertError(await redeem(code), { ...refused, subcode: 36009, message: /has been used/ });
    const late = await codeOf();
    time += 600_000;
    assertError(await redeem(late), { ...refused, subcode: 36007, message: /has expired/ });
    assertError(await redeem(late, { client_secret: 'f'.repeat(32) }), { status: 400, code: 1, message: /secret/ });
    assertError(await redeem(late, { redirect_uri: '' }), { status: 400, code: 191, message: /redirect_uri/ });
  });

  const blocked: [string, (apps: Sandbox['apps']) => Record<string, string>, RegExp][] = [
    ['an unknown app', () => ({ client_id: '1' }), /Invalid App ID/],
    ['an address that is not registered', () => ({ redirect_uri: 'https://evil.example/' }), /URL blocked/],
    ['this computer by its number', () => ({ redirect_uri: 'http://127.0.0.1:4000/callback' }), /URL blocked/],
    ['localhost, for an app that is live', ({ other }) => ({ client_id: other.id }), /URL blocked/],
    ['another answer than a code', () => ({ response_type: 'token' }), /Invalid parameter/],
    ['a permission that there is not', () => ({ scope: 'pages_show_lists' }), /Invalid Scopes: pages_show_lists/],
  ];
  for (const [what, changes, title] of blocked) {
    it(`stays where it is for ${what}`, async () => {
      const url = address(changes(sandbox.apps));
      for (const method of ['GET', 'POST']) {
        const reply = await fetch(url, { method, redirect: 'manual' });
        assert.equal(reply.status, 400);
        assert.match(await reply.text(), title);
      }
    });
  }

  it('goes back with an error on “Not now”', async () => {
    const body = new URLSearchParams({ answer: 'no' });
    const left = await fetch(address(), { method: 'POST', body, redirect: 'manual' });
    const { searchParams } = new URL(left.headers.get('location') ?? '');
    assert.deepEqual([searchParams.get('error'), searchParams.get('state')], ['access_denied', 's1']);
    assert.equal(searchParams.has('code'), false);
  });
});
