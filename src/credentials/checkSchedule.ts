import type { UnixSeconds } from '../base/time';
import type { LastCheck } from './account';

const SECONDS_PER_HOUR = 3600;
/** A little less than the hour between two runs of the schedule, so that a slow check is due again at the next one. */
const RETRY_SECONDS = 3000;

/**
 * Whether a stored token has to be checked again. A failed check is retried every hour. A check dated in the future is
 * ignored, because the clock has been set back since.
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
