import assert from 'node:assert/strict';
import { asConfirmed } from '../../../src/http/confirmedUrl';
import { permissionsToAskFor } from '../../../src/graph/permissions';
import {
  parseFinalAddress,
  SIGN_IN_MILLISECONDS,
  SignInAttempt,
  successPage,
} from '../../../src/credentials/signInAttempt';
import { describeFailure } from '../../../src/messages/failures/flowFailures';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { connectTo, inputs, unixNow } from './obtainFlow';
import { visitDialog } from './visitDialog';
import { acquireUserToken } from '../../../src/credentials/acquireUserToken';

const LOOPBACK = 'http://localhost:8713/callback';

describe('A sign-in with Facebook', () => {
  let sandbox: Sandbox;
  let time = Date.UTC(2026, 10, 24, 12);
  const { signal } = new AbortController();
  openForAll(async () => (sandbox = await startSandbox({ now: () => time })));

  function attempt(redirectUri = LOOPBACK, permissions: readonly string[] = permissionsToAskFor(false)): SignInAttempt {
    const { app } = inputsOf();
    return new SignInAttempt(
      { app: app.id, redirectUri, grant: { kind: 'permissions', permissions }, next: 'facebookPage' },
      () => time,
    );
  }

  const inputsOf = (token = 'EAA'.padEnd(40, 'x')) =>
    inputs({ appId: sandbox.apps.demo.id, appSecret: sandbox.apps.demo.secret, token });
  const dialog = () => ({ baseUrl: asConfirmed(new URL(sandbox.url)), version: 'v25.0' });
  const api = () => connectTo(sandbox.url)(inputsOf().app, () => undefined);
  const answerTo = (signIn: SignInAttempt, fields: Readonly<Record<string, string>>) => {
    const state = new URL(signIn.address(dialog()).reveal()).searchParams.get('state') ?? '';
    return new URLSearchParams({ state, ...fields });
  };

  it('asks in the dialog for the app’s code with the four permissions, those declined before too, and prints none of it', () => {
    const address = attempt().address({ baseUrl: asConfirmed(new URL('https://www.facebook.com')), version: 'v25.0' });
    const url = new URL(address.reveal());
    assert.equal(url.origin + url.pathname, 'https://www.facebook.com/v25.0/dialog/oauth');
    const { state = '', ...rest } = Object.fromEntries(url.searchParams);
    assert.match(state, /^[\w-]{43}$/);
    assert.deepEqual(rest, {
      client_id: sandbox.apps.demo.id,
      redirect_uri: LOOPBACK,
      scope: 'pages_show_list,pages_read_engagement,instagram_basic,instagram_content_publish',
      auth_type: 'rerequest',
      response_type: 'code',
    });
    assert.equal(String(address), '[redacted]');
  });

  it('asks for any other permission that is wanted, and in an address without version where there is none', () => {
    const url = new URL(
      attempt(LOOPBACK, ['pages_show_list', 'business_management'])
        .address({ ...dialog(), version: '' })
        .reveal(),
    );
    assert.equal(url.pathname, '/dialog/oauth');
    assert.match(url.searchParams.get('scope') ?? '', /,business_management$/);
  });

  it('has a state of its own each time', () => {
    const states = Array.from({ length: 50 }, () => answerTo(attempt(), {}).get('state'));
    assert.equal(new Set(states).size, 50);
  });

  it('ends in a token with which the flow goes on', async () => {
    for (const redirectUri of [LOOPBACK, successPage(new URL(sandbox.url)), 'https://agoras.invalid/signed-in']) {
      const signIn = attempt(redirectUri);
      const back = await visitDialog(signIn.address(dialog()));
      const parsed = parseFinalAddress(back.href, redirectUri);
      assert.ok(parsed.ok);
      const code = signIn.take(parsed.value);
      assert.ok(code.ok);
      sandbox.clearRequests();
      const token = await signIn.redeem(api(), code.value, signal);
      assert.ok(token.ok);
      const [request] = sandbox.requests;
      assert.deepEqual([request?.method, request?.target], ['POST', '/v25.0/oauth/access_token']);
      assert.ok((await acquireUserToken(api(), inputsOf(token.value.reveal()), unixNow(), signal)).ok);
    }
  });

  it('takes no answer with another state, or without one', () => {
    for (const state of ['', 'guessed', 'x'.repeat(43)]) {
      const taken = attempt().take(new URLSearchParams({ code: 'AQ1', state }));
      assert.ok(!taken.ok && taken.error.kind === 'signInMismatch');
    }
  });

  it('asks with a login configuration and nothing else where the app has one', () => {
    const asked = { app: inputsOf().app.id, redirectUri: LOOPBACK, next: undefined };
    const grant = { kind: 'configuration' as const, id: '1234567890' };
    const url = new URL(new SignInAttempt({ ...asked, grant }, () => time).address(dialog()).reveal());
    const { state: _state, ...rest } = Object.fromEntries(url.searchParams);
    assert.deepEqual(rest, {
      client_id: asked.app,
      redirect_uri: LOOPBACK,
      response_type: 'code',
      config_id: '1234567890',
      override_default_response_type: 'true',
    });
  });

  it('takes one answer, the right one: none of an old tab or a stranger ends it, and none comes twice', () => {
    const waiting = attempt();
    const right = answerTo(waiting, { code: 'AQ1' });
    for (const stray of [{ code: 'AQ2', state: 'guessed' }, { error: '1' }, { error: 'access_denied', state: 'old' }]) {
      const taken = waiting.take(new URLSearchParams(stray));
      assert.ok(!taken.ok, JSON.stringify(stray));
    }
    assert.ok(waiting.take(right).ok);
    const again = waiting.take(right);
    assert.ok(!again.ok && again.error.kind === 'signInOver');
  });

  const forms: readonly (readonly [Readonly<Record<string, string>>, string, RegExp])[] = [
    [{ error: 'access_denied', error_code: '200', error_reason: 'user_denied' }, 'signInDeclined', /^$/],
    [{ error_reason: 'user_denied' }, 'signInDeclined', /^$/],
    [{ error_code: '1349168', error_message: 'URL Blocked' }, 'signInRefused', /URL Blocked/],
    [{ error_code: '100' }, 'signInRefused', /100/],
    [{ error: 'server_error', error_description: 'Try again' }, 'signInRefused', /Try again/],
  ];
  for (const [fields, kind, said] of forms) {
    it(`reads a failed answer of the form ${Object.keys(fields).join(', ')}, with its state and, pasted, without`, () => {
      for (const answer of [answerTo(attempt(), fields), new URLSearchParams(fields)]) {
        const waiting = attempt();
        if (answer.has('state')) answer.set('state', answerTo(waiting, {}).get('state') ?? '');
        const taken = waiting.take(answer);
        assert.ok(!taken.ok && taken.error.kind === kind, JSON.stringify(taken));
        assert.match('said' in taken.error ? taken.error.said : '', said);
      }
    });
  }

  it('takes no answer after ten minutes, and one just before', () => {
    const [early, late] = [attempt(), attempt()];
    time += SIGN_IN_MILLISECONDS;
    assert.ok(early.take(answerTo(early, { code: 'AQ1' })).ok);
    time += 1;
    const taken = late.take(answerTo(late, { code: 'AQ1' }));
    assert.ok(!taken.ok && taken.error.kind === 'signInTimedOut');
  });

  it('tells “Not now” from what Facebook itself refuses', async () => {
    const declined = attempt();
    const back = await visitDialog(declined.address(dialog()), 'Not now');
    const taken = declined.take(back.searchParams);
    assert.ok(!taken.ok && taken.error.kind === 'signInDeclined');
    const refused = attempt();
    const spelling = { error_code: '1349126', error_message: 'App not active: [x](command:y)' };
    const other = refused.take(answerTo(refused, spelling));
    assert.ok(!other.ok && other.error.kind === 'signInRefused');
    assert.match(describeFailure(other.error).reason, /App not active: \[x\] \(command/);
  });

  it('says of a code that was used or is too old to sign in again', async () => {
    const used = attempt();
    const code = used.take((await visitDialog(used.address(dialog()))).searchParams);
    assert.ok(code.ok);
    assert.ok((await used.redeem(api(), code.value, signal)).ok);
    const old = attempt();
    const oldCode = old.take((await visitDialog(old.address(dialog()))).searchParams);
    assert.ok(oldCode.ok);
    time += 601_000;
    for (const refused of [
      await used.redeem(api(), code.value, signal),
      await old.redeem(api(), oldCode.value, signal),
    ]) {
      assert.ok(!refused.ok && refused.error.kind === 'signInCodeRefused', JSON.stringify(refused));
      assert.equal(describeFailure(refused.error).action, 'signIn');
      assert.ok(!JSON.stringify(refused).includes(code.value.reveal()));
    }
  });

  it('leads from a redirect that the app does not allow to its settings and to the next way', async () => {
    const asked = attempt();
    const code = asked.take((await visitDialog(asked.address(dialog()))).searchParams);
    assert.ok(code.ok);
    const refused = await attempt('https://example.org/other').redeem(api(), code.value, signal);
    assert.ok(!refused.ok && refused.error.kind === 'redirectRefused');
    const { reason, nextStep, action, otherAction } = describeFailure(refused.error);
    assert.match(reason, /https:\/\/example\.org\/other/);
    assert.match(nextStep, /Facebook Login > Settings > “Valid OAuth Redirect URIs”/);
    assert.deepEqual([action, otherAction], ['signInAtFacebook', 'openAppDashboard']);
  });

  it('passes on what is wrong with the app or the network', async () => {
    const signIn = attempt();
    const code = signIn.take((await visitDialog(signIn.address(dialog()))).searchParams);
    assert.ok(code.ok);
    const { app } = inputs({
      ...sandbox.apps.demo,
      appId: sandbox.apps.demo.id,
      appSecret: 'f'.repeat(32),
      token: 'EAA'.padEnd(40, 'x'),
    });
    const wrong = await signIn.redeem(
      connectTo(sandbox.url)(app, () => undefined),
      code.value,
      signal,
    );
    assert.ok(!wrong.ok && wrong.error.kind === 'wrongAppSecret');
    const offline = await signIn.redeem(
      connectTo('http://127.0.0.1:9')(app, () => undefined),
      code.value,
      signal,
    );
    assert.ok(!offline.ok && offline.error.kind === 'network');
  });
});

describe('A pasted final address', () => {
  const page = successPage(new URL('https://www.facebook.com'));
  const cases: [string, string, string][] = [
    ['nothing', '  ', 'empty'],
    ['a code alone', 'AQBx1', 'notAnAddress'],
    ['the dialog', 'https://www.facebook.com/v25.0/dialog/oauth?client_id=1', 'notTheFinalAddress'],
    ['another host', 'https://evil.example/connect/login_success.html?code=a&state=b', 'notTheFinalAddress'],
    ['an address that was cut', page, 'finalAddressCut'],
  ];
  for (const [what, text, problem] of cases) {
    it(`is not taken: ${what}`, () => {
      const parsed = parseFinalAddress(text, page);
      assert.ok(!parsed.ok && parsed.error === problem, JSON.stringify(parsed));
    });
  }

  it('is taken with blanks around it and with what Facebook hangs behind it', () => {
    const parsed = parseFinalAddress(` ${page}?code=AQ1&state=s#_=_\n`, page);
    assert.ok(parsed.ok && parsed.value.get('code') === 'AQ1' && parsed.value.get('state') === 's');
  });
});
