/** The versions that people distinguish, and that a workspace can be set to. */
export type AgorasVersion = '1.x' | '2.x' | '3.x';

/** Newest first. */
export const AGORAS_VERSIONS: readonly AgorasVersion[] = ['3.x', '2.x', '1.x'];

/** The version to use if nobody has chosen one and none is installed. */
export const DEFAULT_VERSION: AgorasVersion = '3.x';

/** The Agoras networks that one account can be used for, by their command-line names, in the order they are written. */
export const NETWORKS = ['instagram', 'facebook'] as const;

export type Network = (typeof NETWORKS)[number];

/** Names for people, also used in Agoras' own messages; the same in every language. */
export const NETWORK_NAMES: Readonly<Record<Network, string>> = {
  instagram: 'Instagram',
  facebook: 'Facebook',
};

/** The networks to use if nobody has chosen any. */
export const DEFAULT_NETWORKS: readonly Network[] = ['instagram'];

/**
 * Whether this version exchanges a refresh token for an access token on each run; Agoras 1.x uses its token as it is.
 */
export function usesRefreshToken(version: AgorasVersion): boolean {
  return version !== '1.x';
}

/** The Agoras version and the networks (at least one) that credentials are written for. */
export interface Target {
  readonly version: AgorasVersion;
  readonly networks: readonly Network[];
}
