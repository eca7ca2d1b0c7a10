// What the questions of "Import Existing Credentials" add up to.
import type { AgorasVersion } from '../../agoras/target';
import type { AppSecret } from '../../base/secret';
import type { ImportSubject } from '../../credentials/imported/pageTokenAccess';
import type { AppId } from '../../graph/ids';
import type { AppCredentials } from '../../graph/requests';
import type { CredentialSource } from '../sources/credentialSources';

export type ImportStepId = 'source' | 'appId' | 'appSecret' | 'page' | 'keep';

export interface ImportState {
  readonly source?: CredentialSource;
  /** For which Agoras the credentials are. */
  readonly version?: AgorasVersion;
  /** Neither the source nor Facebook has told the app, or the one that was told is wrong. */
  readonly isAppIdAsked?: boolean;
  readonly isAppSecretAsked?: boolean;
  readonly appId?: AppId;
  /** As it was typed. */
  readonly appSecret?: AppSecret;
  /** The Page that is wanted is none of those that the source names. */
  readonly isPageAsked?: boolean;
  readonly typesPageId?: boolean;
  /** What is to be proven. */
  readonly subject?: ImportSubject;
  /** The `.env` is kept up to date from now on. */
  readonly keepsFile?: boolean;
}

/** What the app is known by, and whether its secret has to be asked for. */
export function appOfImport(state: ImportState, stored: readonly AppCredentials[]): AppCredentials | undefined {
  const { appId, appSecret } = state;
  const secret = appSecret ?? knownSecret(state, stored);
  return appId === undefined || secret === undefined ? undefined : { id: appId, secret };
}

/** Of the source, or of a stored account of the same app. */
export function knownSecret(
  { source, appId, isAppSecretAsked = false }: ImportState,
  stored: readonly AppCredentials[],
): AppSecret | undefined {
  if (isAppSecretAsked) return undefined;
  const found = source?.found;
  const ofSource = found?.appId === undefined || found.appId === appId ? found?.appSecret : undefined;
  return ofSource ?? stored.find(({ id }) => id === appId)?.secret;
}

/** The state for another app: what was found with the one before is dropped. */
export function withoutSubject({ subject, ...state }: ImportState): ImportState {
  return state;
}
