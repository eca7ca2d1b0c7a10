/** Unix time in seconds, as in the Graph API. */
export type UnixSeconds = number;

export const SECONDS_PER_DAY = 86_400;

export function unixNow(): UnixSeconds {
  return Math.floor(Date.now() / 1000);
}

/** Whether a value is a time that `Date` can represent (ECMAScript, "Time Values and Time Range"). */
export function isUnixSeconds(value: unknown): value is UnixSeconds {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12;
}
