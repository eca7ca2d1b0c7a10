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

/** Why a credential stops working: its Page token, its user token, or that the person has to log in again. */
type ExpiryCause = RefreshTokenKind | 'dataAccess';

/** One of the ends of a credential; `at` is undefined where Facebook has not said when. */
export interface End {
  readonly cause: ExpiryCause;
  readonly at: UnixSeconds | 'never' | undefined;
}

/** What an account says about its ends. */
export type Expiring = Pick<
  AccountRecord,
  | 'expiresAt'
  | 'dataAccessExpiresAt'
  | 'userTokenExpiresAt'
  | 'refreshToken'
  | 'isProvenForInstagram'
  | 'isProvenForFacebook'
  | 'lastCheck'
  | 'written'
>;

/**
 * The ends that count: of the tokens that an Agoras gets, and of the access to data. A token that was stored and is
 * not in use ends without anybody's noticing.
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
    // A token whose access to data has no end, or none that was told, is none the worse for it.
    { cause: 'dataAccess', at: account.dataAccessExpiresAt ?? 'never' },
  ];
  return ends.filter(({ cause }) => cause === 'dataAccess' || tokens.includes(cause));
}

/** How long a credential still works. `at` is the earliest of the ends that count. */
export type ExpiryStatus =
  | { readonly kind: 'notValid' }
  | { readonly kind: 'expired'; readonly at: UnixSeconds; readonly cause: ExpiryCause }
  | { readonly kind: 'expiresSoon'; readonly at: UnixSeconds; readonly days: number; readonly cause: ExpiryCause }
  | { readonly kind: 'expires'; readonly at: UnixSeconds; readonly days: number; readonly cause: ExpiryCause }
  | { readonly kind: 'never' }
  /** Facebook has not said when a token that is in use ends. */
  | { readonly kind: 'unknown' };

/**
 * A token that never expires is shown as such until its data access comes within twice `warnDays`: Meta asks for a new
 * login every 90 days, and saying "expires in 89 days" of a permanent token would teach people to ignore the warning.
 */
export function expiryStatus(
  account: Expiring,
  warnDays: number,
  now: UnixSeconds,
  ends: readonly End[] = endsOf(account),
): ExpiryStatus {
  const [first] = ends
    .flatMap(({ cause, at }) => (typeof at === 'number' ? [{ cause, at }] : []))
    .sort((one, other) => one.at - other.at);
  // After the end every check finds the token invalid; that it has expired is the better explanation.
  if (first !== undefined && first.at <= now) return { kind: 'expired', ...first };
  // What the last check found: a token can die before its date.
  if (!account.lastCheck.valid) return { kind: 'notValid' };
  const secondsLeft = (first?.at ?? Infinity) - now;
  const days = Math.floor(secondsLeft / SECONDS_PER_DAY);
  if (first !== undefined && secondsLeft <= warnDays * SECONDS_PER_DAY) return { kind: 'expiresSoon', ...first, days };
  if (ends.some(({ at }) => at === undefined)) return { kind: 'unknown' };
  if (first === undefined) return { kind: 'never' };
  const isTokenEnding = ends.some(({ cause, at }) => cause !== 'dataAccess' && typeof at === 'number');
  const isFar = secondsLeft > 2 * warnDays * SECONDS_PER_DAY;
  return isTokenEnding || !isFar ? { kind: 'expires', ...first, days } : { kind: 'never' };
}

/** How an account is. */
export type AccountStatus =
  | ExpiryStatus
  /** Its tokens are fine, and Facebook refuses every post to Instagram all the same. */
  | { readonly kind: 'cannotPublish'; readonly cause: InstagramObstacle };

/** What works no longer comes first; what does not publish is none the better for a token that never expires. */
export function accountStatus(account: Expiring & Obstructed, warnDays: number, now: UnixSeconds): AccountStatus {
  const status = expiryStatus(account, warnDays, now);
  const cause = instagramObstacle(account);
  if (cause === undefined || status.kind === 'expired' || status.kind === 'notValid') return status;
  return { kind: 'cannotPublish', cause };
}
