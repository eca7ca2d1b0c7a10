// The answers to the questions of "Import Existing Credentials".
import type { AgorasVersion } from '../../agoras/target';
import type { AppSecret } from '../../base/secret';
import type { ImportSubject } from '../../credentials/imported/pageTokenAccess';
import type { AppId } from '../../graph/ids';
import type { AppCredentials } from '../../graph/requests';
import type { CredentialSource } from '../sources/credentialSources';

export type ImportStepId = 'source' | 'appId' | 'appSecret' | 'page' | 'keep';

export interface ImportState {
  readonly source?: CredentialSource;
  /** The Agoras version that the credentials are for. */
  readonly version?: AgorasVersion;
  /** The app ID isn't known from the source or from Facebook, or it is wrong. */
  readonly isAppIdAsked?: boolean;
  readonly isAppSecretAsked?: boolean;
  readonly appId?: AppId;
  /** The typed App Secret. */
  readonly appSecret?: AppSecret;
  /** The wanted Page isn't one that the source names. */
  readonly isPageAsked?: boolean;
  readonly typesPageId?: boolean;
  /** What has to be proven. */
  readonly subject?: ImportSubject;
  /** The `.env` will be kept up to date. */
  readonly keepsFile?: boolean;
}

/** The app with its secret; undefined if either still has to be asked for. */
export function appOfImport(state: ImportState, stored: readonly AppCredentials[]): AppCredentials | undefined {
  const { appId, appSecret } = state;
  const secret = appSecret ?? knownSecret(state, stored);
  return appId === undefined || secret === undefined ? undefined : { id: appId, secret };
}

/** The secret from the source, or from a stored account of the same app. */
export function knownSecret(
  { source, appId, isAppSecretAsked = false }: ImportState,
  stored: readonly AppCredentials[],
): AppSecret | undefined {
  if (isAppSecretAsked) return undefined;
  const found = source?.found;
  const ofSource = found?.appId === undefined || found.appId === appId ? found?.appSecret : undefined;
  return ofSource ?? stored.find(({ id }) => id === appId)?.secret;
}

/** The state for another app, without what was found with the previous one. */
export function withoutSubject({ subject, ...state }: ImportState): ImportState {
  return state;
}
