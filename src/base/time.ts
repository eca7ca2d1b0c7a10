/** Seconds since 1970, as the Graph API counts. */
export type UnixSeconds = number;

export const SECONDS_PER_DAY = 86_400;

export function unixNow(): UnixSeconds {
  return Math.floor(Date.now() / 1000);
}
