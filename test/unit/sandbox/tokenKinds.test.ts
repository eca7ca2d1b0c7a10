// Tokens that a person may enter besides the usual one, and the API's answers to each.
import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { guidePermissions, startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { bodyOf, callsTo, refuses } from './calls';

type Facts = Readonly<Record<string, unknown>>;

describe('A token in the sandbox', () => {
  let sandbox: Sandbox;
  let time = Date.UTC(2026, 10, 23, 12);
  const { ask, exchange } = callsTo(() => sandbox);
  openForAll(async () => (sandbox = await startSandbox({ now: () => time })));

  async function inspected(token: string): Promise<Facts> {
    const answer = await bodyOf(ask(sandbox.appToken(), '/debug_token', { input_token: token }));
    return (answer as { data: Facts }).data;
  }

  async function listed(token: string): Promise<readonly string[]> {
    const answer = await bodyOf(ask(token, '/me/accounts', { fields: 'id,access_token' }));
    return (answer as { data: readonly { id: string }[] }).data.map(({ id }) => id);
  }

  it('names its app at /app, whosever it is; an app that wants a proof with each call is not told without', async () => {
    const page = sandbox.pageToken('ada', sandbox.pages.adaInstagram.id, { from: 'longLived' });
    for (const token of [sandbox.shortLivedToken('ada'), page, sandbox.systemUserToken(), sandbox.appToken()]) {
      assert.deepEqual(await bodyOf(ask(token, '/app', { fields: 'id' })), { id: sandbox.apps.demo.id });
    }
    const strict = sandbox.shortLivedToken('ada', { app: 'proof' });
    await refuses(ask(strict, '/app'), { code: 100, message: /appsecret_proof/, type: 'GraphMethodException' });
    await refuses(ask(sandbox.shortLivedToken('ada', { expired: true }), '/app'), {
      code: 190,
      subcode: 463,
      message: /expired/,
    });
  });

  describe('of a system user', () => {
    it('never ends, nor does its data access', async () => {
      const token = sandbox.systemUserToken();
      time += 400 * 86_400_000;
      const { type, expires_at: end, data_access_expires_at: dataEnd, is_valid: isValid } = await inspected(token);
      assert.deepEqual([type, end, dataEnd, isValid], ['SYSTEM_USER', 0, 0, true]);
      assert.deepEqual(await listed(token), [sandbox.pages.vera.id]);
    });

    it('opens the Pages assigned to it, without business_management, and makes permanent tokens of them', async () => {
      const token = sandbox.systemUserToken();
      const { id } = sandbox.pages.vera;
      const page = (await bodyOf(ask(token, `/${id}`, { fields: 'access_token' }))) as { access_token: string };
      assert.deepEqual(sandbox.describe(page.access_token), {
        kind: 'PAGE',
        pageId: id,
        lifetime: 'long',
        expiresAt: 0,
        dataAccessExpiresAt: 0,
        valid: true,
      });
    });

    it('is exchanged for one like it, in an answer that says no lifetime', async () => {
      const answer = (await bodyOf(exchange(sandbox.systemUserToken()))) as { access_token: string };
      assert.deepEqual(Object.keys(answer), ['access_token', 'token_type']);
      assert.equal(sandbox.describe(answer.access_token)?.kind, 'SYSTEM_USER');
      assert.equal(sandbox.describe(answer.access_token)?.expiresAt, 0);
    });
  });

  describe('of a person, exchanged,', () => {
    async function exchanged(): Promise<{ lifetime: unknown; endsIn: number }> {
      const answer = (await bodyOf(exchange(sandbox.shortLivedToken('ada')))) as Facts & { access_token: string };
      const end = sandbox.describe(answer.access_token)?.expiresAt ?? 0;
      return { lifetime: answer['expires_in'], endsIn: end === 0 ? 0 : end - Math.floor(time / 1000) };
    }

    it('ends in sixty days and says so, unless it is told otherwise', async () => {
      assert.deepEqual(await exchanged(), { lifetime: 5_183_944, endsIn: 5_183_944 });
      sandbox.setUserTokenExchange('sixtyDaysUntold');
      assert.deepEqual(await exchanged(), { lifetime: undefined, endsIn: 5_183_944 });
      sandbox.setUserTokenExchange('permanentUntold');
      assert.deepEqual(await exchanged(), { lifetime: undefined, endsIn: 0 });
      sandbox.clear();
      assert.equal((await exchanged()).lifetime, 5_183_944);
    });
  });

  describe('of the Instagram login', () => {
    it('is none for this API', async () => {
      const token = sandbox.instagramToken();
      assert.match(token, /^IGAA\w{150,}$/);
      const refused = { code: 190, message: /^Invalid OAuth access token - Cannot parse access token$/ };
      await refuses(ask(token, '/me'), refused);
      await refuses(exchange(token), refused);
      const { is_valid: isValid, error } = await inspected(token);
      assert.deepEqual([isValid, (error as Facts)['code']], [false, 190]);
    });

    it('is told not to fit the method, where its account is no tester', async () => {
      const token = sandbox.instagramToken({ isTester: false });
      const refused = { code: 100, type: 'IGApiException', message: /^Unsupported request - method type: get$/ };
      await refuses(ask(token, '/me'), refused);
      await refuses(exchange(token), { ...refused, message: /^Unsupported request - method type: post$/ });
    });
  });

  describe('of a login with an Instagram account and no Page', () => {
    const token = (): string =>
      sandbox.longLivedToken('ada', { pages: [], instagram: [sandbox.pages.adaInstagram.instagram.id] });

    it('names the account where it is inspected, and no Page', async () => {
      const { granular_scopes: scopes } = await inspected(token());
      const { id } = sandbox.pages.adaInstagram.instagram;
      const targets = new Map((scopes as { scope: string; target_ids?: string[] }[]).map((one) => [one.scope, one]));
      assert.deepEqual(targets.get('pages_show_list'), { scope: 'pages_show_list' });
      for (const scope of ['instagram_basic', 'instagram_content_publish']) {
        assert.deepEqual(targets.get(scope), { scope, target_ids: [id] });
      }
    });

    it('answers for the account, and lists and opens no Page', async () => {
      const { id, instagram } = sandbox.pages.adaInstagram;
      assert.deepEqual(await listed(token()), []);
      const limit = await bodyOf(ask(token(), `/${instagram.id}/content_publishing_limit`));
      assert.deepEqual(limit, { data: [{ quota_usage: 0 }] });
      const hidden = { code: 100, subcode: 33, type: 'GraphMethodException', message: /^Unsupported get request/ };
      await refuses(ask(token(), `/${id}`), hidden);
      await refuses(ask(token(), `/${sandbox.pages.adaAnalyst.instagram.id}`), hidden);
    });
  });

  describe('of a person who works on a Page by a role in its portfolio', () => {
    const permissions = [...guidePermissions, 'business_management'];
    const fields = { fields: 'name,instagram_business_account' };

    it('opens the Page by its ID without business_management, and lists it only with it', async () => {
      const { id } = sandbox.pages.petra;
      const without = sandbox.longLivedToken('petra');
      assert.deepEqual(await listed(without), []);
      assert.equal((await ask(without, `/${id}`)).status, 200);
      assert.deepEqual(await listed(sandbox.longLivedToken('petra', { permissions })), [id]);
    });

    it('sees neither the Instagram account nor its limit without ads_read or ads_management', async () => {
      const { id, name, instagram } = sandbox.pages.petra;
      const limit = `/${instagram.id}/content_publishing_limit`;
      const without = sandbox.longLivedToken('petra', { permissions });
      const asPage = sandbox.pageToken('petra', id, { from: 'longLived', permissions });
      assert.deepEqual(await bodyOf(ask(without, `/${id}`, fields)), { name, id });
      for (const token of [without, asPage]) await refuses(ask(token, limit), { code: 10, message: /^\(#10\)/ });
      for (const more of ['ads_read', 'ads_management']) {
        const token = sandbox.longLivedToken('petra', { permissions: [...permissions, more] });
        const page = { name, instagram_business_account: { id: instagram.id }, id };
        assert.deepEqual(await bodyOf(ask(token, `/${id}`, fields)), page);
        assert.equal((await ask(token, limit)).status, 200);
      }
    });
  });

  it('without business_management is refused the portfolios and the Pages assigned in them', async () => {
    const token = sandbox.longLivedToken('vera');
    await refuses(ask(token, '/me/businesses'), { code: 100, message: /^\(#100\) Missing Permission$/ });
    const noPermission = { code: 10, message: /^\(#10\) Application does not have permission for this action$/ };
    await refuses(ask(token, '/me/assigned_pages'), noPermission);
    const more = sandbox.longLivedToken('vera', { permissions: [...guidePermissions, 'business_management'] });
    const { id, name } = sandbox.pages.vera;
    assert.deepEqual(((await bodyOf(ask(more, '/me/assigned_pages'))) as { data: unknown }).data, [{ name, id }]);
    assert.equal((await ask(more, '/me/businesses')).status, 200);
  });

  it('of a Page on which the person has lost the role acts for it no more; that of the person lists it no more', async () => {
    const { id } = sandbox.pages.grace;
    const page = sandbox.pageToken('grace', id, { from: 'longLived' });
    const user = sandbox.longLivedToken('grace');
    sandbox.loseRole('grace', id);
    const lost = { code: 190, message: /^The user must be an administrator, editor, or moderator of the page/ };
    await refuses(ask(page, '/me'), lost);
    assert.deepEqual(await listed(user), []);
    sandbox.clear();
    assert.equal((await ask(page, '/me')).status, 200);
  });

  it('of an app that Meta has restricted is answered nothing, whatever is asked', async () => {
    const { demo, off } = sandbox.apps;
    const token = sandbox.shortLivedToken('ada');
    sandbox.blockApp();
    const blocked = { code: 200, message: /^API access blocked\.$/ };
    await refuses(ask(token, '/me'), blocked);
    await refuses(ask(sandbox.appToken(), '/debug_token', { input_token: token }), blocked);
    await refuses(exchange(token), blocked);
    await refuses(ask(`${off.id}|${off.secret}`, `/${off.id}`), blocked);
    sandbox.clear();
    assert.equal((await ask(sandbox.appToken(), `/${demo.id}`)).status, 200);
  });
});
