import { err, ok, type Outcome } from '../base/outcome';
import type { InspectedToken } from './answers';
import type { GraphFailure } from './graphFailures';
import type { ErrorDetails } from '../http/transportFailure';
import type { AppId } from './ids';
import { permissionsToAskFor, type Permission } from './permissions';

/** Of a failure that we found ourselves: the answer came with HTTP 200 and no error object. */
const NO_ERROR_OBJECT: ErrorDetails = { httpStatus: 200, message: '' };

/** Who has Pages of their own. A business portfolio's system user does: those that were assigned to it. */
const USER_TYPES: readonly string[] = ['USER', 'SYSTEM_USER'];

export interface MissingPermissions {
  readonly kind: 'permissionsMissing';
  /** Publishing to the chosen networks needs these. */
  readonly forPublishing: readonly Permission[];
  /** Those of them that the person has declined in Facebook's dialog, as far as Facebook says. */
  readonly declined: readonly Permission[];
}

/**
 * Whether a pasted token can start the flow: valid, of this app, a person's or a system user's, and with the
 * permissions that publishing needs, on Facebook too where that is wanted. Checked in that order, because an invalid
 * token comes without type and dates, and the first problem is the one to fix.
 */
export function verifyUserToken(
  inspected: InspectedToken,
  app: AppId,
  postsOnFacebook: boolean,
): Outcome<void, GraphFailure | MissingPermissions> {
  const failure = findTokenFailure(inspected, app);
  if (failure !== undefined) return err(failure);
  if (inspected.type !== undefined && !USER_TYPES.includes(inspected.type)) {
    return err({ kind: 'notAUserToken', found: inspected.type, details: NO_ERROR_OBJECT });
  }
  const forPublishing = permissionsToAskFor(postsOnFacebook).filter(
    (permission) => !inspected.scopes.includes(permission),
  );
  if (forPublishing.length > 0) {
    return err({ kind: 'permissionsMissing', forPublishing, declined: [] });
  }
  return ok(undefined);
}

/** What is wrong with a token of any kind: not valid, or of another app. */
export function findTokenFailure(inspected: InspectedToken, app: AppId): GraphFailure | undefined {
  if (!inspected.isValid) return whyInvalid(inspected);
  if (inspected.appId !== undefined && inspected.appId !== app) {
    return { kind: 'tokenOfOtherApp', appId: inspected.appId, details: NO_ERROR_OBJECT };
  }
  return undefined;
}

/** Facebook's reason, where it gives one. */
export function whyInvalid({ failure }: InspectedToken): GraphFailure {
  return failure ?? { kind: 'tokenInvalid', details: NO_ERROR_OBJECT };
}

/**
 * A refusal for want of a permission, seen with what the token has: where it has all that the call needs, something else
 * is wrong, namely the role on the Page, or that Page or account was not ticked in the dialog. Where Facebook named
 * nothing, what is not missing is left out.
 */
export function explainRefusal(failure: GraphFailure, scopes: readonly string[]): GraphFailure {
  if (failure.kind !== 'permissionMissing') return failure;
  const { permission, needed, details } = failure;
  const wanted = permission === undefined ? needed : [permission];
  const missing = wanted.filter((name) => !scopes.includes(name));
  if (wanted.length > 0 && missing.length === 0) return { kind: 'permissionHeld', permissions: wanted, details };
  return permission === undefined ? { ...failure, needed: missing } : failure;
}

/** Why Facebook shows no Instagram account of a Page to a token: first what another sign-in can mend. */
export const NO_INSTAGRAM_REASONS = ['portfolioRole', 'notTicked', 'notProfessional', 'notLinked'] as const;

export type NoInstagramReason = (typeof NO_INSTAGRAM_REASONS)[number];

/** Each of the two shows what a business portfolio hides (Meta, "IG User", Requirements). */
const SHOW_PORTFOLIO_ACCOUNTS = ['ads_read', 'ads_management'];

/**
 * The possible reasons. That an account is no professional one, or that its link with the Page is none that counts here,
 * can never be excluded. `isUnlisted`: the person's list leaves the Page out. Without `business_management` it leaves out
 * those of a portfolio, so that the role on a listed Page does not come from one.
 */
export function reasonsForNoInstagram(
  { scopes, tickedInstagram }: Pick<InspectedToken, 'scopes' | 'tickedInstagram'>,
  isUnlisted: boolean,
): NoInstagramReason[] {
  const mayBeInPortfolio = isUnlisted || scopes.includes('business_management');
  const showsPortfolios = SHOW_PORTFOLIO_ACCOUNTS.some((permission) => scopes.includes(permission));
  const excluded: ReadonlySet<NoInstagramReason> = new Set([
    ...(mayBeInPortfolio && !showsPortfolios ? [] : (['portfolioRole'] as const)),
    ...(tickedInstagram === 'all' ? (['notTicked'] as const) : []),
  ]);
  return NO_INSTAGRAM_REASONS.filter((reason) => !excluded.has(reason));
}
