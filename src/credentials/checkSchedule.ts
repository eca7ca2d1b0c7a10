import type { UnixSeconds } from '../base/time';
import type { LastCheck } from './account';

const SECONDS_PER_HOUR = 3600;
/** A little less than the hour between two looks, so that a check that took its time is due again at the next. */
const RETRY_SECONDS = 3000;

/**
 * Whether a stored token is to be checked again. After a check in vain it is tried every hour. A check that lies in the
 * future was dated by a clock that has been set back since: it says nothing.
 */
export function isCheckDue(
  { at, failedAt }: Omit<LastCheck, 'valid'>,
  intervalHours: number,
  now: UnixSeconds,
): boolean {
  const isRecent = (moment: UnixSeconds, seconds: number) => moment <= now + SECONDS_PER_HOUR && now - moment < seconds;
  if (isRecent(at, intervalHours * SECONDS_PER_HOUR)) return false;
  return failedAt === undefined || !isRecent(failedAt, RETRY_SECONDS);
}
