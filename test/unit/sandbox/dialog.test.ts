// What a person grants in the stand-in's login dialog, and what they don't.
import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { bodyOf, callsTo } from './calls';

describe('The login dialog of the sandbox', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));
  const { get, ask } = callsTo(() => sandbox);

  /** The permissions that a login granted and declined. */
  async function logIn(scope: string, ticked: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
    const { id, secret } = sandbox.apps.demo;
    const redirect = { client_id: id, redirect_uri: 'http://localhost:4000/callback' };
    const query = new URLSearchParams({ ...redirect, response_type: 'code', scope });
    const reply = await fetch(`${sandbox.url}/v25.0/dialog/oauth?${query.toString()}`, {
      method: 'POST',
      body: new URLSearchParams({ answer: 'yes', ...ticked }),
      redirect: 'manual',
    });
    const code = new URL(reply.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const answer = await bodyOf(get('/oauth/access_token', { ...redirect, client_secret: secret, code }));
    const { access_token: token } = answer as { access_token: string };
    const { data } = (await bodyOf(ask(token, '/me/permissions'))) as {
      data: { permission: string; status: string }[];
    };
    return Object.fromEntries(data.map(({ permission, status }) => [permission, status]));
  }

  const scope = 'pages_show_list,pages_manage_posts';
  const posting = { pages_show_list: 'granted', public_profile: 'granted' };

  it('grants posting to a Page with the rest', async () => {
    assert.deepEqual(await logIn(scope), { ...posting, pages_manage_posts: 'granted' });
  });

  it('leaves out what is ticked there', async () => {
    const shown = await get('/dialog/oauth', {
      client_id: sandbox.apps.demo.id,
      redirect_uri: 'http://localhost:4000/callback',
      response_type: 'code',
      scope,
    });
    const name = /type="checkbox" name="([^"]*pages_manage_posts)"/.exec(await shown.text())?.[1] ?? '';
    assert.deepEqual(await logIn(scope, { [name]: 'on' }), { ...posting, pages_manage_posts: 'declined' });
  });

  it('leaves out what a test says, until the next test', async () => {
    sandbox.declineInDialog('pages_manage_posts', 'instagram_basic');
    assert.deepEqual(await logIn(scope), { ...posting, pages_manage_posts: 'declined' });
    sandbox.clear();
    assert.deepEqual(await logIn(scope), { ...posting, pages_manage_posts: 'granted' });
  });

  it('grants it to the tokens of tests, unless they say otherwise', async () => {
    const statusOf = async (token: string): Promise<string | undefined> => {
      const { data } = (await bodyOf(ask(token, '/me/permissions'))) as {
        data: { permission: string; status: string }[];
      };
      return data.find(({ permission }) => permission === 'pages_manage_posts')?.status;
    };
    assert.equal(await statusOf(sandbox.shortLivedToken('ada')), 'granted');
    const declined = { permissions: ['pages_show_list'], declined: ['pages_manage_posts'] };
    assert.equal(await statusOf(sandbox.shortLivedToken('ada', declined)), 'declined');
  });
});
