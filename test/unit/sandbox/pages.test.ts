import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { assertError, at, get, listAt, textAt, type Reply } from './client';

const fields = 'id,name,access_token,tasks,instagram_business_account{id,username}';

describe('sandbox pages', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  function ask(token: string, path: string, parameters: Record<string, string> = {}): Promise<Reply> {
    return get(`${sandbox.url}/v25.0${path}`, { ...parameters, access_token: token });
  }

  it('lists pages with token, tasks and the linked Instagram account', async () => {
    const reply = await ask(sandbox.longLivedToken('ada'), '/me/accounts', { fields, limit: '100' });
    const [linked, plain, analyst] = listAt(reply, 'data');
    assert.equal(at(linked, 'name'), 'Café Lovelace');
    assert.deepEqual(at(linked, 'instagram_business_account'), { id: '17841405822304914', username: 'cafe.lovelace' });
    assert.equal(sandbox.describe(String(at(linked, 'access_token')))?.expiresAt, 0);
    assert.equal(at(plain, 'instagram_business_account'), undefined);
    assert.deepEqual(at(analyst, 'tasks'), ['ANALYZE']);
    assert.equal(at(analyst, 'access_token'), undefined);
    assert.equal(at(reply.body, 'paging', 'next'), undefined);
    assert.equal(typeof at(reply.body, 'paging', 'cursors', 'after'), 'string');
  });

  it('gives the same Page token each time, and one that expires from a short-lived token', async () => {
    const short = sandbox.shortLivedToken('grace');
    const first = await ask(short, '/me/accounts');
    const token = textAt(first, 'data', 0, 'access_token');
    assert.equal(textAt(await ask(short, '/me/accounts'), 'data', 0, 'access_token'), token);
    assert.equal(sandbox.describe(token)?.expiresAt, sandbox.describe(short)?.expiresAt);
  });

  it('continues at next, which carries the access token and no proof, until next is absent', async () => {
    const token = sandbox.longLivedToken('many');
    const ids = new Set<unknown>();
    let reply = await ask(token, '/me/accounts', { fields, limit: '100', appsecret_proof: '' });
    assertError(reply, { status: 400, code: 100, type: 'GraphMethodException', message: /^Invalid appsecret_proof/ });
    reply = await ask(token, '/me/accounts', { fields, limit: '100' });
    assert.ok(listAt(reply, 'data').some((page) => at(page, 'instagram_business_account') !== undefined));
    const sizes: number[] = [];
    for (;;) {
      const data = listAt(reply, 'data');
      sizes.push(data.length);
      for (const page of data) ids.add(at(page, 'id'));
      if (at(reply.body, 'paging', 'next') === undefined) break;
      const url = new URL(textAt(reply, 'paging', 'next'));
      assert.equal(url.origin, sandbox.url);
      assert.equal(url.pathname, `/v25.0/${sandbox.people.many.id}/accounts`);
      assert.equal(url.searchParams.get('access_token'), token);
      reply = await get(url.href);
    }
    assert.deepEqual(sizes, [100, 100, 30]);
    assert.equal(ids.size, 230);
  });

  it('continues at cursors.after, with 25 per result page by default', async () => {
    const token = sandbox.longLivedToken('many');
    const first = await ask(token, '/me/accounts', { fields: 'id' });
    assert.equal(listAt(first, 'data').length, 25);
    const second = await ask(token, '/me/accounts', {
      fields: 'id',
      after: textAt(first, 'paging', 'cursors', 'after'),
    });
    assert.equal(at(second.body, 'data', 0, 'id'), sandbox.people.many.pages[25]?.id);
    assertError(await ask(token, '/me/accounts', { after: 'x' }), { status: 400, code: 100, message: /cursor/ });
    assertError(await ask(token, '/me/accounts', { limit: '0' }), { status: 400, code: 100, message: /limit/ });
  });

  it('leaves out what may not be seen after cutting, so that a result page can be empty and not the last', async () => {
    const lastId = sandbox.people.many.pages.at(-1)?.id ?? '';
    const token = sandbox.longLivedToken('many', { pages: [lastId] });
    const first = await ask(token, '/me/accounts', { limit: '100' });
    assert.deepEqual(listAt(first, 'data'), []);
    assert.equal(typeof at(first.body, 'paging', 'next'), 'string');
  });

  it('expands accounts inside /me, and a nested next continues with the nested fields', async () => {
    const token = sandbox.longLivedToken('many');
    const reply = await ask(token, '/me', { fields: `id,name,accounts.limit(100){${fields}}` });
    assert.equal(at(reply.body, 'name'), sandbox.people.many.name);
    assert.equal(listAt(reply, 'accounts', 'data').length, 100);
    const next = await get(textAt(reply, 'accounts', 'paging', 'next'));
    assert.equal(listAt(next, 'data').length, 100);
    assert.equal(at(next.body, 'data', 0, 'name'), sandbox.people.many.pages[100]?.name);
    assert.equal(at(next.body, 'data', 0, 'category'), undefined);
    const after = textAt(reply, 'accounts', 'paging', 'cursors', 'after');
    const rest = await ask(token, '/me', { fields: `accounts{id}.limit(100).after(${after})` });
    assert.deepEqual(listAt(rest, 'accounts', 'data')[0], { id: sandbox.people.many.pages[100]?.id });
  });

  it('answers an empty list, or leaves an empty expansion out', async () => {
    const token = sandbox.shortLivedToken('nobody');
    assert.deepEqual((await ask(token, '/me/accounts')).body, { data: [] });
    assert.deepEqual((await ask(token, '/me', { fields: 'id,accounts{id}' })).body, { id: sandbox.people.nobody.id });
  });

  it('lists nothing without pages_show_list, and says so in /me/permissions', async () => {
    const token = sandbox.shortLivedToken('ada', { permissions: ['instagram_basic'], declined: ['pages_show_list'] });
    assert.deepEqual((await ask(token, '/me/accounts')).body, { data: [] });
    assert.deepEqual(listAt(await ask(token, '/me/permissions'), 'data'), [
      { permission: 'instagram_basic', status: 'granted' },
      { permission: 'public_profile', status: 'granted' },
      { permission: 'pages_show_list', status: 'declined' },
    ]);
  });

  it('neither lists nor opens a page that was not ticked', async () => {
    const token = sandbox.longLivedToken('iris');
    const listed = listAt(await ask(token, '/me/accounts', { fields: 'id' }), 'data');
    assert.deepEqual(listed, [{ id: sandbox.pages.irisTicked.id }]);
    assertError(await ask(token, `/${sandbox.pages.irisUnticked.id}`), {
      status: 400,
      code: 100,
      subcode: 33,
      type: 'GraphMethodException',
      message: /^Unsupported get request\. Object with ID/,
    });
  });

  it('lists the page of a portfolio only with business_management, and opens it by ID without', async () => {
    const id = sandbox.pages.vera.id;
    const without = sandbox.longLivedToken('vera');
    assert.deepEqual((await ask(without, '/me/accounts')).body, { data: [] });
    const opened = await ask(without, `/${id}`, {
      fields: 'id,name,access_token,instagram_business_account{id,username}',
    });
    assert.equal(at(opened.body, 'instagram_business_account', 'id'), sandbox.pages.vera.instagram.id);
    assert.equal(sandbox.describe(textAt(opened, 'access_token'))?.pageId, id);
    assertError(await ask(without, '/me/businesses'), { status: 403, code: 200, message: /business_management/ });
    const granted = sandbox.longLivedToken('vera', { permissions: ['pages_show_list', 'business_management'] });
    assert.equal(listAt(await ask(granted, '/me/accounts'), 'data').length, 1);
  });

  it('reaches portfolio pages through businesses, owned and client pages', async () => {
    for (const [person, edge, other] of [
      ['vera', 'owned_pages', 'client_pages'],
      ['clara', 'client_pages', 'owned_pages'],
    ] as const) {
      const token = sandbox.longLivedToken(person, { permissions: ['business_management'] });
      const business = textAt(await ask(token, '/me/businesses'), 'data', 0, 'id');
      const pages = await ask(token, `/${business}/${edge}`, { fields: 'id,name,access_token' });
      assert.equal(at(pages.body, 'data', 0, 'id'), sandbox.pages[person].id);
      assert.deepEqual((await ask(token, `/${business}/${other}`)).body, { data: [] });
    }
  });

  it('answers a Page token as the page, which has no accounts', async () => {
    const token = sandbox.pageToken('grace', sandbox.pages.grace.id, { from: 'longLived' });
    assert.deepEqual((await ask(token, '/me')).body, { name: 'Hopper Harbour', id: sandbox.pages.grace.id });
    const refused = {
      status: 400,
      code: 100,
      message: /^\(#100\) Tried accessing nonexisting field \(accounts\) on node type \(Page\)$/,
    };
    assertError(await ask(token, '/me/accounts'), refused);
    assertError(await ask(token, '/me', { fields: 'id,accounts{id}' }), refused);
    const asked = await ask(token, '/me', { fields: 'instagram_business_account' });
    assert.deepEqual(asked.body, { id: sandbox.pages.grace.id });
  });

  it('leaves instagram_business_account out without instagram_basic, and refuses pages without a page permission', async () => {
    const { id } = sandbox.pages.grace;
    const blind = sandbox.shortLivedToken('grace', { permissions: ['pages_show_list'] });
    assert.deepEqual((await ask(blind, `/${id}`, { fields: 'instagram_business_account' })).body, { id });
    const none = sandbox.shortLivedToken('grace', { permissions: [] });
    assertError(await ask(none, `/${id}`), { status: 400, code: 10, message: /pages_read_engagement/ });
  });

  it('answers nothing once data access has ended, though the token stays valid', async () => {
    const token = sandbox.pageToken('grace', sandbox.pages.grace.id, {
      from: 'longLived',
      ageSeconds: 91 * 86_400,
      lifeSeconds: 99 * 86_400,
    });
    assert.equal(sandbox.describe(token)?.valid, true);
    assert.deepEqual((await ask(token, '/me', { fields: 'id,name' })).body, { id: sandbox.pages.grace.id });
    const user = sandbox.longLivedToken('grace', { ageSeconds: 91 * 86_400, lifeSeconds: 99 * 86_400 });
    assert.deepEqual((await ask(user, '/me/accounts')).body, { data: [] });
  });
});
