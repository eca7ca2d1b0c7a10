// The flow from three inputs to a proven Page token, readable from top to bottom:
//   acquireUserToken (inspect and exchange the short-lived token) -> listPages -> prove (inspect and try the Page token).
// Two round trips to the first Pages, one more to the proof.
import { err, ok, type Cancelled, type Outcome } from '../base/outcome';
import type { PageToken } from '../base/secret';
import type { GraphPage, GraphUser, InspectedToken, InstagramAccount } from '../graph/answers';
import type { UnixSeconds } from '../base/time';
import type { GraphApi } from '../graph/graphApi';
import type { GraphFailure } from '../graph/graphFailures';
import type { AppId, InstagramAccountId, PageId } from '../graph/ids';
import type { MissingPermissions } from '../graph/inspection';
import type { AppCredentials } from '../graph/requests';
import { checkPageToken, isProven, type Check, type PublishingEvidence } from './checklist';
import type { UserAccess } from './acquireUserToken';
import type { SignInFailure } from './signInAttempt';
import type { MissingPage } from './unlistedPages';

export type FlowFailure =
  | GraphFailure
  | MissingPermissions
  | MissingPage
  | SignInFailure
  | { readonly kind: 'pageWithoutToken'; readonly page: string }
  | { readonly kind: 'notProven'; readonly checks: readonly Check[] };

export type ObjectId =
  | { readonly kind: 'instagramAccount'; readonly id: InstagramAccountId }
  | { readonly kind: 'page'; readonly id: PageId };

/** The result of the flow. */
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

type Reached<T> = Promise<Outcome<T, FlowFailure | Cancelled>>;

/** The tasks that let somebody publish for a Page. */
const PUBLISHING_TASKS = ['CREATE_CONTENT', 'MANAGE'];

/** Whether the person may publish for a Page, as far as is known: a Page opened by its ID comes without tasks. */
export function canPublish({ token, tasks }: GraphPage): boolean {
  return token !== undefined && (tasks.length === 0 || PUBLISHING_TASKS.some((task) => tasks.includes(task)));
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
  const limit = await api.publishingLimit(token, objectId.id, signal);
  if (limit.ok) return ok({ kind: 'reachable', limit: limit.value });
  if (limit.error.kind === 'cancelled') return err(limit.error);
  const isRefusedAsPage = objectId.kind === 'page' && limit.error.kind === 'wrongObject';
  return ok({ kind: isRefusedAsPage ? 'pageIdRefused' : 'refused', failure: limit.error });
}
