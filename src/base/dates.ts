import type { UnixSeconds } from './time';

/** A date in the person's language, e.g. “Feb 21, 2027”. */
export function formatDate(at: UnixSeconds, locale: string): string {
  return dateFormat(locale).format(new Date(at * 1000));
}

/** A time in the person's language, e.g. “Feb 21, 2027, 4:40 PM”. */
export function formatTime(at: UnixSeconds, locale: string): string {
  return timeFormat(locale).format(new Date(at * 1000));
}

/** A number of days in the person's language, e.g. “12 days”. */
export function formatDays(days: number, locale: string): string {
  return daysFormat(locale).format(days);
}

const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/**
 * How long ago, in the largest unit that fits, e.g. “3 hours ago”; a time in the future (a clock was set back) counts
 * as now.
 */
export function formatAgo(at: UnixSeconds, now: UnixSeconds, locale: string): string {
  const passed = Math.max(now - at, 0);
  const { unit, seconds } = UNITS.find((candidate) => passed >= candidate.seconds) ?? { unit: 'minute', seconds: 60 };
  return agoFormat(locale).format(-Math.floor(passed / seconds), unit);
}

const dateFormat = keptByLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const timeFormat = keptByLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
);
const daysFormat = keptByLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }),
);
const agoFormat = keptByLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/** Creating a format takes a hundred times as long as using it, and every view shows dates. */
function keptByLocale<T>(make: (locale: string) => T): (locale: string) => T {
  const kept = new Map<string, T>();
  return (locale) => {
    const format = kept.get(locale) ?? make(locale);
    kept.set(locale, format);
    return format;
  };
}
