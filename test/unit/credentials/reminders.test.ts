import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SECONDS_PER_DAY } from '../../../src/base/time';
import {
  afterNotifying,
  isDue,
  muted,
  reminderFor,
  snoozed,
  type Reminder,
  type ReminderMemory,
} from '../../../src/credentials/reminders';

type Remindable = Parameters<typeof reminderFor>[0];

const NOW = 1_800_000_000;
const WARN_DAYS = 7;
const inDays = (days: number) => NOW + days * SECONDS_PER_DAY;

const permanent: Remindable = {
  obtainedAt: inDays(-100),
  expiresAt: 'never',
  dataAccessExpiresAt: undefined,
  lastCheck: { at: NOW, valid: true },
  written: [],
};

const endingIn = (days: number): Remindable => ({ ...permanent, expiresAt: inDays(days) });
const dead = (account: Remindable): Remindable => ({ ...account, lastCheck: { at: NOW, valid: false } });

function reminderOf(account: Remindable, now = NOW): Reminder {
  const reminder = reminderFor(account, WARN_DAYS, now);
  assert.ok(reminder);
  return reminder;
}

/** Windows that check an account one after the other, and their reminders. */
function watching(): { readonly look: (account: Remindable, now?: number) => boolean; readonly told: Reminder[] } {
  let memory: ReminderMemory | undefined;
  const told: Reminder[] = [];
  const look = (account: Remindable, now = NOW) => {
    const reminder = reminderFor(account, WARN_DAYS, now);
    if (reminder === undefined || !isDue(reminder, memory, now)) return false;
    told.push(reminder);
    memory = afterNotifying(reminder, memory);
    return true;
  };
  return { look, told };
}

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
      assert.equal(reminderFor(endingIn(days), WARN_DAYS, NOW)?.threshold, threshold);
    });
  }

  it('comes at once for a token that died before its date', () => {
    const { end, threshold } = reminderOf(dead(endingIn(60)));
    assert.deepEqual({ end, threshold }, { end: 'invalid', threshold: 'now' });
  });

  it('is none for a token that never expires', () => {
    assert.equal(reminderFor(permanent, WARN_DAYS, NOW), undefined);
  });

  it('comes for each threshold', () => {
    const { look, told } = watching();
    for (const left of [14, 7, 1]) assert.equal(look(endingIn(20), inDays(20 - left)), true);
    assert.deepEqual(
      told.map(({ threshold }) => threshold),
      ['early', 'soon', 'now'],
    );
  });

  it('comes for a token that dies after it was told that its end is near', () => {
    const { look } = watching();
    assert.equal(look(endingIn(10)), true);
    assert.equal(look(dead(endingIn(10))), true);
  });

  it('comes for a renewed token that dies after its end was told, although the one before it had died', () => {
    const { look } = watching();
    const renewed = { ...endingIn(10), obtainedAt: NOW };
    assert.equal(look(dead(endingIn(60))), true);
    assert.equal(look(renewed), true);
    assert.equal(look(dead(renewed)), true);
  });

  it('is told once for each threshold, however often windows look, although Facebook refuses the token now and then', () => {
    const looks = fc.array(fc.tuple(fc.integer({ min: -5, max: 20 }), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(looks, (seen) => {
        const { look, told } = watching();
        for (const [left, isValid] of [...seen].sort(([one], [other]) => other - one)) {
          // Several windows may check at the same moment.
          for (let window = 0; window < 3; window++) {
            look(isValid ? endingIn(20) : dead(endingIn(20)), inDays(20 - left));
          }
        }
        const news = told.map(({ end, threshold }) => (end === 'invalid' ? 'invalid' : threshold));
        assert.deepEqual(news, [...new Set(news)]);
      }),
    );
  });

  it('is not told of a credential that was renewed meanwhile, by a window that has not heard of it', () => {
    const { look } = watching();
    const renewed = { ...endingIn(5), obtainedAt: NOW };
    assert.equal(look(endingIn(0)), true);
    assert.equal(look(renewed), true);
    assert.equal(look(endingIn(0)), false, 'a window that has not heard of the renewal');
    assert.equal(look(renewed), false);
  });

  it('comes again for an end that another login has moved', () => {
    const { look } = watching();
    assert.equal(look(endingIn(5)), true);
    assert.equal(look(endingIn(5.5)), false, 'two checks of one token');
    assert.equal(look(endingIn(6)), true, 'a day later than what was told');
    assert.equal(look(endingIn(12)), true);
  });

  it('comes once for the access to data, whose end no renewal of the token moves', () => {
    const { look } = watching();
    const account = { ...permanent, dataAccessExpiresAt: inDays(14) };
    assert.equal(reminderOf(account).cause, 'dataAccess');
    assert.equal(look(account), true, 'twice the warning days before');
    const renewed = { ...account, obtainedAt: NOW };
    assert.equal(look(renewed, inDays(1)), false);
    assert.equal(look(renewed, inDays(7)), true);
  });

  it('of the day itself is the last one: the check that finds the token dead after it is no news', () => {
    const { look } = watching();
    assert.equal(look(endingIn(0.5)), true);
    assert.equal(look(dead(endingIn(0.5)), inDays(1)), false);
    assert.equal(look(dead(endingIn(0.5))), false);
  });

  it('of a dead token is the last one: its end is no news', () => {
    const { look } = watching();
    assert.equal(look(dead(endingIn(3))), true);
    assert.equal(look(dead(endingIn(3)), inDays(4)), false);
  });

  it('comes for each token that dies: a renewed one can die as well', () => {
    const { look } = watching();
    const renewed = { ...permanent, obtainedAt: NOW };
    assert.equal(look(dead(permanent)), true);
    assert.equal(look(dead(permanent), inDays(1)), false);
    assert.equal(look(renewed, inDays(2)), false);
    assert.equal(look(dead(renewed), inDays(30)), true);
  });

  it('comes again a day after “Remind Me Later”, and once more only', () => {
    const reminder = reminderOf(endingIn(5));
    const later = snoozed(afterNotifying(reminder, undefined), NOW);
    assert.equal(isDue(reminder, later, NOW + SECONDS_PER_DAY - 1), false);
    assert.equal(isDue(reminder, later, NOW + SECONDS_PER_DAY), true);
    assert.equal(isDue(reminder, afterNotifying(reminder, later), NOW + 2 * SECONDS_PER_DAY), false);
  });

  it('never comes again after “Do Not Show Again”', () => {
    const memory = muted(snoozed(afterNotifying(reminderOf(endingIn(5)), undefined), NOW));
    for (const account of [endingIn(0), dead(permanent), { ...endingIn(0), obtainedAt: NOW }]) {
      assert.equal(isDue(reminderOf(account), memory, inDays(30)), false);
    }
  });
});
