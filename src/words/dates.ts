import type { UnixSeconds } from '../graph/answers';

/** A date as the person's language writes it, e.g. “Feb 21, 2027”. */
export function formatDate(at: UnixSeconds, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(at * 1000));
}

/** A count of days as the person's language writes it, e.g. “12 days”. */
export function formatDays(days: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days);
}
