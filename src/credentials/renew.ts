// A stored credential made anew: first with what is stored, which needs nobody; else with a new short-lived token.
import type { AccountRecord, AccountSecrets } from './account';
import type { Cancelled, Outcome } from '../base/outcome';
import type { ShortLivedUserToken } from '../base/secret';
import type { UnixSeconds } from '../base/time';
import type { GraphApi } from '../graph/graphApi';
import { acquireUserToken, endAfter, type UserAccess } from './acquireUserToken';
import { prove, type Credential, type FlowFailure } from './obtain';

type Renewed = Promise<Outcome<Credential, FlowFailure | Cancelled>>;

/** An end that moved by less is no renewal that a person would notice. */
const LEAST_GAIN_SECONDS = 86_400;

/** Exchanges the stored user token again and takes the Page's token from it. Data access is not moved by this. */
export async function renewFromStored(
  api: GraphApi,
  record: AccountRecord,
  secrets: AccountSecrets,
  now: UnixSeconds,
  signal: AbortSignal,
): Renewed {
  const exchanged = await api.exchange(secrets.userToken, signal);
  if (!exchanged.ok) return exchanged;
  const { token, lifetimeSeconds } = exchanged.value;
  const access: UserAccess = { token, expiresAt: endAfter(now, lifetimeSeconds), scopes: [], tickedPages: 'all' };
  return renewWith(api, record, secrets, access, now, signal);
}

/** Runs the whole flow again with a new short-lived token; the choices stay as they were. */
export async function renewFromToken(
  api: GraphApi,
  record: AccountRecord,
  { appSecret }: Pick<AccountSecrets, 'appSecret'>,
  shortLivedToken: ShortLivedUserToken,
  now: UnixSeconds,
  signal: AbortSignal,
): Renewed {
  const app = { id: record.app.id, secret: appSecret };
  const access = await acquireUserToken(api, { app, shortLivedToken }, now, signal);
  if (!access.ok) return access;
  // Somebody else with a role on the Page may have logged in this time.
  const person = await api.userAndPages(access.value.token, signal);
  if (!person.ok) return person;
  return renewWith(api, { ...record, user: person.value.user }, { appSecret }, access.value, now, signal);
}

/** The same Page and object ID as before, with a fresh user token. */
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
  const choice = { user: record.user, page: page.value, objectId: record.objectId };
  return prove(api, app, access, choice, now, signal);
}

type Ends = Pick<AccountRecord, 'expiresAt' | 'dataAccessExpiresAt' | 'userTokenExpiresAt'>;

/** Whether a renewed credential is worth keeping: the first of its ends comes at least a day later. */
export function outlives(renewed: Ends, previous: Ends): boolean {
  const gain = firstEnd(renewed) - firstEnd(previous);
  // Two that never end do not differ.
  return gain >= LEAST_GAIN_SECONDS;
}

function firstEnd({ expiresAt, dataAccessExpiresAt, userTokenExpiresAt }: Ends): number {
  const ends = [expiresAt, dataAccessExpiresAt, userTokenExpiresAt].filter((end) => typeof end === 'number');
  return Math.min(Infinity, ...ends);
}

/** Whether the stored user token itself is what failed, so that only a new login can help. */
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
      return false;
    default:
      return true;
  }
}
