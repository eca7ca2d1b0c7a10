// When to remind a person of an end: once for each threshold, over all windows.
import type { UnixSeconds } from '../graph/answers';
import { SECONDS_PER_DAY, type ExpiryStatus } from './expiry';

/** Twice the warning days, the warning days, and the day itself or later. */
export type Threshold = 'early' | 'soon' | 'now';

const RANK: Readonly<Record<Threshold, number>> = { early: 1, soon: 2, now: 3 };

/** What is remembered of an account. */
export interface ReminderMemory {
  /** The end that was told of; `invalid` for a token that died before its date. */
  readonly end: UnixSeconds | 'invalid';
  readonly told: Threshold;
  /** "Remind me later": the same is told again from then on. */
  readonly laterAt?: UnixSeconds | undefined;
  /** "Do not show again". */
  readonly isMuted?: boolean | undefined;
}

export interface Reminder {
  readonly end: UnixSeconds | 'invalid';
  readonly threshold: Threshold;
}

/** Two checks of one token may name its end a little differently; a renewed one ends days later. */
const SAME_END_SECONDS = SECONDS_PER_DAY;

/** What has come near, whether or not it was told already. */
export function reminderFor(status: ExpiryStatus, warnDays: number, now: UnixSeconds): Reminder | undefined {
  switch (status.kind) {
    case 'never':
      return undefined;
    case 'notValid':
      return { end: 'invalid', threshold: 'now' };
    case 'expired':
    case 'expiresSoon':
    case 'expires': {
      const left = status.at - now;
      if (left <= SECONDS_PER_DAY) return { end: status.at, threshold: 'now' };
      if (left <= warnDays * SECONDS_PER_DAY) return { end: status.at, threshold: 'soon' };
      return left <= 2 * warnDays * SECONDS_PER_DAY ? { end: status.at, threshold: 'early' } : undefined;
    }
  }
}

/** Whether a reminder is still to be told. */
export function isToBeTold(reminder: Reminder, memory: ReminderMemory | undefined, now: UnixSeconds): boolean {
  if (memory === undefined) return true;
  if (memory.isMuted === true) return false;
  if (!isSameEnd(reminder.end, memory.end)) return true;
  if (RANK[reminder.threshold] > RANK[memory.told]) return true;
  return memory.laterAt !== undefined && now >= memory.laterAt;
}

/** What to remember from the moment in which a reminder is told. */
export function afterTelling({ end, threshold }: Reminder): ReminderMemory {
  return { end, told: threshold };
}

/** "Remind me later" means tomorrow. */
export function snoozed(memory: ReminderMemory, now: UnixSeconds): ReminderMemory {
  return { ...memory, laterAt: now + SECONDS_PER_DAY };
}

export function muted(memory: ReminderMemory): ReminderMemory {
  return { ...memory, laterAt: undefined, isMuted: true };
}

function isSameEnd(one: UnixSeconds | 'invalid', other: UnixSeconds | 'invalid'): boolean {
  if (one === 'invalid' || other === 'invalid') return one === other;
  return Math.abs(one - other) < SAME_END_SECONDS;
}
