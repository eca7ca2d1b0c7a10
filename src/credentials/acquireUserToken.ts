// The first step of the flow: a short-lived token is inspected and exchanged.
import { err, ok, type Cancelled, type Err, type Outcome } from '../base/outcome';
import type { LongLivedUserToken } from '../base/secret';
import { isUnixSeconds, type UnixSeconds } from '../base/time';
import type { GraphApi } from '../graph/graphApi';
import type { GraphFailure } from '../graph/graphFailures';
import type { PageId } from '../graph/ids';
import { verifyUserToken, type MissingPermissions } from '../graph/inspection';
import type { CredentialInputs } from './inputs';

/** The person's long-lived token, with which their Pages are listed. */
export interface UserAccess {
  readonly token: LongLivedUserToken;
  readonly expiresAt: UnixSeconds | 'never' | undefined;
  readonly scopes: readonly string[];
  /** The Pages that were ticked in the login dialog; `all` where it was not narrowed down. */
  readonly tickedPages: readonly PageId[] | 'all';
}

/**
 * Inspects the short-lived token and exchanges it, in one round trip. The inspection counts first: it says
 * which permission is missing or which token is wrong, where the exchange would only fail or, worse, succeed.
 */
export async function acquireUserToken(
  api: GraphApi,
  inputs: CredentialInputs,
  now: UnixSeconds,
  signal: AbortSignal,
): Promise<Outcome<UserAccess, GraphFailure | MissingPermissions | Cancelled>> {
  const [inspected, exchanged] = await Promise.all([
    api.inspect(inputs.shortLivedToken, signal),
    api.exchange(inputs.shortLivedToken, signal),
  ]);
  // debug_token refuses APP_ID|APP_SECRET as a whole; only the exchange says which of the two is wrong.
  if (!exchanged.ok && isAboutTheApp(exchanged.error)) return exchanged;
  if (!inspected.ok) return inspected;
  const verified = verifyUserToken(inspected.value, inputs.app.id, inputs.postsOnFacebook);
  if (!verified.ok) {
    return verified.error.kind === 'permissionsMissing' ? withDeclined(api, inputs, verified.error, signal) : verified;
  }
  if (!exchanged.ok) return exchanged;
  const { token, lifetimeSeconds } = exchanged.value;
  const { scopes, tickedPages } = inspected.value;
  return ok({
    token,
    expiresAt: endAfter(now, lifetimeSeconds),
    scopes,
    tickedPages,
  });
}

/** When something ends that has just begun; undefined where nobody said how long it lasts, or something impossible. */
export function endAfter(now: UnixSeconds, lifetimeSeconds: number | undefined): UnixSeconds | undefined {
  const end = now + (lifetimeSeconds ?? NaN);
  return isUnixSeconds(end) ? end : undefined;
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
