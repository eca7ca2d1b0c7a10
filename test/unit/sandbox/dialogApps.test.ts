// Which app may request what in the stand-in's login dialog, and Facebook's messages if it may not.
import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import type { AppName } from '../../sandbox/world';
import { bodyOf, callsTo } from './calls';
import { CALLBACK, fieldsOf, visitsTo } from './dialogVisit';

const FOUR = 'pages_show_list,pages_read_engagement,instagram_basic,instagram_content_publish';

describe('The login dialog, app by app', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));
  const { ask } = callsTo(() => sandbox);
  const { open, press, logIn } = visitsTo(() => sandbox);

  const asking = (app: AppName, more: Readonly<Record<string, string>> = { scope: FOUR }) => ({
    client_id: sandbox.apps[app].id,
    ...more,
  });

  async function granted(token: string): Promise<readonly string[]> {
    const answer = await bodyOf(ask(token, '/me/permissions'));
    const { data } = answer as { data: readonly { permission: string; status: string }[] };
    return data.filter(({ status }) => status === 'granted').map(({ permission }) => permission);
  }

  const fourAndProfile = [...FOUR.split(','), 'public_profile'];

  for (const app of ['demo', 'useCase', 'twoUseCases', 'businessLoginWithScope', 'typeNone'] as const) {
    it(`gives ${app} the four permissions of publishing`, async () => {
      assert.match((await open(asking(app))).title, /^Continue as Ada Lovelace\?$/);
      assert.deepEqual(await granted(await logIn(asking(app))), fourAndProfile);
    });
  }

  it('gives an app of one use case nothing of the other, and says which permissions it lacks', async () => {
    const scope = `${FOUR},pages_manage_posts,pages_read_user_content`;
    const { title, html } = await open(asking('useCase', { scope }));
    assert.equal(title, 'Invalid Scopes: pages_manage_posts, pages_read_user_content');
    assert.match(html, /only shown to developers/);
    assert.equal((await granted(await logIn(asking('twoUseCases', { scope })))).length, 7);
  });

  for (const app of ['useCaseBare', 'consumer'] as const) {
    it(`shows ${app} that its permissions were not added, and nothing else`, async () => {
      const title = `Invalid Scopes: ${FOUR.replaceAll(',', ', ')}`;
      assert.equal((await open(asking(app))).title, title);
      const shown = await press(asking(app));
      assert.ok('title' in shown && shown.title === title);
    });
  }

  it('needs more than what everybody gives, where the login is that for businesses', async () => {
    for (const scope of ['', 'public_profile', 'openid email']) {
      const { title, html } = await open(asking('businessLoginWithScope', { scope }));
      assert.equal(title, "It looks like this app isn't available");
      assert.match(html, /at least one supported permission/);
    }
    assert.deepEqual(await granted(await logIn(asking('consumer', { scope: 'email' }))), ['email', 'public_profile']);
  });

  describe('with a configuration', () => {
    const configured = (index: 0 | 1 = 0, more: Readonly<Record<string, string>> = {}) =>
      asking('businessLogin', {
        config_id: sandbox.apps.businessLogin.login.configurations[index].id,
        override_default_response_type: 'true',
        ...more,
      });

    it('grants what is in it', async () => {
      const permissions = await granted(await logIn(configured()));
      assert.deepEqual(permissions, [
        ...fourAndProfile.slice(0, 4),
        'business_management',
        'ads_read',
        'public_profile',
      ]);
    });

    it('ends in a token that never ends, where it is for a system user', async () => {
      const token = await logIn(configured(1));
      const { kind, expiresAt, dataAccessExpiresAt } = sandbox.describe(token) ?? {};
      assert.deepEqual([kind, expiresAt, dataAccessExpiresAt], ['SYSTEM_USER', 0, 0]);
    });

    const refused: [string, Readonly<Record<string, string>>, RegExp][] = [
      ['permissions beside it', { scope: FOUR }, /^Sorry, something went wrong$/],
      ['auth_type beside it', { auth_type: 'rerequest' }, /^Sorry, something went wrong$/],
      ['no override of the response type', { override_default_response_type: '' }, /^Sorry, something went wrong$/],
      ['an ID that there is not', { config_id: '1' }, /^It looks like this app isn't available$/],
    ];
    for (const [what, more, title] of refused) {
      it(`opens for nobody who sends ${what}`, async () => {
        assert.match((await open(configured(0, more))).title, title);
      });
    }

    it('opens for nobody who sends permissions instead, if the app goes by configurations alone', async () => {
      const { title, html } = await open(asking('businessLogin'));
      assert.equal(title, "It looks like this app isn't available");
      assert.match(html, /at least one supported permission/);
    });

    it('does not open for an app with the classic login', async () => {
      const [{ id }] = sandbox.apps.businessLogin.login.configurations;
      for (const app of ['typeNone', 'consumer', 'demo'] as const) {
        const query = asking(app, { config_id: id, override_default_response_type: 'true' });
        assert.equal((await open(query)).title, 'Sorry, something went wrong');
      }
    });
  });

  it('takes localhost without an entry in development, and with one alone once the app is live', async () => {
    const { title, html } = await open(asking('live'));
    assert.equal(title, 'URL Blocked');
    assert.match(html, /Make sure Client and Web OAuth Login are on/);
    const listed = { scope: FOUR, redirect_uri: `${sandbox.url}/connect/login_success.html` };
    assert.match((await open(asking('live', listed))).title, /^Continue as/);
    assert.match((await open(asking('useCase'))).title, /^Continue as/);
  });

  it('lets nobody without a role in, neither while the app is in development nor once it is live', async () => {
    assert.equal((await open(asking('strangers'))).title, 'App not active');
    sandbox.setDialogPerson('grace');
    const back = { scope: FOUR, redirect_uri: 'https://agoras.invalid/signed-in' };
    const { title, html } = await open(asking('live', back));
    assert.equal(title, 'Feature Unavailable');
    assert.match(html, /updating additional details/);
    assert.match((await open(asking('demo'))).title, /^Continue as Grace Hopper\?$/);
  });

  it('opens for nobody once the app is switched off', async () => {
    assert.equal((await open(asking('off'))).title, 'App not active');
  });

  describe('where errors come by a redirect', () => {
    const message = /^Invalid Scopes: pages_show_list, [^.]*\. This message is only shown to developers\./;

    it('has a code and a message, without state', async () => {
      sandbox.setDialogErrors({ by: 'redirect', withState: false });
      const { error_code: code, error_message: said = '', ...rest } = fieldsOf(await press(asking('useCaseBare')));
      assert.equal(code, '100');
      assert.match(said, message);
      assert.deepEqual(rest, {});
    });

    it('has state, too, if it is told to', async () => {
      sandbox.setDialogErrors({ by: 'redirect', withState: true });
      const fields = fieldsOf(await press(asking('useCaseBare')));
      assert.match(fields['error_message'] ?? '', message);
      assert.equal(fields['state'], 's1');
    });

    it('says of a missing role that the app is not set up, and of an unlisted address that it is blocked', async () => {
      sandbox.setDialogErrors({ by: 'redirect', withState: false });
      const noRole = fieldsOf(await press(asking('strangers')));
      assert.equal(noRole['error_code'], '1349126');
      assert.match(noRole['error_message'] ?? '', /^App Not Setup: This app is still in development mode/);
      const blocked = fieldsOf(await press(asking('live')));
      assert.equal(blocked['error_code'], '1349168');
      assert.match(blocked['error_message'] ?? '', /^URL Blocked: This redirect failed/);
    });

    it('still shows what Facebook only ever shows', async () => {
      sandbox.setDialogErrors({ by: 'redirect', withState: false });
      assert.equal((await open(asking('off'))).title, 'App not active');
      assert.equal((await open(asking('businessLogin'))).title, "It looks like this app isn't available");
    });
  });

  it('tells that the person declined, with state or without', async () => {
    const declined = {
      error: 'access_denied',
      error_code: '200',
      error_description: 'Permissions error',
      error_reason: 'user_denied',
    };
    const no = { answer: 'no' };
    assert.deepEqual(fieldsOf(await press(asking('useCase'), no)), { ...declined, state: 's1' });
    sandbox.setDialogErrors({ by: 'page', withState: false });
    assert.deepEqual(fieldsOf(await press(asking('useCase'), no)), declined);
  });

  const troubles = [
    ['domainNotListed', "Can't Load URL", '1349048'],
    ['featureUnavailable', 'Feature Unavailable', '1349220'],
    ['featureTemporarilyUnavailable', 'Feature Unavailable', '1349186'],
    ['contentUnavailable', "This content isn't available right now", undefined],
    ['invalidAppId', 'Invalid App ID', undefined],
  ] as const;
  for (const [trouble, title, code] of troubles) {
    it(`fails where it is told to: ${trouble}`, async () => {
      sandbox.failDialog(trouble);
      assert.equal((await open(asking('demo'))).title, title);
      sandbox.setDialogErrors({ by: 'redirect', withState: false });
      const back = await press(asking('demo'));
      if (code === undefined) assert.ok('title' in back);
      else assert.equal(fieldsOf(back)['error_code'], code);
      sandbox.failDialog(undefined);
      assert.match((await open(asking('demo'))).title, /^Continue as/);
    });
  }

  it('ends on an empty page where it is told to, and has the code of nobody', async () => {
    sandbox.failDialog('blankPage');
    const blank = await press(asking('useCase'));
    assert.ok(blank instanceof URL && blank.pathname === '/v25.0/dialog/oauth/business/cancel/');
    const reply = await fetch(blank);
    assert.deepEqual([reply.status, await reply.text()], [200, '']);
    assert.ok(!blank.href.startsWith(CALLBACK));
  });
});
