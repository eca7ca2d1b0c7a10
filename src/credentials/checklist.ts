import type { InspectedToken, PublishingLimit } from '../graph/answers';
import type { UnixSeconds } from '../base/time';
import type { GraphFailure } from '../graph/graphFailures';
import type { AppId, PageId } from '../graph/ids';
import { findTokenFailure } from '../graph/inspection';
import { ALL_PERMISSIONS, PERMISSIONS, type Permission, type PermissionUse } from '../graph/permissions';

/** One line of the proof, with the evidence that it rests on. A `warning` does not stand in the way of publishing. */
export type Check =
  | { readonly kind: 'tokenValid'; readonly state: CheckState; readonly failure: GraphFailure | undefined }
  | { readonly kind: 'typePage'; readonly state: CheckState; readonly found: string | undefined }
  | { readonly kind: 'neverExpires'; readonly state: CheckState; readonly expiresAt: UnixSeconds | undefined }
  | { readonly kind: 'dataAccess'; readonly state: CheckState; readonly until: UnixSeconds | 'never' | undefined }
  | {
      readonly kind: 'permission';
      readonly state: CheckState;
      readonly permission: Permission;
      readonly use: PermissionUse;
    }
  | { readonly kind: 'publishing'; readonly state: CheckState; readonly evidence: PublishingEvidence };

export type CheckState = 'passed' | 'warning' | 'failed';

export type PublishingEvidence =
  | { readonly kind: 'reachable'; readonly limit: PublishingLimit }
  | { readonly kind: 'refused'; readonly failure: GraphFailure }
  /** The Graph API publishes for Instagram accounts only; the guide of Agoras 1.x names the Page ID all the same. */
  | { readonly kind: 'pageIdRefused'; readonly failure: GraphFailure };

/** Network and service trouble say nothing about the credential itself. */
function isTransient(failure: GraphFailure): boolean {
  return failure.kind === 'network' || failure.kind === 'serviceTrouble' || failure.kind === 'rateLimited';
}

/** What `debug_token` and the publishing limit prove about a Page token, in the order in which a person reads it. */
export function checkPageToken(
  inspected: InspectedToken,
  expected: { readonly app: AppId; readonly page: PageId },
  publishing: PublishingEvidence,
  now: UnixSeconds,
): Check[] {
  const failure = findTokenFailure(inspected, expected.app);
  const isThisPage = inspected.profileId === undefined || inspected.profileId === expected.page;
  const until = inspected.dataAccessExpiresAt;
  const hasDataAccess = until === undefined || until === 'never' || until > now;
  return [
    { kind: 'tokenValid', state: failure === undefined ? 'passed' : 'failed', failure },
    { kind: 'typePage', state: inspected.type === 'PAGE' && isThisPage ? 'passed' : 'failed', found: inspected.type },
    {
      kind: 'neverExpires',
      state: inspected.expiresAt === 'never' ? 'passed' : 'failed',
      expiresAt: inspected.expiresAt === 'never' ? undefined : inspected.expiresAt,
    },
    { kind: 'dataAccess', state: hasDataAccess ? 'passed' : 'failed', until },
    ...ALL_PERMISSIONS.map((permission) => checkPermission(permission, inspected.scopes)),
    { kind: 'publishing', state: publishingState(publishing), evidence: publishing },
  ];
}

/** Whether the token is what was promised: valid, the Page's, without an end, and accepted where it publishes. */
export function isProven(checks: readonly Check[]): boolean {
  return checks.every(({ state }) => state !== 'failed');
}

function checkPermission(permission: Permission, scopes: readonly string[]): Check {
  const use = PERMISSIONS[permission];
  const lacking = use === 'publishing' ? 'failed' : 'warning';
  return { kind: 'permission', state: scopes.includes(permission) ? 'passed' : lacking, permission, use };
}

function publishingState(evidence: PublishingEvidence): CheckState {
  switch (evidence.kind) {
    case 'reachable':
      return 'passed';
    case 'pageIdRefused':
      return 'warning';
    case 'refused':
      return isTransient(evidence.failure) ? 'warning' : 'failed';
  }
}
