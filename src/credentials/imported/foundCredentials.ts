// Complete or partial credentials from before the extension was used, found as Agoras variables.
import { definitionsFor, type FlagValues } from '../../agoras/flags';
import { DEFAULT_VERSION, NETWORKS, type AgorasVersion, type Network } from '../../agoras/target';
import { fingerprintOf } from '../../base/fingerprint';
import { Secret, type AppSecret, type FoundToken } from '../../base/secret';
import { isId, type AppId } from '../../graph/ids';
import { parseAppId, parseAppSecret, parseShortLivedToken } from '../inputs';

export interface FoundCredentials {
  /** The networks that Agoras could post to with these credentials, if they are still valid. */
  readonly networks: readonly Network[];
  /**
   * `accessToken`: the two variables of Agoras 1.x. `refreshToken`: the set of variables that 2.x and 3.x read. `app`:
   * that set without its token.
   */
  readonly kind: 'accessToken' | 'refreshToken' | 'app';
  readonly appId: AppId | undefined;
  readonly appSecret: AppSecret | undefined;
  readonly token: FoundToken | undefined;
  /** IDs of the Instagram account or the Page: the Agoras 1.x guide uses the Page ID, and Facebook posts need it. */
  readonly objectIds: readonly string[];
}

/** The values found for one network. */
interface NetworkValues {
  readonly appId?: AppId;
  readonly appSecret?: AppSecret;
  readonly token?: FoundToken;
  readonly objectId?: string;
}

/** `valueOf`: returns the value of a variable. Invalid values, such as placeholders, count as missing. */
export function findCredentials(valueOf: (variable: string) => string | undefined): readonly FoundCredentials[] {
  return NETWORKS.flatMap((network) => {
    const pair = readValues(network, '1.x', valueOf);
    const set = readValues(network, DEFAULT_VERSION, valueOf);
    const found: FoundCredentials[] = [];
    // The app in the set is most likely the app of the pair too; it is confirmed with the person before it is used.
    if (pair.token !== undefined) found.push(toFound(network, 'accessToken', { ...set, ...pair }));
    if (set.token !== undefined) found.push(toFound(network, 'refreshToken', set));
    else if (pair.token === undefined && set.appId !== undefined) found.push(toFound(network, 'app', set));
    return found;
  }).reduce<readonly FoundCredentials[]>(mergeInto, []);
}

/** Fingerprints of the values found, in the order of the table of variables. */
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

/** The values that still have to be asked for; the object ID and the Page follow from them. */
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

/** Merges what belongs to the same app and person into one account for both networks. */
function mergeInto(all: readonly FoundCredentials[], next: FoundCredentials): readonly FoundCredentials[] {
  const same = all.find((one) => one.kind === next.kind && areOfOneAccount(one, next));
  if (same === undefined) return [...all, next];
  const merged = {
    ...same,
    networks: [...same.networks, ...next.networks],
    // Facebook's set comes last and contains the person's own token, with which the Page can be used for Instagram too.
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
