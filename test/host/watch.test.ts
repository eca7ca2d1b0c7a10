import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account, AccountRecord } from '../../src/credentials/account';
import type { InspectedToken } from '../../src/graph/answers';
import type { GraphApi } from '../../src/graph/graphApi';
import { cancelled, err, ok } from '../../src/base/outcome';
import { toAppId, toPageId, toUserId } from '../../src/graph/ids';
import { permissionsToAskFor } from '../../src/graph/permissions';
import type { AccountList } from '../../src/vscode/accounts/accountList';
import { WrittenLocations } from '../../src/vscode/delivery/writtenLocations';
import { checkAccount, type CheckContext } from '../../src/vscode/signIn/checkAccount';
import { unixNow } from '../../src/base/time';
import { ReminderStore } from '../../src/vscode/watch/reminderStore';
import { watch } from '../../src/vscode/watch/watch';
import { ACCOUNT, ACCOUNT_SECRETS, DAY } from '../account';
import { openWindow, SecretStorageDouble } from './stores';

function accountCheckedAt(at: number): Account {
  const record = { ...ACCOUNT, dataAccessExpiresAt: undefined, obtainedAt: at, lastCheck: { at, valid: true } };
  return { record: { ...record, written: [] }, secrets: ACCOUNT_SECRETS };
}

type Inspection = Awaited<ReturnType<GraphApi['inspect']>>;

const inspected: InspectedToken = {
  isValid: true,
  appId: toAppId('1'),
  type: 'PAGE',
  expiresAt: 'never',
  dataAccessExpiresAt: 'never',
  scopes: permissionsToAskFor(true),
  tickedPages: 'all',
  tickedInstagram: 'all',
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
    refresh: unasked,
    owner: unasked,
    firstPages: unasked,
    redeem: unasked,
    userAndPages: unasked,
    morePages: unasked,
    page: unasked,
    instagramAccount: unasked,
    businesses: unasked,
    businessPages: unasked,
    permissions: unasked,
  };
}

describe('The watch over stored tokens', () => {
  let folder: string;
  const lists: AccountList[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agoras-watch-'));
  });
  afterEach(() => {
    for (const list of lists.splice(0)) list.dispose();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Windows that share one account, which was last checked at this time. */
  async function openWindows(count: number, checkedAt: number, inspect: GraphApi['inspect']) {
    const storage = await mkdtemp(join(folder, 'window-'));
    const secrets = new SecretStorageDouble();
    const account = accountCheckedAt(checkedAt);
    let calls = 0;
    const api = createApi((token, signal) => {
      calls++;
      return inspect(token, signal);
    });
    const open = async () => {
      const { accounts, list } = await openWindow(storage, secrets.openWindow());
      lists.push(list);
      return {
        accounts,
        records: () => list.records(),
        connect: () => Promise.resolve(ok(() => api)),
        isCheckedUnasked: () => true,
        report: () => undefined,
        written: new WrittenLocations(accounts, list),
        log: { info: () => undefined, warn: () => undefined },
        runInBackground: () => undefined,
        reminders: new ReminderStore({ fsPath: storage }),
      };
    };
    const { accounts } = await open();
    assert.ok((await accounts.put(account)).ok);
    const windows = await Promise.all(Array.from({ length: count }, open));
    const [first] = windows;
    assert.ok(first);
    return {
      windows,
      first,
      account: account.record,
      calls: () => calls,
      forget: () => accounts.remove(account.record.id),
      lastCheck: async () => {
        const read = await accounts.open(account.record);
        return read.ok ? read.value.record.lastCheck : undefined;
      },
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
    const { at = 0, valid } = (await lastCheck()) ?? {};
    assert.ok(valid === true && unixNow() - at < 60);
  });

  it('keeps the last known state where Facebook cannot be reached, and marks it', async () => {
    const checkedAt = unixNow() - 2 * DAY;
    const { first, lastCheck } = await openWindows(1, checkedAt, () => Promise.resolve(unreachable));
    await watch(first);
    const { at, valid, failedAt = 0, unreachable: isUnreachable } = (await lastCheck()) ?? {};
    assert.deepEqual([at, valid, isUnreachable], [checkedAt, true, true]);
    assert.ok(unixNow() - failedAt < 60);
  });

  it('keeps it, too, where Facebook answers with an error, and does not blame the network', async () => {
    const checkedAt = unixNow() - 2 * DAY;
    const refused = err({ kind: 'otherError' as const, details: { httpStatus: 500, message: '' } });
    const { first, lastCheck } = await openWindows(1, checkedAt, () => Promise.resolve(refused));
    await watch(first);
    const { at, valid, failedAt, unreachable: isUnreachable } = (await lastCheck()) ?? {};
    assert.deepEqual([at, valid, isUnreachable], [checkedAt, true, false]);
    assert.notEqual(failedAt, undefined);
  });

  it('asks nothing about an account that another window has forgotten meanwhile', async () => {
    const { first, account, calls, forget } = await openWindows(1, unixNow() - 2 * DAY, () => Promise.resolve(healthy));
    await forget();
    assert.deepEqual(await check(first, account), err({ kind: 'secretMissing', account: account.page.name }));
    assert.equal(calls(), 0);
  });

  it('takes a check that the person has stopped for none', async () => {
    const checkedAt = unixNow() - 2 * DAY;
    const { first, account, lastCheck } = await openWindows(1, checkedAt, () => Promise.resolve(err(cancelled)));
    assert.deepEqual(await check(first, account), err(cancelled));
    assert.deepEqual(await lastCheck(), { at: checkedAt, valid: true });
  });

  it('does not hold the death of an old token against the one that has replaced it meanwhile', async () => {
    const renewed = accountCheckedAt(unixNow());
    const { first, account, lastCheck } = await openWindows(1, unixNow() - 2 * DAY, async () => {
      await first.accounts.put(renewed);
      return ok({ ...inspected, isValid: false });
    });
    await check(first, account);
    assert.deepEqual(await lastCheck(), renewed.record.lastCheck);
  });
});
