// www.facebook.com as far as a login goes: the dialog, and the page for programs that have no address.
// https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
import type { Dialog } from '../codes';
import { findApp, type App } from '../world';
import type { GraphRequest } from './request';

export interface Page {
  readonly status: number;
  readonly location?: string;
  readonly html: string;
}

const successPath = '/connect/login_success.html';
/** Before a permission's name, the name of the box that leaves it out. */
const declinePrefix = 'decline.';

/** Undefined for a path that is not of this site. */
export function answerDialog(request: GraphRequest): Page | undefined {
  const { dialog } = request;
  switch (request.path) {
    case '/dialog/oauth':
      return request.method === 'POST' ? decide(request, dialog) : show(request, dialog);
    case successPath:
      return page(
        200,
        'Success',
        '<p>SECURITY WARNING: Please treat the URL above as you would your password and do not share it with anyone.</p>',
      );
    default:
      return undefined;
  }
}

function show({ parameters }: GraphRequest, { userName }: Dialog): Page {
  const asked = readAsked(parameters);
  if ('html' in asked) return asked;
  const { app, scope } = asked;
  return page(
    200,
    `Continue as ${userName}?`,
    `<p>${escape(app.name)} asks for: ${escape(scope.join(', '))}</p>
<form method="post"><p>Do not grant: ${scope.map(declineBox).join(' ')}</p><button name="answer" value="yes">Continue</button><button name="answer" value="no">Not now</button></form>`,
  );
}

function declineBox(permission: string): string {
  return `<label><input type="checkbox" name="${declinePrefix}${escape(permission)}">${escape(permission)}</label>`;
}

/** The form is sent to the address of the dialog itself, so that everything that was asked comes along. */
function decide({ parameters }: GraphRequest, dialog: Dialog): Page {
  const asked = readAsked(parameters);
  if ('html' in asked) return asked;
  const { app, redirectUri, scope } = asked;
  const isDeclined = (name: string): boolean => dialog.declined.has(name) || parameters.has(`${declinePrefix}${name}`);
  const answered = {
    permissions: scope.filter((name) => !isDeclined(name)),
    declined: scope.filter((name) => isDeclined(name)),
  };
  const state: Readonly<Record<string, string>> = { state: parameters.get('state') ?? '' };
  const answer =
    parameters.get('answer') === 'yes'
      ? { code: dialog.codes.mint(app, redirectUri, () => dialog.logIn(app, answered)), ...state }
      : {
          error: 'access_denied',
          error_code: '200',
          error_description: 'Permissions error',
          error_reason: 'user_denied',
          ...state,
        };
  const location = `${redirectUri}?${new URLSearchParams(answer).toString()}#_=_`;
  return { status: 302, location, html: '' };
}

interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly scope: readonly string[];
}

function readAsked(parameters: ReadonlyMap<string, string>): Asked | Page {
  const app = findApp(parameters.get('client_id') ?? '');
  if (!app) return page(400, 'Invalid App ID', '<p>The provided app ID does not look like a valid app ID.</p>');
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (!isRegistered(app, redirectUri)) {
    return page(
      400,
      'URL blocked',
      '<p>This redirect failed because the redirect URI is not white-listed in the app’s client OAuth settings.</p>',
    );
  }
  if (parameters.get('response_type') !== 'code') return page(400, 'Invalid parameter', '<p>response_type</p>');
  const scope = (parameters.get('scope') ?? '').split(',').filter((name) => name !== '');
  const unknown = scope.filter((name) => !knownScopes.has(name));
  if (unknown.length > 0) return page(400, `Invalid Scopes: ${escape(unknown.join(', '))}`, '');
  return { app, redirectUri, scope };
}

const knownScopes: ReadonlySet<string> = new Set([
  'ads_read',
  'business_management',
  'instagram_basic',
  'instagram_content_publish',
  'pages_manage_engagement',
  'pages_manage_posts',
  'pages_read_engagement',
  'pages_read_user_content',
  'pages_show_list',
  'public_profile',
]);

/**
 * Redirect URIs are compared to the letter ("strict mode"). While an app is in development, http://localhost needs
 * no entry: https://developers.facebook.com/docs/facebook-login/security#strict_mode
 */
function isRegistered({ redirectUris, isLive }: App, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname, pathname } = new URL(redirectUri);
  // The page is this site's own, wherever this site is served from.
  const named = pathname.endsWith(successPath) && protocol === 'http:' ? successPath : redirectUri;
  if (redirectUris.includes(named)) return true;
  return !isLive && protocol === 'http:' && hostname === 'localhost' && named !== successPath;
}

function page(status: number, title: string, body: string): Page {
  const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title></head>
<body><h1>${escape(title)}</h1>${body}</body></html>`;
  return { status, html };
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
