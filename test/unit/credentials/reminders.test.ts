import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expiryStatus, SECONDS_PER_DAY } from '../../../src/credentials/expiry';
import {
  afterTelling,
  isToBeTold,
  muted,
  reminderFor,
  snoozed,
  type ReminderMemory,
} from '../../../src/credentials/reminders';

const NOW = 1_800_000_000;
const WARN_DAYS = 7;

const reminderAt = (daysLeft: number, knownInvalid = false) => {
  const dates = { expiresAt: NOW + daysLeft * SECONDS_PER_DAY, dataAccessExpiresAt: undefined, knownInvalid };
  return reminderFor(expiryStatus(dates, WARN_DAYS, NOW), WARN_DAYS, NOW);
};

describe('A reminder', () => {
  const thresholds: readonly [number, string | undefined][] = [
    [60, undefined],
    [15, undefined],
    [14, 'early'],
    [8, 'early'],
    [7, 'soon'],
    [2, 'soon'],
    [1, 'now'],
    [0.5, 'now'],
    [-3, 'now'],
  ];
  for (const [days, threshold] of thresholds) {
    it(`${days} days before the end is ${threshold ?? 'none'}`, () => {
      assert.equal(reminderAt(days)?.threshold, threshold);
    });
  }

  it('comes at once for a token that died before its date', () => {
    assert.deepEqual(reminderAt(60, true), { end: 'invalid', threshold: 'now' });
  });

  it('is none for a token that never expires', () => {
    const dates = { expiresAt: 'never' as const, dataAccessExpiresAt: undefined, knownInvalid: false };
    assert.equal(reminderFor(expiryStatus(dates, WARN_DAYS, NOW), WARN_DAYS, NOW), undefined);
  });

  it('is told once for each threshold, in however many windows and however often they look', () => {
    const looks = fc.array(fc.double({ min: -5, max: 20, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(looks, (daysLeft) => {
        const end = NOW + 20 * SECONDS_PER_DAY;
        let memory: ReminderMemory | undefined;
        const told: string[] = [];
        // Later looks see less time left; several windows may look at the same moment.
        for (const left of [...daysLeft].sort((one, other) => other - one)) {
          const now = end - left * SECONDS_PER_DAY;
          const dates = { expiresAt: end, dataAccessExpiresAt: undefined, knownInvalid: false };
          const reminder = reminderFor(expiryStatus(dates, WARN_DAYS, now), WARN_DAYS, now);
          for (let window = 0; window < 3; window++) {
            if (reminder === undefined || !isToBeTold(reminder, memory, now)) continue;
            told.push(reminder.threshold);
            memory = afterTelling(reminder);
          }
        }
        assert.deepEqual(told, [...new Set(told)]);
      }),
    );
  });

  it('comes again a day after “Remind Me Later”, and once more only', () => {
    const reminder = reminderAt(5);
    assert.ok(reminder);
    const later = snoozed(afterTelling(reminder), NOW);
    assert.equal(isToBeTold(reminder, later, NOW + SECONDS_PER_DAY - 1), false);
    assert.equal(isToBeTold(reminder, later, NOW + SECONDS_PER_DAY), true);
    assert.equal(isToBeTold(reminder, afterTelling(reminder), NOW + 2 * SECONDS_PER_DAY), false);
  });

  it('never comes again after “Do Not Show Again”', () => {
    const reminder = reminderAt(5);
    const last = reminderAt(0);
    assert.ok(reminder && last);
    const memory = muted(snoozed(afterTelling(reminder), NOW));
    assert.equal(isToBeTold(last, memory, NOW + 30 * SECONDS_PER_DAY), false);
  });

  it('starts anew for a renewed token', () => {
    const reminder = reminderAt(0);
    assert.ok(reminder && reminder.end !== 'invalid');
    const next = { end: reminder.end + 60 * SECONDS_PER_DAY, threshold: 'early' as const };
    assert.equal(isToBeTold(next, afterTelling(reminder), NOW), true);
  });
});
