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
export type ExpiryCause = RefreshTokenKind | 'dataAccess';

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
  | 'obtainedAt'
  | 'lastCheck'
  | 'failedRenewal'
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
    { cause: 'dataAccess', at: account.dataAccessExpiresAt },
  ];
  return ends.filter(({ cause }) => cause === 'dataAccess' || tokens.includes(cause));
}

/** A written user token that ends: when half of its life is over, and when it ends. */
function renewalOf(account: Expiring): { readonly dueAt: UnixSeconds; readonly end: UnixSeconds } | undefined {
  if (account.written.length === 0) return undefined;
  const end = endsOf(account).find(({ cause }) => cause === 'userToken')?.at;
  return typeof end === 'number' ? { dueAt: (account.obtainedAt + end) / 2, end } : undefined;
}

/**
 * Whether the user token is to be exchanged again, so that it does not end: from half of its life on. One that is
 * written nowhere ends without anybody's noticing, and a dead one is exchanged for nothing.
 */
export function isRenewalDue(account: Expiring, now: UnixSeconds): boolean {
  const renewal = renewalOf(account);
  return renewal !== undefined && account.lastCheck.valid && renewal.dueAt <= now && now < renewal.end;
}

/**
 * Whether the end of the user token is none that the person has to care about, as it will be renewed before. A renewal
 * that has failed, or not come for a quarter of the time that was left for it, is not counted on.
 */
export function renewsItself(account: Expiring, now: UnixSeconds): boolean {
  const renewal = renewalOf(account);
  if (renewal === undefined || account.failedRenewal !== undefined || !account.lastCheck.valid) return false;
  const { dueAt, end } = renewal;
  return now < dueAt + (end - dueAt) / 4;
}

/** How long a credential still works. `at` is the earliest of the ends that count. */
export type ExpiryStatus =
  | { readonly kind: 'notValid' }
  | { readonly kind: 'expired'; readonly at: UnixSeconds; readonly cause: ExpiryCause }
  | { readonly kind: 'expiresSoon'; readonly at: UnixSeconds; readonly days: number; readonly cause: ExpiryCause }
  | { readonly kind: 'expires'; readonly at: UnixSeconds; readonly days: number; readonly cause: ExpiryCause }
  | { readonly kind: 'never' }
  /** Nobody has to do anything: what ends then is renewed before. */
  | { readonly kind: 'renewsItself'; readonly at: UnixSeconds }
  /** Facebook has not said when a token that is in use ends, or the access to data of one that does not end. */
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

/** The same of some ends alone, such as those of one token. */
export function statusOfEnds(
  account: Pick<Expiring, 'lastCheck'>,
  ends: readonly End[],
  warnDays: number,
  now: UnixSeconds,
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
  const untold = ends.filter(({ at }) => at === undefined);
  if (untold.some(({ cause }) => cause !== 'dataAccess')) return { kind: 'unknown' };
  if (first === undefined) return { kind: untold.length > 0 ? 'unknown' : 'never' };
  const isTokenEnding = ends.some(({ cause, at }) => cause !== 'dataAccess' && typeof at === 'number');
  const isFar = secondsLeft > 2 * warnDays * SECONDS_PER_DAY;
  return isTokenEnding || !isFar ? { kind: 'expires', ...first, days } : { kind: 'never' };
}

/** How an account is. */
export type AccountStatus =
  | ExpiryStatus
  /** The token died because the person has granted something else since. */
  | { readonly kind: 'grantReplaced' }
  /** Its tokens are fine, and Facebook refuses every post to Instagram all the same. */
  | { readonly kind: 'cannotPublish'; readonly cause: InstagramObstacle };

/** What works no longer comes first; what does not publish is none the better for a token that never expires. */
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
