import assert from 'node:assert/strict';
import { accountInUse } from '../../../src/credentials/account';
import { accountFor, NOW } from '../../account';

describe('The account in use', () => {
  it('is the one that the workspace has chosen, else the newest', () => {
    const { record: older } = accountFor('2');
    const newer = { ...accountFor('3').record, obtainedAt: NOW + 1 };
    assert.equal(accountInUse([older, newer], older.id), older);
    assert.equal(accountInUse([older, newer], 'gone'), newer);
    assert.equal(accountInUse([], older.id), undefined);
  });
});
