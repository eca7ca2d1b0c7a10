// The table of what Agoras reads: version x name x field. Sources: the Agoras 1.x guide, "Instagram credentials", and
// the Instagram code of Agoras 1.1.5 (1.x) and 1.1.6 (2.x).
import type { AppId } from '../graph/ids';
import type { AppSecret, LongLivedUserToken, PageToken, Secret } from '../secret';

export type AgorasVersion = '1.x' | '2.x';

export const AGORAS_VERSIONS: readonly AgorasVersion[] = ['1.x', '2.x'];

/** Where each value of a flag comes from. */
export interface FlagValues {
  readonly accessToken: PageToken;
  readonly objectId: string;
  readonly clientId: AppId;
  readonly clientSecret: AppSecret;
  readonly refreshToken: LongLivedUserToken;
}

export interface FlagDefinition {
  readonly field: keyof FlagValues;
  readonly environment: string;
  /** Absent where Agoras has no flag that works on its own. */
  readonly flag?: string;
}

export const FLAGS: Readonly<Record<AgorasVersion, readonly FlagDefinition[]>> = {
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
};

export interface Flag extends FlagDefinition {
  readonly value: string | Secret;
}

export function flagsFor(version: AgorasVersion, values: FlagValues): Flag[] {
  return FLAGS[version].map((definition) => ({ ...definition, value: values[definition.field] }));
}
