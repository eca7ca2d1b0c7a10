import type { LoginAnswer } from '../agoras/loginProof';
import type { Network } from '../agoras/target';
import type { InspectedToken, PublishingLimit } from '../graph/answers';
import type { UnixSeconds } from '../base/time';
import { isTransient, type GraphFailure } from '../graph/graphFailures';
import type { AppId, PageId } from '../graph/ids';
import { findTokenFailure, type NoInstagramReason } from '../graph/inspection';
import { PERMISSIONS, permissionsToAskFor, type Permission, type PermissionUse } from '../graph/permissions';
import type { RefreshTokenKind } from './account';

/** One line of the proof, with the evidence that it rests on. A `warning` does not stand in the way of publishing. */
export type Check =
  | { readonly kind: 'tokenValid'; readonly state: CheckState; readonly failure: GraphFailure | undefined }
  /** What Agoras 2.x and 3.x do before each post: exchange the refresh token, and ask whose the new one is. */
  | {
      readonly kind: 'exchange';
      readonly state: CheckState;
      readonly token: RefreshTokenKind;
      readonly failure: GraphFailure | undefined;
    }
  /** Needed where Facebook does not exchange the Page token for a lasting one, and for posts on Facebook. */
  | { readonly kind: 'userToken'; readonly state: CheckState }
  | { readonly kind: 'typePage'; readonly state: CheckState; readonly found: string | undefined }
  | { readonly kind: 'neverExpires'; readonly state: CheckState; readonly expiresAt: UnixSeconds | undefined }
  /** A user token lasts 60 days: it works, and has to be renewed before then. */
  | { readonly kind: 'renewBy'; readonly state: CheckState; readonly until: UnixSeconds | 'never' | undefined }
  | { readonly kind: 'dataAccess'; readonly state: CheckState; readonly until: UnixSeconds | 'never' | undefined }
  | {
      readonly kind: 'permission';
      readonly state: CheckState;
      readonly permission: Permission;
      readonly use: PermissionUse;
    }
  | { readonly kind: 'publishing'; readonly state: CheckState; readonly evidence: PublishingEvidence }
  /** Agoras finds the Page, and the token to post there, in the person's list. */
  | { readonly kind: 'facebookPage'; readonly state: CheckState; readonly failure: GraphFailure | undefined }
  /** The installed Agoras itself has logged in, or has not; `agoras`: as it calls itself. */
  | {
      readonly kind: 'agorasLogin';
      readonly state: CheckState;
      readonly agoras: string;
      readonly network: Network;
      readonly answer: LoginAnswer;
    };

export type CheckState = 'passed' | 'warning' | 'failed';

export type PublishingEvidence =
  | { readonly kind: 'reachable'; readonly limit: PublishingLimit }
  | { readonly kind: 'refused'; readonly failure: GraphFailure }
  /** The Graph API publishes for Instagram accounts only; the guide of Agoras 1.x names the Page ID all the same. */
  | { readonly kind: 'pageIdRefused'; readonly failure: GraphFailure }
  /** The same, of a Page with which Facebook shows no Instagram account: there is no ID that would do. */
  | {
      readonly kind: 'noInstagramAccount';
      readonly failure: GraphFailure;
      readonly reasons: readonly NoInstagramReason[];
    };

/** Whether nothing of the proof stands in the way of publishing. */
export function isProven(checks: readonly Check[]): boolean {
  return checks.every(({ state }) => state !== 'failed');
}

/** Why Facebook could not be asked about one of the checks: then it is no proof, though nothing speaks against it. */
export function findUnasked(checks: readonly Check[]): GraphFailure | undefined {
  return checks
    .flatMap((check) =>
      check.kind === 'publishing' && check.evidence.kind === 'refused' ? [check.evidence.failure] : [],
    )
    .find(isTransient);
}

/** Passes if Facebook accepts the token and it belongs to this app. */
export function checkValid(inspected: InspectedToken, app: AppId): Check {
  const failure = findTokenFailure(inspected, app);
  return { kind: 'tokenValid', state: passedIf(failure === undefined), failure };
}

/** Passes if it is a Page token of this very Page. Where Facebook does not name the Page, the type alone decides. */
export function checkIsOfPage({ type, profileId }: InspectedToken, page: PageId): Check {
  const isThisPage = profileId === undefined || profileId === page;
  return { kind: 'typePage', state: passedIf(type === 'PAGE' && isThisPage), found: type };
}

/** A date there means that a Page token was made from a short-lived user token, or that Facebook gave it one. */
export function checkNeverExpires({ expiresAt }: InspectedToken): Check {
  return {
    kind: 'neverExpires',
    state: passedIf(expiresAt === 'never'),
    expiresAt: expiresAt === 'never' ? undefined : expiresAt,
  };
}

/** The end of a token that ends; one that nobody names is no reason to refuse it, and is told. */
export function checkRenewal({ expiresAt }: InspectedToken): Check {
  return { kind: 'renewBy', state: expiresAt === undefined ? 'warning' : 'passed', until: expiresAt };
}

/** Passes while the app may read the person's data, as of `now`; a warning if Facebook does not say until when. */
export function checkDataAccess(
  { dataAccessExpiresAt: until }: Pick<InspectedToken, 'dataAccessExpiresAt'>,
  now: UnixSeconds,
): Check {
  // That nobody has named an end is no reason to refuse the token, and is told.
  if (until === undefined) return { kind: 'dataAccess', state: 'warning', until };
  return { kind: 'dataAccess', state: passedIf(until === 'never' || until > now), until };
}

/** One check for each permission that publishing needs, and for posts on Facebook if they are wanted. */
export function checkPermissions({ scopes }: InspectedToken, postsOnFacebook: boolean): Check[] {
  return permissionsToAskFor(postsOnFacebook).map((permission) => {
    const use = PERMISSIONS[permission];
    return { kind: 'permission', state: passedIf(scopes.includes(permission)), permission, use };
  });
}

/** Passes if Facebook answered the publishing call. A Page ID in its place is a warning, as the guide names it. */
export function checkPublishing(evidence: PublishingEvidence): Check {
  return { kind: 'publishing', state: publishingState(evidence), evidence };
}

function publishingState(evidence: PublishingEvidence): CheckState {
  switch (evidence.kind) {
    case 'reachable':
      return 'passed';
    case 'pageIdRefused':
    case 'noInstagramAccount':
      return 'warning';
    case 'refused':
      return isTransient(evidence.failure) ? 'warning' : 'failed';
  }
}

/** Facebook's own answers decide whether the token does: an Agoras may fail for reasons of its own. */
export function checkAgorasLogin(agoras: string, network: Network, answer: LoginAnswer): Check {
  return { kind: 'agorasLogin', state: answer.kind === 'accepted' ? 'passed' : 'warning', agoras, network, answer };
}

function passedIf(holds: boolean): CheckState {
  return holds ? 'passed' : 'failed';
}
