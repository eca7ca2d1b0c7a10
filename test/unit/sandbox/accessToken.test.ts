import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { assertError, at, get, post, textAt, type Reply } from './client';

describe('sandbox /oauth/access_token', () => {
  let sandbox: Sandbox;
  let time = Date.UTC(2026, 10, 23, 12);
  openForAll(async () => (sandbox = await startSandbox({ now: () => time })));

  function exchange(token: string, changes: Record<string, string> = {}): Promise<Reply> {
    return post(`${sandbox.url}/v25.0/oauth/access_token`, form(token, changes));
  }

  function form(token: string, changes: Record<string, string> = {}): Record<string, string> {
    const complete: Record<string, string> = {
      grant_type: 'fb_exchange_token',
      client_id: sandbox.apps.demo.id,
      client_secret: sandbox.apps.demo.secret,
      fb_exchange_token: token,
      ...changes,
    };
    return Object.fromEntries(Object.entries(complete).filter(([, value]) => value !== ''));
  }

  it('exchanges a short-lived token for one of 60 days, by POST and by GET', async () => {
    const short = sandbox.shortLivedToken('ada');
    const query = await get(`${sandbox.url}/oauth/access_token`, form(short));
    for (const reply of [await exchange(short), query]) {
      assert.equal(reply.status, 200);
      assert.equal(reply.headers.get('content-type'), 'application/json; charset=UTF-8');
      assert.equal(at(reply.body, 'token_type'), 'bearer');
      assert.equal(at(reply.body, 'expires_in'), 5_183_944);
      const token = textAt(reply, 'access_token');
      assert.match(token, /^EAA[A-Za-z0-9]{180,217}$/);
      const facts = sandbox.describe(token);
      assert.equal(facts?.kind, 'USER');
      assert.equal(facts.lifetime, 'long');
      assert.equal(facts.expiresAt, Math.floor(time / 1000) + 5_183_944);
    }
  });

  it('keeps the end of data access when a token is exchanged again', async () => {
    const short = sandbox.shortLivedToken('ada');
    const first = textAt(await exchange(short), 'access_token');
    time += 30 * 86_400_000;
    const second = textAt(await exchange(first), 'access_token');
    assert.equal(sandbox.describe(second)?.dataAccessExpiresAt, sandbox.describe(short)?.dataAccessExpiresAt);
    assert.ok((sandbox.describe(second)?.expiresAt ?? 0) > (sandbox.describe(first)?.expiresAt ?? 0));
  });

  it('answers client_credentials with the app token', async () => {
    const reply = await exchange('', { grant_type: 'client_credentials' });
    assert.equal(textAt(reply, 'access_token'), sandbox.appToken());
  });

  it('tells a wrong secret from an unknown app', async () => {
    const short = sandbox.shortLivedToken('ada');
    assertError(await exchange(short, { client_secret: 'f'.repeat(32) }), {
      status: 400,
      code: 1,
      message: /^Error validating client secret\.$/,
    });
    assertError(await exchange(short, { client_id: '123456789012345' }), {
      status: 400,
      code: 101,
      message: /Cannot get application info due to a system error\.$/,
    });
    assertError(await exchange(short, { client_id: 'my app' }), {
      status: 400,
      code: 101,
      message: /Invalid application/,
    });
  });

  it('names what is missing', async () => {
    const short = sandbox.shortLivedToken('ada');
    const missing = [
      ['client_id', 101, /^Missing client_id parameter\.$/],
      ['client_secret', 1, /^Missing client_secret parameter\.$/],
      ['fb_exchange_token', 1, /^fb_exchange_token parameter not specified$/],
      ['grant_type', 191, /^Missing redirect_uri parameter\.$/],
    ] as const;
    for (const [name, code, message] of missing) {
      assertError(await exchange(short, { [name]: '' }), { status: 400, code, message });
    }
    assertError(await exchange(short, { grant_type: 'magic' }), {
      status: 400,
      code: 100,
      message: /Invalid grant_type/,
    });
  });

  it('does not exchange an expired token, one of another app, an app token or a Page token', async () => {
    assertError(await exchange(sandbox.shortLivedToken('ada', { expired: true })), {
      status: 400,
      code: 190,
      subcode: 463,
      message: /Session has expired on \w+day, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d PST\. The current time is /,
    });
    assertError(await exchange(sandbox.shortLivedToken('ada', { app: 'explorer' })), {
      status: 400,
      code: 1,
      message: new RegExp(`^The access token does not belong to application ${sandbox.apps.demo.id}$`),
    });
    const page = sandbox.pageToken('grace', sandbox.pages.grace.id, { from: 'longLived' });
    for (const token of [page, sandbox.appToken()]) {
      assertError(await exchange(token), { status: 400, code: 102, message: /user access token is required/ });
    }
  });

  it('tells text that is no token from a damaged token', async () => {
    const short = sandbox.shortLivedToken('ada');
    const cases = [
      ['hello', /Cannot parse access token$/],
      [short.slice(3), /Cannot parse access token$/],
      [short.slice(0, -1), /could not be decrypted$/],
      [`${short}x`, /could not be decrypted$/],
      [`${short} x`, /^Malformed access token EAA/],
    ] as const;
    for (const [token, message] of cases) {
      assertError(await exchange(token), { status: 400, code: 190, message });
    }
  });

  it('records a parameter that it does not know', async () => {
    sandbox.clearRequests();
    const reply = await exchange(sandbox.shortLivedToken('ada'), { set_token_expires_in_60_days: 'true' });
    assert.equal(reply.status, 200);
    assert.equal(sandbox.requests[0]?.form['set_token_expires_in_60_days'], 'true');
  });

  it('refuses other methods', async () => {
    const reply = await get(`${sandbox.url}/oauth/access_token`, {}, { method: 'DELETE' });
    assertError(reply, {
      status: 400,
      code: 100,
      type: 'GraphMethodException',
      message: /^Unsupported delete request/,
    });
  });
});
