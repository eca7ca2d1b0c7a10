import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAccountList } from '../../../src/credentials/accountList';
import { accountInUse, readAccountSummaries } from '../../../src/credentials/accountSummary';

const record = {
  id: '1.2',
  app: { id: '1' },
  user: { id: '3', name: 'Ada' },
  page: { id: '2', name: 'Café' },
  instagram: { id: '17841400000000001', username: 'cafe' },
  objectId: { kind: 'instagramAccount', id: '17841400000000001' },
  expiresAt: 'never',
  dataAccessExpiresAt: 1_800_000_000,
  userTokenExpiresAt: 1_800_000_000,
  obtainedAt: 1_790_000_000,
  lastCheck: { at: 1_790_000_000, valid: true },
  written: [{ kind: 'dotenv', uri: 'file:///w/.env', agorasVersion: '2.x', at: 1_790_000_000 }],
};

describe('The stored accounts at start-up', () => {
  it('are the ones that the schema reads, with the same dates', () => {
    const stored = JSON.parse(JSON.stringify({ version: 1, accounts: [record] })) as unknown;
    const [summary] = readAccountSummaries(stored);
    const [full] = readAccountList(stored).accounts;
    assert.ok(summary && full);
    assert.equal(summary.id, full.id);
    assert.equal(summary.expiresAt, full.expiresAt);
    assert.equal(summary.dataAccessExpiresAt, full.dataAccessExpiresAt);
    assert.deepEqual(summary.lastCheck, full.lastCheck);
  });

  it('leave out a malformed one, whatever is wrong with it', () => {
    const keys = ['id', 'page', 'objectId', 'obtainedAt', 'lastCheck', 'written'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.constantFrom(null, 1.5, 'x', true, {}), (key, value) => {
        fc.pre(!(key === 'id' && value === 'x') && !(key === 'obtainedAt' && value === 1.5));
        assert.deepEqual(readAccountSummaries({ version: 1, accounts: [{ ...record, [key]: value }] }), []);
      }),
    );
  });

  it('are none, without a throw, for anything else', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        assert.ok(readAccountSummaries(stored).length >= 0);
      }),
    );
  });

  it('are used as the workspace has chosen, else the newest', () => {
    const older = { id: 'a', obtainedAt: 1 };
    const newer = { id: 'b', obtainedAt: 2 };
    assert.equal(accountInUse([older, newer], 'a'), older);
    assert.equal(accountInUse([older, newer], 'gone'), newer);
    assert.equal(accountInUse([older].slice(1), 'a'), undefined);
  });
});
