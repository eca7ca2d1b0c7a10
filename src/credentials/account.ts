import type { LaunchSetup } from '../agoras/launchConfiguration';
import type { FlagValues } from '../agoras/flags';
import { DEFAULT_VERSION, NETWORKS, usesRefreshToken, type AgorasVersion, type Target } from '../agoras/target';
import type { AppSecret, LongLivedUserToken, PageToken } from '../base/secret';
import type { UnixSeconds } from '../base/time';
import type { AppId, InstagramAccountId, PageId, UserId } from '../graph/ids';

export type ObjectId =
  | { readonly kind: 'instagramAccount'; readonly id: InstagramAccountId }
  | { readonly kind: 'page'; readonly id: PageId };

/** An account with its secrets: stored together, as one value. */
export interface Account {
  readonly record: AccountRecord;
  readonly secrets: AccountSecrets;
}

/** What may be shown of an account. */
export interface AccountRecord {
  readonly id: string;
  readonly app: { readonly id: AppId };
  /** Whose tokens these are; a Page token alone does not tell the name, and may not tell who it is. */
  readonly user?: { readonly id: UserId; readonly name: string } | undefined;
  readonly page: { readonly id: PageId; readonly name: string };
  readonly instagram?: { readonly id: InstagramAccountId; readonly username?: string | undefined } | undefined;
  readonly objectId: ObjectId;
  readonly expiresAt?: UnixSeconds | 'never' | undefined;
  readonly dataAccessExpiresAt?: UnixSeconds | 'never' | undefined;
  readonly userTokenExpiresAt?: UnixSeconds | 'never' | undefined;
  /** Which token Agoras 2.x and 3.x get to exchange for Instagram; undefined where nobody has tried yet. */
  readonly refreshToken?: RefreshTokenKind | undefined;
  /** The person's list of Pages leaves this one out: it belongs to a business portfolio. */
  readonly isUnlisted?: boolean | undefined;
  /** False where it was obtained for posting on Facebook alone. */
  readonly isProvenForInstagram?: boolean | undefined;
  /** Posting on Facebook has been proven, too. */
  readonly isProvenForFacebook?: boolean | undefined;
  /** Agoras 2.x and 3.x were seen to find the Page where they look for it. */
  readonly isListedForFacebook?: boolean | undefined;
  readonly obtainedAt: UnixSeconds;
  readonly lastCheck: LastCheck;
  /** Why it has not been renewed by itself; whoever renews it puts another record in its place. */
  readonly failedRenewal?: FailedRenewal | undefined;
  /** A later sign-in of the person has put what it ticked in the place of what was granted here. */
  readonly isGrantReplaced?: boolean | undefined;
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

export interface FailedRenewal {
  readonly at: UnixSeconds;
  /** Facebook takes the stored token for no new one: the person has to log in. */
  readonly needsLogin: boolean;
}

export interface AccountSecrets {
  readonly appSecret: AppSecret;
  readonly pageToken: PageToken;
  /** Undefined where only the Page token was taken over: then nothing can be renewed without a sign-in. */
  readonly userToken?: LongLivedUserToken | undefined;
}

/** The kinds of places that are remembered: not the clipboard and the terminals, of which nothing lasts. */
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
  /** The account has had other values since, and they are still to be written there. */
  readonly isOutdated?: boolean | undefined;
  /** How the launch configuration was written; `envFile` as it stands there. */
  readonly launch?: (LaunchSetup & { readonly envFile?: string | undefined }) | undefined;
}

/** Whether two entries are about the same file or address. */
export function isSameLocation(one: WrittenLocation, other: WrittenLocation): boolean {
  return one.kind === other.kind && one.uri === other.uri && one.host === other.host;
}

/** The values that the flags of an Agoras take from an account. */
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

/** Whether some place still has an earlier token of the account. */
export function hasOutdated({ written }: Pick<AccountRecord, 'written'>): boolean {
  return written.some(({ isOutdated }) => isOutdated === true);
}

/**
 * The guide of Agoras 1.x names the Page ID, so there the person chooses; for the others it is the Instagram account,
 * as far as there is one: publishing takes no other.
 */
export function objectIdFor(
  { instagram, objectId }: Pick<AccountRecord, 'instagram' | 'objectId'>,
  version: AgorasVersion,
): ObjectId {
  return usesRefreshToken(version) && instagram !== undefined
    ? { kind: 'instagramAccount', id: instagram.id }
    : objectId;
}

/** For which Agoras an account is used: what was written; where nothing was, what it was proven for. */
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
  // Only for Instagram does it say which: Agoras 1.x exchanges nothing.
  const isGuideFollowed = isProvenForInstagram && refreshToken === undefined;
  return [{ version: isGuideFollowed ? '1.x' : DEFAULT_VERSION, networks }];
}

/** The object ID that an Agoras gets; the one for Agoras 1.x where both are in use. */
export function objectIdInUse(record: AccountRecord): ObjectId {
  const isGuideFollowed = targetsInUse(record).some(({ version }) => version === '1.x');
  return objectIdFor(record, isGuideFollowed ? '1.x' : DEFAULT_VERSION);
}

/** The cause that the person can mend first. */
export type InstagramObstacle = 'noInstagram' | 'pageId';

/** What an account says of what stands in the way of posts. */
export type Obstructed = Parameters<typeof targetsInUse>[0] & Parameters<typeof objectIdFor>[0];

/**
 * Why Facebook refuses every post to Instagram with what is in use: it takes the ID of an Instagram account only, and
 * without one an Agoras gets that of the Page. Undefined where nothing stands in the way, or nothing is posted there.
 */
export function instagramObstacle(record: Obstructed): InstagramObstacle | undefined {
  const isPageIdUsed = targetsInUse(record).some(
    ({ version, networks }) => networks.includes('instagram') && objectIdFor(record, version).kind === 'page',
  );
  if (!isPageIdUsed) return undefined;
  return record.instagram === undefined ? 'noInstagram' : 'pageId';
}

/** Whether what an Agoras gets of an account has been proven for it. */
export function isProvenFor(record: AccountRecord, { version, networks }: Target): boolean {
  const { refreshToken, isProvenForInstagram, isProvenForFacebook, isListedForFacebook } = record;
  if (networks.includes('instagram')) {
    // Where the person's own token is exchanged, nobody has looked at the Page token that Agoras 1.x would get.
    const isTokenProven = usesRefreshToken(version) ? refreshToken !== undefined : refreshToken !== 'userToken';
    if (isProvenForInstagram === false || !isTokenProven) return false;
  }
  if (!networks.includes('facebook')) return true;
  return (usesRefreshToken(version) ? isListedForFacebook : isProvenForFacebook) === true;
}

/** The one that a workspace has chosen, else the newest of all. */
export function accountInUse(records: readonly AccountRecord[], chosen: unknown): AccountRecord | undefined {
  const newest = [...records].sort((one, other) => other.obtainedAt - one.obtainedAt);
  return records.find(({ id }) => id === chosen) ?? newest[0];
}
