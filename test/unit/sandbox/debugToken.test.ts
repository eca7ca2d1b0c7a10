import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { assertError, at, get, type Reply } from './client';

const now = Date.UTC(2026, 10, 23, 12);
const seconds = now / 1000;

describe('sandbox /debug_token', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox({ now: () => now })));

  function inspect(token: string, caller = sandbox.appToken()): Promise<Reply> {
    return get(`${sandbox.url}/v25.0/debug_token`, { input_token: token, access_token: caller });
  }

  it('describes a short-lived user token, without issued_at', async () => {
    const { status, body } = await inspect(sandbox.shortLivedToken('grace', { permissions: ['pages_show_list'] }));
    assert.equal(status, 200);
    assert.deepEqual(body, {
      data: {
        app_id: sandbox.apps.demo.id,
        type: 'USER',
        application: 'Agoras Demo',
        data_access_expires_at: seconds + 90 * 86_400,
        expires_at: seconds + 5400,
        is_valid: true,
        scopes: ['pages_show_list', 'public_profile'],
        granular_scopes: [{ scope: 'pages_show_list', target_ids: [sandbox.pages.grace.id] }],
        user_id: sandbox.people.grace.id,
      },
    });
  });

  it('describes Page tokens: never expiring from a long-lived token, with the user token from a short-lived one', async () => {
    const { id } = sandbox.pages.adaInstagram;
    const permanent = await inspect(sandbox.pageToken('ada', id, { from: 'longLived' }));
    assert.equal(at(permanent.body, 'data', 'type'), 'PAGE');
    assert.equal(at(permanent.body, 'data', 'expires_at'), 0);
    assert.equal(at(permanent.body, 'data', 'issued_at'), seconds);
    assert.equal(at(permanent.body, 'data', 'profile_id'), id);
    assert.equal(at(permanent.body, 'data', 'user_id'), sandbox.people.ada.id);
    const passing = await inspect(sandbox.pageToken('ada', id, { from: 'shortLived' }));
    assert.equal(at(passing.body, 'data', 'expires_at'), seconds + 5400);
    assert.equal(at(passing.body, 'data', 'issued_at'), undefined);
  });

  it('lists Instagram accounts for instagram scopes, and no targets where everything was ticked', async () => {
    const some = await inspect(sandbox.shortLivedToken('grace', { permissions: ['instagram_basic'] }));
    assert.deepEqual(at(some.body, 'data', 'granular_scopes'), [
      { scope: 'instagram_basic', target_ids: [sandbox.pages.grace.instagram.id] },
    ]);
    const all = await inspect(sandbox.shortLivedToken('ada', { permissions: ['instagram_basic'] }));
    assert.deepEqual(at(all.body, 'data', 'granular_scopes'), [{ scope: 'instagram_basic' }]);
  });

  it('describes an app token without dates', async () => {
    const { body } = await inspect(sandbox.appToken());
    assert.deepEqual(body, {
      data: { app_id: sandbox.apps.demo.id, type: 'APP', application: 'Agoras Demo', is_valid: true, scopes: [] },
    });
  });

  it('answers an invalid input token with HTTP 200 and the error inside', async () => {
    const expired = await inspect(sandbox.shortLivedToken('ada', { expired: true }));
    assert.equal(expired.status, 200);
    assert.equal(at(expired.body, 'data', 'error', 'code'), 190);
    assert.equal(at(expired.body, 'data', 'error', 'subcode'), 463);
    const nonsense = await inspect('hello');
    assert.deepEqual(nonsense.body, {
      data: {
        error: { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' },
        is_valid: false,
        scopes: [],
      },
    });
  });

  it('keeps expires_at 0 for a dead Page token without expiry', async () => {
    const page = sandbox.pageToken('grace', sandbox.pages.grace.id, { from: 'longLived' });
    sandbox.invalidate(page, 'passwordChanged');
    const { body } = await inspect(page);
    assert.equal(at(body, 'data', 'is_valid'), false);
    assert.equal(at(body, 'data', 'expires_at'), 0);
    assert.equal(at(body, 'data', 'type'), undefined);
    assert.equal(at(body, 'data', 'error', 'subcode'), 460);
  });

  it('refuses a token of another app', async () => {
    const reply = await inspect(sandbox.shortLivedToken('ada', { app: 'other' }));
    assertError(reply, { status: 400, code: 100, message: /App_id in the input_token did not match the Viewing App$/ });
  });

  it('takes the app token or a token of an owner, and nobody else', async () => {
    const token = sandbox.shortLivedToken('grace');
    assert.equal((await inspect(token, sandbox.shortLivedToken('ada'))).status, 200);
    const refused = { status: 400, code: 100, message: /^\(#100\) You must provide an app access token/ };
    assertError(await inspect(token, token), refused);
    assertError(await get(`${sandbox.url}/debug_token`, { input_token: token }), refused);
    const page = sandbox.pageToken('ada', sandbox.pages.adaPlain.id, { from: 'longLived' });
    assertError(await inspect(token, page), refused);
  });

  it('tells a wrong secret in the app token from an unknown app', async () => {
    const token = sandbox.shortLivedToken('ada');
    assertError(await inspect(token, `${sandbox.apps.demo.id}|${'0'.repeat(32)}`), {
      status: 400,
      code: 190,
      message: /^Invalid OAuth access token signature\.$/,
    });
    assertError(await inspect(token, `123456789012345|${'0'.repeat(32)}`), {
      status: 400,
      code: 190,
      message: /^Error validating application\./,
    });
  });

  it('requires the input token and GET', async () => {
    const missing = await get(`${sandbox.url}/debug_token`, { access_token: sandbox.appToken() });
    assertError(missing, { status: 400, code: 100, message: /parameter input_token is required/ });
    const posted = await get(`${sandbox.url}/debug_token`, {}, { method: 'POST' });
    assertError(posted, { status: 400, code: 100, type: 'GraphMethodException', message: /^Unsupported post request/ });
  });
});
