import assert from 'node:assert/strict';
import { isCheckDue } from '../../../src/credentials/checkSchedule';

const NOW = 1_800_000_000;
const HOUR = 3600;

describe('A check of a stored token', () => {
  const cases: readonly [string, { at: number; failedAt?: number }, boolean][] = [
    ['is not due an hour after the last one', { at: NOW - HOUR }, false],
    ['is due a day after the last one', { at: NOW - 24 * HOUR }, true],
    ['is not tried again at once where the network was away', { at: NOW - 48 * HOUR, failedAt: NOW - 600 }, false],
    ['is tried again at the next look, an hour later', { at: NOW - 48 * HOUR, failedAt: NOW - HOUR + 60 }, true],
    ['is not due for a clock that goes a few minutes wrong', { at: NOW + 600 }, false],
    ['is not due for a clock that goes an hour wrong, as after a change of summer time', { at: NOW + HOUR }, false],
    ['is due for one that goes more than an hour wrong', { at: NOW + HOUR + 1 }, true],
    ['is due where the last one lies in the future', { at: NOW + 48 * HOUR }, true],
    ['is due where a vain one lies in the future', { at: NOW - 48 * HOUR, failedAt: NOW + 48 * HOUR }, true],
  ];
  for (const [what, lastCheck, expected] of cases) {
    it(what, () => {
      assert.equal(isCheckDue(lastCheck, 24, NOW), expected);
    });
  }
});
