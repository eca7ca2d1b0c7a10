import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AgorasVersion } from '../../../src/agoras/target';
import {
  accountStatus,
  endsOf,
  expiryStatus,
  isRenewalDue,
  renewsItself,
  type Expiring,
  type ExpiryStatus,
} from '../../../src/credentials/expiry';
import { ACCOUNT, LOCATION } from '../../account';

const NOW = 1_800_000_000;
const DAY = 86_400;
const status = (expiresAt: number | 'never' | undefined, dataAccess?: number | 'never', knownInvalid = false) =>
  expiryStatus(
    {
      expiresAt,
      dataAccessExpiresAt: dataAccess,
      obtainedAt: NOW,
      lastCheck: { at: NOW, valid: !knownInvalid },
      written: [],
    },
    7,
    NOW,
  );

describe('How long a credential still works', () => {
  it('a permanent token never expires', () => {
    assert.deepEqual(status('never', 'never'), { kind: 'never' });
  });

  it('a permanent token of which Facebook does not say how long its access to data lasts is unknown, never "never"', () => {
    assert.deepEqual(status('never'), { kind: 'unknown' });
    assert.equal(status(NOW + 30 * DAY).kind, 'expires', 'what ends before that is known all the same');
  });

  it('a permanent token with data access for 89 days still counts as never, and names that date', () => {
    assert.deepEqual(status('never', NOW + 89 * DAY), { kind: 'never' });
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
    assert.ok(token.kind === 'expires' && token.cause === 'pageToken' && token.days === 20);
    const access = status(NOW + 60 * DAY, NOW + 30 * DAY);
    assert.ok(access.kind === 'expires' && access.cause === 'dataAccess' && access.days === 30);
  });

  it('an end that Facebook has not named is unknown, never "never"; a near one that it has named counts first', () => {
    assert.deepEqual(status(undefined), { kind: 'unknown' });
    assert.deepEqual(status(undefined, NOW + 89 * DAY), { kind: 'unknown' });
    assert.equal(status(undefined, NOW + 3 * DAY).kind, 'expiresSoon');
  });

  it('the second at which it ends is already too late', () => {
    assert.equal(status(NOW).kind, 'expired');
    assert.equal(status('never', NOW - 1).kind, 'expired');
  });

  it('a token that Facebook refused is not valid, however far its end is', () => {
    assert.deepEqual(status('never', NOW + 90 * DAY, true), { kind: 'notValid' });
    assert.deepEqual(status('never', undefined, true), { kind: 'notValid' });
  });

  it('a token that Facebook refuses because it has ended is expired, as it was before that check', () => {
    assert.deepEqual(status('never', NOW - DAY, true), status('never', NOW - DAY, false));
    assert.equal(status('never', NOW - DAY, true).kind, 'expired');
  });
});

describe('Which ends of an account count', () => {
  const account = (refreshToken: Expiring['refreshToken'], ...versions: AgorasVersion[]): Expiring => ({
    expiresAt: 'never' as const,
    dataAccessExpiresAt: NOW + 90 * DAY,
    userTokenExpiresAt: NOW + 60 * DAY,
    refreshToken,
    obtainedAt: NOW,
    lastCheck: { at: NOW, valid: true },
    written: versions.map((version) => ({ ...LOCATION, target: { ...LOCATION.target, version } })),
  });
  const inSixtyDays = { kind: 'expires', at: NOW + 60 * DAY, days: 60, cause: 'userToken' } as const;

  it('the user token’s does not where Agoras 1.x alone is used', () => {
    assert.equal(expiryStatus(account(undefined, '1.x'), 7, NOW).kind, 'never');
    assert.equal(expiryStatus(account('userToken', '1.x'), 7, NOW).kind, 'never');
    assert.equal(expiryStatus(account(undefined), 7, NOW).kind, 'never');
  });

  it('the user token’s does as soon as it is written for Agoras 2.x or 3.x', () => {
    for (const versions of [['2.x'], ['3.x'], ['1.x', '3.x']] as const) {
      assert.deepEqual(expiryStatus(account('userToken', ...versions), 7, NOW), inSixtyDays);
    }
    assert.deepEqual(expiryStatus(account('userToken'), 7, NOW), inSixtyDays);
  });

  it('the user token’s does not where the Page token is what Agoras 3.x exchanges', () => {
    assert.equal(expiryStatus(account('pageToken', '3.x'), 7, NOW).kind, 'never');
    assert.equal(expiryStatus(account('pageToken'), 7, NOW).kind, 'never');
  });

  it('Facebook always gets the user token, and with it that end', () => {
    const target = { version: '3.x' as const, networks: ['instagram', 'facebook'] as const };
    const both = { ...account('pageToken'), written: [{ ...LOCATION, target }] };
    assert.deepEqual(expiryStatus(both, 7, NOW), inSixtyDays);
    assert.deepEqual(
      endsOf(both).map(({ cause }) => cause),
      ['pageToken', 'userToken', 'dataAccess'],
    );
    assert.deepEqual(expiryStatus({ ...account('pageToken'), isProvenForFacebook: true }, 7, NOW), inSixtyDays);
  });
});

describe('The status of any credential', () => {
  const moment = fc.integer({ min: NOW - 200 * DAY, max: NOW + 200 * DAY });
  const end = fc.option(fc.oneof(moment, fc.constant('never' as const)), { nil: undefined });
  const anyDates: fc.Arbitrary<Expiring> = fc.record({
    expiresAt: end,
    dataAccessExpiresAt: end,
    userTokenExpiresAt: end,
    refreshToken: fc.constantFrom(undefined, 'pageToken' as const, 'userToken' as const),
    isProvenForFacebook: fc.boolean(),
    obtainedAt: moment,
    lastCheck: fc.record({ at: fc.constant(NOW), valid: fc.boolean() }),
    written: fc.constant([]),
  });
  const anyWarnDays = fc.integer({ min: 1, max: 60 });

  /** How urgent a status is. A refused token is excluded: time doesn't make it worse. */
  const URGENCY = { never: 0, renewsItself: 0, unknown: 1, expires: 1, expiresSoon: 2, expired: 3 } as const;
  const urgency = (found: ExpiryStatus) => (found.kind === 'notValid' ? URGENCY.expiresSoon : URGENCY[found.kind]);

  it('only ever gets worse as time passes', () => {
    const later = fc.integer({ min: 0, max: 100 * DAY });
    fc.assert(
      fc.property(anyDates, anyWarnDays, moment, later, (dates, warnDays, now, passed) => {
        const before = expiryStatus(dates, warnDays, now);
        assert.ok(urgency(expiryStatus(dates, warnDays, now + passed)) >= urgency(before));
      }),
    );
  });

  it('is about the earliest end, and counts its whole days, never below none', () => {
    fc.assert(
      fc.property(anyDates, anyWarnDays, moment, (dates, warnDays, now) => {
        const found = expiryStatus(dates, warnDays, now);
        if (!('cause' in found)) return;
        const ends = endsOf(dates).map(({ at }) => at);
        assert.equal(found.at, Math.min(...ends.filter((at) => typeof at === 'number')));
        if (!('days' in found)) return;
        assert.ok(found.days >= 0 && found.days * DAY <= found.at - now && found.at - now < (found.days + 1) * DAY);
      }),
    );
  });

  it('is the same at every moment of history: only the distances count', () => {
    fc.assert(
      fc.property(anyDates, anyWarnDays, moment, fc.integer({ min: -DAY, max: DAY }), (dates, warnDays, now, shift) => {
        const moved = <T>(at: T) => (typeof at === 'number' ? at + shift : at);
        const shifted = {
          ...dates,
          expiresAt: moved(dates.expiresAt),
          dataAccessExpiresAt: moved(dates.dataAccessExpiresAt),
          userTokenExpiresAt: moved(dates.userTokenExpiresAt),
        };
        assert.equal(expiryStatus(shifted, warnDays, now + shift).kind, expiryStatus(dates, warnDays, now).kind);
      }),
    );
  });
});

describe('The renewal of a token by itself', () => {
  const target = { version: '3.x' as const, networks: ['instagram'] as const };
  const written: Expiring = {
    expiresAt: 'never',
    dataAccessExpiresAt: undefined,
    userTokenExpiresAt: NOW + 60 * DAY,
    refreshToken: 'userToken',
    obtainedAt: NOW,
    lastCheck: { at: NOW, valid: true },
    written: [{ ...LOCATION, target }],
  };
  const inDays = (days: number) => NOW + days * DAY;
  /** Any lifetime from an hour to a year, in seconds. */
  const anyLife = fc.integer({ min: 3600, max: 365 * DAY });
  const withLife = (seconds: number): Expiring => ({ ...written, userTokenExpiresAt: NOW + seconds });

  it('is due from half of its life on, and as long as it lives', () => {
    assert.equal(isRenewalDue(written, inDays(30) - 1), false);
    assert.equal(isRenewalDue(written, inDays(30)), true);
    assert.equal(isRenewalDue(written, inDays(60) - 1), true);
    assert.equal(isRenewalDue(written, inDays(60)), false);
  });

  it('is due in the second half of any life, and in no other moment', () => {
    fc.assert(
      fc.property(anyLife, fc.double({ min: -1, max: 2, noNaN: true }), (seconds, part) => {
        assert.equal(isRenewalDue(withLife(seconds), NOW + seconds * part), part >= 0.5 && part < 1);
      }),
    );
  });

  it('is never due for what is written nowhere, needs no such token, never ends or is dead', () => {
    const others: readonly Partial<Expiring>[] = [
      { written: [] },
      { written: [LOCATION] },
      { refreshToken: 'pageToken' },
      { userTokenExpiresAt: 'never' },
      { userTokenExpiresAt: undefined },
      { lastCheck: { at: NOW, valid: false } },
    ];
    for (const other of others) {
      for (const days of [1, 30, 59]) assert.equal(isRenewalDue({ ...written, ...other }, inDays(days)), false);
      assert.equal(renewsItself({ ...written, ...other }, inDays(1)), false);
    }
  });

  it('is counted on until a quarter of the time that was left for it has passed, and not once it has failed', () => {
    const failedRenewal = { at: inDays(31), needsLogin: false };
    const told = { ...written, dataAccessExpiresAt: 'never' as const };
    assert.deepEqual(expiryStatus(told, 7, inDays(37), true), { kind: 'renewsItself', at: inDays(60) });
    assert.equal(expiryStatus(written, 7, inDays(37), true).kind, 'unknown', 'the access to data may end before');
    assert.equal(expiryStatus(written, 7, inDays(38), true).kind, 'expires');
    assert.equal(expiryStatus({ ...written, failedRenewal }, 7, inDays(32), true).kind, 'expires');
    assert.equal(expiryStatus(written, 7, inDays(1)).kind, 'expires', 'where nobody wants it');
  });

  it('never hides an end that comes before it can be late, nor any other end', () => {
    fc.assert(
      fc.property(
        anyLife,
        fc.integer({ min: 0, max: 365 * DAY }),
        fc.integer({ min: 1, max: 60 }),
        (seconds, passed, warnDays) => {
          const account = { ...withLife(seconds), dataAccessExpiresAt: NOW + 90 * DAY };
          const now = NOW + passed;
          const found = expiryStatus(account, warnDays, now, true);
          if (found.kind === 'renewsItself') assert.ok(passed < seconds * 0.75);
          if (now >= NOW + 90 * DAY) assert.equal(found.kind, 'expired');
        },
      ),
    );
  });
});

describe('How an account is', () => {
  const of = (changes: Partial<typeof ACCOUNT>) => accountStatus({ ...ACCOUNT, ...changes }, 7, ACCOUNT.lastCheck.at);
  const dead = { at: ACCOUNT.lastCheck.at, valid: false };
  const pageId = { kind: 'page', id: ACCOUNT.page.id } as const;

  it('is how long its credentials work, where nothing stands in the way', () => {
    assert.equal(of({}).kind, 'never');
    assert.equal(of({ isGrantReplaced: true }).kind, 'never', 'a token that still works was not replaced');
  });

  it('is that a later sign-in has replaced it, where its token is dead', () => {
    assert.equal(of({ lastCheck: dead }).kind, 'notValid');
    assert.equal(of({ lastCheck: dead, isGrantReplaced: true }).kind, 'grantReplaced');
  });

  it('is that it cannot publish, and why, unless its tokens are of no use anyway', () => {
    assert.deepEqual(of({ objectId: pageId }), { kind: 'cannotPublish', cause: 'pageId' });
    assert.equal(of({ objectId: pageId, lastCheck: dead }).kind, 'notValid');
    assert.equal(of({ objectId: pageId, expiresAt: ACCOUNT.lastCheck.at }).kind, 'expired');
  });
});
