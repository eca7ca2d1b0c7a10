import type { LoginAnswer } from '../agoras/loginProof';
import type { Network } from '../agoras/target';
import type { InspectedToken, PublishingLimit } from '../graph/answers';
import type { UnixSeconds } from '../base/time';
import { isTransient, type GraphFailure } from '../graph/graphFailures';
import type { AppId, PageId } from '../graph/ids';
import { findTokenFailure, type NoInstagramReason } from '../graph/inspection';
import { PERMISSIONS, permissionsToAskFor, type Permission, type PermissionUse } from '../graph/permissions';
import type { RefreshTokenKind } from './account';

/** One line of the proof, with its evidence. A `warning` doesn't prevent publishing. */
export type Check =
  | { readonly kind: 'tokenValid'; readonly state: CheckState; readonly failure: GraphFailure | undefined }
  /** Done by Agoras 2.x and 3.x before each post: exchange the refresh token, and ask for the owner of the new one. */
  | {
      readonly kind: 'exchange';
      readonly state: CheckState;
      readonly token: RefreshTokenKind;
      readonly failure: GraphFailure | undefined;
    }
  /** A user token is needed for Facebook posts, and if Facebook doesn't exchange the Page token for a lasting one. */
  | { readonly kind: 'userToken'; readonly state: CheckState }
  | { readonly kind: 'typePage'; readonly state: CheckState; readonly found: string | undefined }
  | { readonly kind: 'neverExpires'; readonly state: CheckState; readonly expiresAt: UnixSeconds | undefined }
  /** A user token works, but lasts 60 days and has to be renewed before then. */
  | { readonly kind: 'renewBy'; readonly state: CheckState; readonly until: UnixSeconds | 'never' | undefined }
  | { readonly kind: 'dataAccess'; readonly state: CheckState; readonly until: UnixSeconds | 'never' | undefined }
  | {
      readonly kind: 'permission';
      readonly state: CheckState;
      readonly permission: Permission;
      readonly use: PermissionUse;
    }
  | { readonly kind: 'publishing'; readonly state: CheckState; readonly evidence: PublishingEvidence }
  /** Agoras finds the Page, with the token for posting, in the person's list. */
  | { readonly kind: 'facebookPage'; readonly state: CheckState; readonly failure: GraphFailure | undefined }
  /** The result of logging in with the installed Agoras; `agoras`: its version as it reports it. */
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
  /** Publishing requires the ID of an Instagram account, although the Agoras 1.x guide uses the Page ID. */
  | { readonly kind: 'pageIdRefused'; readonly failure: GraphFailure }
  /** The same for a Page without a visible Instagram account: no ID would be accepted. */
  | {
      readonly kind: 'noInstagramAccount';
      readonly failure: GraphFailure;
      readonly reasons: readonly NoInstagramReason[];
    };

/** Whether no check prevents publishing. */
export function isProven(checks: readonly Check[]): boolean {
  return checks.every(({ state }) => state !== 'failed');
}

/** Why one of the checks got no answer from Facebook: nothing is wrong then, but it isn't a proof either. */
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

/** Passes if it is a token of this Page. If Facebook doesn't name the Page, only the type is checked. */
export function checkIsOfPage({ type, profileId }: InspectedToken, page: PageId): Check {
  const isThisPage = profileId === undefined || profileId === page;
  return { kind: 'typePage', state: passedIf(type === 'PAGE' && isThisPage), found: type };
}

/** Fails if the Page token has an expiry date: it was made from a short-lived user token, or Facebook set one. */
export function checkNeverExpires({ expiresAt }: InspectedToken): Check {
  return {
    kind: 'neverExpires',
    state: passedIf(expiresAt === 'never'),
    expiresAt: expiresAt === 'never' ? undefined : expiresAt,
  };
}

/** Reports when the token expires; a warning if Facebook doesn't say, which is no reason to reject it. */
export function checkRenewal({ expiresAt }: InspectedToken): Check {
  return { kind: 'renewBy', state: expiresAt === undefined ? 'warning' : 'passed', until: expiresAt };
}

/** Passes if the app may read the person's data at `now`; a warning if Facebook doesn't say until when. */
export function checkDataAccess(
  { dataAccessExpiresAt: until }: Pick<InspectedToken, 'dataAccessExpiresAt'>,
  now: UnixSeconds,
): Check {
  // A missing date is no reason to reject the token, but is reported.
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

/**
 * Passes if Facebook accepted the publishing call. A Page ID only causes a warning, because the Agoras 1.x guide uses
 * it.
 */
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

/**
 * A failed login is only a warning: Facebook's own answers decide about the token, and Agoras may fail for other
 * reasons.
 */
export function checkAgorasLogin(agoras: string, network: Network, answer: LoginAnswer): Check {
  return { kind: 'agorasLogin', state: answer.kind === 'accepted' ? 'passed' : 'warning', agoras, network, answer };
}

function passedIf(holds: boolean): CheckState {
  return holds ? 'passed' : 'failed';
}
