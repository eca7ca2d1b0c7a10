import assert from 'node:assert/strict';
import { expiryStatus } from '../../../src/credentials/expiry';

const NOW = 1_800_000_000;
const DAY = 86_400;
const status = (expiresAt: number | 'never' | undefined, dataAccess?: number, knownInvalid = false) =>
  expiryStatus({ expiresAt, dataAccessExpiresAt: dataAccess, knownInvalid }, 7, NOW);

describe('How long a credential still works', () => {
  it('a permanent token never expires', () => {
    assert.deepEqual(status('never'), { kind: 'never', dataAccessUntil: undefined });
  });

  it('a permanent token with data access for 89 days still counts as never, and names that date', () => {
    assert.deepEqual(status('never', NOW + 89 * DAY), { kind: 'never', dataAccessUntil: NOW + 89 * DAY });
  });

  it('data access that ends within twice the warning days counts', () => {
    assert.deepEqual(status('never', NOW + 14 * DAY), {
      kind: 'expires',
      at: NOW + 14 * DAY,
      days: 14,
      cause: 'dataAccess',
    });
  });

  it('within the warning days it warns', () => {
    assert.equal(status('never', NOW + 7 * DAY).kind, 'expiresSoon');
    assert.equal(status(NOW + 1).kind, 'expiresSoon');
  });

  it('the earlier of the two dates counts', () => {
    const token = status(NOW + 20 * DAY, NOW + 90 * DAY);
    assert.ok(token.kind === 'expires' && token.cause === 'token' && token.days === 20);
    const access = status(NOW + 60 * DAY, NOW + 30 * DAY);
    assert.ok(access.kind === 'expires' && access.cause === 'dataAccess' && access.days === 30);
  });

  it('the second at which it ends is already too late', () => {
    assert.equal(status(NOW).kind, 'expired');
    assert.equal(status('never', NOW - 1).kind, 'expired');
  });

  it('a token that Facebook refused is not valid, whatever its dates say', () => {
    assert.deepEqual(status('never', NOW + 90 * DAY, true), { kind: 'notValid' });
  });
});
