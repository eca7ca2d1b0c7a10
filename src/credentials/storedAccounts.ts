// All stored accounts are a single value in VS Code's secret storage, which all profiles and windows of a computer
// share. A single value can't contradict itself. The same parser reads it at start-up and for commands; it is
// handwritten because the schema library is only loaded with the first command.
import { AGORAS_VERSIONS, NETWORKS } from '../agoras/target';
import type { LaunchSetup } from '../agoras/launchConfiguration';
import { Secret } from '../base/secret';
import { isUnixSeconds, type UnixSeconds } from '../base/time';
import { isId } from '../graph/ids';
import {
  LOCATION_KINDS,
  type Account,
  type AccountRecord,
  type AccountSecrets,
  type FailedRenewal,
  type ObjectId,
  type WrittenLocation,
} from './account';

export interface StoredAccounts {
  /** How often the value has been changed, counted across all windows. */
  readonly revision: number;
  readonly accounts: readonly Account[];
  /** Accounts that this version can't read: they aren't shown, but kept for a version that can. */
  readonly unreadable: readonly unknown[];
}

const FORMAT = 1;

const NO_ACCOUNTS: StoredAccounts = { revision: 0, accounts: [], unreadable: [] };

/**
 * Parses the stored value. Unreadable accounts are kept separately instead of failing. `text`: undefined if nothing is
 * stored.
 */
export function readStoredAccounts(text: string | undefined): StoredAccounts {
  if (text === undefined) return NO_ACCOUNTS;
  const stored = parse(text);
  if (!isObject(stored) || stored['format'] !== FORMAT || !Array.isArray(stored['accounts'])) {
    return { ...NO_ACCOUNTS, unreadable: [text] };
  }
  const accounts: Account[] = [];
  const unreadable: unknown[] = [];
  for (const value of stored['accounts'] as readonly unknown[]) {
    const account = readAccount(value);
    if (account === undefined) unreadable.push(value);
    else accounts.push(account);
  }
  const { revision } = stored;
  return { revision: isNumber(revision) ? revision : 0, accounts, unreadable };
}

/** Serializes the accounts, with their secrets in plain text: only for the secret storage. */
export function writeStoredAccounts({ revision, accounts, unreadable }: StoredAccounts): string {
  const ids = new Set<unknown>(accounts.map(({ record }) => record.id));
  const written = accounts.map(({ record, secrets }) => ({ record, secrets: revealed(secrets) }));
  // An account that was obtained again replaces its unreadable version.
  const others = unreadable.filter((value) => !ids.has(idOf(value)));
  return JSON.stringify({ format: FORMAT, revision, accounts: [...written, ...others] });
}

/** Whether two accounts have the same App Secret and the same tokens. */
export function haveSameSecrets(one: AccountSecrets, other: AccountSecrets): boolean {
  return JSON.stringify(revealed(one)) === JSON.stringify(revealed(other));
}

function revealed({ appSecret, pageToken, userToken }: AccountSecrets) {
  return { appSecret: appSecret.reveal(), pageToken: pageToken.reveal(), userToken: userToken?.reveal() };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function idOf(account: unknown): unknown {
  return isObject(account) && isObject(account['record']) ? account['record']['id'] : undefined;
}

function readAccount(value: unknown): Account | undefined {
  if (!isObject(value)) return undefined;
  const record = readRecord(value['record']);
  const { secrets } = value;
  if (record === undefined || !isObject(secrets)) return undefined;
  const { appSecret, pageToken, userToken } = secrets;
  if (!isText(appSecret) || !isText(pageToken) || !isOptional(userToken, isText)) return undefined;
  return {
    record,
    secrets: {
      appSecret: new Secret('appSecret', appSecret),
      pageToken: new Secret('pageToken', pageToken),
      userToken: userToken === undefined ? undefined : new Secret('longLivedUserToken', userToken),
    },
  };
}

function readRecord(value: unknown): AccountRecord | undefined {
  if (!isRecord(value)) return undefined;
  return {
    ...value,
    expiresAt: readEnd(value.expiresAt),
    dataAccessExpiresAt: readEnd(value.dataAccessExpiresAt),
    userTokenExpiresAt: readEnd(value.userTokenExpiresAt),
  };
}

/** An impossible date counts as unknown; the credentials still work. */
function readEnd(end: unknown): UnixSeconds | 'never' | undefined {
  return end === 'never' || isUnixSeconds(end) ? end : undefined;
}

/** Checks everything but the expiry dates. */
function isRecord(value: unknown): value is AccountRecord {
  if (!isObject(value)) return false;
  const { id, app, user, page, instagram, objectId, obtainedAt, lastCheck, written } = value;
  const { refreshToken, isUnlisted, isProvenForInstagram, isProvenForFacebook, isListedForFacebook } = value;
  const { failedRenewal, isGrantReplaced } = value;
  return (
    isText(id) &&
    hasId(app) &&
    isNamed(page) &&
    isOptional(user, isNamed) &&
    (instagram === undefined || (hasId(instagram) && isOptional(instagram['username'], isText))) &&
    hasId(objectId) &&
    isOneOf<ObjectId['kind']>(['instagramAccount', 'page'], objectId['kind']) &&
    isOneOf<AccountRecord['refreshToken']>([undefined, 'pageToken', 'userToken'], refreshToken) &&
    [isUnlisted, isProvenForInstagram, isProvenForFacebook, isListedForFacebook, isGrantReplaced].every((flag) =>
      isOptional(flag, isBoolean),
    ) &&
    isOptional(failedRenewal, isFailedRenewal) &&
    isUnixSeconds(obtainedAt) &&
    isObject(lastCheck) &&
    isUnixSeconds(lastCheck['at']) &&
    isBoolean(lastCheck['valid']) &&
    isOptional(lastCheck['failedAt'], isUnixSeconds) &&
    isOptional(lastCheck['unreachable'], isBoolean) &&
    Array.isArray(written) &&
    written.every(isLocation)
  );
}

function isFailedRenewal(value: unknown): value is FailedRenewal {
  return isObject(value) && isUnixSeconds(value['at']) && isBoolean(value['needsLogin']);
}

function isLocation(value: unknown): value is WrittenLocation {
  if (!isObject(value)) return false;
  const { id, kind, uri, host, target, at, fingerprints, isOutdated, launch } = value;
  return (
    isText(id) &&
    isOneOf(LOCATION_KINDS, kind) &&
    isText(uri) &&
    isOptional(host, isText) &&
    isObject(target) &&
    isOneOf(AGORAS_VERSIONS, target['version']) &&
    Array.isArray(target['networks']) &&
    target['networks'].every((network) => isOneOf(NETWORKS, network)) &&
    isUnixSeconds(at) &&
    Array.isArray(fingerprints) &&
    fingerprints.every(isText) &&
    isOptional(isOutdated, isBoolean) &&
    isOptional(launch, isLaunch)
  );
}

function isLaunch(value: unknown): value is NonNullable<WrittenLocation['launch']> {
  if (!isObject(value)) return false;
  return (
    isOneOf<LaunchSetup['debugger']>(['debugpy', 'node-terminal'], value['debugger']) &&
    isOneOf<LaunchSetup['shell']>(['posix', 'fish', 'powershell', 'cmd'], value['shell']) &&
    isBoolean(value['readsFlagsOnly']) &&
    isOptional(value['envFile'], isText)
  );
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function hasId(value: unknown): value is Fields {
  return isObject(value) && isText(value['id']) && isId(value['id']);
}

function isNamed(value: unknown): value is Fields {
  return hasId(value) && isText(value['name']);
}

function isOneOf<T>(known: readonly T[], value: unknown): value is T {
  return (known as readonly unknown[]).includes(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isOptional<T>(value: unknown, is: (value: unknown) => value is T): value is T | undefined {
  return value === undefined || is(value);
}
