// The result of exchanging a Page token: undocumented, so a client must be ready for each of these answers.
import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { bodyOf, callsTo, refuses } from './calls';

interface Exchanged {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in?: number;
}

describe('The exchange of a Page token', () => {
  let sandbox: Sandbox;
  let time = Date.UTC(2026, 10, 23, 12);
  openForAll(async () => (sandbox = await startSandbox({ now: () => time })));
  const { ask, exchange } = callsTo(() => sandbox);

  const pageTokenOfGrace = (from: 'shortLived' | 'longLived' = 'longLived'): string =>
    sandbox.pageToken('grace', sandbox.pages.grace.id, { from });

  async function exchanged(token: string): Promise<Exchanged> {
    return (await bodyOf(exchange(token))) as Exchanged;
  }

  async function inspected(token: string): Promise<Readonly<Record<string, unknown>>> {
    const answer = await bodyOf(ask(sandbox.appToken(), '/debug_token', { input_token: token }));
    return (answer as { data: Readonly<Record<string, unknown>> }).data;
  }

  it('gives another one of the same Page that never expires, and says no lifetime', async () => {
    const token = pageTokenOfGrace();
    const answer = await exchanged(token);
    assert.deepEqual(Object.keys(answer), ['access_token', 'token_type']);
    assert.notEqual(answer.access_token, token);
    const before = await inspected(token);
    const after = await inspected(answer.access_token);
    assert.deepEqual([after['type'], after['profile_id'], after['expires_at']], ['PAGE', sandbox.pages.grace.id, 0]);
    for (const kept of ['user_id', 'scopes', 'granular_scopes', 'data_access_expires_at']) {
      assert.deepEqual(after[kept], before[kept], kept);
    }
  });

  it('gives one for sixty days where it is told to', async () => {
    sandbox.setPageTokenExchange('sixtyDays');
    const { access_token: token, expires_in: life } = await exchanged(pageTokenOfGrace());
    assert.equal(life, 5_183_944);
    assert.equal((await inspected(token))['expires_at'], Math.floor(time / 1000) + 5_183_944);
    time += 61 * 86_400_000;
    await refuses(ask(token, '/me'), { code: 190, subcode: 463, message: /Session has expired/ });
  });

  it('asks for a user token where it is told to refuse', async () => {
    sandbox.setPageTokenExchange('refused');
    await refuses(exchange(pageTokenOfGrace()), { code: 102, message: /^A user access token is required/ });
    assert.equal((await exchange(sandbox.shortLivedToken('grace'))).status, 200);
  });

  it('begins each test as the sandbox was started', async () => {
    assert.equal((await exchanged(pageTokenOfGrace())).expires_in, undefined);
  });

  it('can be chosen at the start', async () => {
    const refusing = await startSandbox({ pageTokenExchange: 'refused' });
    try {
      const token = refusing.pageToken('ada', refusing.pages.adaPlain.id, { from: 'longLived' });
      refusing.clear();
      await refuses(callsTo(() => refusing).exchange(token), { code: 102, message: /user access token/ });
    } finally {
      await refusing.close();
    }
  });

  it('gives nothing for a dead one', async () => {
    const expiring = pageTokenOfGrace('shortLived');
    time += 3 * 3_600_000;
    await refuses(exchange(expiring), { code: 190, subcode: 463, message: /Session has expired/ });
    const ofAda = sandbox.pageToken('ada', sandbox.pages.adaPlain.id, { from: 'longLived' });
    const { access_token: second } = await exchanged(ofAda);
    sandbox.changePassword('ada');
    for (const token of [ofAda, second]) {
      await refuses(exchange(token), { code: 190, subcode: 460, message: /session has been invalidated/ });
    }
  });

  it('leaves a token that answers for its Page and has no Pages of its own', async () => {
    const { access_token: token } = await exchanged(pageTokenOfGrace());
    const { id, name, instagram } = sandbox.pages.grace;
    assert.deepEqual(await bodyOf(ask(token, '/me', { fields: 'id,name' })), { name, id });
    const noAccounts = {
      code: 100,
      message: /^\(#100\) Tried accessing nonexisting field \(accounts\) on node type \(Page\)$/,
    };
    await refuses(ask(token, '/me/accounts'), noAccounts);
    await refuses(ask(token, '/me', { fields: 'accounts{id}' }), noAccounts);
    const limit = { data: [{ quota_usage: 0 }] };
    for (const caller of [token, sandbox.longLivedToken('grace'), sandbox.shortLivedToken('grace')]) {
      assert.deepEqual(await bodyOf(ask(caller, `/${instagram.id}/content_publishing_limit`)), limit);
    }
  });
});
