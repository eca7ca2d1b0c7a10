// When to remind a person that a credential will expire: once per threshold, across all windows.
import { SECONDS_PER_DAY, type UnixSeconds } from '../base/time';
import { expiryStatus, type Expiring, type ExpiryCause } from './expiry';

/** Twice the warning days, the warning days, and the last day or later. */
type Threshold = 'early' | 'soon' | 'now';

const RANK: Readonly<Record<Threshold, number>> = { early: 1, soon: 2, now: 3 };

/** What is stored about the reminders of an account. */
export interface ReminderMemory {
  /** When the credential that the reminder was about was obtained; a renewed credential counts as a new one. */
  readonly obtainedAt: UnixSeconds;
  /**
   * The last expiry and threshold that the person was reminded of; undefined if they were only told of an invalid
   * token.
   */
  readonly told?: { readonly end: UnixSeconds; readonly threshold: Threshold } | undefined;
  /** The person was told that the token became invalid before its expiry. */
  readonly isDeathTold?: boolean | undefined;
  /** "Remind me later": when the same reminder is shown again. */
  readonly laterAt?: UnixSeconds | undefined;
  /** "Do not show again". */
  readonly isMuted?: boolean | undefined;
}

export interface Reminder {
  /** When the credential was obtained. */
  readonly obtainedAt: UnixSeconds;
  /** `invalid` for a token that became invalid before its expiry. */
  readonly end: UnixSeconds | 'invalid';
  readonly threshold: Threshold;
  /** What expires; undefined for a token that became invalid. */
  readonly cause?: ExpiryCause | undefined;
  /** The last check found the token invalid. */
  readonly isDead: boolean;
}

/** Two checks of a token may report slightly different expiry dates; another login moves them by days. */
const SAME_END_SECONDS = SECONDS_PER_DAY;

/** The reminder for the account's current status, whether or not it was already shown. */
export function reminderFor(
  account: Expiring,
  warnDays: number,
  now: UnixSeconds,
  isAutomatic = false,
): Reminder | undefined {
  const { obtainedAt } = account;
  const isDead = !account.lastCheck.valid;
  const status = expiryStatus(account, warnDays, now, isAutomatic);
  switch (status.kind) {
    case 'never':
    case 'renewsItself':
    case 'unknown':
      return undefined;
    case 'notValid':
      return { obtainedAt, end: 'invalid', threshold: 'now', isDead };
    case 'expired':
    case 'expiresSoon':
    case 'expires': {
      const threshold = thresholdOf(status.at - now, warnDays);
      return threshold === undefined
        ? undefined
        : { obtainedAt, end: status.at, threshold, cause: status.cause, isDead };
    }
  }
}

function thresholdOf(secondsLeft: number, warnDays: number): Threshold | undefined {
  if (secondsLeft <= SECONDS_PER_DAY) return 'now';
  if (secondsLeft <= warnDays * SECONDS_PER_DAY) return 'soon';
  return secondsLeft <= 2 * warnDays * SECONDS_PER_DAY ? 'early' : undefined;
}

/** Whether a reminder still has to be shown. */
export function isDue(reminder: Reminder, memory: ReminderMemory | undefined, now: UnixSeconds): boolean {
  if (memory === undefined) return true;
  if (memory.isMuted === true) return false;
  // An older credential: this window doesn't know of the renewal yet.
  if (reminder.obtainedAt < memory.obtainedAt) return false;
  if (memory.laterAt !== undefined && now >= memory.laterAt) return true;
  const isSameToken = reminder.obtainedAt === memory.obtainedAt;
  return !(isSameToken ? wasNotified(reminder, memory) : wasEndNotified(reminder, memory));
}

/** People are told once that a credential no longer works, whether it became invalid or expired. */
function wasNotified(reminder: Reminder, memory: ReminderMemory): boolean {
  const { told, isDeathTold = false } = memory;
  if (reminder.isDead && isDeathTold) return true;
  return reminder.end === 'invalid' ? told?.threshold === 'now' : wasEndNotified(reminder, memory);
}

/** Also used after a renewal: it moves the tokens' expiry, but not that of data access, which only a login moves. */
function wasEndNotified({ end, threshold }: Reminder, { told }: ReminderMemory): boolean {
  if (end === 'invalid' || told === undefined) return false;
  return Math.abs(told.end - end) < SAME_END_SECONDS && RANK[told.threshold] >= RANK[threshold];
}

/** What to store after a reminder was shown; `memory`: what was stored before. */
export function afterNotifying(
  { obtainedAt, end, threshold }: Reminder,
  memory: ReminderMemory | undefined,
): ReminderMemory {
  const before = memory?.obtainedAt === obtainedAt ? memory : undefined;
  // Keeps `told`: Facebook may reject a token for a while and accept it again, with the same expiry.
  if (end === 'invalid') return { obtainedAt, told: before?.told, isDeathTold: true };
  return { obtainedAt, told: { end, threshold }, isDeathTold: before?.isDeathTold };
}

/** "Remind me later" means tomorrow. */
export function snoozed(memory: ReminderMemory, now: UnixSeconds): ReminderMemory {
  return { ...memory, laterAt: now + SECONDS_PER_DAY };
}

/** "Do not show again": no more reminders for this account until it is renewed or obtained again. */
export function muted(memory: ReminderMemory): ReminderMemory {
  return { ...memory, laterAt: undefined, isMuted: true };
}
