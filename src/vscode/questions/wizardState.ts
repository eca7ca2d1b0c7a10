// What the questions of the flow add up to.
import type { AgorasVersion } from '../../agoras/target';
import type { ObjectId } from '../../credentials/account';
import type { PageLoader } from '../../credentials/pageLoader';
import type { RedirectMode } from '../../credentials/signInAttempt';
import type { GraphPage } from '../../graph/answers';
import type { AppId } from '../../graph/ids';
import type { AppCredentials } from '../../graph/requests';
import type { AppSecret, ShortLivedUserToken } from '../../base/secret';
import type { DeliveryState, DeliveryStepId } from './deliverySteps';

export type CredentialStepId =
  'app' | 'appId' | 'appSecret' | 'token' | 'page' | 'objectId' | 'agorasVersion' | DeliveryStepId;

/** What has been answered so far. */
export interface WizardState extends DeliveryState {
  /** A stored app to be used again, instead of asking for its ID and secret. */
  readonly storedApp?: AppCredentials;
  readonly appId?: AppId;
  readonly appSecret?: AppSecret;
  readonly token?: ShortLivedUserToken;
  /** How the token is to be had: decided before it is asked for. */
  readonly signsIn?: RedirectMode | undefined;
  readonly asksBusiness?: boolean | undefined;
  /** Belongs to exactly these inputs: another answer before it drops it. */
  readonly loader?: PageLoader;
  /** The person wants to type a Page ID instead of choosing from the list. */
  readonly typesPageId?: boolean;
  readonly page?: GraphPage;
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

/** Which app it is about, also before its secret is known. */
export function appIdOf({ storedApp, appId }: WizardState): AppId | undefined {
  return storedApp?.id ?? appId;
}

/** The state without what belonged to other inputs. */
export function withoutPages({ loader, page: _page, objectId: _objectId, ...rest }: WizardState): WizardState {
  loader?.stop();
  return rest;
}
