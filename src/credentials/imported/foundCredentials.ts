// Credentials that were there before the extension, as the variables that some Agoras reads: whole sets, and halves.
import { definitionsFor, type FlagValues } from '../../agoras/flags';
import { DEFAULT_VERSION, NETWORKS, type AgorasVersion, type Network } from '../../agoras/target';
import { fingerprintOf } from '../../base/fingerprint';
import { Secret, type AppSecret, type FoundToken } from '../../base/secret';
import { isId, type AppId } from '../../graph/ids';
import { parseAppId, parseAppSecret, parseShortLivedToken } from '../inputs';

export interface FoundCredentials {
  /** Those that an Agoras could post to with them, if they are alive. */
  readonly networks: readonly Network[];
  /**
   * `accessToken`: the pair of Agoras 1.x. `refreshToken`: the set that 2.x and 3.x read alike. `app`: such a set without
   * its token.
   */
  readonly kind: 'accessToken' | 'refreshToken' | 'app';
  readonly appId: AppId | undefined;
  readonly appSecret: AppSecret | undefined;
  readonly token: FoundToken | undefined;
  /** Of the Instagram account, or of the Page: the guide of Agoras 1.x names the latter, and Facebook has no other. */
  readonly objectIds: readonly string[];
}

/** What one network has. */
interface NetworkValues {
  readonly appId?: AppId;
  readonly appSecret?: AppSecret;
  readonly token?: FoundToken;
  readonly objectId?: string;
}

/** `valueOf`: of a variable. What stands there and cannot be such a value, as a placeholder, counts as missing. */
export function findCredentials(valueOf: (variable: string) => string | undefined): readonly FoundCredentials[] {
  return NETWORKS.flatMap((network) => {
    const pair = readValues(network, '1.x', valueOf);
    const set = readValues(network, DEFAULT_VERSION, valueOf);
    const found: FoundCredentials[] = [];
    // The app of a set beside it is most likely that of the pair, and is asked about before it is used.
    if (pair.token !== undefined) found.push(toFound(network, 'accessToken', { ...set, ...pair }));
    if (set.token !== undefined) found.push(toFound(network, 'refreshToken', set));
    else if (pair.token === undefined && set.appId !== undefined) found.push(toFound(network, 'app', set));
    return found;
  }).reduce<readonly FoundCredentials[]>(mergeInto, []);
}

/** Fingerprints of what stands there of an Agoras’ variables, in the order of its table. */
export function fingerprintsFound(
  { networks, kind }: FoundCredentials,
  valueOf: (variable: string) => string | undefined,
): string[] {
  const version = kind === 'accessToken' ? '1.x' : DEFAULT_VERSION;
  return definitionsFor({ version, networks }).flatMap(({ environment }) => {
    const value = valueOf(environment);
    return value === undefined || value === '' ? [] : [fingerprintOf(value)];
  });
}

/** What is still to be asked for; the object ID and the Page follow from the rest. */
export function missingOf({ appId, appSecret, token }: FoundCredentials): readonly ('appId' | 'appSecret' | 'token')[] {
  return [
    ...(appId === undefined ? (['appId'] as const) : []),
    ...(appSecret === undefined ? (['appSecret'] as const) : []),
    ...(token === undefined ? (['token'] as const) : []),
  ];
}

function toFound(
  network: Network,
  kind: FoundCredentials['kind'],
  { appId, appSecret, token, objectId }: NetworkValues,
): FoundCredentials {
  const objectIds = objectId === undefined ? [] : [objectId];
  return { networks: [network], kind, appId, appSecret, token, objectIds };
}

/** What is of one app and one Page’s person is one account for both networks. */
function mergeInto(all: readonly FoundCredentials[], next: FoundCredentials): readonly FoundCredentials[] {
  const same = all.find((one) => one.kind === next.kind && areOfOneAccount(one, next));
  if (same === undefined) return [...all, next];
  const merged = {
    ...same,
    networks: [...same.networks, ...next.networks],
    // The networks come in order: that of Facebook is the person’s own, with which the Page can be had for Instagram, too.
    token: next.token ?? same.token,
    objectIds: [...same.objectIds, ...next.objectIds],
  };
  return all.map((one) => (one === same ? merged : one));
}

function areOfOneAccount(one: FoundCredentials, other: FoundCredentials): boolean {
  if (one.kind === 'accessToken') return one.token?.reveal() === other.token?.reveal();
  return one.appId === other.appId && one.appSecret?.reveal() === other.appSecret?.reveal();
}

function readValues(
  network: Network,
  version: AgorasVersion,
  valueOf: (variable: string) => string | undefined,
): NetworkValues {
  return definitionsFor({ version, networks: [network] }).reduce<NetworkValues>(
    (values, { field, environment }) => ({ ...values, ...readValue(field, valueOf(environment) ?? '') }),
    {},
  );
}

function readValue(field: keyof FlagValues, text: string): NetworkValues {
  switch (field) {
    case 'objectId':
    case 'pageId':
      return isId(text) ? { objectId: text } : {};
    case 'clientId': {
      const appId = parseAppId(text);
      return appId.ok ? { appId: appId.value } : {};
    }
    case 'clientSecret': {
      const appSecret = parseAppSecret(text);
      return appSecret.ok ? { appSecret: appSecret.value } : {};
    }
    case 'accessToken':
    case 'refreshToken':
    case 'userToken': {
      const token = parseShortLivedToken(text);
      return token.ok ? { token: new Secret('foundToken', token.value.reveal()) } : {};
    }
  }
}
