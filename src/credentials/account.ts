import * as v from 'valibot';
import { isId, toAppId, toInstagramAccountId, toPageId, toUserId, type AppId, type PageId } from '../graph/ids';
import { Secret, type AppSecret, type LongLivedUserToken, type PageToken } from '../base/secret';
import { AGORAS_VERSIONS, DEFAULT_NETWORKS, NETWORKS, type FlagValues, type Target } from '../agoras/flags';
import type { Credential } from './obtain';
import type { UnixSeconds } from '../base/time';

const digits = v.pipe(v.string(), v.check(isId));
const appId = v.pipe(digits, v.transform(toAppId));
const userId = v.pipe(digits, v.transform(toUserId));
const pageId = v.pipe(digits, v.transform(toPageId));
const instagramId = v.pipe(digits, v.transform(toInstagramAccountId));
const seconds = v.pipe(v.number(), v.finite());
const expiry = v.optional(v.union([seconds, v.literal('never')]));

/** Where the extension has put values, so that forgetting can offer to clear exactly that. */
const Written = v.looseObject({
  /** The format of the file. It alone knows what else it remembers here, and another version may know another one. */
  kind: v.string(),
  /** URI of the file. */
  uri: v.string(),
  agorasVersion: v.picklist(AGORAS_VERSIONS),
  /** Absent where it was written before there was a choice. */
  networks: v.optional(v.array(v.picklist(NETWORKS))),
  at: seconds,
  /** Fingerprints of the secrets among the values: they still tell what was written when the account has others. */
  secrets: v.optional(v.array(v.string())),
});

const Account = v.object({
  id: v.string(),
  app: v.object({ id: appId }),
  user: v.object({ id: userId, name: v.string() }),
  page: v.object({ id: pageId, name: v.string() }),
  instagram: v.optional(v.object({ id: instagramId, username: v.optional(v.string()) })),
  objectId: v.variant('kind', [
    v.object({ kind: v.literal('instagramAccount'), id: instagramId }),
    v.object({ kind: v.literal('page'), id: pageId }),
  ]),
  expiresAt: expiry,
  dataAccessExpiresAt: expiry,
  userTokenExpiresAt: v.optional(seconds),
  obtainedAt: seconds,
  /** `failedAt`: since then a check was tried in vain; `unreachable`: for lack of an answer. */
  lastCheck: v.object({
    at: seconds,
    valid: v.boolean(),
    failedAt: v.optional(seconds),
    unreachable: v.optional(v.boolean()),
  }),
  written: v.array(Written),
});

/** A stored account, without its secrets: what may be shown. */
export type AccountRecord = Readonly<v.InferOutput<typeof Account>>;
export type WrittenLocation = Readonly<v.InferOutput<typeof Written>>;

/** The secrets of an account, kept apart from its record. */
export interface AccountSecrets {
  readonly appSecret: AppSecret;
  readonly pageToken: PageToken;
  readonly userToken: LongLivedUserToken;
}

const SECRETS_VERSION = 1;

const StoredSecrets = v.object({
  version: v.literal(SECRETS_VERSION),
  appSecret: v.string(),
  pageToken: v.string(),
  userToken: v.string(),
});

function accountId(app: AppId, page: PageId): string {
  return `${app}.${page}`;
}

/** Undefined when it is not what this version, or one before it, has written. */
export function readAccountRecord(stored: unknown): AccountRecord | undefined {
  const parsed = v.safeParse(Account, stored);
  return parsed.success ? parsed.output : undefined;
}

/** Undefined when the stored text is not what this version wrote. */
export function readAccountSecrets(stored: string): AccountSecrets | undefined {
  let json: unknown;
  try {
    json = JSON.parse(stored);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(StoredSecrets, json);
  if (!parsed.success) return undefined;
  const { appSecret, pageToken, userToken } = parsed.output;
  return {
    appSecret: new Secret('appSecret', appSecret),
    pageToken: new Secret('pageToken', pageToken),
    userToken: new Secret('longLivedUserToken', userToken),
  };
}

/** One JSON value per account keeps a write atomic. The result is for the secret store alone. */
export function writeAccountSecrets(secrets: AccountSecrets): string {
  return JSON.stringify({
    version: SECRETS_VERSION,
    appSecret: secrets.appSecret.reveal(),
    pageToken: secrets.pageToken.reveal(),
    userToken: secrets.userToken.reveal(),
  });
}

/** Splits a fresh credential into what may be shown and what may not. */
export function toAccount(
  credential: Credential,
  now: UnixSeconds,
): { readonly record: AccountRecord; readonly secrets: AccountSecrets } {
  const { app, user, page, instagram, objectId, userAccess, pageToken } = credential;
  return {
    record: {
      id: accountId(app.id, page.id),
      app: { id: app.id },
      user,
      page,
      instagram: instagram === undefined ? undefined : { id: instagram.id, username: instagram.username },
      objectId,
      expiresAt: credential.expiresAt,
      dataAccessExpiresAt: credential.dataAccessExpiresAt,
      userTokenExpiresAt: userAccess.expiresAt,
      obtainedAt: now,
      lastCheck: { at: now, valid: true },
      written: [],
    },
    secrets: { appSecret: app.secret, pageToken, userToken: userAccess.token },
  };
}

/** What the values in a place were written for. */
export function targetOf({ agorasVersion, networks }: WrittenLocation): Target {
  return { version: agorasVersion, networks: networks ?? DEFAULT_NETWORKS };
}

/** The values that Agoras' flags take from an account. */
export function flagValues(record: AccountRecord, secrets: AccountSecrets): FlagValues {
  return {
    accessToken: secrets.pageToken,
    objectId: record.objectId.id,
    pageId: record.page.id,
    clientId: record.app.id,
    clientSecret: secrets.appSecret,
    refreshToken: secrets.userToken,
  };
}

export function haveSameSecrets(one: AccountSecrets, other: AccountSecrets): boolean {
  return writeAccountSecrets(one) === writeAccountSecrets(other);
}
