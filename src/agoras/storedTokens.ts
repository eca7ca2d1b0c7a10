// The logins that an installed Agoras has stored, as `agoras utils tokens` of Agoras 2.x and 3.x prints them. None of
// it is shown or logged.
import * as v from 'valibot';
import { definitionsFor, type FlagValues } from './flags';
import { NETWORKS, type AgorasVersion, type Network } from './target';

/** A stored login under its name in Agoras: an object ID in 2.x, `app@account` in 3.x. */
export interface StoredTokenName {
  readonly network: Network;
  readonly identifier: string;
}

/** The identifier becomes an argument of our own command line, so anything with other characters is ignored. */
const ENTRY = new RegExp(String.raw`^ {2}(${NETWORKS.join('|')}): ([\w@.:+-]{1,200})$`);

/** The arguments with which Agoras lists its stored logins. */
export const LIST_TOKENS = ['utils', 'tokens', 'list'] as const;

/** The arguments that make Agoras print one stored login as JSON, with its secrets in plain text. */
export function showToken({ network, identifier }: StoredTokenName): string[] {
  return ['utils', 'tokens', 'show', `--platform=${network}`, `--identifier=${identifier}`, '--format=json'];
}

/** Parses the lines below `Stored tokens:`; other platforms are ignored. */
export function parseTokenList(output: string): StoredTokenName[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const [, platform, identifier] = ENTRY.exec(line) ?? [];
    const network = NETWORKS.find((known) => known === platform);
    return network === undefined || identifier === undefined ? [] : [{ network, identifier }];
  });
}

const Text = v.optional(v.pipe(v.string(), v.maxLength(4096)));

const Shown = v.object({
  platform: v.string(),
  identifier: v.string(),
  data: v.object({ user_id: Text, client_id: Text, client_secret: Text, refresh_token: Text }),
});

/** The name under which Agoras stores each value. */
const STORED_AS: Readonly<Partial<Record<keyof FlagValues, keyof v.InferOutput<typeof Shown>['data']>>> = {
  objectId: 'user_id',
  pageId: 'user_id',
  clientId: 'client_id',
  clientSecret: 'client_secret',
  refreshToken: 'refresh_token',
  userToken: 'refresh_token',
};

/**
 * One stored login as the variables that hold the same values; undefined if the output isn't the login that was asked
 * for.
 */
export function parseShownToken(
  output: string,
  { network, identifier }: StoredTokenName,
  version: AgorasVersion,
): ReadonlyMap<string, string> | undefined {
  const parsed = v.safeParse(Shown, parseJson(output));
  if (!parsed.success || parsed.output.platform !== network || parsed.output.identifier !== identifier) {
    return undefined;
  }
  const { data } = parsed.output;
  const variables = definitionsFor({ version, networks: [network] }).flatMap(({ field, environment }) => {
    const name = STORED_AS[field];
    const value = name === undefined ? undefined : data[name];
    return value === undefined ? [] : [[environment, value] as const];
  });
  return new Map(variables);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
