// The table of what Agoras reads: network x version x name x field. Sources: the Agoras 1.x guide, "Instagram
// credentials", and the code of both networks in Agoras 1.1.5 (1.x), 1.1.6 and 2.0.5 (2.x); 3.0.0 reads what 2.x reads.
import type { AppId, PageId } from '../graph/ids';
import type { AppSecret, LongLivedUserToken, PageToken, RefreshToken, Secret } from '../base/secret';
import { fingerprintOf } from '../base/fingerprint';
import { AGORAS_VERSIONS, NETWORKS, type AgorasVersion, type Network, type Target } from './target';

/** Every combination of version and networks. */
export const ALL_TARGETS: readonly Target[] = AGORAS_VERSIONS.flatMap((version) =>
  NETWORKS.reduce<readonly (readonly Network[])[]>((all, one) => [...all, ...all.map((some) => [...some, one])], [[]])
    .filter((networks) => networks.length > 0)
    .map((networks) => ({ version, networks })),
);

/** The values that flags and variables are filled with. */
export interface FlagValues {
  readonly accessToken: PageToken;
  /**
   * The account whose posts on Instagram these are: the person's choice for Agoras 1.x, otherwise the Instagram
   * account.
   */
  readonly objectId: string;
  /** Where Facebook posts go, even if `objectId` is an Instagram account. */
  readonly pageId: PageId;
  readonly clientId: AppId;
  readonly clientSecret: AppSecret;
  /** The token that Agoras exchanges for an Instagram access token on each run. */
  readonly refreshToken: RefreshToken;
  /**
   * The same for Facebook. Agoras lists the person's Pages with it, so it can't be a Page token; undefined if we don't
   * have it.
   */
  readonly userToken: LongLivedUserToken | undefined;
}

/** Whether a value may be shown. */
const IS_ID: Readonly<Record<keyof FlagValues, boolean>> = {
  accessToken: false,
  objectId: true,
  pageId: true,
  clientId: true,
  clientSecret: false,
  refreshToken: false,
  userToken: false,
};

/** Every field, in a fixed order. */
export const VALUE_FIELDS = Object.keys(IS_ID) as (keyof FlagValues)[];

/** Whether a value is a secret; IDs may be shown. */
export function isSecretField(field: keyof FlagValues): boolean {
  return !IS_ID[field];
}

export interface FlagDefinition {
  readonly field: keyof FlagValues;
  readonly environment: string;
  /** Absent if Agoras has no flag that works on its own. */
  readonly flag?: string;
}

const INSTAGRAM_VARIABLES: readonly FlagDefinition[] = [
  { field: 'objectId', environment: 'INSTAGRAM_OBJECT_ID' },
  { field: 'clientId', environment: 'INSTAGRAM_CLIENT_ID' },
  { field: 'clientSecret', environment: 'INSTAGRAM_CLIENT_SECRET' },
  { field: 'refreshToken', environment: 'INSTAGRAM_REFRESH_TOKEN' },
];

const FACEBOOK_VARIABLES: readonly FlagDefinition[] = [
  { field: 'pageId', environment: 'FACEBOOK_OBJECT_ID' },
  { field: 'clientId', environment: 'FACEBOOK_CLIENT_ID' },
  { field: 'clientSecret', environment: 'FACEBOOK_CLIENT_SECRET' },
  { field: 'userToken', environment: 'FACEBOOK_REFRESH_TOKEN' },
];

const FLAGS: Readonly<Record<Network, Readonly<Record<AgorasVersion, readonly FlagDefinition[]>>>> = {
  instagram: {
    '1.x': [
      { field: 'accessToken', environment: 'INSTAGRAM_ACCESS_TOKEN', flag: '--instagram-access-token' },
      { field: 'objectId', environment: 'INSTAGRAM_OBJECT_ID', flag: '--instagram-object-id' },
    ],
    '2.x': INSTAGRAM_VARIABLES,
    '3.x': INSTAGRAM_VARIABLES,
  },
  facebook: {
    '1.x': [
      { field: 'accessToken', environment: 'FACEBOOK_ACCESS_TOKEN', flag: '--facebook-access-token' },
      { field: 'pageId', environment: 'FACEBOOK_OBJECT_ID', flag: '--facebook-object-id' },
    ],
    '2.x': FACEBOOK_VARIABLES,
    '3.x': FACEBOOK_VARIABLES,
  },
};

/** The flags of all networks and versions. */
export const ALL_FLAGS: readonly FlagDefinition[] = NETWORKS.flatMap((network) =>
  AGORAS_VERSIONS.flatMap((version) => FLAGS[network][version]),
);

/** The variables that hold credentials in any version of Agoras. */
export const CREDENTIAL_VARIABLES: ReadonlySet<string> = new Set(ALL_FLAGS.map(({ environment }) => environment));

/** The variables whose values are IDs, not secrets. */
export const SHOWN_VARIABLES: ReadonlySet<string> = new Set(
  ALL_FLAGS.flatMap(({ field, environment }) => (IS_ID[field] ? [environment] : [])),
);

export interface Flag extends FlagDefinition {
  readonly value: string | Secret;
}

/** The variables and flags that this version of Agoras reads for these networks, in the order they are written. */
export function definitionsFor({ version, networks }: Target): FlagDefinition[] {
  return NETWORKS.flatMap((network) => (networks.includes(network) ? FLAGS[network][version] : []));
}

/** Values that are undefined are left out: what needs them has not been proven, so it isn't written. */
export function flagsFor(target: Target, values: FlagValues): Flag[] {
  return definitionsFor(target).flatMap((definition) => {
    const value = values[definition.field];
    return value === undefined ? [] : [{ ...definition, value }];
  });
}

/** Fingerprints of the written values, to recognize them later without storing them. */
export function fingerprintsOf(flags: readonly Flag[]): string[] {
  return flags.map(({ value }) => fingerprintOf(typeof value === 'string' ? value : value.reveal()));
}

/**
 * The network that a command publishes to. Flags of the other networks are written too, ready for when someone changes
 * it.
 */
export function publishingNetwork({ networks }: Target): Network {
  return NETWORKS.find((network) => networks.includes(network)) ?? 'instagram';
}
