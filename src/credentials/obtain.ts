// The road from three inputs to a proven Page token, readable from top to bottom:
//   enter (inspect the short-lived token, exchange it) -> listPages -> prove (inspect the Page token, try it out).
// Two round trips to the first Pages, one more to the proof.
import { err, ok, type Outcome } from '../outcome';
import type { LongLivedUserToken, PageToken } from '../secret';
import type { GraphPage, GraphUser, InspectedToken, InstagramAccount, UnixSeconds } from '../graph/answers';
import type { GraphApi } from '../graph/api';
import type { Cancelled, GraphFailure } from '../graph/failures';
import type { AppId, InstagramAccountId, PageId } from '../graph/ids';
import { judgeUserToken, type MissingPermissions } from '../graph/inspection';
import type { AppCredentials } from '../graph/requests';
import { checkPageToken, isProven, type Check, type PublishingEvidence } from './checklist';
import type { CredentialInputs } from './inputs';

export type RoadFailure =
  | GraphFailure
  | MissingPermissions
  | { readonly kind: 'noPages'; readonly user: GraphUser }
  | { readonly kind: 'pageWithoutToken'; readonly page: string }
  | { readonly kind: 'notProven'; readonly checks: readonly Check[] };

/** The gate is passed: the person's long-lived token, with which their Pages are listed. */
export interface UserAccess {
  readonly token: LongLivedUserToken;
  readonly expiresAt: UnixSeconds | undefined;
}

export type ObjectId =
  | { readonly kind: 'instagramAccount'; readonly id: InstagramAccountId }
  | { readonly kind: 'page'; readonly id: PageId };

/** What the road leads to. */
export interface Credential {
  readonly app: AppCredentials;
  readonly user: GraphUser;
  readonly userAccess: UserAccess;
  readonly page: { readonly id: PageId; readonly name: string };
  readonly instagram: InstagramAccount | undefined;
  readonly objectId: ObjectId;
  readonly pageToken: PageToken;
  readonly expiresAt: UnixSeconds | 'never' | undefined;
  readonly dataAccessExpiresAt: UnixSeconds | 'never' | undefined;
  readonly checks: readonly Check[];
}

type Reached<T> = Promise<Outcome<T, RoadFailure | Cancelled>>;

/**
 * Inspects the short-lived token and exchanges it, in one round trip. The verdict over the token is heard first: it
 * says which permission or which token is wrong, where the exchange would only fail or, worse, succeed.
 */
export async function enter(
  api: GraphApi,
  inputs: CredentialInputs,
  now: UnixSeconds,
  signal: AbortSignal,
): Reached<UserAccess> {
  const [inspected, exchanged] = await Promise.all([
    api.inspect(inputs.shortLivedToken, signal),
    api.exchange(inputs.shortLivedToken, signal),
  ]);
  // debug_token refuses APP_ID|APP_SECRET as a whole; only the exchange says which of the two is wrong.
  if (!exchanged.ok && isAboutTheApp(exchanged.error)) return exchanged;
  if (!inspected.ok) return inspected;
  const judged = judgeUserToken(inspected.value, inputs.app.id);
  if (!judged.ok) return judged;
  if (!exchanged.ok) return exchanged;
  const { token, lifetimeSeconds } = exchanged.value;
  return ok({ token, expiresAt: lifetimeSeconds === undefined ? undefined : now + lifetimeSeconds });
}

function isAboutTheApp({ kind }: GraphFailure | Cancelled): boolean {
  return kind === 'wrongAppSecret' || kind === 'unknownApp';
}

/** The object IDs that a Page offers, the one that the publishing call accepts first. */
export function objectIdsOf(page: GraphPage): ObjectId[] {
  const pageId: ObjectId = { kind: 'page', id: page.id };
  return page.instagram === undefined ? [pageId] : [{ kind: 'instagramAccount', id: page.instagram.id }, pageId];
}

export interface Choice {
  readonly user: GraphUser;
  readonly page: GraphPage;
  readonly objectId: ObjectId;
}

/** Proves that the chosen Page's token is valid, permanent and accepted by the publishing call. */
export async function prove(
  api: GraphApi,
  app: AppCredentials,
  userAccess: UserAccess,
  choice: Choice,
  now: UnixSeconds,
  signal: AbortSignal,
): Reached<Credential> {
  const { user, page, objectId } = choice;
  if (page.token === undefined) return err({ kind: 'pageWithoutToken', page: page.name });
  const report = await inspectPageToken(api, app.id, { pageId: page.id, token: page.token, objectId }, now, signal);
  if (!report.ok) return report;
  const { inspected, checks } = report.value;
  if (!isProven(checks)) return err({ kind: 'notProven', checks });
  return ok({
    app,
    user,
    userAccess,
    page: { id: page.id, name: page.name },
    instagram: page.instagram,
    objectId,
    pageToken: page.token,
    expiresAt: inspected.expiresAt,
    dataAccessExpiresAt: inspected.dataAccessExpiresAt,
    checks,
  });
}

export interface PageTokenReport {
  readonly inspected: InspectedToken;
  readonly checks: readonly Check[];
}

/** The two questions about a Page token, asked side by side. */
export async function inspectPageToken(
  api: GraphApi,
  app: AppId,
  subject: { readonly pageId: PageId; readonly token: PageToken; readonly objectId: ObjectId },
  now: UnixSeconds,
  signal: AbortSignal,
): Reached<PageTokenReport> {
  const [inspected, publishing] = await Promise.all([
    api.inspect(subject.token, signal),
    tryPublishing(api, subject.token, subject.objectId, signal),
  ]);
  if (!inspected.ok) return inspected;
  if (!publishing.ok) return publishing;
  const checks = checkPageToken(inspected.value, { app, page: subject.pageId }, publishing.value, now);
  return ok({ inspected: inspected.value, checks });
}

async function tryPublishing(
  api: GraphApi,
  token: PageToken,
  objectId: ObjectId,
  signal: AbortSignal,
): Promise<Outcome<PublishingEvidence, Cancelled>> {
  if (objectId.kind === 'page') return ok({ kind: 'pageIdChosen' });
  const limit = await api.publishingLimit(token, objectId.id, signal);
  if (limit.ok) return ok({ kind: 'reachable', limit: limit.value });
  return limit.error.kind === 'cancelled' ? err(limit.error) : ok({ kind: 'refused', failure: limit.error });
}
