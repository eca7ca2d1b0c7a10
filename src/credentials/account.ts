import type { LaunchSetup } from '../agoras/launchConfiguration';
import type { FlagValues } from '../agoras/flags';
import { usesRefreshToken, type AgorasVersion, type Target } from '../agoras/target';
import type { AppSecret, LongLivedUserToken, PageToken } from '../base/secret';
import type { UnixSeconds } from '../base/time';
import type { AppId, InstagramAccountId, PageId, UserId } from '../graph/ids';
import type { Credential, ObjectId } from './obtain';

/** An account with its secrets: stored together, as one value. */
export interface Account {
  readonly record: AccountRecord;
  readonly secrets: AccountSecrets;
}

/** What may be shown of an account. */
export interface AccountRecord {
  readonly id: string;
  readonly app: { readonly id: AppId };
  readonly user: { readonly id: UserId; readonly name: string };
  readonly page: { readonly id: PageId; readonly name: string };
  readonly instagram?: { readonly id: InstagramAccountId; readonly username?: string | undefined } | undefined;
  readonly objectId: ObjectId;
  readonly expiresAt?: UnixSeconds | 'never' | undefined;
  readonly dataAccessExpiresAt?: UnixSeconds | 'never' | undefined;
  readonly userTokenExpiresAt?: UnixSeconds | undefined;
  /** Which token Agoras 2.x and 3.x get to exchange for Instagram; undefined where nobody has tried yet. */
  readonly refreshToken?: RefreshTokenKind | undefined;
  /** Posting on Facebook has been proven, too. */
  readonly isProvenForFacebook?: boolean | undefined;
  readonly obtainedAt: UnixSeconds;
  readonly lastCheck: LastCheck;
  readonly written: readonly WrittenLocation[];
}

/** `pageToken` only where Facebook was seen to exchange it for a token that never expires. */
export type RefreshTokenKind = 'pageToken' | 'userToken';

export interface LastCheck {
  readonly at: UnixSeconds;
  readonly valid: boolean;
  /** Since then a check has been tried in vain. */
  readonly failedAt?: UnixSeconds | undefined;
  /** It failed for lack of an answer. */
  readonly unreachable?: boolean | undefined;
}

export interface AccountSecrets {
  readonly appSecret: AppSecret;
  readonly pageToken: PageToken;
  readonly userToken: LongLivedUserToken;
}

export const LOCATION_KINDS = ['dotenv', 'launch', 'githubActions'] as const;

/** Somewhere that the extension has put an account's credentials, so that they can be brought up to date and cleared. */
export interface WrittenLocation {
  /** Of this entry: two writes to one file have two. */
  readonly id: string;
  readonly kind: (typeof LOCATION_KINDS)[number];
  /** Of the file, or the address at the service. */
  readonly uri: string;
  /** The computer or container that has the file (`currentHost`); undefined for a service, which all of them reach. */
  readonly host?: string | undefined;
  readonly target: Target;
  readonly at: UnixSeconds;
  /** Of every value that was written; none where the file only asks VS Code for the values. */
  readonly fingerprints: readonly string[];
  /** How the launch configuration was written; `envFile` as it stands there. */
  readonly launch?: (LaunchSetup & { readonly envFile?: string | undefined }) | undefined;
}

/** Whether two entries are about the same file or address. */
export function isSameLocation(one: WrittenLocation, other: WrittenLocation): boolean {
  return one.kind === other.kind && one.uri === other.uri && one.host === other.host;
}

/** Splits a fresh credential into what may be shown and what may not. */
export function toAccount(credential: Credential, now: UnixSeconds): Account {
  const { app, user, page, instagram, objectId, userAccess, pageToken } = credential;
  return {
    record: {
      id: `${app.id}.${page.id}`,
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

/** The values that the flags of an Agoras take from an account. */
export function flagValues({ record, secrets }: Account, version: AgorasVersion): FlagValues {
  // The guide of 1.x names the Page ID, so there the person chose; publishing takes the Instagram account's alone.
  const chosen = usesRefreshToken(version) ? undefined : record.objectId.id;
  return {
    accessToken: secrets.pageToken,
    objectId: chosen ?? record.instagram?.id ?? record.objectId.id,
    pageId: record.page.id,
    clientId: record.app.id,
    clientSecret: secrets.appSecret,
    refreshToken: record.refreshToken === 'pageToken' ? secrets.pageToken : secrets.userToken,
    userToken: secrets.userToken,
  };
}

/** The one that a workspace has chosen, else the newest of all. */
export function accountInUse(records: readonly AccountRecord[], chosen: unknown): AccountRecord | undefined {
  const newest = [...records].sort((one, other) => other.obtainedAt - one.obtainedAt);
  return records.find(({ id }) => id === chosen) ?? newest[0];
}
