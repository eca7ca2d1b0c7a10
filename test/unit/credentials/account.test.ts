import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  readAccountList,
  readAccountSecrets,
  writeAccountList,
  writeAccountSecrets,
  type AccountRecord,
} from '../../../src/credentials/account';
import { toAppId, toInstagramAccountId, toPageId, toUserId } from '../../../src/graph/ids';
import { Secret } from '../../../src/secret';

const account: AccountRecord = {
  id: '1.2',
  app: { id: toAppId('1') },
  user: { id: toUserId('3'), name: 'Ada' },
  page: { id: toPageId('2'), name: 'Bakery' },
  instagram: { id: toInstagramAccountId('17841400000000001'), username: 'bakery' },
  objectId: { kind: 'instagramAccount', id: toInstagramAccountId('17841400000000001') },
  expiresAt: 'never',
  dataAccessExpiresAt: 1_800_000_000,
  userTokenExpiresAt: undefined,
  obtainedAt: 1_700_000_000,
  lastCheck: { at: 1_700_000_000, valid: true },
  written: [{ kind: 'dotenv', uri: 'file:///w/.env', agorasVersion: '1.x', at: 1_700_000_000 }],
};

describe('Stored accounts', () => {
  it('come back as they were stored, through JSON', () => {
    const stored: unknown = JSON.parse(JSON.stringify(writeAccountList([account])));
    const { accounts, malformed } = readAccountList(stored);
    assert.equal(malformed, 0);
    assert.equal(JSON.stringify(accounts), JSON.stringify([account]));
  });

  it('a malformed record costs only itself', () => {
    const { accounts, malformed } = readAccountList({ version: 1, accounts: [{ id: 1 }, account, null] });
    assert.equal(malformed, 2);
    assert.deepEqual(
      accounts.map(({ id }) => id),
      ['1.2'],
    );
  });

  it('anything at all in the store is read without an exception', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        assert.ok(Array.isArray(readAccountList(stored).accounts));
      }),
    );
  });

  it('the record holds no secret, and the secrets come back', () => {
    const secrets = {
      appSecret: new Secret('appSecret', 'a'.repeat(32)),
      pageToken: new Secret('pageToken', 'EAApage'),
      userToken: new Secret('longLivedUserToken', 'EAAuser'),
    };
    const back = readAccountSecrets(writeAccountSecrets(secrets));
    assert.equal(back?.appSecret.reveal(), 'a'.repeat(32));
    assert.equal(back.pageToken.reveal(), 'EAApage');
    assert.equal(back.userToken.reveal(), 'EAAuser');
  });

  it('rubbish in the secret store is told as missing, not thrown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (stored) => {
        assert.equal(readAccountSecrets(stored), undefined);
      }),
    );
  });
});
