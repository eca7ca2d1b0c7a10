// The differences between releases of Agoras that a caller notices.

export type Network = 'instagram' | 'facebook';
export const networks: readonly Network[] = ['instagram', 'facebook'];

interface Release {
  /** What `--version` prints after the name. */
  readonly says: string;
  /** The module for `python -m`. */
  readonly module: 'agoras.cli' | 'agoras.cli.main';
}

/** 1.0.0 to 1.1.5: `publish` posts with the given token. */
export interface AccessTokenRelease extends Release {
  readonly kind: 'accessToken';
  /** Whether token and object ID are read from the environment if their flags are missing. */
  readonly readsEnvironment: boolean;
  readonly hasStatusLink: boolean;
  /** 1.0.0 posts to a Page without the images, and prints the ID of the post preceded by that of the Page. */
  readonly postsImagesToPages: boolean;
}

/** From 1.1.6: each run first exchanges a refresh token. */
export interface RefreshTokenRelease extends Release {
  readonly kind: 'refreshToken';
  readonly hasPublish: boolean;
  readonly hasListPosts: boolean;
  /** Named profiles, and no mixing of environment and stored values. */
  readonly hasProfiles: boolean;
  readonly hasContentFile: boolean;
  /** Whether missing content is refused before anything else is checked. */
  readonly checksContentFirst: boolean;
  /** Whether `AGORAS_STORAGE_DIR` changes where values are stored. */
  readonly hasStorageVariable: boolean;
  readonly hasUnattendedFormat: boolean;
  /** Whether an access token alone, which is never enough, still leads to a login attempt. */
  readonly triesAccessTokenAlone: boolean;
  /** Whether a failed login prints one line to stderr, rather than an error with a traceback to stdout. */
  readonly tellsLoginFailurePlainly: boolean;
  readonly warnsOn: 'stdout' | 'stderr';
  /** Whether Instagram is asked for a container's status before the container is used. */
  readonly waitsForContainers: boolean;
}

export type AgorasRelease = AccessTokenRelease | RefreshTokenRelease;

const firstRelease: AccessTokenRelease = {
  kind: 'accessToken',
  says: '1.0.0',
  module: 'agoras.cli',
  readsEnvironment: false,
  hasStatusLink: false,
  postsImagesToPages: false,
};
const releaseWithEnvironment: AccessTokenRelease = {
  ...firstRelease,
  readsEnvironment: true,
  hasStatusLink: true,
  postsImagesToPages: true,
};

const firstWithRefreshToken: RefreshTokenRelease = {
  kind: 'refreshToken',
  // This release's own version number was never updated.
  says: '1.1.5',
  module: 'agoras.cli.main',
  hasPublish: true,
  hasListPosts: false,
  hasProfiles: false,
  hasContentFile: false,
  checksContentFirst: false,
  hasStorageVariable: false,
  hasUnattendedFormat: false,
  triesAccessTokenAlone: true,
  tellsLoginFailurePlainly: false,
  warnsOn: 'stdout',
  waitsForContainers: false,
};
const second: RefreshTokenRelease = {
  ...firstWithRefreshToken,
  says: '2.0.5',
  hasStorageVariable: true,
  hasUnattendedFormat: true,
  triesAccessTokenAlone: false,
  warnsOn: 'stderr',
  waitsForContainers: true,
};

export const releases = {
  '1.0.0': firstRelease,
  '1.1.2': { ...firstRelease, says: '1.1.2', postsImagesToPages: true },
  '1.1.3': { ...releaseWithEnvironment, says: '1.1.3' },
  '1.1.5': { ...releaseWithEnvironment, says: '1.1.5' },
  '1.1.6': firstWithRefreshToken,
  '2.0.5': second,
  '2.1.1': { ...second, says: '2.1.1', tellsLoginFailurePlainly: true },
  '2.2.0': {
    ...second,
    says: '2.2.0',
    tellsLoginFailurePlainly: true,
    checksContentFirst: true,
    hasContentFile: true,
  },
  '3.0.0': {
    ...second,
    says: '3.0.0',
    tellsLoginFailurePlainly: true,
    checksContentFirst: true,
    hasContentFile: true,
    hasProfiles: true,
    hasListPosts: true,
    hasPublish: false,
  },
} as const satisfies Record<string, AgorasRelease>;

export type AgorasVersionNumber = keyof typeof releases;

export const versionNumbers = Object.keys(releases) as readonly AgorasVersionNumber[];
