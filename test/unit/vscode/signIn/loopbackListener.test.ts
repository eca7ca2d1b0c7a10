import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { SignInFailure } from '../../../../src/credentials/signInAttempt';
import { waitingPage } from '../../../../src/walkthrough/signInPage';
import { wait, statusOf, isOpen, assertGone, kindOf, bring } from './waitingListener';

describe('The listener that waits for the browser', () => {
  it('takes the code, says so in the browser, and is gone', async () => {
    const waiting = await wait();
    const response = await bring(waiting, { code: 'AQ1', state: waiting.state });
    assert.equal(response.status, 200);
    assert.match(await response.text(), /You are signed in/);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    const ended = await waiting.ended;
    assert.ok(ended.ok && ended.value.reveal() === 'AQ1');
    await assertGone(waiting);
  });

  it('a wrong state, as of an old tab: nothing is taken, the page says so, and it waits on for the right one', async () => {
    const strays: string[] = [];
    let time = 0;
    const waiting = await wait({ now: () => (time += 5000), onStray: ({ kind }) => strays.push(kind) });
    const response = await bring(waiting, { code: 'AQ1', state: 'guessed' });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /doesn’t belong to this sign-in.*Sign in again/s);
    await bring(waiting, { error: '1' });
    await bring(waiting, { error: 'access_denied', state: 'guessed' });
    assert.deepEqual(strays, ['signInMismatch', 'signInRefused', 'signInMismatch']);
    await bring(waiting, { code: 'AQ2', state: waiting.state });
    const ended = await waiting.ended;
    assert.ok(ended.ok && ended.value.reveal() === 'AQ2');
    await assertGone(waiting);
  });

  it('an error of Facebook without the state: the page says what to do, and it waits on', async () => {
    const strays: SignInFailure[] = [];
    const waiting = await wait({ onStray: (failure) => strays.push(failure) });
    const response = await bring(waiting, { error_code: '1349168', error_message: 'URL Blocked' });
    assert.match(await response.text(), /Valid OAuth Redirect URIs/);
    assert.deepEqual(
      strays.map((stray) => (stray.kind === 'signInRefused' ? stray.code : stray.kind)),
      ['1349168'],
    );
    waiting.cancel.abort();
    assert.equal(kindOf(await waiting.ended), 'cancelled');
  });

  it('a second callback changes nothing', async () => {
    const waiting = await wait();
    const { state } = waiting;
    const [first, second] = await Promise.allSettled([
      bring(waiting, { code: 'AQ1', state }),
      bring(waiting, { code: 'AQ2', state }),
    ]);
    const statuses = [first, second].map((end) => (end.status === 'fulfilled' ? end.value.status : 'refused'));
    assert.equal(statuses.filter((status) => status === 200).length, 1, statuses.join());
    assert.equal(kindOf(await waiting.ended), 'code');
    await assertGone(waiting);
  });

  it('a callback after ten minutes finds nobody', async () => {
    const waiting = await wait();
    waiting.timeOut();
    assert.equal(kindOf(await waiting.ended), 'signInTimedOut');
    await assertGone(waiting);
  });

  it('“Not now”: the page says what else can be done, and it is gone', async () => {
    const waiting = await wait();
    const response = await bring(waiting, { error: 'access_denied', state: waiting.state });
    assert.match(await response.text(), /You didn’t sign in.*paste a short-lived token.*Nothing was stored/s);
    assert.equal(kindOf(await waiting.ended), 'signInDeclined');
    await assertGone(waiting);
  });

  it('Cancel: it is gone, though a browser has a connection open that it never used', async () => {
    const waiting = await wait();
    const idle = connect(waiting.listener.port, '127.0.0.1');
    await once(idle, 'connect');
    waiting.cancel.abort();
    assert.equal(kindOf(await waiting.ended), 'cancelled');
    await assertGone(waiting);
    idle.destroy();
  });

  it('says what it is to whoever opens its address, as VS Code offers for a forwarded port', async () => {
    const waiting = await wait({ waitingPage: waitingPage('en') });
    const response = await fetch(`http://127.0.0.1:${waiting.listener.port}/`);
    assert.match(await response.text(), /VS Code is waiting here for Facebook/);
    await bring(waiting, { code: 'AQ1', state: waiting.state });
    assert.equal(kindOf(await waiting.ended), 'code');
  });

  it('waits on while a browser asks for other things', async () => {
    const waiting = await wait();
    const { port } = waiting.listener;
    const paths = ['/', '//', '//?code=1', '/favicon.ico', '/callback', `/callback/x?code=1&state=${waiting.state}`];
    for (const path of [...paths, 'http://[', '*', '/%', '/callback?%']) {
      assert.equal(await statusOf(port, path), 404, path);
    }
    const posted = await fetch(`http://127.0.0.1:${port}/callback?code=1&state=x`, { method: 'POST' });
    assert.equal(posted.status, 404);
    await bring(waiting, { code: 'AQ1', state: waiting.state });
    assert.equal(kindOf(await waiting.ended), 'code');
  });

  for (const host of ['127.0.0.1', '::1']) {
    it(`takes another port where somebody sits on ${host}`, async function () {
      const other = createServer().listen(0, host);
      const isThere = await Promise.race([
        once(other, 'listening').then(() => true),
        once(other, 'error').then(() => false),
      ]);
      // A computer without IPv6 has nobody there.
      if (!isThere) return;
      const address = other.address();
      assert.ok(typeof address === 'object' && address !== null);
      const waiting = await wait({ usualPort: address.port });
      assert.notEqual(waiting.listener.port, address.port);
      await bring(waiting, { code: 'AQ1', state: waiting.state });
      assert.equal(kindOf(await waiting.ended), 'code');
      other.close();
    });
  }

  it('is reached from this computer alone', async () => {
    const waiting = await wait();
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of outside) assert.equal(await isOpen(address, waiting.listener.port), false, address);
    waiting.cancel.abort();
    await waiting.ended;
  });

  it('shows what Facebook said as text, whatever it is', async () => {
    const waiting = await wait();
    const said = '<img src=x onerror=alert(1)>';
    const response = await bring(waiting, { error: 'server_error', error_description: said, state: waiting.state });
    assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'none'/);
    const html = await response.text();
    assert.ok(!html.includes('<img') && html.includes('&lt;img'), html);
    assert.equal(kindOf(await waiting.ended), 'signInRefused');
  });
});
