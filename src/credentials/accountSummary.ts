// What start-up needs of a stored account, read by hand: the schemas are loaded with the first command only.
import type { Expiring } from './expiry';
import type { UnixSeconds } from '../base/time';

/** A stored account as far as the status bar shows it. Every stored account is one. */
export interface AccountSummary extends Expiring {
  readonly id: string;
  readonly page: { readonly name: string };
  readonly instagram?: { readonly username?: string | undefined } | undefined;
  readonly objectId: { readonly id: string };
  readonly obtainedAt: UnixSeconds;
  readonly lastCheck: {
    readonly at: UnixSeconds;
    readonly valid: boolean;
    readonly failedAt?: UnixSeconds | undefined;
    readonly unreachable?: boolean | undefined;
  };
}

/** The stored accounts that can be read; a malformed one is left out here, and told of by whoever reads it in full. */
export function readAccountSummaries(stored: unknown): AccountSummary[] {
  const accounts = isObject(stored) && Array.isArray(stored['accounts']) ? (stored['accounts'] as unknown[]) : [];
  return accounts.filter(isSummary);
}

/** Whether a secret may have been left without its account, for the account list to settle. */
export function isAnythingUnsettled(stored: unknown): boolean {
  return isObject(stored) && Array.isArray(stored['unsettled']) && stored['unsettled'].length > 0;
}

function isSummary(value: unknown): value is AccountSummary {
  if (!isObject(value)) return false;
  const { id, page, instagram, objectId, obtainedAt, lastCheck, written, expiresAt, dataAccessExpiresAt } = value;
  return (
    typeof id === 'string' &&
    isObject(page) &&
    typeof page['name'] === 'string' &&
    (instagram === undefined || (isObject(instagram) && isOptional(instagram['username'], 'string'))) &&
    isObject(objectId) &&
    typeof objectId['id'] === 'string' &&
    typeof obtainedAt === 'number' &&
    isObject(lastCheck) &&
    typeof lastCheck['at'] === 'number' &&
    typeof lastCheck['valid'] === 'boolean' &&
    isOptional(lastCheck['failedAt'], 'number') &&
    isOptional(lastCheck['unreachable'], 'boolean') &&
    Array.isArray(written) &&
    (written as unknown[]).every((place) => isObject(place) && typeof place['agorasVersion'] === 'string') &&
    [expiresAt, dataAccessExpiresAt].every((end) => end === 'never' || isOptional(end, 'number')) &&
    isOptional(value['userTokenExpiresAt'], 'number')
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isOptional(value: unknown, type: 'string' | 'number' | 'boolean'): boolean {
  return value === undefined || typeof value === type;
}

/** The one that this workspace has chosen, else the newest of all. */
export function accountInUse<A extends Pick<AccountSummary, 'id' | 'obtainedAt'>>(
  accounts: readonly A[],
  chosen: unknown,
): A | undefined {
  const newest = [...accounts].sort((one, other) => other.obtainedAt - one.obtainedAt);
  return accounts.find(({ id }) => id === chosen) ?? newest[0];
}
