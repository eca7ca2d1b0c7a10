import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAccountSecrets, writeAccountSecrets } from '../../../src/credentials/account';
import { ACCOUNT_SECRETS } from '../../account';

describe('The secrets of a stored account', () => {
  it('come back as they were stored', () => {
    const back = readAccountSecrets(writeAccountSecrets(ACCOUNT_SECRETS));
    assert.equal(back?.appSecret.reveal(), ACCOUNT_SECRETS.appSecret.reveal());
    assert.equal(back.pageToken.reveal(), ACCOUNT_SECRETS.pageToken.reveal());
    assert.equal(back.userToken.reveal(), ACCOUNT_SECRETS.userToken.reveal());
  });

  it('are told as missing, not thrown, where rubbish is stored', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (stored) => {
        assert.equal(readAccountSecrets(stored), undefined);
      }),
    );
  });
});
