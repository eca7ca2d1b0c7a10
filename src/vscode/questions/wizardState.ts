// The answers to the questions of the flow.
import type { AgorasVersion } from '../../agoras/target';
import type { ObjectId } from '../../credentials/account';
import { objectIdsOf } from '../../credentials/obtain';
import type { PageLoader } from '../../credentials/pageLoader';
import type { RedirectMode } from '../../credentials/signInAttempt';
import type { FoundPage } from '../../credentials/unlistedPages';
import type { AppId } from '../../graph/ids';
import type { AppCredentials } from '../../graph/requests';
import type { AppSecret, ShortLivedUserToken } from '../../base/secret';
import type { DeliveryState, DeliveryStepId } from './deliverySteps';

export type CredentialStepId =
  'app' | 'appId' | 'appSecret' | 'token' | 'page' | 'objectId' | 'agorasVersion' | DeliveryStepId;

/** The answers so far. */
export interface WizardState extends DeliveryState {
  /** A stored app to reuse, instead of asking for its ID and secret. */
  readonly storedApp?: AppCredentials;
  readonly appId?: AppId;
  readonly appSecret?: AppSecret;
  readonly token?: ShortLivedUserToken;
  /** The app that was signed in to for the token; undefined for a pasted token, which may belong to any app. */
  readonly tokenApp?: AppId;
  /** How to get the token, if that was decided before the question. */
  readonly signsIn?: RedirectMode | undefined;
  readonly asksBusiness?: boolean | undefined;
  /** Belongs to exactly these inputs: if an earlier answer changes, it is dropped. */
  readonly loader?: PageLoader;
  /** The person wants to type a Page ID instead of choosing from the list. */
  readonly typesPageId?: boolean;
  readonly page?: FoundPage;
  /** Chosen with other inputs; kept without asking if the new ones show it too. */
  readonly keptPage?: FoundPage;
  readonly objectId?: ObjectId;
  readonly agorasVersion?: AgorasVersion;
}

export interface StoredApp {
  readonly app: AppCredentials;
  readonly pageNames: readonly string[];
}

export function appOf(state: WizardState): AppCredentials | undefined {
  if (state.storedApp !== undefined) return state.storedApp;
  if (state.appId === undefined || state.appSecret === undefined) return undefined;
  return { id: state.appId, secret: state.appSecret };
}

/** The app in question, even before its secret is known. */
export function appIdOf({ storedApp, appId }: WizardState): AppId | undefined {
  return storedApp?.id ?? appId;
}

/** The state for other inputs: drops what was found with the old ones, but remembers the chosen Page. */
export function withoutPages({ loader, page, ...rest }: WizardState): WizardState {
  loader?.stop();
  return page === undefined ? rest : { ...rest, keptPage: page };
}

/** The state for another app. A token from signing in to the previous app can't be used with it. */
export function forOtherApp(state: WizardState, app: AppId): WizardState {
  const kept = withoutPages(state);
  const { token, tokenApp, ...withoutToken } = kept;
  return tokenApp === undefined || tokenApp === app ? kept : withoutToken;
}

/** Whether the chosen object ID is one of the chosen Page's. */
export function isObjectIdChosen({ page, objectId }: WizardState): boolean {
  if (page === undefined || objectId === undefined) return false;
  return objectIdsOf(page).some(({ kind, id }) => kind === objectId.kind && id === objectId.id);
}
