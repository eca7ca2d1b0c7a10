// Where Agoras 2 and 3 get their credentials, and how they log in with them.
import type { GraphClient } from './graphClient';
import { Raised, Refused } from './outcome';
import type { StoredToken, TokenStore } from './tokenStore';
import type { Network, RefreshTokenRelease } from './versions';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly objectId: string;
  /** Read, but never sufficient by itself. */
  readonly accessToken: string;
}

export interface Asked {
  readonly network: Network;
  readonly release: RefreshTokenRelease;
  /** Flags of `publish` and of `list-posts`. */
  readonly objectId: string | undefined;
  readonly accessToken: string | undefined;
  readonly profile: string | undefined;
}

export function resolveCredentials(asked: Asked, store: TokenStore): Credentials {
  return asked.release.hasProfiles ? oneSource(asked, store) : mixedSources(asked, store);
}

function fromEnvironment({ network, objectId, accessToken }: Asked): Credentials {
  const read = (name: string): string => process.env[`${network}_${name}`.toUpperCase()] ?? '';
  return {
    clientId: read('client_id'),
    clientSecret: read('client_secret'),
    refreshToken: read('refresh_token'),
    objectId: objectId ?? read('object_id'),
    accessToken: accessToken ?? read('access_token'),
  };
}

/** Up to 2.2, stored values fill gaps, provided that nothing is missing afterwards. */
function mixedSources(asked: Asked, store: TokenStore): Credentials {
  const given = fromEnvironment(asked);
  // The Page is specified for each run; only Instagram looks for the account among the stored values.
  if (isComplete(given) && (given.objectId !== '' || asked.network === 'facebook')) return given;
  const stored = store.find(asked.network, given.objectId) ?? store.list(asked.network)[0];
  const filled = stored ? filledFrom(given, stored) : given;
  return isComplete(filled) && filled.objectId !== '' ? filled : given;
}

export function isComplete({ clientId, clientSecret, refreshToken }: Credentials): boolean {
  return clientId !== '' && clientSecret !== '' && refreshToken !== '';
}

function filledFrom(given: Credentials, { data }: StoredToken): Credentials {
  const either = (value: string, name: string): string => (value === '' ? (data[name] ?? '') : value);
  return {
    ...given,
    clientId: either(given.clientId, 'client_id'),
    clientSecret: either(given.clientSecret, 'client_secret'),
    refreshToken: either(given.refreshToken, 'refresh_token'),
    objectId: either(given.objectId, 'user_id'),
  };
}

/** From 3.0: a named profile, else a complete environment, else the only stored profile. */
function oneSource(asked: Asked, store: TokenStore): Credentials {
  const { network, profile } = asked;
  const profiles = store.list(network);
  const names = profiles.map(({ identifier }) => identifier).join(', ');
  const given = fromEnvironment(asked);
  // The object ID of the environment is used with every profile.
  const nothing = { ...given, clientId: '', clientSecret: '', refreshToken: '', accessToken: '' };
  if (profile !== undefined) {
    const named = profiles.find(({ identifier }) => identifier === profile);
    const available = names === '' ? '(none)' : names;
    if (!named) throw new Refused(2, `error: profile '${profile}' not found for ${network}. Available: ${available}`);
    return filledFrom(nothing, named);
  }
  const parts = { CLIENT_ID: given.clientId, CLIENT_SECRET: given.clientSecret, REFRESH_TOKEN: given.refreshToken };
  const missing = Object.entries(parts).flatMap(([name, value]) =>
    value === '' ? [`${network.toUpperCase()}_${name}`] : [],
  );
  if (missing.length === 0) return given;
  if (missing.length < 3) {
    throw new Refused(
      2,
      `error: incomplete ${network} environment credentials. Missing: ${missing.join(', ')}. Set all env vars or pass --profile.`,
    );
  }
  const [only, ...more] = profiles;
  if (more.length > 0) {
    throw new Refused(2, `error: multiple profiles for ${network}. Pass --profile. Available: ${names}`);
  }
  if (!only) throw notAuthenticated(network);
  return filledFrom(nothing, only);
}

/** Exchanges the refresh token and asks who it belongs to; undefined if either fails. */
export async function authenticate(client: GraphClient, credentials: Credentials): Promise<string | undefined> {
  if (!isComplete(credentials)) return undefined;
  const { clientId, clientSecret, refreshToken } = credentials;
  const token = await client.exchange(clientId, clientSecret, refreshToken);
  if (token === undefined) return undefined;
  try {
    await client.get(token, 'me', { fields: 'id,name' });
    return token;
  } catch (error) {
    if (error instanceof Raised) return undefined;
    throw error;
  }
}

/** The client's own login, after the earlier one that checked whether login is possible. */
export async function authenticateAgain(
  client: GraphClient,
  { network, release }: Asked,
  credentials: Credentials,
): Promise<string> {
  const token = await authenticate(client, credentials);
  if (token !== undefined) return token;
  const reason = isComplete(credentials) ? 'authentication failed' : 'credentials are not available';
  throw loginFailed(network, release, reason);
}

function loginFailed(network: Network, release: RefreshTokenRelease, reason: string): Raised | Refused {
  const name = network === 'instagram' ? 'Instagram' : 'Facebook';
  const failed = `${name} authentication failed`;
  if (!release.tellsLoginFailurePlainly) return new Raised(failed);
  return new Refused(1, `${failed}: ${reason}. Run 'agoras ${network} authorize' first.`);
}

export function notAuthenticated(network: Network): Raised {
  return new Raised(`Not authenticated. Please run 'agoras ${network} authorize' first.`);
}
