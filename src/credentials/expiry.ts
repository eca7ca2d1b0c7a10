import type { UnixSeconds } from '../graph/answers';

export interface ExpiryDates {
  readonly expiresAt: UnixSeconds | 'never' | undefined;
  /** "Valid" after this date means: valid, and answering nothing (Meta, "Auth Dialog: data access expiration"). */
  readonly dataAccessExpiresAt: UnixSeconds | 'never' | undefined;
  /** What the last check found; a token can die before its date. */
  readonly knownInvalid: boolean;
}

export type ExpiryCause = 'token' | 'dataAccess';

/** How long a credential still works. `at` is the earlier of the token's and the data access's end. */
export type ExpiryStatus =
  | { readonly kind: 'notValid' }
  | { readonly kind: 'expired'; readonly at: UnixSeconds; readonly cause: ExpiryCause }
  | { readonly kind: 'expiresSoon'; readonly at: UnixSeconds; readonly days: number; readonly cause: ExpiryCause }
  | { readonly kind: 'expires'; readonly at: UnixSeconds; readonly days: number; readonly cause: ExpiryCause }
  | { readonly kind: 'never'; readonly dataAccessUntil: UnixSeconds | undefined };

const SECONDS_PER_DAY = 86_400;

/**
 * A token that never expires is told as such until its data access comes within twice `warnDays`: Meta asks for a new
 * login every 90 days, and saying "expires in 89 days" of a permanent token would teach people to ignore the warning.
 */
export function expiryStatus(dates: ExpiryDates, warnDays: number, now: UnixSeconds): ExpiryStatus {
  if (dates.knownInvalid) return { kind: 'notValid' };
  const ends = [
    { at: dates.expiresAt, cause: 'token' as const },
    { at: dates.dataAccessExpiresAt, cause: 'dataAccess' as const },
  ].flatMap(({ at, cause }) => (typeof at === 'number' ? [{ at, cause }] : []));
  const [first, second] = ends;
  if (first === undefined) return { kind: 'never', dataAccessUntil: undefined };
  const { at, cause } = second !== undefined && second.at < first.at ? second : first;
  if (at <= now) return { kind: 'expired', at, cause };
  const days = Math.floor((at - now) / SECONDS_PER_DAY);
  if (at - now <= warnDays * SECONDS_PER_DAY) return { kind: 'expiresSoon', at, days, cause };
  const isFar = at - now > 2 * warnDays * SECONDS_PER_DAY;
  if (dates.expiresAt === 'never' && isFar) return { kind: 'never', dataAccessUntil: at };
  return { kind: 'expires', at, days, cause };
}
