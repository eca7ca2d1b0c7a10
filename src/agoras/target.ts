/** What a person tells apart, and what a workspace is set to. */
export type AgorasVersion = '1.x' | '2.x' | '3.x';

/** The current one first. */
export const AGORAS_VERSIONS: readonly AgorasVersion[] = ['3.x', '2.x', '1.x'];

/** What nobody has chosen, and where none is installed. */
export const DEFAULT_VERSION: AgorasVersion = '3.x';

/** The networks of Agoras that one account serves, as its command line names them, in the order of writing. */
export const NETWORKS = ['instagram', 'facebook'] as const;

export type Network = (typeof NETWORKS)[number];

/** As people and Agoras' own messages write them; the same in every language. */
export const NETWORK_NAMES: Readonly<Record<Network, string>> = {
  instagram: 'Instagram',
  facebook: 'Facebook',
};

/** What nobody has chosen. */
export const DEFAULT_NETWORKS: readonly Network[] = ['instagram'];

/** Whether it exchanges a refresh token for an access token on each run; Agoras 1.x uses the token that it is given. */
export function usesRefreshToken(version: AgorasVersion): boolean {
  return version !== '1.x';
}

/** For which Agoras credentials are written, and for which of its networks: one at least. */
export interface Target {
  readonly version: AgorasVersion;
  readonly networks: readonly Network[];
}
