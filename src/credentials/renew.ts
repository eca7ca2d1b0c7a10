// Renews a stored credential: from the stored token, without asking the user, or with a new short-lived token.
import { objectIdInUse, targetsInUse, type AccountRecord, type AccountSecrets } from './account';
import { err, ok, type Cancelled, type Outcome } from '../base/outcome';
import type { LongLivedUserToken, ShortLivedUserToken } from '../base/secret';
import type { UnixSeconds } from '../base/time';
import type { GraphApi } from '../graph/graphApi';
import { acquireUserToken, exchangeToken, type LastingToken, type UserAccess } from './acquireUserToken';
import { endsOf, type Expiring } from './expiry';
import { prove, type Access, type Credential, type FlowFailure } from './obtain';

type Renewed = Promise<Outcome<Credential, FlowFailure | Cancelled>>;

/** A smaller gain isn't worth calling a renewal. */
const LEAST_GAIN_SECONDS = 86_400;

/** Exchanges the stored user token again and gets a new Page token with it. This doesn't extend data access. */
export async function renewFromStored(
  api: GraphApi,
  record: AccountRecord,
  secrets: AccountSecrets,
  now: UnixSeconds,
  signal: AbortSignal,
): Renewed {
  const { userToken } = secrets;
  if (userToken === undefined) {
    return err({ kind: isOfSystemUser(record) ? 'systemUserTokenNeeded' : 'userTokenMissing' });
  }
  const exchanged = await exchangeToken(api, userToken, now, signal);
  if (exchanged.ok) return renewWith(api, record, secrets, withoutScopes(exchanged.value), now, signal);
  const { error } = exchanged;
  if (error.kind === 'cancelled' || !isOfSystemUser(record) || !needsNewLogin(error)) return exchanged;
  const kept = await keepEndless(api, userToken, signal);
  return kept.ok ? renewWith(api, record, secrets, withoutScopes(kept.value), now, signal) : kept;
}

/**
 * Whether the tokens belong to a portfolio's system user, as whom nobody can log in. Facebook doesn't report the type
 * of an invalid token, but a system user's data access has no expiry (Meta, "Facebook Login for Business"), whereas a
 * person's ends 90 days after they last used the app.
 */
export function isOfSystemUser({ dataAccessExpiresAt }: Pick<AccountRecord, 'dataAccessExpiresAt'>): boolean {
  return dataAccessExpiresAt === 'never';
}

/**
 * If Facebook doesn't exchange a system user's token, it can be used as it is, provided that it is valid and never
 * expires.
 */
async function keepEndless(
  api: GraphApi,
  userToken: LongLivedUserToken,
  signal: AbortSignal,
): Promise<Outcome<LastingToken, FlowFailure | Cancelled>> {
  const inspected = await api.inspect(userToken, signal);
  if (!inspected.ok) return inspected;
  const { isValid, expiresAt } = inspected.value;
  return isValid && expiresAt === 'never'
    ? ok({ token: userToken, expiresAt })
    : err({ kind: 'systemUserTokenNeeded' });
}

function withoutScopes(lasting: LastingToken): UserAccess {
  return { ...lasting, scopes: [], tickedPages: 'all', tickedInstagram: 'all' };
}

/** Runs the whole flow again with a new short-lived token, keeping the choices that were made. */
export async function renewFromToken(
  api: GraphApi,
  record: AccountRecord,
  { appSecret }: Pick<AccountSecrets, 'appSecret'>,
  shortLivedToken: ShortLivedUserToken,
  now: UnixSeconds,
  signal: AbortSignal,
): Renewed {
  const app = { id: record.app.id, secret: appSecret };
  const postsOnFacebook = targetsInUse(record).some(({ networks }) => networks.includes('facebook'));
  const access = await acquireUserToken(api, { app, shortLivedToken, postsOnFacebook }, now, signal);
  if (!access.ok) return access;
  // This time, somebody else with a role on the Page may have logged in.
  const person = await api.userAndPages(access.value.token, signal);
  if (!person.ok) return person;
  return renewWith(api, { ...record, user: person.value.user }, { appSecret }, access.value, now, signal);
}

/** Gets and proves new credentials for the same Page and object ID. */
async function renewWith(
  api: GraphApi,
  record: AccountRecord,
  { appSecret }: Pick<AccountSecrets, 'appSecret'>,
  access: UserAccess,
  now: UnixSeconds,
  signal: AbortSignal,
): Renewed {
  const page = await api.page(access.token, record.page.id, signal);
  if (!page.ok) return page;
  const app = { id: record.app.id, secret: appSecret };
  // An Instagram account that only the token listed is kept as long as the proof accepts it.
  const isNamed = objectIdInUse(record).kind === 'instagramAccount';
  const instagram = page.value.instagram ?? (isNamed ? record.instagram : undefined);
  const choice = {
    user: record.user,
    page: {
      ...page.value,
      instagram: instagram && { id: instagram.id, username: instagram.username },
      foundBy: record.isUnlisted === true ? ('id' as const) : undefined,
    },
    // If there was no Instagram account until now, the Page ID had to be used instead.
    objectId:
      record.instagram === undefined && instagram !== undefined
        ? { kind: 'instagramAccount' as const, id: instagram.id }
        : record.objectId,
  };
  return prove(api, app, access, choice, targetsInUse(record), now, signal);
}

type RenewedEnds = Pick<Credential, 'expiresAt' | 'dataAccessExpiresAt' | 'refreshToken'> & {
  readonly userAccess: Pick<Access, 'expiresAt'>;
};

/**
 * Whether a renewed credential is worth keeping: the first expiry that matters is at least a day later, or there is
 * none.
 */
export function outlives(renewed: RenewedEnds, previous: Expiring): boolean {
  const end = firstEnd(withEndsOf(renewed, previous));
  return end === Infinity || end - firstEnd(previous) >= LEAST_GAIN_SECONDS;
}

/**
 * Whether a credential that was renewed automatically is worth keeping: the user token lasts at least a day longer, and
 * nothing else that matters ends sooner. Data access may end before that, as only a login extends it.
 */
export function isLongerLived(renewed: RenewedEnds, previous: Expiring): boolean {
  const gain = momentOf(renewed.userAccess.expiresAt) - momentOf(previous.userTokenExpiresAt);
  const loss = firstEnd(previous) - firstEnd(withEndsOf(renewed, previous));
  return gain >= LEAST_GAIN_SECONDS && !(loss >= LEAST_GAIN_SECONDS);
}

function withEndsOf(renewed: RenewedEnds, previous: Expiring): Expiring {
  const { expiresAt, dataAccessExpiresAt, userAccess, refreshToken } = renewed;
  return { ...previous, expiresAt, dataAccessExpiresAt, userTokenExpiresAt: userAccess.expiresAt, refreshToken };
}

function firstEnd(account: Expiring): number {
  return Math.min(
    ...endsOf(account).map(({ cause, at }) => (cause === 'dataAccess' && at === undefined ? Infinity : momentOf(at))),
  );
}

/** An unknown expiry counts as worse than any known one. */
function momentOf(end: UnixSeconds | 'never' | undefined): number {
  return end === 'never' ? Infinity : (end ?? 0);
}

/** Whether the stored user token itself has failed, so that only a new login can help. */
export function needsNewLogin(failure: FlowFailure): boolean {
  switch (failure.kind) {
    case 'network':
    case 'serviceTrouble':
    case 'rateLimited':
    case 'temporarilyBlocked':
    case 'unexpectedAnswer':
    case 'wrongAppSecret':
    case 'unknownApp':
    case 'appCredentialsRefused':
    case 'appBlocked':
    case 'checkpoint':
    case 'appRoleMissing':
    case 'twoFactorRequired':
    case 'publishingAuthorizationRequired':
    case 'systemUserTokenNeeded':
      return false;
    default:
      return true;
  }
}
