import type { UnixSeconds } from './time';

/** A date as the person's language writes it, e.g. “Feb 21, 2027”. */
export function formatDate(at: UnixSeconds, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(at * 1000));
}

/** A count of days as the person's language writes it, e.g. “12 days”. */
export function formatDays(days: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days);
}

const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** How long ago, in the largest unit that fits, e.g. “3 hours ago”; a moment in the future is a clock that was set back. */
export function formatAgo(at: UnixSeconds, now: UnixSeconds, locale: string): string {
  const passed = Math.max(now - at, 0);
  const { unit, seconds } = UNITS.find((candidate) => passed >= candidate.seconds) ?? { unit: 'minute', seconds: 60 };
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(passed / seconds), unit);
}
