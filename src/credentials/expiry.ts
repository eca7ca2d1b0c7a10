import { usesRefreshToken, type Target } from '../agoras/target';
import { SECONDS_PER_DAY, type UnixSeconds } from '../base/time';
import {
  instagramObstacle,
  targetsInUse,
  type AccountRecord,
  type InstagramObstacle,
  type Obstructed,
  type RefreshTokenKind,
} from './account';

/**
 * What makes a credential stop working: its Page token, its user token, or data access, for which the person has to log
 * in.
 */
export type ExpiryCause = RefreshTokenKind | 'dataAccess';

/** A date on which a credential stops working; `at` is undefined if Facebook hasn't told us. */
export interface End {
  readonly cause: ExpiryCause;
  readonly at: UnixSeconds | 'never' | undefined;
}

/** The fields of an account that determine its expiry. */
export type Expiring = Pick<
  AccountRecord,
  | 'expiresAt'
  | 'dataAccessExpiresAt'
  | 'userTokenExpiresAt'
  | 'refreshToken'
  | 'isProvenForInstagram'
  | 'isProvenForFacebook'
  | 'obtainedAt'
  | 'lastCheck'
  | 'failedRenewal'
  | 'written'
>;

/**
 * The expiry dates that matter: of the tokens that Agoras gets, and of data access. It doesn't matter when a stored
 * token expires that isn't in use.
 */
export function endsOf(account: Expiring, targets: readonly Target[] = targetsInUse(account)): readonly End[] {
  const tokens = targets.flatMap(({ version, networks }): RefreshTokenKind[] =>
    usesRefreshToken(version)
      ? networks.map((network) => (network === 'facebook' ? 'userToken' : (account.refreshToken ?? 'userToken')))
      : ['pageToken'],
  );
  const ends: readonly End[] = [
    { cause: 'pageToken', at: account.expiresAt },
    { cause: 'userToken', at: account.userTokenExpiresAt },
    { cause: 'dataAccess', at: account.dataAccessExpiresAt },
  ];
  return ends.filter(({ cause }) => cause === 'dataAccess' || tokens.includes(cause));
}

/**
 * When a written user token should be renewed (half of its lifetime) and when it expires; undefined if it doesn't
 * expire.
 */
function renewalOf(account: Expiring): { readonly dueAt: UnixSeconds; readonly end: UnixSeconds } | undefined {
  if (account.written.length === 0) return undefined;
  const end = endsOf(account).find(({ cause }) => cause === 'userToken')?.at;
  return typeof end === 'number' ? { dueAt: (account.obtainedAt + end) / 2, end } : undefined;
}

/**
 * Whether the user token should be exchanged again, which is from half of its lifetime on. Not for a token that isn't
 * written anywhere, as nobody would notice its expiry, or for an invalid one, as Facebook wouldn't exchange it.
 */
export function isRenewalDue(account: Expiring, now: UnixSeconds): boolean {
  const renewal = renewalOf(account);
  return renewal !== undefined && account.lastCheck.valid && renewal.dueAt <= now && now < renewal.end;
}

/**
 * Whether the person can ignore the user token's expiry, because it will be renewed before. False after a failed
 * renewal, or if the renewal is overdue by a quarter of the time left for it.
 */
export function renewsItself(account: Expiring, now: UnixSeconds): boolean {
  const renewal = renewalOf(account);
  if (renewal === undefined || account.failedRenewal !== undefined || !account.lastCheck.valid) return false;
  const { dueAt, end } = renewal;
  return now < dueAt + (end - dueAt) / 4;
}

/** How long a credential still works. `at` is the earliest date that matters. */
export type ExpiryStatus =
  | { readonly kind: 'notValid' }
  | { readonly kind: 'expired'; readonly at: UnixSeconds; readonly cause: ExpiryCause }
  | { readonly kind: 'expiresSoon'; readonly at: UnixSeconds; readonly days: number; readonly cause: ExpiryCause }
  | { readonly kind: 'expires'; readonly at: UnixSeconds; readonly days: number; readonly cause: ExpiryCause }
  | { readonly kind: 'never' }
  /** Nothing to do: the user token will be renewed before this date. */
  | { readonly kind: 'renewsItself'; readonly at: UnixSeconds }
  /** Facebook hasn't said when a token in use expires, or when the data access of a permanent token does. */
  | { readonly kind: 'unknown' };

/**
 * A token that never expires is shown as such until its data access comes within twice `warnDays`: Meta asks for a new
 * login every 90 days, and saying "expires in 89 days" of a permanent token would teach people to ignore the warning.
 * The same goes for a token that renews itself, where that is what the person wants (`isAutomatic`).
 */
export function expiryStatus(account: Expiring, warnDays: number, now: UnixSeconds, isAutomatic = false): ExpiryStatus {
  const ends = endsOf(account);
  const isRenewing = isAutomatic && renewsItself(account, now);
  const renewed = isRenewing ? ends.find(({ cause }) => cause === 'userToken') : undefined;
  const others = ends.filter((end) => end !== renewed);
  const status = statusOfEnds(account, others, warnDays, now);
  const at = renewed?.at;
  return status.kind === 'never' && typeof at === 'number' ? { kind: 'renewsItself', at } : status;
}

/** The status for these dates only, such as those of one token. */
export function statusOfEnds(
  account: Pick<Expiring, 'lastCheck'>,
  ends: readonly End[],
  warnDays: number,
  now: UnixSeconds,
): ExpiryStatus {
  const [first] = ends
    .flatMap(({ cause, at }) => (typeof at === 'number' ? [{ cause, at }] : []))
    .sort((one, other) => one.at - other.at);
  // An expired token is also found invalid by every check; "expired" explains it better.
  if (first !== undefined && first.at <= now) return { kind: 'expired', ...first };
  // According to the last check; a token can become invalid before its date.
  if (!account.lastCheck.valid) return { kind: 'notValid' };
  const secondsLeft = (first?.at ?? Infinity) - now;
  const days = Math.floor(secondsLeft / SECONDS_PER_DAY);
  if (first !== undefined && secondsLeft <= warnDays * SECONDS_PER_DAY) return { kind: 'expiresSoon', ...first, days };
  const untold = ends.filter(({ at }) => at === undefined);
  if (untold.some(({ cause }) => cause !== 'dataAccess')) return { kind: 'unknown' };
  if (first === undefined) return { kind: untold.length > 0 ? 'unknown' : 'never' };
  const isTokenEnding = ends.some(({ cause, at }) => cause !== 'dataAccess' && typeof at === 'number');
  const isFar = secondsLeft > 2 * warnDays * SECONDS_PER_DAY;
  return isTokenEnding || !isFar ? { kind: 'expires', ...first, days } : { kind: 'never' };
}

/** The overall status of an account. */
export type AccountStatus =
  | ExpiryStatus
  /** The token is invalid because a later sign-in by the person replaced what was granted. */
  | { readonly kind: 'grantReplaced' }
  /** The tokens are valid, but Facebook rejects every post to Instagram. */
  | { readonly kind: 'cannotPublish'; readonly cause: InstagramObstacle };

/** Problems with the tokens come first, then whether posting is possible; only then the expiry. */
export function accountStatus(
  account: Expiring & Obstructed & Pick<AccountRecord, 'isGrantReplaced'>,
  warnDays: number,
  now: UnixSeconds,
  isAutomatic = false,
): AccountStatus {
  const status = expiryStatus(account, warnDays, now, isAutomatic);
  if (status.kind === 'notValid' && account.isGrantReplaced === true) return { kind: 'grantReplaced' };
  const cause = instagramObstacle(account);
  if (cause === undefined || status.kind === 'expired' || status.kind === 'notValid') return status;
  return { kind: 'cannotPublish', cause };
}
