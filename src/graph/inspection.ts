import { err, ok, type Outcome } from '../base/outcome';
import type { InspectedToken } from './answers';
import type { GraphFailure } from './graphFailures';
import type { ErrorDetails } from '../http/transportFailure';
import type { AppId } from './ids';
import { permissionsFor, type Permission } from './permissions';

/** A judgement of ours over an answer that came with HTTP 200 and no error object. */
const JUDGED: ErrorDetails = { httpStatus: 200, message: '' };

export interface MissingPermissions {
  readonly kind: 'permissionsMissing';
  /** Publishing needs these. */
  readonly forPublishing: readonly Permission[];
  /** Only about comments: missing ones are named, never refused for. */
  readonly forComments: readonly Permission[];
  /** Those of them that the person has declined in Facebook's dialog, as far as Facebook tells. */
  readonly declined: readonly Permission[];
}

/**
 * Whether a pasted token can start the road: valid, of this app, a person's, and with the permissions that publishing
 * needs. Judged in that order, because an invalid token answers without type and dates, and the first thing wrong is
 * the one to mend.
 */
export function judgeUserToken(
  inspected: InspectedToken,
  app: AppId,
): Outcome<void, GraphFailure | MissingPermissions> {
  const failure = judgeToken(inspected, app);
  if (failure !== undefined) return err(failure);
  if (inspected.type !== undefined && inspected.type !== 'USER') {
    return err({ kind: 'notAUserToken', found: inspected.type, details: JUDGED });
  }
  const missing = (use: 'publishing' | 'comments') =>
    permissionsFor(use).filter((permission) => !inspected.scopes.includes(permission));
  const forPublishing = missing('publishing');
  if (forPublishing.length > 0) {
    return err({ kind: 'permissionsMissing', forPublishing, forComments: missing('comments'), declined: [] });
  }
  return ok(undefined);
}

/** What is wrong with a token of any kind: not valid, or of another app. */
export function judgeToken(inspected: InspectedToken, app: AppId): GraphFailure | undefined {
  if (!inspected.isValid) return inspected.failure ?? { kind: 'tokenInvalid', details: JUDGED };
  if (inspected.appId !== undefined && inspected.appId !== app) {
    return { kind: 'tokenOfOtherApp', appId: inspected.appId, details: JUDGED };
  }
  return undefined;
}
