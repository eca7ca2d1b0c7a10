// The proof that is made before credentials are stored or written, and at each check. It tests the values that Agoras
// will get with the calls that Agoras will make. Agoras 1.x posts with the Page token as it is. Agoras 2.x and 3.x
// exchange a refresh token on each run and ask for the owner of the new token (their code, `refresh_token` and
// `authenticate`). For Facebook, they look up the Page on the first result page of the person's list, and post with the
// token found there.
import { isDeepStrictEqual } from 'node:util';
import { err, ok, type Cancelled, type Outcome } from '../base/outcome';
import type { AccessToken, LongLivedUserToken, PageToken, RefreshToken } from '../base/secret';
import type { UnixSeconds } from '../base/time';
import { usesRefreshToken, type Target } from '../agoras/target';
import type { InspectedToken } from '../graph/answers';
import type { GraphApi, GraphOutcome } from '../graph/graphApi';
import { isTransient, type GraphFailure } from '../graph/graphFailures';
import type { AppId, InstagramAccountId, PageId } from '../graph/ids';
import { explainRefusal, findTokenFailure, reasonsForNoInstagram } from '../graph/inspection';
import { objectIdFor, type RefreshTokenKind, type ObjectId } from './account';
import {
  checkDataAccess,
  checkIsOfPage,
  checkNeverExpires,
  checkPermissions,
  checkPublishing,
  checkRenewal,
  checkValid,
  type Check,
  type PublishingEvidence,
} from './checklist';

export interface ProofSubject {
  readonly app: AppId;
  readonly page: PageId;
  readonly pageToken: PageToken;
  /** Undefined if only the Page's token is known. */
  readonly userToken: LongLivedUserToken | undefined;
  readonly instagram: { readonly id: InstagramAccountId } | undefined;
  /** The Page is missing from the person's list. */
  readonly isUnlisted: boolean | undefined;
  /** The object ID that was chosen for Agoras 1.x. */
  readonly objectId: ObjectId;
  /** The token for Agoras 2.x and 3.x; if undefined, the proof finds out which one lasts longer. */
  readonly refreshToken: RefreshTokenKind | undefined;
}

export interface Proof {
  readonly checks: readonly Check[];
  /** The expiry of the Page token. */
  readonly expiresAt: UnixSeconds | 'never' | undefined;
  readonly dataAccessExpiresAt: UnixSeconds | 'never' | undefined;
  /** Undefined if it wasn't inspected. */
  readonly userToken: InspectedToken | undefined;
  readonly refreshToken: RefreshTokenKind | undefined;
}

type Proven<T> = Promise<Outcome<T, GraphFailure | Cancelled>>;

/** Whether the proof for a target checks that Agoras finds the Page in the person's list. */
export function isListed({ version, networks }: Target): boolean {
  return usesRefreshToken(version) && networks.includes('facebook');
}

/** Proves the credentials for all targets; checks that several targets share are listed once. */
export async function proveForAll(
  api: GraphApi,
  subject: ProofSubject,
  targets: readonly Target[],
  now: UnixSeconds,
  signal: AbortSignal,
): Proven<Proof> {
  let all: Proof | undefined;
  for (const target of targets) {
    const refreshToken = all?.refreshToken ?? subject.refreshToken;
    const proof = await proveFor(api, { ...subject, refreshToken }, target, now, signal);
    if (!proof.ok) return proof;
    all = all === undefined ? proof.value : both(all, proof.value);
  }
  if (all === undefined) throw new Error('A proof is for one Agoras at least.');
  return ok(all);
}

function both(one: Proof, other: Proof): Proof {
  const isNew = (check: Check) => !one.checks.some((known) => isDeepStrictEqual(known, check));
  return {
    ...other,
    checks: [...one.checks, ...other.checks.filter(isNew)],
    userToken: other.userToken ?? one.userToken,
    refreshToken: other.refreshToken ?? one.refreshToken,
  };
}

/** Only fails if Facebook can't be reached; a token that doesn't work is reported in the checks. */
async function proveFor(
  api: GraphApi,
  subject: ProofSubject,
  target: Target,
  now: UnixSeconds,
  signal: AbortSignal,
): Proven<Proof> {
  const proof = usesRefreshToken(target.version)
    ? await proveRefreshToken(api, subject, target, now, signal)
    : await provePageToken(api, subject, target, now, signal);
  if (!proof.ok || !isListed(target)) return proof;
  const facebook = await checkFacebookPage(api, subject, signal);
  if (!facebook.ok) return facebook;
  return ok({ ...proof.value, checks: [...proof.value.checks, facebook.value] });
}

/** The proof for Agoras 1.x. */
async function provePageToken(
  api: GraphApi,
  subject: ProofSubject,
  { networks }: Target,
  now: UnixSeconds,
  signal: AbortSignal,
): Proven<Proof> {
  const { app, page, pageToken, objectId, refreshToken } = subject;
  const [inspected, publishing] = await Promise.all([
    api.inspect(pageToken, signal),
    networks.includes('instagram') ? tryPublishing(api, pageToken, objectId, signal) : ok(undefined),
  ]);
  if (!inspected.ok) return inspected;
  if (!publishing.ok) return publishing;
  const checks = [
    checkValid(inspected.value, app),
    checkIsOfPage(inspected.value, page),
    checkNeverExpires(inspected.value),
    checkDataAccess(inspected.value, now),
    ...checkPermissions(inspected.value, networks.includes('facebook')),
    ...(publishing.value === undefined
      ? []
      : [checkPublishing(toEvidence(publishing.value, subject, objectId, inspected.value))]),
  ];
  const { expiresAt, dataAccessExpiresAt } = inspected.value;
  return ok({ checks, expiresAt, dataAccessExpiresAt, userToken: undefined, refreshToken });
}

/**
 * The proof for Agoras 2.x and 3.x: with the Page token if Facebook exchanges it for one that never expires, otherwise
 * with the person's.
 */
async function proveRefreshToken(
  api: GraphApi,
  subject: ProofSubject,
  { version, networks }: Target,
  now: UnixSeconds,
  signal: AbortSignal,
): Proven<Proof> {
  const { app, page, pageToken, userToken } = subject;
  const postsOnFacebook = networks.includes('facebook');
  const postsTo = networks.includes('instagram') ? objectIdFor(subject, version) : undefined;
  const isPageTokenTried = postsTo !== undefined && subject.refreshToken !== 'userToken';
  const [ofPage, onPageToken] = await Promise.all([
    api.inspect(pageToken, signal),
    isPageTokenTried ? tryRefreshToken(api, pageToken, subject, postsTo, signal) : undefined,
  ]);
  if (!ofPage.ok) return ofPage;
  const { expiresAt, dataAccessExpiresAt } = ofPage.value;
  const ends = { expiresAt, dataAccessExpiresAt };
  if (onPageToken !== undefined) {
    if (!onPageToken.ok) return onPageToken;
    if (subject.refreshToken === 'pageToken' || isPermanent(app, ofPage.value, onPageToken.value)) {
      const checks = [
        checkValid(ofPage.value, app),
        checkIsOfPage(ofPage.value, page),
        checkPermanence(ofPage.value, onPageToken.value),
        ...checkRefresh('pageToken', onPageToken.value, postsOnFacebook, now),
      ];
      return ok({ ...ends, checks, userToken: undefined, refreshToken: 'pageToken' });
    }
  }
  if (userToken === undefined) {
    const checks = [checkValid(ofPage.value, app), checkIsOfPage(ofPage.value, page), USER_TOKEN_MISSING];
    return ok({ ...ends, checks, userToken: undefined, refreshToken: subject.refreshToken });
  }
  const [ofUser, onUserToken] = await Promise.all([
    api.inspect(userToken, signal),
    tryRefreshToken(api, userToken, subject, postsTo, signal),
  ]);
  if (!ofUser.ok) return ofUser;
  if (!onUserToken.ok) return onUserToken;
  const checks = [
    checkValid(ofUser.value, app),
    checkRenewal(ofUser.value),
    ...checkRefresh('userToken', onUserToken.value, postsOnFacebook, now),
  ];
  const refreshToken = postsTo === undefined ? subject.refreshToken : 'userToken';
  return ok({ ...ends, checks, userToken: ofUser.value, refreshToken });
}

/** Agoras would have to exchange the person's own token, but we don't have it. */
const USER_TOKEN_MISSING: Check = { kind: 'userToken', state: 'failed' };

/** The result of trying a refresh token. */
type RefreshTrial =
  | { readonly kind: 'refused'; readonly failure: GraphFailure }
  | {
      readonly kind: 'exchanged';
      readonly inspected: InspectedToken;
      /** Undefined if nothing is posted on Instagram. */
      readonly publishing: PublishingEvidence | undefined;
    };

async function tryRefreshToken(
  api: GraphApi,
  token: RefreshToken,
  subject: ProofSubject,
  postsTo: ObjectId | undefined,
  signal: AbortSignal,
): Proven<RefreshTrial> {
  const exchanged = await api.refresh(token, signal);
  if (!exchanged.ok) return refusedUnlessTransient(exchanged.error);
  const [owner, inspected, publishing] = await Promise.all([
    api.owner(exchanged.value, signal),
    api.inspect(exchanged.value, signal),
    postsTo === undefined ? ok(undefined) : tryPublishing(api, exchanged.value, postsTo, signal),
  ]);
  if (!owner.ok) return refusedUnlessTransient(owner.error);
  if (!inspected.ok) return inspected;
  if (!publishing.ok) return publishing;
  const evidence =
    postsTo === undefined || publishing.value === undefined
      ? undefined
      : toEvidence(publishing.value, subject, postsTo, inspected.value);
  return ok({ kind: 'exchanged', inspected: inspected.value, publishing: evidence });
}

/** If Facebook couldn't be asked, that is a failure of the proof and says nothing about the token. */
function refusedUnlessTransient(failure: GraphFailure | Cancelled): Outcome<RefreshTrial, GraphFailure | Cancelled> {
  const isAnswer = failure.kind !== 'cancelled' && !isTransient(failure);
  return isAnswer ? ok({ kind: 'refused', failure }) : err(failure);
}

/** "Never expires" is only promised if both tokens have been inspected: the one that is exchanged and the result. */
function isPermanent(app: AppId, ofPage: InspectedToken, trial: RefreshTrial): boolean {
  return (
    trial.kind === 'exchanged' &&
    [ofPage, trial.inspected].every(
      (inspected) => findTokenFailure(inspected, app) === undefined && inspected.expiresAt === 'never',
    ) &&
    trial.publishing?.kind === 'reachable'
  );
}

/** If the exchanged token expires, that is only a warning, because Agoras exchanges again on each run. */
function checkPermanence(ofPage: InspectedToken, trial: RefreshTrial): Check {
  if (trial.kind === 'refused' || ofPage.expiresAt !== 'never') return checkNeverExpires(ofPage);
  const exchanged = checkNeverExpires(trial.inspected);
  return exchanged.state === 'failed' ? { ...exchanged, state: 'warning' } : exchanged;
}

/** Checks the exchanged token, because that is what Agoras posts with. */
function checkRefresh(
  token: RefreshTokenKind,
  trial: RefreshTrial,
  postsOnFacebook: boolean,
  now: UnixSeconds,
): Check[] {
  if (trial.kind === 'refused') return [{ kind: 'exchange', state: 'failed', token, failure: trial.failure }];
  const { inspected, publishing } = trial;
  return [
    { kind: 'exchange', state: 'passed', token, failure: undefined },
    checkDataAccess(inspected, now),
    ...checkPermissions(inspected, postsOnFacebook),
    ...(publishing === undefined ? [] : [checkPublishing(publishing)]),
  ];
}

/** The answer to the publishing call: the limit, or why Facebook refuses. */
type PublishingAnswer = Exclude<PublishingEvidence, { readonly kind: 'pageIdRefused' | 'noInstagramAccount' }>;

async function tryPublishing(
  api: GraphApi,
  token: AccessToken,
  objectId: ObjectId,
  signal: AbortSignal,
): Promise<Outcome<PublishingAnswer, Cancelled>> {
  const limit = await api.publishingLimit(token, objectId.id, signal);
  if (limit.ok) return ok({ kind: 'reachable', limit: limit.value });
  return limit.error.kind === 'cancelled' ? err(limit.error) : ok({ kind: 'refused', failure: limit.error });
}

/** What an answer proves about this object ID, given the permissions of the token. */
function toEvidence(
  answer: PublishingAnswer,
  { instagram, isUnlisted = false }: Pick<ProofSubject, 'instagram' | 'isUnlisted'>,
  objectId: ObjectId,
  inspected: InspectedToken,
): PublishingEvidence {
  if (answer.kind === 'reachable') return answer;
  const failure = explainRefusal(answer.failure, inspected.scopes);
  if (objectId.kind !== 'page' || !isAboutTheObject(failure)) return { kind: 'refused', failure };
  return instagram === undefined
    ? { kind: 'noInstagramAccount', failure, reasons: reasonsForNoInstagram(inspected, isUnlisted) }
    : { kind: 'pageIdRefused', failure };
}

/**
 * Whether a refusal is about the ID and not the token: Facebook reports it as "does not exist" or as a missing
 * permission.
 */
export function isAboutTheObject({ kind }: GraphFailure): boolean {
  return kind === 'wrongObject' || kind === 'notAnInstagramAccount' || kind === 'permissionHeld';
}

/** Agoras exchanges the refresh token for Facebook, and takes the Page's token from the list of the token's owner. */
async function checkFacebookPage(api: GraphApi, { userToken, page }: ProofSubject, signal: AbortSignal): Proven<Check> {
  if (userToken === undefined) return ok(USER_TOKEN_MISSING);
  const found = await findListedPage(api, userToken, page, signal);
  if (found.ok) {
    return ok({ kind: 'facebookPage', state: found.value ? 'passed' : 'failed', failure: undefined });
  }
  const { error } = found;
  if (error.kind === 'cancelled' || isTransient(error)) return err(error);
  return ok({ kind: 'facebookPage', state: 'failed', failure: error });
}

/** Whether the Page is, with a token, in the part of the person's list that Agoras reads. */
async function findListedPage(
  api: GraphApi,
  userToken: LongLivedUserToken,
  page: PageId,
  signal: AbortSignal,
): GraphOutcome<boolean> {
  const exchanged = await api.refresh(userToken, signal);
  if (!exchanged.ok) return exchanged;
  const listed = await api.firstPages(exchanged.value, signal);
  return listed.ok ? ok(listed.value.pages.some(({ id, token }) => id === page && token !== undefined)) : listed;
}
