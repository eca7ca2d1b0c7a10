import assert from 'node:assert/strict';
import { toAccount } from '../../../src/credentials/obtain';
import {
  isLongerLived,
  needsNewLogin,
  outlives,
  renewFromStored,
  renewFromToken,
} from '../../../src/credentials/renew';
import type { Expiring } from '../../../src/credentials/expiry';
import { DEFAULT_NETWORKS, type AgorasVersion } from '../../../src/agoras/target';
import { parseShortLivedToken } from '../../../src/credentials/inputs';
import type { GraphApi } from '../../../src/graph/graphApi';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { connectTo, take, unixNow, walk } from './obtainFlow';

const DAY = 86_400;
const never = new AbortController().signal;

describe('Renewing a stored credential', () => {
  let sandbox: Sandbox;
  /** The clock of the sandbox and of the extension, in milliseconds; a test may move it forward. */
  let clock: number;

  beforeEach(async () => {
    clock = Date.now();
    sandbox = await startSandbox({ now: () => clock });
  });
  afterEach(() => sandbox.close());

  async function stored(
    version: AgorasVersion = '1.x',
    token = sandbox.shortLivedToken('grace'),
    page: string = sandbox.pages.grace.name,
  ) {
    const { id: appId, secret: appSecret } = sandbox.apps.demo;
    const typed = { appId, appSecret, token };
    const target = { version, networks: DEFAULT_NETWORKS };
    const choice = { page, objectId: 'instagramAccount' as const, target };
    return toAccount(take(await walk(sandbox, typed, choice)), unixNow());
  }

  function apiFor({ record, secrets }: Awaited<ReturnType<typeof stored>>): GraphApi {
    return connectTo(sandbox.url)({ id: record.app.id, secret: secrets.appSecret }, () => undefined);
  }

  const now = () => Math.floor(clock / 1000);

  it('with the stored user token moves that token’s end, and nobody has to go to the browser', async () => {
    sandbox.setPageTokenExchange('refused');
    const account = await stored('3.x');
    clock += 20 * DAY * 1000;
    const renewed = take(await renewFromStored(apiFor(account), account.record, account.secrets, now(), never));
    const next = toAccount(renewed, now()).record;
    assert.ok(Number(next.userTokenExpiresAt) - Number(account.record.userTokenExpiresAt) >= 19 * DAY);
    assert.equal(next.dataAccessExpiresAt, account.record.dataAccessExpiresAt, 'only a login moves that');
    assert.equal(outlives(renewed, account.record), true);
  });

  it('whose exchange tells no lifetime has the end that Facebook names of the new token', async () => {
    sandbox.setPageTokenExchange('refused');
    const account = await stored('3.x');
    clock += 20 * DAY * 1000;
    sandbox.setUserTokenExchange('sixtyDaysUntold');
    const untold = take(await renewFromStored(apiFor(account), account.record, account.secrets, now(), never));
    assert.ok(Number(untold.userAccess.expiresAt) - now() > 59 * DAY);
    sandbox.setUserTokenExchange('permanentUntold');
    const endless = take(await renewFromStored(apiFor(account), account.record, account.secrets, now(), never));
    assert.equal(endless.userAccess.expiresAt, 'never');
  });

  it('takes a sign-in where only the Page token is known, and asks Facebook nothing', async () => {
    const account = await stored();
    const secrets = { ...account.secrets, userToken: undefined };
    const asked = sandbox.requests.length;
    const renewed = await renewFromStored(apiFor(account), account.record, secrets, now(), never);
    assert.ok(!renewed.ok && renewed.error.kind === 'userTokenMissing' && needsNewLogin(renewed.error));
    const ofRobot = { ...account.record, dataAccessExpiresAt: 'never' as const };
    const robot = await renewFromStored(apiFor(account), ofRobot, secrets, now(), never);
    assert.equal(robot.ok || robot.error.kind, 'systemUserTokenNeeded');
    assert.equal(sandbox.requests.length, asked);
  });

  describe('of a system user', () => {
    const ofRobot = () => stored('3.x', sandbox.systemUserToken(), sandbox.pages.vera.name);
    const refuseExchange = () =>
      sandbox.fault({ on: '/oauth/access_token', kind: 'custom', code: 100, message: 'Unsupported', times: 1 });

    it('needs nobody: it has no end, whether or not Facebook exchanges it', async () => {
      const account = await ofRobot();
      for (const prepare of [() => undefined, refuseExchange]) {
        prepare();
        const renewed = take(await renewFromStored(apiFor(account), account.record, account.secrets, now(), never));
        assert.equal(renewed.userAccess.expiresAt, 'never');
        assert.equal(outlives(renewed, account.record), true);
      }
    });

    it('asks for another of its kind where it is dead, and for no login', async () => {
      const account = await ofRobot();
      sandbox.changePassword('robot');
      const dead = await renewFromStored(apiFor(account), account.record, account.secrets, now(), never);
      assert.ok(!dead.ok && dead.error.kind === 'systemUserTokenNeeded' && !needsNewLogin(dead.error));
    });

    it('that is alive tells the network’s trouble as such', async () => {
      const account = await ofRobot();
      await sandbox.close();
      const away = await renewFromStored(apiFor(account), account.record, account.secrets, now(), never);
      assert.ok(!away.ok && away.error.kind === 'network');
    });
  });

  it('is no renewal when the end does not move by a day', async () => {
    const account = await stored();
    const renewed = take(await renewFromStored(apiFor(account), account.record, account.secrets, now(), never));
    assert.equal(outlives(renewed, account.record), false);
  });

  it('with a new short-lived token moves data access, for the same Page and object ID', async () => {
    const account = await stored();
    clock += 30 * DAY * 1000;
    const token = take(parseShortLivedToken(sandbox.shortLivedToken('grace')));
    const renewed = take(await renewFromToken(apiFor(account), account.record, account.secrets, token, now(), never));
    const next = toAccount(renewed, now()).record;
    assert.equal(next.id, account.record.id);
    assert.deepEqual(next.objectId, account.record.objectId);
    assert.ok(Number(next.dataAccessExpiresAt) - Number(account.record.dataAccessExpiresAt) >= 29 * DAY);
  });

  it('asks for a new login when the stored token is dead, and for nothing of the kind when the network is', async () => {
    const account = await stored();
    sandbox.changePassword('grace');
    const dead = await renewFromStored(apiFor(account), account.record, account.secrets, now(), never);
    assert.ok(!dead.ok && dead.error.kind === 'passwordChanged' && needsNewLogin(dead.error));
    await sandbox.close();
    const away = await renewFromStored(apiFor(account), account.record, account.secrets, now(), never);
    assert.ok(!away.ok && away.error.kind === 'network' && !needsNewLogin(away.error));
  });

  it('of somebody without a role on the Page is told as what it is', async () => {
    const account = await stored();
    const token = take(parseShortLivedToken(sandbox.shortLivedToken('ada')));
    const renewed = await renewFromToken(apiFor(account), account.record, account.secrets, token, now(), never);
    assert.ok(!renewed.ok && renewed.error.kind !== 'cancelled');
  });
});

describe('A renewed credential', () => {
  const lastCheck = { at: 0, valid: true };
  const before: Expiring = {
    expiresAt: 'never',
    dataAccessExpiresAt: 100 * DAY,
    userTokenExpiresAt: 60 * DAY,
    refreshToken: 'userToken',
    obtainedAt: 0,
    lastCheck,
    written: [],
  };
  const renewed = (userTokenEnd: number | undefined, dataAccessExpiresAt = 100 * DAY) => ({
    expiresAt: 'never' as const,
    dataAccessExpiresAt,
    refreshToken: 'userToken' as const,
    userAccess: { expiresAt: userTokenEnd },
  });

  it('outlives another by the first of the ends that count', () => {
    assert.equal(outlives(renewed(70 * DAY), before), true);
    assert.equal(outlives(renewed(60 * DAY, 200 * DAY), before), false);
    assert.equal(outlives({ ...renewed(70 * DAY), refreshToken: 'pageToken' }, before), true);
  });

  it('does not for Agoras 1.x by an end that only Agoras 3.x would meet', () => {
    assert.equal(
      outlives({ ...renewed(70 * DAY), refreshToken: undefined }, { ...before, refreshToken: undefined }),
      false,
    );
  });

  it('that nobody asked for is kept for its user token alone, as long as nothing ends sooner', () => {
    const written = { ...before, dataAccessExpiresAt: 50 * DAY };
    assert.equal(outlives(renewed(90 * DAY, 50 * DAY), written), false, 'the access to data ends first');
    assert.equal(isLongerLived(renewed(90 * DAY, 50 * DAY), written), true);
    assert.equal(isLongerLived(renewed(90 * DAY, 40 * DAY), written), false);
    assert.equal(isLongerLived(renewed(60.5 * DAY), before), false);
    assert.equal(isLongerLived(renewed(undefined), before), false);
  });

  it('with a known end is worth more than one whose end nobody names', () => {
    assert.equal(outlives(renewed(70 * DAY), { ...before, userTokenExpiresAt: undefined }), true);
    assert.equal(outlives(renewed(undefined), before), false);
  });
});
