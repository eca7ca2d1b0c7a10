import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAccountSecrets, writeAccountSecrets } from '../../../src/credentials/account';
import { Secret } from '../../../src/secret';

describe('The secrets of a stored account', () => {
  it('come back as they were stored', () => {
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

  it('are told as missing, not thrown, where rubbish is stored', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (stored) => {
        assert.equal(readAccountSecrets(stored), undefined);
      }),
    );
  });
});
