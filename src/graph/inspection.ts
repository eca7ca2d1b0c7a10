import { err, ok, type Outcome } from '../base/outcome';
import type { InspectedToken } from './answers';
import type { GraphFailure } from './graphFailures';
import type { ErrorDetails } from '../http/transportFailure';
import type { AppId } from './ids';
import { permissionsToAskFor, type Permission } from './permissions';

/** Details for failures that we detect ourselves: the answer had HTTP 200 and no error object. */
const NO_ERROR_OBJECT: ErrorDetails = { httpStatus: 200, message: '' };

/** Token types whose owner can have Pages; a business portfolio's system user has those assigned to it. */
const USER_TYPES: readonly string[] = ['USER', 'SYSTEM_USER'];

export interface MissingPermissions {
  readonly kind: 'permissionsMissing';
  /** The missing permissions that publishing to the chosen networks needs. */
  readonly forPublishing: readonly Permission[];
  /** Those among them that the person declined in Facebook's dialog, as far as Facebook says. */
  readonly declined: readonly Permission[];
}

/**
 * Whether a pasted token can start the flow: it is valid, belongs to this app and to a person or system user, and has
 * the permissions for publishing, including to Facebook if wanted. Checked in this order, because an invalid token has
 * no type and dates, and the first problem is the one to fix.
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

/** Why a token of any type can't be used: it is invalid or belongs to another app. */
export function findTokenFailure(inspected: InspectedToken, app: AppId): GraphFailure | undefined {
  if (!inspected.isValid) return whyInvalid(inspected);
  if (inspected.appId !== undefined && inspected.appId !== app) {
    return { kind: 'tokenOfOtherApp', appId: inspected.appId, details: NO_ERROR_OBJECT };
  }
  return undefined;
}

/** Facebook's reason, if it gives one. */
export function whyInvalid({ failure }: InspectedToken): GraphFailure {
  return failure ?? { kind: 'tokenInvalid', details: NO_ERROR_OBJECT };
}

/**
 * Compares a refusal for missing permissions with the permissions that the token has. If it has everything the call
 * needs, the cause is something else: the role on the Page, or the Page or account wasn't selected in the dialog. If
 * Facebook names no permission, those that the token has are removed from `needed`.
 */
export function explainRefusal(failure: GraphFailure, scopes: readonly string[]): GraphFailure {
  if (failure.kind !== 'permissionMissing') return failure;
  const { permission, needed, details } = failure;
  const wanted = permission === undefined ? needed : [permission];
  const missing = wanted.filter((name) => !scopes.includes(name));
  if (wanted.length > 0 && missing.length === 0) return { kind: 'permissionHeld', permissions: wanted, details };
  return permission === undefined ? { ...failure, needed: missing } : failure;
}

/** Why Facebook doesn't show a token the Instagram account of a Page. Those that another sign-in can fix come first. */
export const NO_INSTAGRAM_REASONS = ['portfolioRole', 'notTicked', 'notProfessional', 'notLinked'] as const;

export type NoInstagramReason = (typeof NO_INSTAGRAM_REASONS)[number];

/** Either of them reveals accounts that a business portfolio hides (Meta, "IG User", Requirements). */
const SHOW_PORTFOLIO_ACCOUNTS = ['ads_read', 'ads_management'];

/**
 * The possible reasons. It can never be ruled out that the account isn't a professional one, or isn't linked to the
 * Page in the required way. `isUnlisted`: the Page is missing from the person's list. Without `business_management`
 * that list omits the Pages of portfolios, so the role on a listed Page doesn't come from a portfolio.
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
