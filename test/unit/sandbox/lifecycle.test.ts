import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { assertError, get, post, textAt, type Reply } from './client';

describe('sandbox token lives', () => {
  let sandbox: Sandbox;
  let time: number;

  beforeEach(async () => {
    time = Date.UTC(2026, 10, 23, 12);
    sandbox = await startSandbox({ now: () => time });
  });
  afterEach(() => sandbox.close());

  function me(token: string): Promise<Reply> {
    return get(`${sandbox.url}/v25.0/me`, { access_token: token });
  }

  async function exchange(token: string): Promise<string> {
    const { id, secret } = sandbox.apps.demo;
    const form = { grant_type: 'fb_exchange_token', client_id: id, client_secret: secret, fb_exchange_token: token };
    return textAt(await post(`${sandbox.url}/oauth/access_token`, form), 'access_token');
  }

  async function pageTokenFrom(token: string): Promise<string> {
    const listing = await get(`${sandbox.url}/me/accounts`, { access_token: token });
    return textAt(listing, 'data', 0, 'access_token');
  }

  it('lets time end user tokens and short-lived Page tokens, but not a permanent one', async () => {
    const short = sandbox.shortLivedToken('grace');
    const long = await exchange(short);
    const shortPage = await pageTokenFrom(short);
    const permanent = await pageTokenFrom(long);
    const expired = { status: 400, code: 190, subcode: 463, message: /Session has expired/ };
    time += 2 * 3_600_000;
    assertError(await me(short), expired);
    assertError(await me(shortPage), expired);
    assert.equal((await me(long)).status, 200);
    time += 61 * 86_400_000;
    assertError(await me(long), expired);
    assert.equal((await me(permanent)).status, 200);
  });

  const subcodes = {
    appRemoved: 458,
    checkpoint: 459,
    passwordChanged: 460,
    unconfirmed: 464,
    revoked: 466,
    loggedOut: 467,
    loggedInCheckpoint: 490,
    unseen90Days: 493,
  } as const;

  for (const [reason, subcode] of Object.entries(subcodes)) {
    it(`answers 190/${subcode} after ${reason}, for the token and what was made from it`, async () => {
      const short = sandbox.shortLivedToken('grace');
      const long = await exchange(short);
      const page = await pageTokenFrom(long);
      const apart = sandbox.longLivedToken('grace');
      sandbox.invalidate(short, reason as keyof typeof subcodes);
      for (const token of [short, long, page]) {
        assertError(await me(token), { status: 400, code: 190, subcode, message: /^Error validating access token: / });
        assert.equal(sandbox.describe(token)?.invalidReason, reason);
      }
      assert.equal((await me(apart)).status, 200);
    });
  }

  it('expires one token on request without touching what outlives it', async () => {
    const long = sandbox.longLivedToken('grace');
    const page = await pageTokenFrom(long);
    sandbox.invalidate(long, 'expired');
    assertError(await me(long), { status: 400, code: 190, subcode: 463, message: /expired/ });
    assert.equal((await me(page)).status, 200);
  });

  it('kills all tokens of a person, but not those of a later login', async () => {
    const before = sandbox.longLivedToken('ada');
    sandbox.invalidate({ person: 'ada' }, 'passwordChanged');
    assertError(await me(before), { status: 400, code: 190, subcode: 460, message: /changed their password/ });
    assert.equal((await me(sandbox.shortLivedToken('ada'))).status, 200);
  });

  it('keeps a person at the checkpoint, new login or not, until it is cleared', async () => {
    sandbox.invalidate({ person: 'ada' }, 'checkpoint');
    const token = sandbox.shortLivedToken('ada');
    assertError(await me(token), { status: 400, code: 190, subcode: 459, message: /log in to www\.facebook\.com/ });
    sandbox.restore('ada');
    assert.equal((await me(token)).status, 200);
  });

  it('takes the page away with the role: its token dies, the user token does not, the listing is empty', async () => {
    const long = sandbox.longLivedToken('grace');
    const page = await pageTokenFrom(long);
    sandbox.invalidate({ person: 'grace' }, 'roleLost');
    assertError(await me(page), { status: 400, code: 190, subcode: 492, message: /impersonate/ });
    const listing = await get(`${sandbox.url}/me/accounts`, { access_token: long });
    assert.deepEqual(listing.body, { data: [] });
    sandbox.restore('grace');
    const fresh = await pageTokenFrom(long);
    assert.notEqual(fresh, page);
    assert.equal((await me(fresh)).status, 200);
    assert.equal((await me(page)).status, 400);
  });

  it('describes what it minted, and nothing else', () => {
    const token = sandbox.pageToken('ada', sandbox.pages.adaPlain.id, {
      from: 'longLived',
      permissions: ['pages_show_list'],
    });
    const issuedAt = Math.floor(time / 1000);
    assert.deepEqual(sandbox.describe(token), {
      kind: 'PAGE',
      appId: sandbox.apps.demo.id,
      person: 'ada',
      pageId: sandbox.pages.adaPlain.id,
      lifetime: 'long',
      issuedAt,
      expiresAt: 0,
      dataAccessExpiresAt: issuedAt + 90 * 86_400,
      permissions: ['pages_show_list', 'public_profile'],
      valid: true,
    });
    assert.equal(sandbox.describe(sandbox.appToken('proof'))?.kind, 'APP');
    assert.equal(sandbox.describe('EAA'), undefined);
    assert.equal(sandbox.describe(`${sandbox.apps.demo.id}|wrong`), undefined);
  });

  it('mints the same tokens for the same seed, and others otherwise', async () => {
    const [one, two, other] = await Promise.all(['a', 'a', 'b'].map((seed) => startSandbox({ seed })));
    try {
      assert.equal(one?.shortLivedToken('ada'), two?.shortLivedToken('ada'));
      assert.notEqual(one?.shortLivedToken('ada'), other?.shortLivedToken('ada'));
    } finally {
      await Promise.all([one?.close(), two?.close(), other?.close()]);
    }
  });
});
