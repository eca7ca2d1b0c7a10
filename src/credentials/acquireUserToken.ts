// The first step of the flow: the token that a person comes with is inspected and exchanged.
import { err, ok, type Cancelled, type Err, type Outcome } from '../base/outcome';
import { Secret, type LongLivedUserToken, type UserToken } from '../base/secret';
import { isUnixSeconds, type UnixSeconds } from '../base/time';
import type { InspectedToken } from '../graph/answers';
import type { GraphApi, GraphOutcome } from '../graph/graphApi';
import { isTransient, type GraphFailure } from '../graph/graphFailures';
import type { InstagramAccountId, PageId } from '../graph/ids';
import { verifyUserToken, whyInvalid, type MissingPermissions } from '../graph/inspection';
import type { CredentialInputs } from './inputs';

/** The person's long-lived token, with which their Pages are listed. */
export interface UserAccess {
  readonly token: LongLivedUserToken;
  readonly expiresAt: UnixSeconds | 'never' | undefined;
  readonly scopes: readonly string[];
  /** The Pages that were ticked in the login dialog; `all` where it was not narrowed down. */
  readonly tickedPages: readonly PageId[] | 'all';
  /** The same of Instagram accounts, also of those that no Page shows. */
  readonly tickedInstagram: readonly InstagramAccountId[] | 'all';
}

/**
 * Inspects the token and exchanges it, in one round trip. The inspection counts first: it says which permission is
 * missing or which token is wrong, where the exchange would only fail or, worse, succeed.
 */
export async function acquireUserToken(
  api: GraphApi,
  inputs: CredentialInputs,
  now: UnixSeconds,
  signal: AbortSignal,
): Promise<Outcome<UserAccess, GraphFailure | MissingPermissions | Cancelled>> {
  const { app, shortLivedToken: token, postsOnFacebook } = inputs;
  const [inspected, exchanged] = await Promise.all([
    api.inspect(token, signal),
    exchangeToken(api, token, now, signal),
  ]);
  // debug_token refuses APP_ID|APP_SECRET as a whole; only the exchange says which of the two is wrong.
  if (!exchanged.ok && isAboutTheApp(exchanged.error)) return exchanged;
  if (!inspected.ok) return inspected;
  const verified = verifyUserToken(inspected.value, app.id, postsOnFacebook);
  if (!verified.ok) {
    return verified.error.kind === 'permissionsMissing' ? withDeclined(api, inputs, verified.error, signal) : verified;
  }
  const { scopes, tickedPages, tickedInstagram } = inspected.value;
  const best = isLongLived(inspected.value) ? better(token, inspected.value, exchanged) : exchanged;
  return best.ok ? ok({ ...best.value, scopes, tickedPages, tickedInstagram }) : best;
}

/** A long-lived user token, and its end as Facebook names it; undefined where it names none. */
export type LastingToken = Pick<UserAccess, 'token' | 'expiresAt'>;

/**
 * Exchanges a user token, or one of a system user. Not every answer says how long the new token lives: then that is
 * asked, for it may be sixty days or for good.
 */
export async function exchangeToken(
  api: GraphApi,
  userToken: UserToken,
  now: UnixSeconds,
  signal: AbortSignal,
): GraphOutcome<LastingToken> {
  const exchanged = await api.exchange(userToken, signal);
  if (!exchanged.ok) return exchanged;
  const { token, lifetimeSeconds } = exchanged.value;
  const told = endAfter(now, lifetimeSeconds);
  if (told !== undefined) return ok({ token, expiresAt: told });
  const inspected = await api.inspect(token, signal);
  // That it cannot be asked just now says nothing against the token.
  if (!inspected.ok) return inspected.error.kind === 'cancelled' ? inspected : ok({ token, expiresAt: undefined });
  const { isValid, expiresAt } = inspected.value;
  return isValid ? ok({ token, expiresAt }) : err(whyInvalid(inspected.value));
}

/**
 * Whether a token need not be exchanged. That of a system user ends never or after sixty days from the start (Meta,
 * "Facebook Login for Business", access tokens); a person's may have no end either.
 */
function isLongLived({ type, expiresAt }: InspectedToken): boolean {
  return type === 'SYSTEM_USER' || expiresAt === 'never';
}

/** The token itself, unless what it was exchanged for lasts longer. */
function better(
  token: UserToken,
  { expiresAt }: InspectedToken,
  exchanged: Awaited<GraphOutcome<LastingToken>>,
): Awaited<GraphOutcome<LastingToken>> {
  if (!exchanged.ok && (exchanged.error.kind === 'cancelled' || isTransient(exchanged.error))) return exchanged;
  if (exchanged.ok && secondsUntil(exchanged.value.expiresAt) > secondsUntil(expiresAt)) return exchanged;
  return ok({ token: new Secret('longLivedUserToken', token.reveal()), expiresAt });
}

/** An end that nobody names is worth less than any that is known. */
function secondsUntil(end: LastingToken['expiresAt']): number {
  return end === 'never' ? Infinity : (end ?? 0);
}

/** When something ends that has just begun; undefined where nobody said how long it lasts, or something impossible. */
function endAfter(now: UnixSeconds, lifetimeSeconds = 0): UnixSeconds | undefined {
  const end = now + lifetimeSeconds;
  return lifetimeSeconds > 0 && isUnixSeconds(end) ? end : undefined;
}

/** Facebook knows which permissions were declined and which were never asked for: the message should say it. */
async function withDeclined(
  api: GraphApi,
  { shortLivedToken }: CredentialInputs,
  missing: MissingPermissions,
  signal: AbortSignal,
): Promise<Err<MissingPermissions | Cancelled>> {
  const statuses = await api.permissions(shortLivedToken, signal);
  if (!statuses.ok) return err(statuses.error.kind === 'cancelled' ? statuses.error : missing);
  const declined = statuses.value.filter(({ status }) => status === 'declined').map(({ permission }) => permission);
  return err({ ...missing, declined: missing.forPublishing.filter((permission) => declined.includes(permission)) });
}

function isAboutTheApp({ kind }: GraphFailure | Cancelled): boolean {
  return kind === 'wrongAppSecret' || kind === 'unknownApp';
}
