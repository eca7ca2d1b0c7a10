// Whether the login dialog opens: what an app may request from whom, and where it may redirect.
import type { Dialog } from '../dialog';
import { findApp, type App, type Configuration } from '../world';
import { dialogFailures, invalidParameter, invalidScopes, type DialogFailure } from './dialogFailures';
import type { GraphRequest } from './request';

export const successPath = '/connect/login_success.html';

/** Part of the dialog's address after "Edit settings" is pressed. */
export const editMark = 'edit';

export interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly scope: readonly string[];
  readonly tokenOf: Configuration['tokenOf'];
  /**
   * Asks again for what was answered before: because of `auth_type=rerequest`, or because the person edits the
   * settings.
   */
  readonly isRerequest: boolean;
}

export type Reading =
  | { readonly kind: 'asked'; readonly asked: Asked }
  | { readonly kind: 'failed'; readonly failure: DialogFailure; readonly redirectUri: string };

type Parameters = GraphRequest['parameters'];

export function readAsked(parameters: Parameters, dialog: Dialog): Reading {
  const redirectUri = parameters.get('redirect_uri') ?? '';
  const failed = (failure: DialogFailure): Reading => ({ kind: 'failed', failure, redirectUri });
  const app = findApp(parameters.get('client_id') ?? '');
  if (!app) return failed(dialogFailures.invalidAppId);
  const obstacle = obstacleOf(app, redirectUri, parameters, dialog);
  if (obstacle) return failed(obstacle);
  const wanted = wantedOf(app, parameters);
  if ('title' in wanted) return failed(wanted);
  const isRerequest = parameters.get('auth_type') === 'rerequest' || parameters.has(editMark);
  return { kind: 'asked', asked: { app, redirectUri, ...wanted, isRerequest } };
}

/** A reason why the dialog can't open, regardless of what the app requests. */
function obstacleOf(
  app: App,
  redirectUri: string,
  parameters: Parameters,
  { person, trouble, errorsBy }: Dialog,
): DialogFailure | undefined {
  if (app.isOff === true) return dialogFailures.appNotActive;
  if (!isRegistered(app, redirectUri)) return dialogFailures.urlBlocked;
  if (parameters.get('response_type') !== 'code') return invalidParameter('response_type');
  if (trouble !== undefined && trouble !== 'blankPage') return dialogFailures[trouble];
  if (app.roleIds?.includes(person.id) ?? true) return undefined;
  // https://developers.facebook.com/docs/development/build-and-test/app-modes: people without a role can't sign in to
  // an app in development. A published app needs advanced access to public_profile for that, which no app here has.
  if (app.isLive) return dialogFailures.featureUnavailable;
  return errorsBy === 'redirect' ? dialogFailures.appNotSetUp : dialogFailures.appNotActive;
}

type Wanted = Pick<Asked, 'scope' | 'tokenOf'>;

function wantedOf(app: App, parameters: Parameters): Wanted | DialogFailure {
  const { login } = app;
  const configId = parameters.get('config_id');
  // "Facebook Login does not support the config_id parameter", and the dialog "might fail to load":
  // https://developers.facebook.com/docs/facebook-login/facebook-login-for-business#troubleshooting
  if (login.kind === 'classic') return configId ? dialogFailures.somethingWrong : wantedByScope(app, parameters);
  if (configId) return wantedByConfiguration(login.configurations, configId, parameters);
  if (!login.takesScope) return dialogFailures.appUnavailable;
  const wanted = wantedByScope(app, parameters);
  if ('title' in wanted) return wanted;
  // …/facebook-login-for-business#requirements: "at least one other supported permission must be included".
  const isForBusiness = wanted.scope.some((name) => !['email', 'openid', 'public_profile'].includes(name));
  return isForBusiness ? wanted : dialogFailures.appUnavailable;
}

function wantedByConfiguration(
  configurations: readonly Configuration[],
  id: string,
  parameters: Parameters,
): Wanted | DialogFailure {
  const configuration = configurations.find((candidate) => candidate.id === id);
  if (!configuration) return dialogFailures.appUnavailable;
  const isAlone = !parameters.get('scope') && !parameters.get('auth_type');
  // …/facebook-login-for-business#invoke-a-login-dialog: required whenever a code is requested.
  const asksForCode = parameters.get('override_default_response_type') === 'true';
  if (!isAlone || !asksForCode) return dialogFailures.somethingWrong;
  return { scope: configuration.permissions, tokenOf: configuration.tokenOf };
}

function wantedByScope(app: App, parameters: Parameters): Wanted | DialogFailure {
  // Spaces are separators, like commas.
  const scope = (parameters.get('scope') ?? '').split(/[\s,]+/).filter((name) => name !== '');
  const added = app.permissions && new Set([...app.permissions, 'public_profile']);
  const invalid = scope.filter((name) => !knownScopes.has(name) || added?.has(name) === false);
  return invalid.length > 0 ? invalidScopes(invalid) : { scope, tokenOf: 'user' };
}

const knownScopes: ReadonlySet<string> = new Set([
  'ads_management',
  'ads_read',
  'business_management',
  'email',
  'instagram_basic',
  'instagram_content_publish',
  'openid',
  'pages_manage_engagement',
  'pages_manage_metadata',
  'pages_manage_posts',
  'pages_read_engagement',
  'pages_read_user_content',
  'pages_show_list',
  'public_profile',
]);

/**
 * Redirect URIs are compared exactly ("strict mode"). While an app is in development, http://localhost needs no entry:
 * https://developers.facebook.com/docs/facebook-login/security#strict_mode
 */
function isRegistered({ redirectUris, isLive }: App, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname, pathname } = new URL(redirectUri);
  // This page belongs to the dialog's site, whatever address the site is served from.
  const named = pathname.endsWith(successPath) && protocol === 'http:' ? successPath : redirectUri;
  if (redirectUris.includes(named)) return true;
  return !isLive && protocol === 'http:' && hostname === 'localhost' && named !== successPath;
}
