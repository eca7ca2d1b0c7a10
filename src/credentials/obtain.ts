// The flow from three inputs to proven credentials: acquireUserToken (inspect and exchange the short-lived token) ->
// listPages -> prove (as the chosen Agoras uses them). The first Pages are shown after two round trips; the proof takes
// one more for Agoras 1.x, and two for the versions that exchange a token.
import type { Target } from '../agoras/target';
import { err, ok, type Cancelled, type Outcome } from '../base/outcome';
import type { LongLivedUserToken, PageToken } from '../base/secret';
import type { GraphPage, GraphUser, InstagramAccount } from '../graph/answers';
import type { UnixSeconds } from '../base/time';
import type { GraphApi } from '../graph/graphApi';
import type { GraphFailure } from '../graph/graphFailures';
import type { PageId } from '../graph/ids';
import { reasonsForNoInstagram, type MissingPermissions, type NoInstagramReason } from '../graph/inspection';
import type { AppCredentials } from '../graph/requests';
import type { Account, ObjectId, RefreshTokenKind } from './account';
import type { UserAccess } from './acquireUserToken';
import { findUnasked, isProven, type Check } from './checklist';
import { isListed, isAboutTheObject, proveForAll } from './proof';
import type { SignInFailure } from './signInAttempt';
import type { FoundPage, MissingPage } from './unlistedPages';

export type FlowFailure =
  | GraphFailure
  | MissingPermissions
  | MissingPage
  | SignInFailure
  | { readonly kind: 'pageWithoutToken'; readonly page: string }
  /**
   * A system user's token is invalid or expires, and has to be replaced with a new one: nobody can log in as a system
   * user.
   */
  | { readonly kind: 'systemUserTokenNeeded' }
  /** Only the Page token is known, but the person's own token is needed. */
  | { readonly kind: 'userTokenMissing' }
  | NoInstagram
  | { readonly kind: 'notProven'; readonly checks: readonly Check[] };

/** Facebook shows no Instagram account for the Page, or rejects the one that the token lists. */
interface NoInstagram {
  readonly kind: 'noInstagram';
  readonly page: string;
  readonly reasons: readonly NoInstagramReason[];
}

/** Access to the Pages: with the person's own token, or undefined if only a Page token was found. */
export type Access = Omit<UserAccess, 'token'> & { readonly token: LongLivedUserToken | undefined };

/** The result of the flow. */
export interface Credential {
  readonly app: AppCredentials;
  readonly user: GraphUser | undefined;
  readonly userAccess: Access;
  readonly page: { readonly id: PageId; readonly name: string };
  /** The Page is missing from the person's list, because it belongs to a business portfolio. */
  readonly isUnlisted: boolean;
  readonly instagram: InstagramAccount | undefined;
  readonly objectId: ObjectId;
  readonly pageToken: PageToken;
  readonly expiresAt: UnixSeconds | 'never' | undefined;
  readonly dataAccessExpiresAt: UnixSeconds | 'never' | undefined;
  /** Undefined if none of the proven targets needs one. */
  readonly refreshToken: RefreshTokenKind | undefined;
  readonly isProvenForInstagram: boolean;
  readonly isProvenForFacebook: boolean;
  readonly isListedForFacebook: boolean;
  readonly checks: readonly Check[];
}

type Reached<T> = Promise<Outcome<T, FlowFailure | Cancelled>>;

/** The Page tasks that allow publishing. */
const PUBLISHING_TASKS = ['CREATE_CONTENT', 'MANAGE'];

/**
 * Whether the person can publish for a Page, as far as is known: a Page opened by ID has no information about tasks.
 */
export function canPublish({ token, tasks }: GraphPage): boolean {
  return token !== undefined && (tasks.length === 0 || PUBLISHING_TASKS.some((task) => tasks.includes(task)));
}

/** The possible object IDs of a Page; the one that publishing accepts comes first. */
export function objectIdsOf(page: GraphPage): ObjectId[] {
  const pageId: ObjectId = { kind: 'page', id: page.id };
  return page.instagram === undefined ? [pageId] : [{ kind: 'instagramAccount', id: page.instagram.id }, pageId];
}

export interface Choice {
  readonly user: GraphUser | undefined;
  readonly page: FoundPage;
  readonly objectId: ObjectId;
}

/** Proves that the chosen Page's credentials work for all targets, before anything is stored. */
export async function prove(
  api: GraphApi,
  app: AppCredentials,
  userAccess: Access,
  choice: Choice,
  targets: readonly Target[],
  now: UnixSeconds,
  signal: AbortSignal,
): Reached<Credential> {
  const { user, page, objectId } = choice;
  const { token: pageToken, instagram } = page;
  const isUnlisted = page.foundBy !== undefined;
  if (pageToken === undefined) return err({ kind: 'pageWithoutToken', page: page.name });
  const subject = {
    app: app.id,
    page: page.id,
    pageToken,
    userToken: userAccess.token,
    instagram,
    isUnlisted,
    objectId,
    refreshToken: undefined,
  };
  const proof = await proveForAll(api, subject, targets, now, signal);
  if (!proof.ok) return proof;
  const { checks, expiresAt, dataAccessExpiresAt, refreshToken } = proof.value;
  if (!isProven(checks)) {
    return err(isNamedAccountRefused(page, checks) ? noInstagram(page, userAccess) : { kind: 'notProven', checks });
  }
  const unasked = findUnasked(checks);
  if (unasked !== undefined) return err(unasked);
  return ok({
    app,
    user,
    userAccess: { ...userAccess, expiresAt: proof.value.userToken?.expiresAt ?? userAccess.expiresAt },
    page: { id: page.id, name: page.name },
    isUnlisted,
    instagram,
    objectId,
    pageToken,
    expiresAt,
    dataAccessExpiresAt,
    refreshToken,
    isProvenForInstagram: targets.some(({ networks }) => networks.includes('instagram')),
    isProvenForFacebook: targets.some(({ networks }) => networks.includes('facebook')),
    isListedForFacebook: targets.some(isListed),
    checks,
  });
}

/** The failure for a Page without an Instagram account. */
export function noInstagram({ name, foundBy }: FoundPage, access: Access): NoInstagram {
  return { kind: 'noInstagram', page: name, reasons: reasonsForNoInstagram(access, foundBy !== undefined) };
}

/** Whether the Page can't publish to the Instagram account that the person chose from the token's list. */
function isNamedAccountRefused({ isInstagramNamed = false }: FoundPage, checks: readonly Check[]): boolean {
  return (
    isInstagramNamed &&
    checks.some(
      (check) =>
        check.kind === 'publishing' && check.evidence.kind === 'refused' && isAboutTheObject(check.evidence.failure),
    )
  );
}

/** Splits a new credential into the part that may be shown and the secrets. */
export function toAccount(credential: Credential, now: UnixSeconds): Account {
  const { app, user, page, instagram, objectId, userAccess, pageToken } = credential;
  return {
    record: {
      id: `${app.id}.${page.id}`,
      app: { id: app.id },
      user,
      page,
      instagram: instagram === undefined ? undefined : { id: instagram.id, username: instagram.username },
      objectId,
      expiresAt: credential.expiresAt,
      dataAccessExpiresAt: credential.dataAccessExpiresAt,
      userTokenExpiresAt: userAccess.expiresAt,
      refreshToken: credential.refreshToken,
      isUnlisted: credential.isUnlisted,
      isProvenForInstagram: credential.isProvenForInstagram,
      isProvenForFacebook: credential.isProvenForFacebook,
      isListedForFacebook: credential.isListedForFacebook,
      obtainedAt: now,
      lastCheck: { at: now, valid: true },
      written: [],
    },
    secrets: { appSecret: app.secret, pageToken, userToken: userAccess.token },
  };
}
