// The table of what Agoras reads: network x version x name x field. Sources: the Agoras 1.x guide, "Instagram
// credentials", the Instagram code of Agoras 1.1.5 (1.x) and 1.1.6 (2.x), and the Facebook code of 1.1.5. Agoras 2.x
// signs in to Facebook by itself (`agoras facebook authorize`); it gets the pair of 1.x as variables and no flags.
import type { AppId, PageId } from '../graph/ids';
import type { AppSecret, LongLivedUserToken, PageToken, Secret } from '../base/secret';
import { AGORAS_VERSIONS, NETWORKS, type AgorasVersion, type Network, type Target } from './target';

/** Every target that there is. */
export const ALL_TARGETS: readonly Target[] = AGORAS_VERSIONS.flatMap((version) =>
  NETWORKS.reduce<readonly (readonly Network[])[]>((all, one) => [...all, ...all.map((some) => [...some, one])], [[]])
    .filter((networks) => networks.length > 0)
    .map((networks) => ({ version, networks })),
);

/** Where each value of a flag comes from. */
export interface FlagValues {
  readonly accessToken: PageToken;
  readonly objectId: string;
  /** Also where the object ID is another one: what is posted on Facebook goes to the Page. */
  readonly pageId: PageId;
  readonly clientId: AppId;
  readonly clientSecret: AppSecret;
  readonly refreshToken: LongLivedUserToken;
}

/** Whether a value may be shown. */
const IS_ID: Readonly<Record<keyof FlagValues, boolean>> = {
  accessToken: false,
  objectId: true,
  pageId: true,
  clientId: true,
  clientSecret: false,
  refreshToken: false,
};

export interface FlagDefinition {
  readonly field: keyof FlagValues;
  readonly environment: string;
  /** Absent where Agoras has no flag that works on its own. */
  readonly flag?: string;
}

const FLAGS: Readonly<Record<Network, Readonly<Record<AgorasVersion, readonly FlagDefinition[]>>>> = {
  instagram: {
    '1.x': [
      { field: 'accessToken', environment: 'INSTAGRAM_ACCESS_TOKEN', flag: '--instagram-access-token' },
      { field: 'objectId', environment: 'INSTAGRAM_OBJECT_ID', flag: '--instagram-object-id' },
    ],
    '2.x': [
      { field: 'objectId', environment: 'INSTAGRAM_OBJECT_ID' },
      { field: 'clientId', environment: 'INSTAGRAM_CLIENT_ID' },
      { field: 'clientSecret', environment: 'INSTAGRAM_CLIENT_SECRET' },
      { field: 'refreshToken', environment: 'INSTAGRAM_REFRESH_TOKEN' },
    ],
  },
  facebook: {
    '1.x': [
      { field: 'accessToken', environment: 'FACEBOOK_ACCESS_TOKEN', flag: '--facebook-access-token' },
      { field: 'pageId', environment: 'FACEBOOK_OBJECT_ID', flag: '--facebook-object-id' },
    ],
    '2.x': [
      { field: 'accessToken', environment: 'FACEBOOK_ACCESS_TOKEN' },
      { field: 'pageId', environment: 'FACEBOOK_OBJECT_ID' },
    ],
  },
};

/** Every flag that there is, for any Agoras. */
export const ALL_FLAGS: readonly FlagDefinition[] = NETWORKS.flatMap((network) =>
  AGORAS_VERSIONS.flatMap((version) => FLAGS[network][version]),
);

/** The variables whose values are IDs, not secrets. */
export const SHOWN_VARIABLES: ReadonlySet<string> = new Set(
  ALL_FLAGS.flatMap(({ field, environment }) => (IS_ID[field] ? [environment] : [])),
);

export interface Flag extends FlagDefinition {
  readonly value: string | Secret;
}

export function definitionsFor({ version, networks }: Target): FlagDefinition[] {
  return NETWORKS.flatMap((network) => (networks.includes(network) ? FLAGS[network][version] : []));
}

export function flagsFor(target: Target, values: FlagValues): Flag[] {
  return definitionsFor(target).map((definition) => ({ ...definition, value: values[definition.field] }));
}

/** The network that a command publishes to; the flags of the others stand beside it, ready for when it is changed. */
export function publishingNetwork({ networks }: Target): Network {
  return NETWORKS.find((network) => networks.includes(network)) ?? 'instagram';
}
