import type { LaunchSetup } from '../agoras/launchConfiguration';
import type { FlagValues } from '../agoras/flags';
import { DEFAULT_VERSION, NETWORKS, usesRefreshToken, type AgorasVersion, type Target } from '../agoras/target';
import type { AppSecret, LongLivedUserToken, PageToken } from '../base/secret';
import type { UnixSeconds } from '../base/time';
import type { AppId, InstagramAccountId, PageId, UserId } from '../graph/ids';

export type ObjectId =
  | { readonly kind: 'instagramAccount'; readonly id: InstagramAccountId }
  | { readonly kind: 'page'; readonly id: PageId };

/** An account with its secrets; both are stored together as one value. */
export interface Account {
  readonly record: AccountRecord;
  readonly secrets: AccountSecrets;
}

/** The part of an account that may be shown. */
export interface AccountRecord {
  readonly id: string;
  readonly app: { readonly id: AppId };
  /** The owner of the tokens. A Page token alone doesn't reveal the person's name, and sometimes not even their ID. */
  readonly user?: { readonly id: UserId; readonly name: string } | undefined;
  readonly page: { readonly id: PageId; readonly name: string };
  readonly instagram?: { readonly id: InstagramAccountId; readonly username?: string | undefined } | undefined;
  readonly objectId: ObjectId;
  readonly expiresAt?: UnixSeconds | 'never' | undefined;
  readonly dataAccessExpiresAt?: UnixSeconds | 'never' | undefined;
  readonly userTokenExpiresAt?: UnixSeconds | 'never' | undefined;
  /** Which token Agoras 2.x and 3.x exchange for Instagram; undefined if neither has been tried. */
  readonly refreshToken?: RefreshTokenKind | undefined;
  /** The person's list of Pages doesn't contain this one, because it belongs to a business portfolio. */
  readonly isUnlisted?: boolean | undefined;
  /** False if the account was only obtained for posting on Facebook. */
  readonly isProvenForInstagram?: boolean | undefined;
  /** Posting on Facebook has been proven as well. */
  readonly isProvenForFacebook?: boolean | undefined;
  /** The Page has been found where Agoras 2.x and 3.x look for it. */
  readonly isListedForFacebook?: boolean | undefined;
  readonly obtainedAt: UnixSeconds;
  readonly lastCheck: LastCheck;
  /** Why automatic renewal failed; a renewal replaces the whole record, including this. */
  readonly failedRenewal?: FailedRenewal | undefined;
  /** A later sign-in by the person replaced the Pages and permissions granted to these tokens. */
  readonly isGrantReplaced?: boolean | undefined;
  readonly written: readonly WrittenLocation[];
}

/** `pageToken` only if Facebook was seen to exchange it for a token that never expires. */
export type RefreshTokenKind = 'pageToken' | 'userToken';

export interface LastCheck {
  readonly at: UnixSeconds;
  readonly valid: boolean;
  /** When a later check failed to get a result. */
  readonly failedAt?: UnixSeconds | undefined;
  /** That check got no answer from Facebook. */
  readonly unreachable?: boolean | undefined;
}

export interface FailedRenewal {
  readonly at: UnixSeconds;
  /** Facebook no longer exchanges the stored token, so the person has to log in. */
  readonly needsLogin: boolean;
}

export interface AccountSecrets {
  readonly appSecret: AppSecret;
  readonly pageToken: PageToken;
  /** Undefined if only the Page token was imported: then nothing can be renewed without a sign-in. */
  readonly userToken?: LongLivedUserToken | undefined;
}

/** The kinds of locations that are recorded. The clipboard and terminals aren't: nothing permanent is written there. */
export const LOCATION_KINDS = ['dotenv', 'launch', 'githubActions'] as const;

/** A location that the account's credentials were written to, recorded so that it can be updated and cleared. */
export interface WrittenLocation {
  /** Identifies this entry: two writes to the same file have two entries. */
  readonly id: string;
  readonly kind: (typeof LOCATION_KINDS)[number];
  /** The URI of the file, or of the place at the service. */
  readonly uri: string;
  /**
   * The computer or container with the file (`currentHost`); undefined for a service, which can be reached from
   * anywhere.
   */
  readonly host?: string | undefined;
  readonly target: Target;
  readonly at: UnixSeconds;
  /** Fingerprints of all written values; empty if the file only contains references that VS Code resolves. */
  readonly fingerprints: readonly string[];
  /** The account's values have changed since, and haven't been written there yet. */
  readonly isOutdated?: boolean | undefined;
  /** How the launch configuration was written; `envFile` is the path as written there. */
  readonly launch?: (LaunchSetup & { readonly envFile?: string | undefined }) | undefined;
}

/** Whether two entries are about the same file or place. */
export function isSameLocation(one: WrittenLocation, other: WrittenLocation): boolean {
  return one.kind === other.kind && one.uri === other.uri && one.host === other.host;
}

/** The values of an account for the flags of an Agoras version. */
export function flagValues({ record, secrets }: Account, version: AgorasVersion): FlagValues {
  const { pageToken, userToken } = secrets;
  return {
    accessToken: pageToken,
    objectId: objectIdFor(record, version).id,
    pageId: record.page.id,
    clientId: record.app.id,
    clientSecret: secrets.appSecret,
    refreshToken: record.refreshToken === 'pageToken' ? pageToken : (userToken ?? pageToken),
    userToken,
  };
}

/** Whether an earlier token of the account is still written somewhere. */
export function hasOutdated({ written }: Pick<AccountRecord, 'written'>): boolean {
  return written.some(({ isOutdated }) => isOutdated === true);
}

/**
 * The object ID for an Agoras version. The Agoras 1.x guide uses the Page ID, so for 1.x the person's choice counts.
 * Later versions get the Instagram account if there is one, since publishing accepts no other ID.
 */
export function objectIdFor(
  { instagram, objectId }: Pick<AccountRecord, 'instagram' | 'objectId'>,
  version: AgorasVersion,
): ObjectId {
  return usesRefreshToken(version) && instagram !== undefined
    ? { kind: 'instagramAccount', id: instagram.id }
    : objectId;
}

/** The versions and networks that an account is used for: those it was written for, or else those it was proven for. */
export function targetsInUse({
  written,
  refreshToken,
  isProvenForInstagram = true,
  isProvenForFacebook = false,
}: Pick<
  AccountRecord,
  'written' | 'refreshToken' | 'isProvenForInstagram' | 'isProvenForFacebook'
>): readonly Target[] {
  if (written.length > 0) return written.map(({ target }) => target);
  const networks = NETWORKS.filter((network) => (network === 'facebook' ? isProvenForFacebook : isProvenForInstagram));
  // Only for Instagram does the refresh token show the version: Agoras 1.x doesn't exchange a token.
  const isGuideFollowed = isProvenForInstagram && refreshToken === undefined;
  return [{ version: isGuideFollowed ? '1.x' : DEFAULT_VERSION, networks }];
}

/** The object ID that Agoras gets; if several versions are in use, the one for Agoras 1.x. */
export function objectIdInUse(record: AccountRecord): ObjectId {
  const isGuideFollowed = targetsInUse(record).some(({ version }) => version === '1.x');
  return objectIdFor(record, isGuideFollowed ? '1.x' : DEFAULT_VERSION);
}

/** The cause that the person can fix first. */
export type InstagramObstacle = 'noInstagram' | 'pageId';

/** The fields of an account that show whether something prevents posting. */
export type Obstructed = Parameters<typeof targetsInUse>[0] & Parameters<typeof objectIdFor>[0];

/**
 * Why Facebook rejects every Instagram post with the account as it is used: posts require the ID of an Instagram
 * account, but Agoras gets the Page ID. Undefined if nothing prevents posting, or nothing is posted to Instagram.
 */
export function instagramObstacle(record: Obstructed): InstagramObstacle | undefined {
  const isPageIdUsed = targetsInUse(record).some(
    ({ version, networks }) => networks.includes('instagram') && objectIdFor(record, version).kind === 'page',
  );
  if (!isPageIdUsed) return undefined;
  return record.instagram === undefined ? 'noInstagram' : 'pageId';
}

/** Whether the values that this target gets from the account have been proven. */
export function isProvenFor(record: AccountRecord, { version, networks }: Target): boolean {
  const { refreshToken, isProvenForInstagram, isProvenForFacebook, isListedForFacebook } = record;
  if (networks.includes('instagram')) {
    // If the person's own token is exchanged, the Page token that Agoras 1.x would get hasn't been checked.
    const isTokenProven = usesRefreshToken(version) ? refreshToken !== undefined : refreshToken !== 'userToken';
    if (isProvenForInstagram === false || !isTokenProven) return false;
  }
  if (!networks.includes('facebook')) return true;
  return (usesRefreshToken(version) ? isListedForFacebook : isProvenForFacebook) === true;
}

/** The account chosen in the workspace, or else the newest. */
export function accountInUse(records: readonly AccountRecord[], chosen: unknown): AccountRecord | undefined {
  const newest = [...records].sort((one, other) => other.obtainedAt - one.obtainedAt);
  return records.find(({ id }) => id === chosen) ?? newest[0];
}
