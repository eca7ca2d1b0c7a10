// What the Graph API stand-in refuses: without this, a wrong call by the product would pass its tests.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { bodyOf, callsTo, refuses } from './calls';

const GRAPH_METHOD = 'GraphMethodException';

describe('The stand-in for the Graph API', () => {
  let sandbox: Sandbox;
  let time = Date.UTC(2026, 10, 23, 12);
  openForAll(async () => (sandbox = await startSandbox({ now: () => time })));

  const { get, ask, exchange } = callsTo(() => sandbox);

  it('exchanges nothing where a parameter is missing, and names it', async () => {
    const short = sandbox.shortLivedToken('ada');
    for (const [name, code, message] of [
      ['client_id', 101, /^Missing client_id parameter\.$/],
      ['client_secret', 1, /^Missing client_secret parameter\.$/],
      ['fb_exchange_token', 1, /^fb_exchange_token parameter not specified$/],
      ['grant_type', 191, /^Missing redirect_uri parameter\.$/],
    ] as const) {
      await refuses(exchange(short, { [name]: '' }), { code, message });
    }
    await refuses(exchange(short, { grant_type: 'magic' }), { code: 100, message: /Invalid grant_type/ });
  });

  it('tells text that is no token from a damaged token', async () => {
    const short = sandbox.shortLivedToken('ada');
    for (const [token, message] of [
      ['hello', /Cannot parse access token$/],
      [short.slice(3), /Cannot parse access token$/],
      [short.slice(0, -1), /could not be decrypted$/],
      [`${short}x`, /could not be decrypted$/],
      [`${short} x`, /^Malformed access token EAA/],
    ] as const) {
      await refuses(exchange(token), { code: 190, message });
    }
  });

  it('inspects a token for its app or an owner of it, and for nobody else', async () => {
    const token = sandbox.shortLivedToken('grace');
    const inspect = (caller: string): Promise<Response> => ask(caller, '/debug_token', { input_token: token });
    assert.equal((await inspect(sandbox.appToken())).status, 200);
    assert.equal((await inspect(sandbox.shortLivedToken('ada'))).status, 200);
    const refused = { code: 100, message: /^\(#100\) You must provide an app access token/ };
    await refuses(inspect(token), refused);
    await refuses(inspect(sandbox.pageToken('ada', sandbox.pages.adaPlain.id, { from: 'longLived' })), refused);
    await refuses(get('/debug_token', { input_token: token }), refused);
  });

  it('inspects what is given to it, and only by GET', async () => {
    const parameters = { access_token: sandbox.appToken() };
    await refuses(get('/debug_token', parameters), { code: 100, message: /parameter input_token is required/ });
    const posted = { code: 100, type: GRAPH_METHOD, message: /^Unsupported post request/ };
    await refuses(get('/debug_token', parameters, 'POST'), posted);
  });

  it('checks a proof whenever it comes, and misses it only for the app that requires it', async () => {
    const { demo, proof } = sandbox.apps;
    const proven = (token: string, secret: string): Record<string, string> => ({
      appsecret_proof: createHmac('sha256', secret).update(token).digest('hex'),
    });
    const ada = sandbox.shortLivedToken('ada');
    const guarded = sandbox.shortLivedToken('ada', { app: 'proof' });
    const page = sandbox.pageToken('ada', sandbox.pages.adaPlain.id, { app: 'proof', from: 'longLived' });
    for (const [token, { secret }] of [
      [ada, demo],
      [guarded, proof],
      [page, proof],
    ] as const) {
      assert.equal((await ask(token, '/me', proven(token, secret))).status, 200);
    }
    const wrong = { code: 100, type: GRAPH_METHOD, message: /^Invalid appsecret_proof provided/ };
    await refuses(ask(ada, '/me', proven(ada, proof.secret)), wrong);
    await refuses(ask(guarded, '/me', proven(guarded, demo.secret)), wrong);
    await refuses(ask(page, '/me', proven(guarded, proof.secret)), wrong);
    const missing = { code: 100, type: GRAPH_METHOD, message: /require an appsecret_proof argument$/ };
    await refuses(ask(guarded, '/me'), missing);
    await refuses(ask(page, '/me'), missing);
  });

  it('parses fields strictly', async () => {
    const token = sandbox.shortLivedToken('ada');
    for (const [fields, code, message] of [
      ['id,bogus', 100, /nonexisting field \(bogus\) on node type \(User\)$/],
      ['accounts{tasks,bogus}', 100, /nonexisting field \(bogus\) on node type \(Page\)$/],
      ['accounts{instagram_business_account{bogus}}', 100, /\(bogus\) on node type \(ShadowIGUser\)$/],
      ['id,', 2500, /^Syntax error "Expected name\." at character 3: id,$/],
      ['accounts{id', 2500, /Expected "}"/],
      ['id}', 2500, /Expected end of string instead of "}"/],
    ] as const) {
      await refuses(ask(token, '/me', { fields }), { code, message });
    }
    const page = `/${sandbox.pages.adaPlain.id}`;
    await refuses(ask(token, page, { fields: 'tasks' }), { code: 100, message: /\(tasks\) on node type \(Page\)$/ });
  });

  it('leaves out what may not be seen after cutting, so that a result page can be empty and not the last', async () => {
    const lastId = sandbox.people.many.pages.at(-1)?.id ?? '';
    const token = sandbox.longLivedToken('many', { pages: [lastId] });
    const first = (await bodyOf(ask(token, '/me/accounts', { limit: '100' }))) as {
      data: [];
      paging: { next: string };
    };
    assert.deepEqual(first.data, []);
    assert.equal(typeof first.paging.next, 'string');
  });

  it('answers nothing once data access has ended, though the token stays valid', async () => {
    const old = { ageSeconds: 91 * 86_400, lifeSeconds: 99 * 86_400 };
    const { id } = sandbox.pages.grace;
    const page = sandbox.pageToken('grace', id, { from: 'longLived', ...old });
    assert.deepEqual(await bodyOf(ask(page, '/me', { fields: 'id,name' })), { id });
    assert.deepEqual(await bodyOf(ask(sandbox.longLivedToken('grace', old), '/me/accounts')), { data: [] });
  });

  it('lets time end user tokens and short-lived Page tokens, but not a permanent one', async () => {
    const { id } = sandbox.pages.grace;
    const short = sandbox.shortLivedToken('grace');
    const shortPage = sandbox.pageToken('grace', id, { from: 'shortLived' });
    const long = sandbox.longLivedToken('grace');
    const permanent = sandbox.pageToken('grace', id, { from: 'longLived' });
    const expired = { code: 190, subcode: 463, message: /Session has expired/ };
    time += 2 * 3_600_000;
    await refuses(ask(short, '/me'), expired);
    await refuses(ask(shortPage, '/me'), expired);
    assert.equal((await ask(long, '/me')).status, 200);
    time += 61 * 86_400_000;
    await refuses(ask(long, '/me'), expired);
    assert.equal((await ask(permanent, '/me')).status, 200);
  });

  describe('gives no code in its login dialog', () => {
    const blocked: [string, (apps: Sandbox['apps']) => Record<string, string>, RegExp][] = [
      ['to an unknown app', () => ({ client_id: '1' }), /Invalid App ID/],
      ['at an address that is not registered', () => ({ redirect_uri: 'https://evil.example/' }), /URL Blocked/],
      ['at this computer by its number', () => ({ redirect_uri: 'http://127.0.0.1:4000/callback' }), /URL Blocked/],
      ['at localhost, for an app that is live', ({ other }) => ({ client_id: other.id }), /URL Blocked/],
      ['where something else is asked for', () => ({ response_type: 'token' }), /Invalid parameter/],
      ['for a permission that there is not', () => ({ scope: 'pages_show_lists' }), /Invalid Scopes: pages_show_lists/],
    ];
    for (const [what, changes, title] of blocked) {
      it(what, async () => {
        const asked = {
          client_id: sandbox.apps.demo.id,
          redirect_uri: 'http://localhost:4000/callback',
          response_type: 'code',
          scope: 'pages_show_list,instagram_basic',
          state: 's1',
        };
        for (const method of ['GET', 'POST']) {
          const reply = await get('/dialog/oauth', { ...asked, ...changes(sandbox.apps) }, method);
          assert.equal(reply.status, 400);
          assert.match(await reply.text(), title);
        }
      });
    }
  });
});
