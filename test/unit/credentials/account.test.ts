import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  readAccountList,
  readAccountSecrets,
  writeAccountList,
  writeAccountSecrets,
} from '../../../src/credentials/account';
import { ACCOUNT, ACCOUNT_SECRETS } from '../../account';

describe('Stored accounts', () => {
  it('come back as they were stored, through JSON', () => {
    const stored: unknown = JSON.parse(JSON.stringify(writeAccountList([ACCOUNT])));
    const { accounts, malformed } = readAccountList(stored);
    assert.equal(malformed, 0);
    assert.equal(JSON.stringify(accounts), JSON.stringify([ACCOUNT]));
  });

  it('a malformed record costs only itself', () => {
    const { accounts, malformed } = readAccountList({ version: 1, accounts: [{ id: 1 }, ACCOUNT, null] });
    assert.equal(malformed, 2);
    assert.deepEqual(
      accounts.map(({ id }) => id),
      ['1.2'],
    );
  });

  it('a place that another version wrote is kept, with all that it remembers there', () => {
    const place = { kind: 'vault', uri: 'vault:///agoras', agorasVersion: '1.x', at: 1, shelf: 3 } as const;
    const stored: unknown = JSON.parse(JSON.stringify(writeAccountList([{ ...ACCOUNT, written: [place] }])));
    assert.deepEqual(readAccountList(stored).accounts[0]?.written, [place]);
  });

  it('anything at all in the store is read without an exception', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        assert.ok(Array.isArray(readAccountList(stored).accounts));
      }),
    );
  });

  it('the record holds no secret, and the secrets come back', () => {
    const back = readAccountSecrets(writeAccountSecrets(ACCOUNT_SECRETS));
    assert.equal(back?.appSecret.reveal(), ACCOUNT_SECRETS.appSecret.reveal());
    assert.equal(back.pageToken.reveal(), ACCOUNT_SECRETS.pageToken.reveal());
    assert.equal(back.userToken.reveal(), ACCOUNT_SECRETS.userToken.reveal());
  });

  it('rubbish in the secret store is told as missing, not thrown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (stored) => {
        assert.equal(readAccountSecrets(stored), undefined);
      }),
    );
  });
});
