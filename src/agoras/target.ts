/** What a person tells apart, and what a workspace is set to. */
export type AgorasVersion = '1.x' | '2.x';

export const AGORAS_VERSIONS: readonly AgorasVersion[] = ['1.x', '2.x'];

/** The networks of Agoras that one account serves, as its command line names them, in the order of writing. */
export const NETWORKS = ['instagram', 'facebook'] as const;

export type Network = (typeof NETWORKS)[number];

export const NETWORK_NAMES: Readonly<Record<Network, string>> = {
  instagram: 'Instagram',
  facebook: 'Facebook',
};

/** What nobody has chosen. */
export const DEFAULT_NETWORKS: readonly Network[] = ['instagram'];

/** For which Agoras credentials are written, and for which of its networks: one at least. */
export interface Target {
  readonly version: AgorasVersion;
  readonly networks: readonly Network[];
}
