import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountRecord } from '../../src/credentials/account';
import type { InspectedToken } from '../../src/graph/answers';
import type { GraphApi } from '../../src/graph/graphApi';
import { cancelled, err, ok } from '../../src/base/outcome';
import { toAppId, toPageId, toUserId } from '../../src/graph/ids';
import { ALL_PERMISSIONS } from '../../src/graph/permissions';
import { AccountStore } from '../../src/vscode/accounts/accountStore';
import { checkAccount, type CheckContext } from '../../src/vscode/watch/checkAccount';
import { unixNow } from '../../src/base/time';
import { ReminderStore } from '../../src/vscode/watch/reminderStore';
import { watch } from '../../src/vscode/watch/watch';
import { ACCOUNT, ACCOUNT_SECRETS, DAY } from '../account';
import { SecretStorageDouble, SharedMemento } from './stores';

function accountCheckedAt(at: number): AccountRecord {
  return { ...ACCOUNT, dataAccessExpiresAt: undefined, obtainedAt: at, lastCheck: { at, valid: true }, written: [] };
}

type Inspection = Awaited<ReturnType<GraphApi['inspect']>>;

const inspected: InspectedToken = {
  isValid: true,
  appId: toAppId('1'),
  type: 'PAGE',
  expiresAt: 'never',
  dataAccessExpiresAt: 'never',
  scopes: [...ALL_PERMISSIONS],
  tickedPages: 'all',
  userId: toUserId('3'),
  profileId: toPageId('2'),
  failure: undefined,
};
const healthy: Inspection = ok(inspected);
const unreachable: Inspection = err({
  kind: 'network',
  trouble: 'offline',
  host: 'graph.facebook.com',
  code: 'ENETDOWN',
});

function createApi(inspect: GraphApi['inspect']): GraphApi {
  const unasked = () => Promise.reject(new Error('A check asks nothing else.'));
  return {
    inspect,
    publishingLimit: () => Promise.resolve(ok({ used: 0, total: 100 })),
    exchange: unasked,
    redeem: unasked,
    userAndPages: unasked,
    morePages: unasked,
    page: unasked,
    businesses: unasked,
    businessPages: unasked,
    permissions: unasked,
  };
}

describe('The watch over stored tokens', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agoras-watch-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Windows with one account between them, which was last checked at that time. */
  async function openWindows(count: number, checkedAt: number, inspect: GraphApi['inspect']) {
    const state = new SharedMemento();
    const secretStorage = new SecretStorageDouble();
    const log = { info: () => undefined, warn: () => undefined, bug: () => undefined };
    const storage = await mkdtemp(join(folder, 'window-'));
    let calls = 0;
    const windows = Array.from({ length: count }, () => ({
      accounts: new AccountStore(state.openWindow(), secretStorage, { fsPath: storage }, log),
      connect: () => () =>
        createApi((token, signal) => {
          calls++;
          return inspect(token, signal);
        }),
      report: () => undefined,
      shared: new ReminderStore({ fsPath: storage }),
    }));
    const [first] = windows;
    assert.ok(first);
    const account = accountCheckedAt(checkedAt);
    assert.ok((await first.accounts.put(account, ACCOUNT_SECRETS)).ok);
    return {
      windows,
      first,
      account,
      calls: () => calls,
      forgetSecrets: () => secretStorage.delete(`agoras.account.${account.id}`),
      lastCheck: () => first.accounts.find(account.id)?.lastCheck,
    };
  }

  function check(context: CheckContext, account: AccountRecord) {
    return checkAccount(context, account, new AbortController().signal, () => undefined);
  }

  it('asks nothing of the network before a check is due', async () => {
    const { first, calls } = await openWindows(1, unixNow() - DAY + 600, () => Promise.resolve(healthy));
    await watch(first);
    assert.equal(calls(), 0);
  });

  it('checks a token that is due once, however many windows look at the same moment', async () => {
    const { windows, calls, lastCheck } = await openWindows(4, unixNow() - 2 * DAY, () => Promise.resolve(healthy));
    await Promise.all(windows.map(watch));
    await Promise.all(windows.map(watch));
    assert.equal(calls(), 1);
    const { at = 0, valid } = lastCheck() ?? {};
    assert.ok(valid === true && unixNow() - at < 60);
  });

  it('keeps the last known state where Facebook cannot be reached, and marks it', async () => {
    const checkedAt = unixNow() - 2 * DAY;
    const { first, lastCheck } = await openWindows(1, checkedAt, () => Promise.resolve(unreachable));
    await watch(first);
    const { at, valid, failedAt = 0, unreachable: isUnreachable } = lastCheck() ?? {};
    assert.deepEqual([at, valid, isUnreachable], [checkedAt, true, true]);
    assert.ok(unixNow() - failedAt < 60);
  });

  it('keeps it, too, where the secrets are gone, and does not blame the network', async () => {
    const checkedAt = unixNow() - 2 * DAY;
    const { first, forgetSecrets, calls, lastCheck } = await openWindows(1, checkedAt, () => Promise.resolve(healthy));
    await forgetSecrets();
    await watch(first);
    assert.equal(calls(), 0);
    const { at, valid, failedAt, unreachable: isUnreachable } = lastCheck() ?? {};
    assert.deepEqual([at, valid, isUnreachable], [checkedAt, true, false]);
    assert.notEqual(failedAt, undefined);
  });

  it('takes a check that the person has stopped for none', async () => {
    const checkedAt = unixNow() - 2 * DAY;
    const { first, account, lastCheck } = await openWindows(1, checkedAt, () => Promise.resolve(err(cancelled)));
    assert.deepEqual(await check(first, account), err(cancelled));
    assert.deepEqual(lastCheck(), { at: checkedAt, valid: true });
  });

  it('does not hold the death of an old token against the one that has replaced it meanwhile', async () => {
    const renewed = accountCheckedAt(unixNow());
    const { first, account, lastCheck } = await openWindows(1, unixNow() - 2 * DAY, async () => {
      await first.accounts.put(renewed, ACCOUNT_SECRETS);
      return ok({ ...inspected, isValid: false });
    });
    await check(first, account);
    assert.deepEqual(lastCheck(), renewed.lastCheck);
  });
});
