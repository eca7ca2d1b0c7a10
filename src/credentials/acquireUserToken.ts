// The gate of the road: a short-lived token is inspected and exchanged.
import { err, ok, type Cancelled, type Err, type Outcome } from '../base/outcome';
import type { LongLivedUserToken } from '../base/secret';
import { isUnixSeconds, type UnixSeconds } from '../base/time';
import type { GraphApi } from '../graph/graphApi';
import type { GraphFailure } from '../graph/graphFailures';
import type { PageId } from '../graph/ids';
import { judgeUserToken, type MissingPermissions } from '../graph/inspection';
import type { CredentialInputs } from './inputs';

/** The gate is passed: the person's long-lived token, with which their Pages are listed. */
export interface UserAccess {
  readonly token: LongLivedUserToken;
  readonly expiresAt: UnixSeconds | undefined;
  readonly scopes: readonly string[];
  /** The Pages that were ticked in the login dialog; `all` where it was not narrowed down. */
  readonly tickedPages: readonly PageId[] | 'all';
}

/**
 * Inspects the short-lived token and exchanges it, in one round trip. The verdict over the token is heard first: it
 * says which permission or which token is wrong, where the exchange would only fail or, worse, succeed.
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
  const judged = judgeUserToken(inspected.value, inputs.app.id);
  if (!judged.ok) {
    return judged.error.kind === 'permissionsMissing' ? withDeclined(api, inputs, judged.error, signal) : judged;
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

/** Never asked for, or asked for and declined: Facebook tells them apart, and so should the message. */
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
