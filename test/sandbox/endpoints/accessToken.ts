import {
  appUnknown,
  clientIdMissing,
  clientIdNotNumeric,
  clientSecretMissing,
  clientSecretWrong,
  exchangeOfOtherAppsToken,
  exchangeTokenMissing,
  grantTypeUnknown,
  redirectUriMissing,
  userTokenRequired,
} from '../errors';
import type { Json } from '../paging';
import { longLifeSeconds, type TokenRecord, type TokenTable } from '../tokens';
import { findApp, type App, type Page } from '../world';
import type { GraphRequest } from './request';

/**
 * GET or POST /oauth/access_token: exchanges a user or Page token, or the dialog's code for a token.
 * https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived
 */
export function answerAccessToken(request: GraphRequest): Json {
  const grantType = request.parameters.get('grant_type');
  const clientId = request.parameters.get('client_id');
  if (!clientId) throw clientIdMissing();
  switch (grantType) {
    case 'fb_exchange_token':
      return exchange(request, authenticateApp(request, clientId));
    case undefined:
    case '':
    case 'authorization_code':
      return redeem(request, clientId);
    default:
      throw grantTypeUnknown(grantType);
  }
}

/** https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow#confirm */
function redeem(request: GraphRequest, clientId: string): Json {
  const { parameters, dialog } = request;
  const redirectUri = parameters.get('redirect_uri');
  if (!redirectUri) throw redirectUriMissing();
  const app = authenticateApp(request, clientId);
  const { token, expiresAt, issuedAt } = dialog.codes.redeem(parameters.get('code') ?? '', app, redirectUri);
  // A system user's token doesn't expire, so the answer has no lifetime.
  return {
    access_token: token,
    token_type: 'bearer',
    ...(expiresAt === 0 ? {} : { expires_in: expiresAt - issuedAt }),
  };
}

function authenticateApp({ parameters, tokens }: GraphRequest, clientId: string): App {
  const secret = parameters.get('client_secret');
  if (!/^\d+$/.test(clientId)) throw clientIdNotNumeric();
  const app = findApp(clientId);
  if (!app) throw appUnknown();
  if (!secret) throw clientSecretMissing();
  if (secret !== app.secret) throw clientSecretWrong();
  tokens.requireUnblocked(app);
  return app;
}

function exchange({ method, parameters, tokens }: GraphRequest, app: App): Json {
  const text = parameters.get('fb_exchange_token');
  if (!text) throw exchangeTokenMissing();
  const holder = tokens.identify(text, method);
  if (holder.kind === 'APP') throw userTokenRequired();
  const refusal = tokens.refusalOf(holder);
  if (refusal) throw refusal;
  if (holder.grant.app.id !== app.id) throw exchangeOfOtherAppsToken(app.id);
  if (holder.page) return exchangePageToken(tokens, holder, holder.page);
  const { token, expiresAt, issuedAt } = tokens.exchange(holder);
  const isTold = expiresAt !== 0 && tokens.userTokenExchange !== 'sixtyDaysUntold';
  return { access_token: token, token_type: 'bearer', ...(isTold ? { expires_in: expiresAt - issuedAt } : {}) };
}

function exchangePageToken(tokens: TokenTable, holder: TokenRecord, page: Page): Json {
  const bearer = { token_type: 'bearer' };
  switch (tokens.pageTokenExchange) {
    case 'permanent':
      return { access_token: tokens.exchangeForPage(holder, page, 'never').token, ...bearer };
    case 'sixtyDays': {
      const { token } = tokens.exchangeForPage(holder, page, longLifeSeconds);
      return { access_token: token, ...bearer, expires_in: longLifeSeconds };
    }
    case 'refused':
      throw userTokenRequired();
  }
}
