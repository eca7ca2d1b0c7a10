// What is proven before credentials are stored or written, and at each check: the very values that an Agoras will get,
// by the calls that it will make. Agoras 1.x posts with the Page token as it is. Agoras 2.x and 3.x exchange a refresh
// token on each run and ask whose the new token is (their code, `refresh_token` and `authenticate`); for Facebook they
// look up the Page in the first part of the person's list and post with the token that they find there.
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
import { objectIdFor, type RefreshTokenKind } from './account';
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
import type { ObjectId } from './account';

export interface ProofSubject {
  readonly app: AppId;
  readonly page: PageId;
  readonly pageToken: PageToken;
  /** Undefined where only that of the Page is known. */
  readonly userToken: LongLivedUserToken | undefined;
  readonly instagram: { readonly id: InstagramAccountId } | undefined;
  /** The person's list leaves the Page out. */
  readonly isUnlisted: boolean | undefined;
  /** The one that was chosen for Agoras 1.x. */
  readonly objectId: ObjectId;
  /** The token that Agoras 2.x and 3.x get; undefined: the one that lasts longer is found out. */
  readonly refreshToken: RefreshTokenKind | undefined;
}

export interface Proof {
  readonly checks: readonly Check[];
  /** Of the Page token. */
  readonly expiresAt: UnixSeconds | 'never' | undefined;
  readonly dataAccessExpiresAt: UnixSeconds | 'never' | undefined;
  /** Undefined where nobody had to ask. */
  readonly userToken: InspectedToken | undefined;
  readonly refreshToken: RefreshTokenKind | undefined;
}

type Proven<T> = Promise<Outcome<T, GraphFailure | Cancelled>>;

/** Whether the proof for a target looks for the Page where Agoras does. */
export function isListed({ version, networks }: Target): boolean {
  return usesRefreshToken(version) && networks.includes('facebook');
}

/** For each of the targets; what is checked for several of them is there once. */
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

/** Fails only where Facebook could not be asked; a token that does not do is in the checks. */
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

/** For Agoras 1.x. */
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

/** For Agoras 2.x and 3.x: the Page token where Facebook exchanges it for one that never ends, else the person's. */
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

/** Agoras exchanges the person's own token here, and nobody has given it. */
const USER_TOKEN_MISSING: Check = { kind: 'userToken', state: 'failed' };

/** What became of a refresh token. */
type RefreshTrial =
  | { readonly kind: 'refused'; readonly failure: GraphFailure }
  | {
      readonly kind: 'exchanged';
      readonly inspected: InspectedToken;
      /** Undefined where nothing is posted on Instagram. */
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

/** That Facebook could not be asked says nothing about a token. */
function refusedUnlessTransient(failure: GraphFailure | Cancelled): Outcome<RefreshTrial, GraphFailure | Cancelled> {
  const isAnswer = failure.kind !== 'cancelled' && !isTransient(failure);
  return isAnswer ? ok({ kind: 'refused', failure }) : err(failure);
}

/** "Never" is promised only where everything has been seen: what is exchanged, and what it is exchanged for. */
function isPermanent(app: AppId, ofPage: InspectedToken, trial: RefreshTrial): boolean {
  return (
    trial.kind === 'exchanged' &&
    [ofPage, trial.inspected].every(
      (inspected) => findTokenFailure(inspected, app) === undefined && inspected.expiresAt === 'never',
    ) &&
    trial.publishing?.kind === 'reachable'
  );
}

/** Agoras exchanges anew on each run: an end of what it gets is worth knowing, and breaks nothing. */
function checkPermanence(ofPage: InspectedToken, trial: RefreshTrial): Check {
  if (trial.kind === 'refused' || ofPage.expiresAt !== 'never') return checkNeverExpires(ofPage);
  const exchanged = checkNeverExpires(trial.inspected);
  return exchanged.state === 'failed' ? { ...exchanged, state: 'warning' } : exchanged;
}

/** What it is exchanged for is what Agoras posts with. */
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

/** The answer to the publishing call: the limit, or why Facebook refuses it. */
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

/** What an answer proves of this object ID, with the permissions that the token has. */
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

/** Whether a refusal is about the ID, and not about the token: it comes as "does not exist", or as a permission. */
export function isAboutTheObject({ kind }: GraphFailure): boolean {
  return kind === 'wrongObject' || kind === 'notAnInstagramAccount' || kind === 'permissionHeld';
}

/** Agoras exchanges Facebook's refresh token, and finds the Page with its token in the list of whoever it is. */
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

/** Whether the Page is, with a token, in the part of the person's list that Agoras looks at. */
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
