import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AccountRecord } from '../../../src/credentials/account';
import {
  haveSameSecrets,
  readStoredAccounts,
  writeStoredAccounts,
  type StoredAccounts,
} from '../../../src/credentials/storedAccounts';
import { ACCOUNT, ACCOUNT_SECRETS, accountFor, LOCATION } from '../../account';

type Stored = Readonly<Record<string, unknown>>;

const account = { record: ACCOUNT, secrets: ACCOUNT_SECRETS };
const other = JSON.parse(JSON.stringify({ ...ACCOUNT, id: '1.9' })) as Stored;
const { secrets } = (JSON.parse(write()) as { accounts: [{ secrets: Stored }] }).accounts[0];

function write(stored: Partial<StoredAccounts> = {}): string {
  return writeStoredAccounts({ revision: 7, accounts: [account], unreadable: [], ...stored });
}

/** Reads these accounts together with a valid one. */
function readBeside(...stored: readonly unknown[]): StoredAccounts {
  return readStoredAccounts(
    JSON.stringify({ format: 1, revision: 7, accounts: [...stored, { record: ACCOUNT, secrets }] }),
  );
}

function readRecord(change: Stored): AccountRecord | undefined {
  const text = JSON.stringify({ format: 1, revision: 7, accounts: [{ record: { ...ACCOUNT, ...change }, secrets }] });
  return readStoredAccounts(text).accounts[0]?.record;
}

describe('The stored accounts', () => {
  it('come back as they were stored, with their secrets', () => {
    const { revision, accounts, unreadable } = readStoredAccounts(write());
    assert.deepEqual([revision, accounts.length, unreadable], [7, 1, []]);
    const [read] = accounts;
    assert.ok(read);
    assert.equal(JSON.stringify(read.record), JSON.stringify(ACCOUNT));
    assert.ok(haveSameSecrets(read.secrets, ACCOUNT_SECRETS));
    assert.ok(!haveSameSecrets(read.secrets, accountFor('2', 'EAAother').secrets));
  });

  it('come back without the person’s own token and without whose they are, where nobody has given those', () => {
    const { user, ...record } = ACCOUNT;
    const alone = { record, secrets: { ...ACCOUNT_SECRETS, userToken: undefined } };
    const { accounts, unreadable } = readStoredAccounts(write({ accounts: [alone] }));
    assert.deepEqual([accounts.length, unreadable], [1, []]);
    assert.deepEqual([accounts[0]?.record.user, accounts[0]?.secrets.userToken], [undefined, undefined]);
    assert.equal(accounts[0]?.secrets.pageToken.reveal(), ACCOUNT_SECRETS.pageToken.reveal());
  });

  it('are none where nothing is stored', () => {
    assert.deepEqual(readStoredAccounts(undefined), { revision: 0, accounts: [], unreadable: [] });
  });

  const malformed: readonly [string, unknown][] = [
    ['nothing', null],
    ['another thing', 'EAA'],
    ['no secrets', { record: other }],
    ['a secret that is no text', { record: other, secrets: { ...secrets, pageToken: 1 } }],
    [
      'a kind of location that a later version knows',
      withRecord({ written: [{ ...LOCATION, kind: 'vault', shelf: 3 }] }),
    ],
    [
      'an Agoras that a later version knows',
      withRecord({ written: [{ ...LOCATION, target: { version: '4.x', networks: [] } }] }),
    ],
    ...[{ debugger: 'gdb' }, { shell: 'csh' }, { readsFlagsOnly: 1 }, { envFile: 1 }].map(
      (unknown): [string, unknown] => {
        const launch = { debugger: 'debugpy', shell: 'posix', readsFlagsOnly: false, ...unknown };
        const what = `an unknown ${String(Object.keys(unknown)[0])}`;
        return [what, withRecord({ written: [{ ...LOCATION, kind: 'launch', launch }] })];
      },
    ),
    ['an own token that is no text', { record: other, secrets: { ...secrets, userToken: 1 } }],
    ['somebody without a name', withRecord({ user: { id: '3' } })],
    ['an ID that is none', withRecord({ page: { id: 'me', name: 'Bakery' } })],
    ['no moment', withRecord({ obtainedAt: 1e15 })],
    ['no check', withRecord({ lastCheck: null })],
  ];
  for (const [what, value] of malformed) {
    it(`lose nothing by one with ${what}: neither the others nor that one`, () => {
      const read = readBeside(value);
      assert.deepEqual(
        read.accounts.map(({ record }) => record.id),
        [ACCOUNT.id],
      );
      assert.deepEqual(readStoredAccounts(writeStoredAccounts({ ...read, accounts: [] })).unreadable, [value]);
    });
  }

  it('hold an account once, also where what was stored of it before cannot be read', () => {
    assert.deepEqual(
      readStoredAccounts(writeStoredAccounts(readBeside({ record: { id: ACCOUNT.id } }))).unreadable,
      [],
    );
  });

  it('have an unknown end where the stored one is beyond every calendar', () => {
    const end = 9_223_372_036_854_775_807n;
    const text = write().replace(
      `"dataAccessExpiresAt":${ACCOUNT.dataAccessExpiresAt}`,
      `"dataAccessExpiresAt":${end}`,
    );
    const { accounts, unreadable } = readStoredAccounts(text);
    assert.ok(text.includes(String(end)));
    assert.deepEqual([accounts.length, unreadable], [1, []]);
    assert.deepEqual([accounts[0]?.record.expiresAt, accounts[0]?.record.dataAccessExpiresAt], ['never', undefined]);
    for (const key of ['expiresAt', 'userTokenExpiresAt']) {
      assert.deepEqual(readRecord({ [key]: 1e13 }), { ...ACCOUNT, [key]: undefined });
    }
  });

  it('of another format, or no JSON at all, are none, and are kept to the letter', () => {
    const later = JSON.stringify({ format: 2, accounts: { '1.2': {} } });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.constant(later)), (text) => {
        const read = readStoredAccounts(text);
        assert.deepEqual(read, { revision: 0, accounts: [], unreadable: [text] });
        assert.deepEqual(readStoredAccounts(write(read)).unreadable, [text]);
        assert.equal(readStoredAccounts(write({ unreadable: [text] })).accounts.length, 1);
      }),
    );
  });
});

function withRecord(change: Stored): unknown {
  return { record: { ...other, ...change }, secrets };
}
