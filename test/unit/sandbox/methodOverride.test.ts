// How the Graph API stand-in treats a POST that only reads.
import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { bodyOf, callsTo, refuses } from './calls';

const GRAPH_METHOD = 'GraphMethodException';

describe('The stand-in for the Graph API, asked to read by POST', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  const { get, ask, send } = callsTo(() => sandbox);
  const inspecting = (): Record<string, string> => ({ input_token: sandbox.shortLivedToken('ada') });
  const reading = { method: 'get' };

  beforeEach(() => {
    sandbox.clear();
  });

  it('answers as it does by GET, and remembers how it was asked', async () => {
    const token = sandbox.longLivedToken('ada');
    const input = inspecting();
    const readings: readonly (readonly [string, string, Record<string, string>])[] = [
      [sandbox.appToken(), '/debug_token', input],
      [token, '/me', { fields: 'id,name' }],
      [token, '/me/accounts', { fields: 'id', limit: '2' }],
    ];
    for (const [caller, path, parameters] of readings) {
      const byGet = await bodyOf(ask(caller, path, parameters));
      assert.deepEqual(await bodyOf(send(caller, path, { ...parameters, ...reading })), byGet);
    }
    const asked = sandbox.requests.map(({ method, effectiveMethod }) => `${method} as ${effectiveMethod}`);
    assert.deepEqual([...new Set(asked)], ['GET as GET', 'POST as GET']);
  });

  it('takes no method but get, and takes it in the form of a POST only', async () => {
    const refused = { code: 100, message: /Param method must be get/ };
    const app = sandbox.appToken();
    for (const method of ['GET', 'post', 'delete', 'head', '']) {
      await refuses(send(app, '/debug_token', { ...inspecting(), method }), refused);
    }
    await refuses(ask(app, '/debug_token', { ...inspecting(), ...reading }), refused);
    await refuses(get('/debug_token', { ...inspecting(), ...reading, access_token: app }, 'POST'), refused);
  });

  it('takes no parameter that the call does not have, in a GET or a form', async () => {
    const refused = { code: 100, message: /Unknown parameter bogus$/ };
    const app = sandbox.appToken();
    const token = sandbox.longLivedToken('ada');
    const bogus = { bogus: '1' };
    await refuses(ask(app, '/debug_token', { ...inspecting(), ...bogus }), refused);
    await refuses(send(app, '/debug_token', { ...inspecting(), ...bogus, ...reading }), refused);
    await refuses(ask(token, '/me', bogus), refused);
    await refuses(send(token, '/me', { ...bogus, ...reading }), refused);
    const fields = { code: 100, message: /Unknown parameter fields$/ };
    await refuses(send(app, '/debug_token', { ...inspecting(), fields: 'id', ...reading }), fields);
  });

  it('refuses the call as the POST that it is, once told to, and takes it again once told to', async () => {
    const app = sandbox.appToken();
    const token = sandbox.longLivedToken('ada');
    const posted = { code: 100, type: GRAPH_METHOD, message: /^Unsupported post request/ };
    sandbox.setMethodOverride(false);
    await refuses(send(app, '/debug_token', { ...inspecting(), ...reading }), posted);
    await refuses(send(token, '/me', reading), { ...posted, subcode: 33 });
    assert.ok(sandbox.requests.every(({ effectiveMethod }) => effectiveMethod === 'POST'));
    assert.equal((await ask(app, '/debug_token', inspecting())).status, 200);
    sandbox.setMethodOverride(true);
    assert.equal((await send(app, '/debug_token', { ...inspecting(), ...reading })).status, 200);
  });
});
