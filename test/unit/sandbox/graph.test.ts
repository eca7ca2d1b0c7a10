import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { assertError, at, get, textAt, type Reply } from './client';

describe('sandbox graph calls', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  function ask(token: string, path: string, parameters: Record<string, string> = {}): Promise<Reply> {
    return get(`${sandbox.url}${path}`, { ...parameters, access_token: token });
  }

  it('takes the token from the parameter first, then from the Authorization header', async () => {
    const ada = sandbox.shortLivedToken('ada');
    const headers = { authorization: `Bearer ${sandbox.shortLivedToken('grace')}` };
    const byHeader = await get(`${sandbox.url}/me`, {}, { headers });
    assert.equal(textAt(byHeader, 'name'), 'Grace Hopper');
    const both = await get(`${sandbox.url}/me`, { access_token: ada }, { headers });
    assert.deepEqual(both.body, { name: 'Ada Lovelace', id: sandbox.people.ada.id });
  });

  it('says which kind of token is missing', async () => {
    const none = await get(`${sandbox.url}/v25.0/me/accounts`);
    assertError(none, { status: 400, code: 2500, message: /^An active access token must be used/ });
    assert.match(none.headers.get('www-authenticate') ?? '', /^OAuth "Facebook Platform"/);
    assertError(await get(`${sandbox.url}/${sandbox.people.ada.id}`), { status: 400, code: 104, message: /required/ });
    assertError(await ask(sandbox.appToken(), '/me'), { status: 400, code: 2500, message: /active access token/ });
    const accounts = await ask(sandbox.appToken(), `/${sandbox.people.ada.id}/accounts`);
    assertError(accounts, { status: 400, code: 102, message: /user access token is required/ });
    assert.equal(textAt(await ask(sandbox.appToken(), `/${sandbox.apps.demo.id}`), 'name'), 'Agoras Demo');
  });

  it('rolls an ended version forward and does not know a future one', async () => {
    const token = sandbox.shortLivedToken('ada');
    const versions = [
      ['/v25.0/me', 'v25.0'],
      ['/v2.0/me', 'v21.0'],
      ['/v14.0/me', 'v21.0'],
      ['/me', 'v25.0'],
    ] as const;
    for (const [path, version] of versions) {
      const { headers, status } = await ask(token, path);
      assert.equal(status, 200);
      assert.equal(headers.get('facebook-api-version'), version);
      assert.ok(headers.get('x-fb-trace-id'));
    }
    assertError(await ask(token, '/v99.0/me'), { status: 400, code: 2500, message: /^Unknown path components: \/me$/ });
  });

  it('checks a proof whenever it comes, and misses it only for the app that requires it', async () => {
    const { demo, proof } = sandbox.apps;
    const proven = (token: string, secret: string): Record<string, string> => ({
      appsecret_proof: createHmac('sha256', secret).update(token).digest('hex'),
    });
    const ada = sandbox.shortLivedToken('ada');
    const guarded = sandbox.shortLivedToken('ada', { app: 'proof' });
    assert.equal((await ask(ada, '/me', proven(ada, demo.secret))).status, 200);
    assert.equal((await ask(guarded, '/me', proven(guarded, proof.secret))).status, 200);
    const page = textAt(await ask(guarded, '/me/accounts', proven(guarded, proof.secret)), 'data', 0, 'access_token');
    const type = 'GraphMethodException';
    for (const [token, secret] of [
      [ada, proof.secret],
      [guarded, demo.secret],
    ] as const) {
      const reply = await ask(token, '/me', proven(token, secret));
      assertError(reply, {
        status: 400,
        code: 100,
        type,
        message: /^Invalid appsecret_proof provided in the API argument$/,
      });
    }
    for (const token of [guarded, page]) {
      const required = /^API calls from the server require an appsecret_proof argument$/;
      assertError(await ask(token, '/me'), { status: 400, code: 100, type, message: required });
    }
    assertError(await ask(page, '/me', proven(guarded, proof.secret)), {
      status: 400,
      code: 100,
      type,
      message: /^Invalid/,
    });
  });

  it('parses fields strictly', async () => {
    const token = sandbox.shortLivedToken('ada');
    const cases = [
      ['id,bogus', 100, /nonexisting field \(bogus\) on node type \(User\)$/],
      ['accounts{tasks,bogus}', 100, /nonexisting field \(bogus\) on node type \(Page\)$/],
      ['accounts{instagram_business_account{bogus}}', 100, /\(bogus\) on node type \(ShadowIGUser\)$/],
      ['id,', 2500, /^Syntax error "Expected name\." at character 3: id,$/],
      ['accounts{id', 2500, /Expected "}"/],
      ['id}', 2500, /Expected end of string instead of "}"/],
    ] as const;
    for (const [fields, code, message] of cases) {
      assertError(await ask(token, '/me', { fields }), { status: 400, code, message });
    }
    const page = await ask(token, `/${sandbox.pages.adaPlain.id}`, { fields: 'tasks' });
    assertError(page, { status: 400, code: 100, message: /\(tasks\) on node type \(Page\)$/ });
    const spaced = await ask(token, '/me', { fields: ' id , accounts.limit(1) { id } ' });
    assert.equal(at(spaced.body, 'accounts', 'data', 0, 'id'), sandbox.pages.adaInstagram.id);
  });

  it('refuses unknown objects, names in place of IDs, unknown paths and other methods', async () => {
    const token = sandbox.shortLivedToken('ada');
    const unsupported = { status: 400, code: 100, subcode: 33, type: 'GraphMethodException' };
    assertError(await ask(token, '/17841400000000000'), {
      ...unsupported,
      message: /^Unsupported get request\. Object/,
    });
    assertError(await ask(token, `/${sandbox.people.grace.id}`), { ...unsupported, message: /does not exist/ });
    assertError(await ask(token, '/cafe.lovelace'), { status: 404, code: 803, message: /aliases.*cafe\.lovelace$/ });
    assertError(await ask(token, '/me/bogus'), {
      status: 400,
      code: 2500,
      message: /^Unknown path components: \/bogus$/,
    });
    for (const method of ['POST', 'DELETE']) {
      const reply = await get(`${sandbox.url}/me`, { access_token: token }, { method });
      const message = new RegExp(`^Unsupported ${method.toLowerCase()} request\\. Object with ID 'me'`);
      assertError(reply, { ...unsupported, message });
    }
    const head = await fetch(`${sandbox.url}/me?access_token=${token}`, { method: 'HEAD' });
    assert.equal(head.status, 400);
  });

  it('tells the publishing limit of the Instagram account that belongs to the token', async () => {
    const { adaInstagram, adaPlain, grace } = sandbox.pages;
    const path = `/v25.0/${adaInstagram.instagram.id}/content_publishing_limit`;
    const fields = 'config,quota_usage';
    const page = sandbox.pageToken('ada', adaInstagram.id, { from: 'longLived' });
    for (const token of [page, sandbox.longLivedToken('ada')]) {
      const reply = await ask(token, path, { fields });
      assert.deepEqual(reply.body, {
        data: [{ config: { quota_total: 100, quota_duration: 86_400 }, quota_usage: 0 }],
      });
    }
    assert.deepEqual((await ask(page, path)).body, { data: [{ quota_usage: 0 }] });
    const withPageId = await ask(page, `/${adaInstagram.id}/content_publishing_limit`, { fields });
    assertError(withPageId, { status: 400, code: 100, message: /\(content_publishing_limit\) on node type \(Page\)$/ });
    const otherPages = sandbox.pageToken('ada', adaPlain.id, { from: 'longLived' });
    const unlinked = { status: 400, code: 100, subcode: 33, type: 'GraphMethodException', message: /does not exist/ };
    assertError(await ask(otherPages, path, { fields }), unlinked);
    assertError(await ask(page, `/${grace.instagram.id}/content_publishing_limit`), unlinked);
    for (const permission of ['instagram_basic', 'instagram_content_publish']) {
      const token = sandbox.longLivedToken('ada', { permissions: ['pages_show_list', permission] });
      assertError(await ask(token, path), { status: 400, code: 10, message: /does not have permission/ });
    }
  });
});
