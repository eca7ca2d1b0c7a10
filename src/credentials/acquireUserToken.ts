// The first step of the flow: inspects and exchanges the token that the person provides.
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
  /** The Pages selected in the login dialog; `all` if the selection wasn't limited. */
  readonly tickedPages: readonly PageId[] | 'all';
  /** The Instagram accounts selected there, including any that no Page shows; `all` if the selection wasn't limited. */
  readonly tickedInstagram: readonly InstagramAccountId[] | 'all';
}

/**
 * Inspects the token and exchanges it at the same time. A problem found by the inspection takes precedence: it names
 * the missing permission or the wrong token, where the exchange would just fail or, worse, succeed.
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
  // debug_token only refuses the pair APP_ID|APP_SECRET; the exchange says which of the two is wrong.
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

/** A long-lived user token and its expiry according to Facebook; undefined if Facebook doesn't say. */
export type LastingToken = Pick<UserAccess, 'token' | 'expiresAt'>;

/**
 * Exchanges the token of a person or a system user. If the answer contains no lifetime, the new token is inspected: it
 * may last 60 days or forever.
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
  // A failed inspection says nothing about the token.
  if (!inspected.ok) return inspected.error.kind === 'cancelled' ? inspected : ok({ token, expiresAt: undefined });
  const { isValid, expiresAt } = inspected.value;
  return isValid ? ok({ token, expiresAt }) : err(whyInvalid(inspected.value));
}

/**
 * Whether a token may be long-lived already. A system user's token never expires or lasts 60 days from the start (Meta,
 * "Facebook Login for Business", access tokens); a person's token may be without expiry too.
 */
function isLongLived({ type, expiresAt }: InspectedToken): boolean {
  return type === 'SYSTEM_USER' || expiresAt === 'never';
}

/** The original token, unless the exchanged one lasts longer. */
function better(
  token: UserToken,
  { expiresAt }: InspectedToken,
  exchanged: Awaited<GraphOutcome<LastingToken>>,
): Awaited<GraphOutcome<LastingToken>> {
  if (!exchanged.ok && (exchanged.error.kind === 'cancelled' || isTransient(exchanged.error))) return exchanged;
  if (exchanged.ok && secondsUntil(exchanged.value.expiresAt) > secondsUntil(expiresAt)) return exchanged;
  return ok({ token: new Secret('longLivedUserToken', token.reveal()), expiresAt });
}

/** Unknown counts as sooner than any known expiry. */
function secondsUntil(end: LastingToken['expiresAt']): number {
  return end === 'never' ? Infinity : (end ?? 0);
}

/** The end of a lifetime that starts now; undefined if the lifetime is missing or impossible. */
function endAfter(now: UnixSeconds, lifetimeSeconds = 0): UnixSeconds | undefined {
  const end = now + lifetimeSeconds;
  return lifetimeSeconds > 0 && isUnixSeconds(end) ? end : undefined;
}

/**
 * Adds which permissions the person has declined, so that the message can distinguish them from those never asked for.
 */
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
