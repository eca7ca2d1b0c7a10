import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { canariesOf } from '../../people/canaries';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { expiryStatus } from '../../../src/credentials/expiry';
import { toAccount } from '../../../src/credentials/obtain';
import { describeEnds, describeStatus } from '../../../src/messages/expiryMessages';
import type { UserTokenExchange } from '../../sandbox/tokens';
import { startFeed, take, unixNow, walk, type TypedInputs } from './obtainFlow';

describe('From three inputs to a proven Page token', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  const typed = (token: string): TypedInputs => ({
    appId: sandbox.apps.demo.id,
    appSecret: sandbox.apps.demo.secret,
    token,
  });
  const ada = () => ({ page: sandbox.pages.adaInstagram.name, objectId: 'instagramAccount' as const });

  async function failureOf(inputsTyped: TypedInputs, page = ada()): Promise<string> {
    const outcome = await walk(sandbox, inputsTyped, page);
    assert.equal(outcome.ok, false);
    return outcome.error.kind;
  }

  it('the token is permanent, the Page’s, and of this app', async () => {
    const credential = take(await walk(sandbox, typed(sandbox.shortLivedToken('ada')), ada()));
    const truth = sandbox.describe(credential.pageToken.reveal());
    assert.equal(truth?.kind, 'PAGE');
    assert.equal(truth.expiresAt, 0);
    assert.equal(truth.pageId, sandbox.pages.adaInstagram.id);
    assert.equal(truth.valid, true);
    assert.equal(credential.expiresAt, 'never');
    assert.equal(typeof credential.dataAccessExpiresAt, 'number');
    assert.deepEqual(
      credential.checks.filter(({ state }) => state !== 'passed'),
      [],
    );
  });

  it('the long-lived user token comes along, with its end in about 60 days', async () => {
    const credential = take(await walk(sandbox, typed(sandbox.shortLivedToken('ada')), ada()));
    const truth = sandbox.describe(credential.userAccess.token?.reveal() ?? '');
    assert.equal(truth?.lifetime, 'long');
    const left = (Number(credential.userAccess.expiresAt) - unixNow()) / 86_400;
    assert.ok(left > 59 && left <= 60, `${left} days`);
  });

  const days = (end: unknown) => (typeof end === 'number' ? Math.round((end - unixNow()) / 86_400) : end);

  const untold: readonly (readonly [UserTokenExchange, number | 'never'])[] = [
    ['sixtyDaysUntold', 60],
    ['permanentUntold', 'never'],
  ];
  for (const [exchange, end] of untold) {
    it(`where the exchange tells no lifetime the user token is asked for its end: ${end}`, async () => {
      sandbox.setUserTokenExchange(exchange);
      const credential = take(await walk(sandbox, typed(sandbox.shortLivedToken('ada')), ada()));
      sandbox.clear();
      assert.equal(days(credential.userAccess.expiresAt), end);
      assert.equal(credential.expiresAt, 'never');
    });
  }

  it('an end that Facebook names nowhere is told as unknown, not as never', async () => {
    sandbox.setUserTokenExchange('sixtyDaysUntold');
    sandbox.setPageTokenExchange('refused');
    const body = (right: string) => right.replace(/"expires_at":\d+,/, '');
    sandbox.fault({ on: '/debug_token', kind: 'custom', body });
    const target = { version: '3.x' as const, networks: ['instagram' as const] };
    const credential = take(await walk(sandbox, typed(sandbox.shortLivedToken('ada')), { ...ada(), target }));
    sandbox.clear();
    const { record } = toAccount(credential, unixNow());
    const status = expiryStatus(record, 7, unixNow());
    assert.equal(describeStatus(status, 'en'), 'expiry unknown');
    assert.match(describeEnds(record, 'en').join(' '), /expires on an unknown date/);
  });

  describe('with the token of a system user', () => {
    const vera = { page: 'Nová Vlna Records', objectId: 'instagramAccount' as const };

    it('the token is used as it is: it ends never, and nobody has to log in again', async () => {
      const token = sandbox.systemUserToken();
      const credential = take(await walk(sandbox, typed(token), vera));
      assert.equal(credential.userAccess.token?.reveal(), token);
      const { expiresAt, dataAccessExpiresAt, userAccess } = credential;
      assert.deepEqual([expiresAt, dataAccessExpiresAt, userAccess.expiresAt], ['never', 'never', 'never']);
      assert.equal(sandbox.describe(credential.pageToken.reveal())?.pageId, sandbox.pages.vera.id);
    });

    it('it does where Facebook exchanges none of its kind', async () => {
      const token = sandbox.systemUserToken();
      sandbox.fault({ on: '/oauth/access_token', kind: 'custom', code: 100, message: 'Unsupported', times: 1 });
      const credential = take(await walk(sandbox, typed(token), vera));
      assert.equal(credential.userAccess.token?.reveal(), token);
    });

    it('one of sixty days is exchanged for what lasts longer, or ends as Facebook names it', async () => {
      const end = unixNow() + 20 * 86_400;
      const body = (right: string) => right.replace(/"expires_at":0/, `"expires_at":${end}`);
      sandbox.fault({ on: '/debug_token', kind: 'custom', body, times: 1 });
      const longer = take(await walk(sandbox, typed(sandbox.systemUserToken()), vera));
      assert.equal(longer.userAccess.expiresAt, 'never');
      sandbox.fault({ on: '/debug_token', kind: 'custom', body, times: 1 });
      sandbox.fault({ on: '/oauth/access_token', kind: 'custom', code: 100, message: 'Unsupported', times: 1 });
      const asItIs = take(await walk(sandbox, typed(sandbox.systemUserToken()), vera));
      assert.equal(asItIs.userAccess.expiresAt, end);
    });
  });

  it('with the Page ID the publishing call refuses, and the report says so without failing', async () => {
    const token = sandbox.shortLivedToken('grace');
    const page = { page: sandbox.pages.grace.name, objectId: 'page' as const };
    const credential = take(await walk(sandbox, typed(token), page));
    const publishing = credential.checks.find((check) => check.kind === 'publishing');
    assert.equal(publishing?.state, 'warning');
    assert.equal(publishing.evidence.kind, 'pageIdRefused');
    assert.deepEqual(credential.objectId, { kind: 'page', id: sandbox.pages.grace.id });
  });

  it('every result page is read: 230 Pages come as 230', async () => {
    const loader = startFeed(sandbox, sandbox.shortLivedToken('many'));
    while (!loader.isComplete()) take(await loader.next());
    assert.equal(loader.pages.length, 230);
    assert.equal(new Set(loader.pages.map(({ id }) => id)).size, 230);
  });

  it('the first Pages are there after two round trips, the proof after one more', async () => {
    sandbox.fault({ on: /.*/, kind: 'delay', ms: 60 });
    const loader = startFeed(sandbox);
    take(await loader.next());
    assert.equal(roundTrips(sandbox), 2);
    sandbox.clearRequests();
    take(await walk(sandbox, typed(sandbox.shortLivedToken('ada')), ada()));
    assert.equal(roundTrips(sandbox), 3);
  });

  it('secrets travel in no URL', async () => {
    take(await walk(sandbox, typed(sandbox.shortLivedToken('ada')), ada()));
    assert.ok(sandbox.requests.length >= 5);
    assert.ok(sandbox.requests.some(({ path }) => path === '/debug_token'));
    const sent = canariesOf(sandbox);
    assert.ok(sent.count >= 5, 'the search has something to search for');
    for (const { target, query } of sandbox.requests) assert.deepEqual([sent.findIn(target), query], [[], {}], target);
  });

  it('an app that requires the App Secret proof is served as well', async () => {
    const { id: appId, secret: appSecret } = sandbox.apps.proof;
    const token = sandbox.shortLivedToken('ada', { app: 'proof' });
    take(await walk(sandbox, { appId, appSecret, token }, ada()));
  });

  it('a wrong App Secret is named as such', async () => {
    const wrong = { ...typed(sandbox.shortLivedToken('ada')), appSecret: '0123456789abcdef0123456789abcdef' };
    assert.equal(await failureOf(wrong), 'wrongAppSecret');
  });

  it('an unknown App ID is named as such', async () => {
    const wrong = { ...typed(sandbox.shortLivedToken('ada')), appId: '1000000000000009' };
    assert.equal(await failureOf(wrong), 'unknownApp');
  });

  it('an expired token is named as such', async () => {
    assert.equal(await failureOf(typed(sandbox.shortLivedToken('ada', { expired: true }))), 'tokenExpired');
  });

  it('a token that was cut in copying is named as such', async () => {
    assert.equal(await failureOf(typed(sandbox.shortLivedToken('ada').slice(0, -9))), 'tokenMalformed');
  });

  it('a Page token in place of a user token is named as such', async () => {
    const pageToken = sandbox.pageToken('ada', sandbox.pages.adaInstagram.id, { from: 'shortLived' });
    assert.equal(await failureOf(typed(pageToken)), 'notAUserToken');
  });

  it('missing permissions are named before anything else', async () => {
    const token = sandbox.shortLivedToken('ada', { permissions: ['pages_show_list', 'instagram_basic'] });
    const outcome = await walk(sandbox, typed(token), ada());
    assert.equal(outcome.ok, false);
    assert.ok(outcome.error.kind === 'permissionsMissing');
    assert.deepEqual(outcome.error.forPublishing, ['pages_read_engagement', 'instagram_content_publish']);
  });

  it('a token without the two permissions about comments is fine', async () => {
    const permissions = ['pages_show_list', 'pages_read_engagement', 'instagram_basic', 'instagram_content_publish'];
    const credential = take(await walk(sandbox, typed(sandbox.shortLivedToken('ada', { permissions })), ada()));
    assert.ok(credential.checks.every(({ state }) => state === 'passed'));
  });

  it('a Page token that would expire is not accepted as permanent', async () => {
    // An exchange that returns a short-lived token looks like a skipped exchange.
    const short = sandbox.shortLivedToken('ada');
    sandbox.fault({ on: '/oauth/access_token', kind: 'custom', body: { access_token: short, token_type: 'bearer' } });
    const outcome = await walk(sandbox, typed(sandbox.shortLivedToken('ada')), ada());
    assert.equal(outcome.ok, false);
    assert.ok(outcome.error.kind === 'notProven');
    const failed = outcome.error.checks.filter(({ state }) => state === 'failed').map(({ kind }) => kind);
    assert.deepEqual(failed, ['neverExpires']);
  });

  it('stopping aborts the request that is under way', async () => {
    sandbox.fault({ on: '/me', kind: 'delay', ms: 60_000 });
    const loader = startFeed(sandbox);
    const pulled = loader.next();
    while (!sandbox.requests.some(({ path }) => path === '/me')) await new Promise(setImmediate);
    loader.stop();
    const outcome = await pulled;
    assert.equal(outcome.ok, false);
    assert.equal(outcome.error.kind, 'cancelled');
    while (sandbox.requests.some(({ path, aborted }) => path === '/me' && !aborted)) await new Promise(setImmediate);
  });
});

/** The number of groups of overlapping requests, one after the other. */
function roundTrips({ requests }: Sandbox): number {
  const sorted = [...requests].sort((one, other) => one.startedAt - other.startedAt);
  let count = 0;
  let end = -Infinity;
  for (const { startedAt, endedAt = Infinity } of sorted) {
    if (startedAt >= end) count += 1;
    end = startedAt >= end ? endedAt : Math.max(end, endedAt);
  }
  return count;
}
