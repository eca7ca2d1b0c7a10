// When to remind a person of an end: once for each threshold, over all windows.
import { SECONDS_PER_DAY, type UnixSeconds } from '../base/time';
import { expiryStatus, type Expiring, type ExpiryCause } from './expiry';

/** Twice the warning days, the warning days, and the day itself or later. */
type Threshold = 'early' | 'soon' | 'now';

const RANK: Readonly<Record<Threshold, number>> = { early: 1, soon: 2, now: 3 };

/** What is remembered of an account. */
export interface ReminderMemory {
  /** When the credential was obtained that the person was reminded of: a renewed one is another one. */
  readonly obtainedAt: UnixSeconds;
  /** The last end and threshold that the person was reminded of; absent after a dead token alone. */
  readonly told?: { readonly end: UnixSeconds; readonly threshold: Threshold } | undefined;
  /** The person was told that the token had become invalid before its end. */
  readonly isDeathTold?: boolean | undefined;
  /** "Remind me later": from then on the same reminder is shown again. */
  readonly laterAt?: UnixSeconds | undefined;
  /** "Do not show again". */
  readonly isMuted?: boolean | undefined;
}

export interface Reminder {
  /** When the credential was obtained. */
  readonly obtainedAt: UnixSeconds;
  /** `invalid` for a token that died before its date. */
  readonly end: UnixSeconds | 'invalid';
  readonly threshold: Threshold;
  /** What ends; undefined for a token that died. */
  readonly cause?: ExpiryCause | undefined;
  /** The last check found the token invalid. */
  readonly isDead: boolean;
}

/** Two checks of one token may name its end a little differently; another login moves it by days. */
const SAME_END_SECONDS = SECONDS_PER_DAY;

/** What there is to remind of, whether or not that was done already. */
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

/** Whether a reminder is still to be shown. */
export function isDue(reminder: Reminder, memory: ReminderMemory | undefined, now: UnixSeconds): boolean {
  if (memory === undefined) return true;
  if (memory.isMuted === true) return false;
  // An older one is what a window still believes that has not heard of the renewal yet.
  if (reminder.obtainedAt < memory.obtainedAt) return false;
  if (memory.laterAt !== undefined && now >= memory.laterAt) return true;
  const isSameToken = reminder.obtainedAt === memory.obtainedAt;
  return !(isSameToken ? wasNotified(reminder, memory) : wasEndNotified(reminder, memory));
}

/** That a credential works no longer is news once, whether it died or came to its end. */
function wasNotified(reminder: Reminder, memory: ReminderMemory): boolean {
  const { told, isDeathTold = false } = memory;
  if (reminder.isDead && isDeathTold) return true;
  return reminder.end === 'invalid' ? told?.threshold === 'now' : wasEndNotified(reminder, memory);
}

/** A renewed token has other ends, and yet the same for the access to data: only a login moves that. */
function wasEndNotified({ end, threshold }: Reminder, { told }: ReminderMemory): boolean {
  if (end === 'invalid' || told === undefined) return false;
  return Math.abs(told.end - end) < SAME_END_SECONDS && RANK[told.threshold] >= RANK[threshold];
}

/** What to remember once a reminder is shown; `memory`: what was remembered until then. */
export function afterNotifying(
  { obtainedAt, end, threshold }: Reminder,
  memory: ReminderMemory | undefined,
): ReminderMemory {
  const before = memory?.obtainedAt === obtainedAt ? memory : undefined;
  // Facebook may refuse a token for a while and take it again: its end has not changed.
  if (end === 'invalid') return { obtainedAt, told: before?.told, isDeathTold: true };
  return { obtainedAt, told: { end, threshold }, isDeathTold: before?.isDeathTold };
}

/** "Remind me later" means tomorrow. */
export function snoozed(memory: ReminderMemory, now: UnixSeconds): ReminderMemory {
  return { ...memory, laterAt: now + SECONDS_PER_DAY };
}

/** "Do not show again": nothing more is said about this account until it is renewed or obtained anew. */
export function muted(memory: ReminderMemory): ReminderMemory {
  return { ...memory, laterAt: undefined, isMuted: true };
}
