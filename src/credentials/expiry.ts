import { SECONDS_PER_DAY, type UnixSeconds } from '../base/time';
import type { AccountRecord } from './account';

export interface ExpiryDates {
  readonly expiresAt: UnixSeconds | 'never' | undefined;
  /** "Valid" after this date means: valid, and answering nothing (Meta, "Auth Dialog: data access expiration"). */
  readonly dataAccessExpiresAt: UnixSeconds | 'never' | undefined;
  /** Where Agoras 2.x is used: its refresh token is the long-lived user token, which ends after 60 days. */
  readonly refreshTokenExpiresAt?: UnixSeconds | undefined;
  /** What the last check found; a token can die before its date. */
  readonly knownInvalid: boolean;
}

/** What an account says about its ends. */
export type Expiring = Pick<
  AccountRecord,
  'expiresAt' | 'dataAccessExpiresAt' | 'userTokenExpiresAt' | 'lastCheck' | 'written'
>;

/** The dates that count for an account: the user token's only where something was written for Agoras 2.x. */
export function expiryDates(account: Expiring): ExpiryDates {
  const usesRefreshToken = account.written.some(({ target }) => target.version === '2.x');
  return {
    expiresAt: account.expiresAt,
    dataAccessExpiresAt: account.dataAccessExpiresAt,
    refreshTokenExpiresAt: usesRefreshToken ? account.userTokenExpiresAt : undefined,
    knownInvalid: !account.lastCheck.valid,
  };
}

type ExpiryCause = 'token' | 'dataAccess' | 'refreshToken';

/** How long a credential still works. `at` is the earliest of the ends that count. */
export type ExpiryStatus =
  | { readonly kind: 'notValid' }
  | { readonly kind: 'expired'; readonly at: UnixSeconds; readonly cause: ExpiryCause }
  | { readonly kind: 'expiresSoon'; readonly at: UnixSeconds; readonly days: number; readonly cause: ExpiryCause }
  | { readonly kind: 'expires'; readonly at: UnixSeconds; readonly days: number; readonly cause: ExpiryCause }
  | { readonly kind: 'never'; readonly dataAccessUntil: UnixSeconds | undefined };

/**
 * A token that never expires is shown as such until its data access comes within twice `warnDays`: Meta asks for a new
 * login every 90 days, and saying "expires in 89 days" of a permanent token would teach people to ignore the warning.
 */
export function expiryStatus(dates: ExpiryDates, warnDays: number, now: UnixSeconds): ExpiryStatus {
  const ends = [
    { at: dates.expiresAt, cause: 'token' as const },
    { at: dates.refreshTokenExpiresAt, cause: 'refreshToken' as const },
    { at: dates.dataAccessExpiresAt, cause: 'dataAccess' as const },
  ].flatMap(({ at, cause }) => (typeof at === 'number' ? [{ at, cause }] : []));
  const [first] = ends.sort((one, other) => one.at - other.at);
  // After the end every check finds the token invalid; that it has expired is the better explanation.
  if (first !== undefined && first.at <= now) return { kind: 'expired', ...first };
  if (dates.knownInvalid) return { kind: 'notValid' };
  if (first === undefined) return { kind: 'never', dataAccessUntil: undefined };
  const { at, cause } = first;
  const days = Math.floor((at - now) / SECONDS_PER_DAY);
  if (at - now <= warnDays * SECONDS_PER_DAY) return { kind: 'expiresSoon', at, days, cause };
  const isFar = at - now > 2 * warnDays * SECONDS_PER_DAY;
  if (dates.expiresAt === 'never' && dates.refreshTokenExpiresAt === undefined && isFar) {
    return { kind: 'never', dataAccessUntil: at };
  }
  return { kind: 'expires', at, days, cause };
}
