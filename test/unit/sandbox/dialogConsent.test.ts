// There is one grant per person and app: the effect of a later sign-in on the tokens of an earlier one.
import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { guidePermissions, startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { bodyOf, callsTo, refuses } from './calls';
import { visitsTo } from './dialogVisit';

describe('A later sign-in in the sandbox', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));
  const { ask } = callsTo(() => sandbox);
  const { open, logIn } = visitsTo(() => sandbox);

  const impersonation = {
    code: 190,
    message:
      /^Any of the pages_read_engagement, .* or pages_messaging permission\(s\) must be granted before impersonating a user's page\.$/,
  };

  async function listed(token: string): Promise<readonly string[]> {
    const answer = await bodyOf(ask(token, '/me/accounts', { fields: 'id' }));
    return (answer as { data: readonly { id: string }[] }).data.map(({ id }) => id);
  }

  async function statusOf(token: string, permission: string): Promise<string | undefined> {
    const answer = await bodyOf(ask(token, '/me/permissions'));
    const { data } = answer as { data: readonly { permission: string; status: string }[] };
    return data.find((entry) => entry.permission === permission)?.status;
  }

  const asking = (scope: string, more: Readonly<Record<string, string>> = {}) => ({
    client_id: sandbox.apps.demo.id,
    scope,
    ...more,
  });

  it('replaces the ticks: the token of a Page that is no longer ticked dies, the others live', async () => {
    const { adaInstagram, adaPlain } = sandbox.pages;
    const dropped = sandbox.pageToken('ada', adaInstagram.id, { from: 'longLived' });
    const kept = sandbox.pageToken('ada', adaPlain.id, { from: 'longLived' });
    const user = sandbox.longLivedToken('ada');
    const next = sandbox.signIn('ada', { pages: [adaPlain.id] });
    await refuses(ask(dropped, '/me'), impersonation);
    assert.equal(sandbox.describe(dropped)?.valid, false);
    assert.equal((await ask(kept, '/me')).status, 200);
    for (const token of [user, next]) assert.deepEqual(await listed(token), [adaPlain.id]);
    const { data } = (await bodyOf(ask(sandbox.appToken(), '/debug_token', { input_token: dropped }))) as {
      data: Readonly<Record<string, unknown>>;
    };
    assert.deepEqual([data['is_valid'], data['expires_at']], [false, 0]);
  });

  it('brings the token of a Page back that is ticked again', async () => {
    const { adaInstagram, adaPlain } = sandbox.pages;
    const token = sandbox.pageToken('ada', adaInstagram.id, { from: 'longLived' });
    sandbox.signIn('ada', { pages: [adaPlain.id] });
    await refuses(ask(token, '/me'), impersonation);
    sandbox.signIn('ada', { pages: [adaInstagram.id] });
    assert.equal((await ask(token, '/me')).status, 200);
  });

  it('replaces the permissions it asks for, and leaves the others as they were', async () => {
    const { id } = sandbox.pages.adaPlain;
    const user = sandbox.longLivedToken('ada');
    const page = sandbox.pageToken('ada', id, { from: 'longLived', permissions: ['pages_show_list'] });
    sandbox.signIn('ada', { permissions: ['pages_show_list'], declined: ['pages_show_list'] });
    assert.equal(await statusOf(user, 'pages_show_list'), 'declined');
    assert.equal(await statusOf(user, 'instagram_basic'), 'granted');
    await refuses(ask(page, '/me'), impersonation);
  });

  it('is that of one person in one app', async () => {
    const tokens = [
      sandbox.pageToken('ada', sandbox.pages.adaPlain.id, { from: 'longLived', app: 'other' }),
      sandbox.pageToken('grace', sandbox.pages.grace.id, { from: 'longLived' }),
    ];
    sandbox.signIn('ada', { pages: [] });
    for (const token of tokens) assert.equal((await ask(token, '/me')).status, 200);
  });

  it('is no token of a test: those can be of many kinds at once', async () => {
    const { adaInstagram, adaPlain } = sandbox.pages;
    const token = sandbox.pageToken('ada', adaInstagram.id, { from: 'longLived' });
    sandbox.shortLivedToken('ada', { pages: [adaPlain.id] });
    assert.equal((await ask(token, '/me')).status, 200);
  });

  describe('through the form of the dialog', () => {
    it('has a box for each Page, ticked as the person ticks them', async () => {
      const { html } = await open(asking('pages_show_list'));
      for (const { id, name } of sandbox.people.ada.pages) {
        assert.ok(html.includes(`name="page.${id}" checked>${name.replace('&', '&amp;')}<`), name);
      }
      assert.match(html, /name="pages\.all" checked>All current and future Pages</);
      sandbox.setDialogPerson('iris');
      const ofIris = (await open(asking('pages_show_list'))).html;
      assert.match(ofIris, new RegExp(`name="page\\.${sandbox.pages.irisTicked.id}" checked>`));
      assert.match(ofIris, new RegExp(`name="page\\.${sandbox.pages.irisUnticked.id}">`));
      assert.match(ofIris, /name="pages\.all">/);
    });

    it('grants the Pages that are ticked', async () => {
      const { adaInstagram, adaPlain } = sandbox.pages;
      const shown = { 'pages.shown': '1' };
      const one = await logIn(asking('pages_show_list'), { ...shown, [`page.${adaPlain.id}`]: 'on' });
      assert.deepEqual(await listed(one), [adaPlain.id]);
      const none = await logIn(asking('pages_show_list'), shown);
      assert.deepEqual(await listed(none), []);
      const all = await logIn(asking('pages_show_list'), { ...shown, 'pages.all': 'on' });
      assert.equal((await listed(all)).length, 3);
      sandbox.tickInDialog({ pages: [adaInstagram.id] });
      assert.deepEqual(await listed(await logIn(asking('pages_show_list'))), [adaInstagram.id]);
    });
  });

  describe('after a permission was declined', () => {
    const scope = 'pages_show_list,instagram_basic';
    const decline = { 'decline.instagram_basic': 'on' };

    it('is not asked for it again, and does not have it', async () => {
      await logIn(asking(scope), decline);
      assert.ok(!(await open(asking(scope))).html.includes('instagram_basic'));
      const token = await logIn(asking(scope));
      assert.equal(await statusOf(token, 'instagram_basic'), 'declined');
    });

    it('is asked for it again with auth_type=rerequest', async () => {
      await logIn(asking(scope), decline);
      const again = asking(scope, { auth_type: 'rerequest' });
      assert.match((await open(again)).html, /name="decline\.instagram_basic"/);
      assert.equal(await statusOf(await logIn(again), 'instagram_basic'), 'granted');
      sandbox.signIn('ada', { permissions: ['instagram_basic'], declined: ['instagram_basic'], isRerequest: true });
      assert.equal(
        await statusOf(sandbox.signIn('ada', { permissions: ['instagram_basic'] }), 'instagram_basic'),
        'declined',
      );
    });
  });

  describe('with Facebook Login for Business', () => {
    const linked = () => ({ client_id: sandbox.apps.useCase.id, scope: 'pages_show_list,instagram_basic' });
    const edited = () => ({ ...linked(), edit: '1' });

    it('gets all permissions or none', async () => {
      const token = await logIn(linked(), { 'decline.instagram_basic': 'on' });
      for (const name of ['pages_show_list', 'instagram_basic']) assert.equal(await statusOf(token, name), 'declined');
    });

    it('is offered the earlier answers again, and changes them behind “Edit settings”', async () => {
      const { adaInstagram, adaPlain } = sandbox.pages;
      await logIn(linked(), { 'pages.shown': '1', [`page.${adaPlain.id}`]: 'on' });
      const { title, html } = await open(linked());
      assert.equal(title, 'You’ve previously linked Use Case App to Facebook');
      assert.match(html, /<a href="\?[^"]*edit=1">Edit settings</);
      assert.deepEqual(await listed(await logIn(linked())), [adaPlain.id]);
      assert.match((await open(edited())).title, /^Continue as/);
      const changed = await logIn(edited(), { 'pages.shown': '1', [`page.${adaInstagram.id}`]: 'on' });
      assert.deepEqual(await listed(changed), [adaInstagram.id]);
    });

    it('shows the boxes at once with auth_type=rerequest', async () => {
      await logIn(linked());
      assert.match((await open({ ...linked(), auth_type: 'rerequest' })).title, /^Continue as/);
    });
  });

  it('is forgotten when the sandbox is cleared', async () => {
    const token = sandbox.pageToken('ada', sandbox.pages.adaInstagram.id, { from: 'longLived' });
    sandbox.signIn('ada', { permissions: guidePermissions, declined: ['instagram_basic'] });
    sandbox.clear();
    sandbox.signIn('ada', { pages: [] });
    assert.equal((await ask(token, '/me')).status, 200);
    assert.equal(await statusOf(sandbox.signIn('ada'), 'instagram_basic'), 'granted');
  });
});
