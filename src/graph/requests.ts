// Every request that the extension makes, in one place. Sources: Meta, "Get Long-Lived Tokens",
// "Debug-Token /debug_token", "User Accounts", "IG User Content Publishing Limit", "Securing Graph API Requests".
import { createHmac } from 'node:crypto';
import {
  Secret,
  type AccessToken,
  type AppAccessToken,
  type AppSecret,
  type AppSecretProof,
  type ExchangedToken,
  type LongLivedUserToken,
  type RefreshToken,
  type SignInCode,
  type UserToken,
} from '../base/secret';
import type { AppId, BusinessId, InstagramAccountId, PageId, UserId } from './ids';

/** A Facebook app, identified by ID and secret. */
export interface AppCredentials {
  readonly id: AppId;
  readonly secret: AppSecret;
}

export interface GraphRequest {
  /** How the log names this call; the URL is never logged. */
  readonly name: string;
  /** The method that the call needs. `createSend` sends a GET with a secret parameter as a POST with `method=get`. */
  readonly method: 'GET' | 'POST';
  /** Without the version, e.g. `/me`. */
  readonly path: string;
  /** Sent in the query of a GET, otherwise in the form body. */
  readonly parameters: Readonly<Record<string, string | Secret>>;
  /** Sent as `Authorization: Bearer …`, which keeps it out of the URL. */
  readonly token?: AccessToken;
  /** The permissions that the call needs; a refusal does not always name them. */
  readonly needs: readonly string[];
}

/**
 * The permissions that each call needs according to Meta's reference: "User Accounts" and "Page", "Business Owned
 * Pages", "IG User" and its "Content Publishing Limit". The other calls need none: they are about the token or its
 * owner.
 */
const NEEDS = {
  nothing: [],
  firstPages: ['pages_show_list'],
  pages: ['pages_show_list', 'pages_read_engagement', 'instagram_basic'],
  businesses: ['business_management'],
  instagramAccount: ['instagram_basic'],
  publishing: ['instagram_basic', 'instagram_content_publish', 'pages_read_engagement'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** How many Pages one result page contains. The Graph API's default is 25; 100 is the most that it returns reliably. */
const PAGES_PER_RESULT = 100;

/** The fields requested for every Page. `instagram_business_account` is only returned to a user token. */
const PAGE_FIELDS = 'id,name,access_token,instagram_business_account{id,username}';
/** The person's tasks are only returned in their own list of Pages. */
const LISTED_PAGE_FIELDS = `${PAGE_FIELDS},tasks`;

/** Everything that Facebook knows about a token. Called with the app's own token (`debug_token`). */
export function inspectRequest(app: AppCredentials, token: AccessToken): GraphRequest {
  return {
    name: 'inspect token',
    method: 'GET',
    path: '/debug_token',
    parameters: { input_token: token, access_token: appAccessToken(app) },
    needs: NEEDS.nothing,
  };
}

/**
 * Meta documents this call as a GET with the secret in the URL. A POST with a form body gets the same answer and keeps
 * the secret out of access logs.
 */
export function exchangeRequest(app: AppCredentials, token: UserToken | RefreshToken): GraphRequest {
  return {
    name: 'exchange token',
    method: 'POST',
    path: '/oauth/access_token',
    parameters: {
      grant_type: 'fb_exchange_token',
      client_id: app.id,
      client_secret: app.secret,
      fb_exchange_token: token,
    },
    needs: NEEDS.nothing,
  };
}

/**
 * Exchanges the code of the login dialog for a token (Meta, "Manually Build a Login Flow"). `redirectUri` must be
 * exactly the one that the dialog was opened with. A POST, so that the secret and the code stay out of URLs.
 */
export function redeemRequest(app: AppCredentials, code: SignInCode, redirectUri: string): GraphRequest {
  return {
    name: 'redeem code',
    method: 'POST',
    path: '/oauth/access_token',
    parameters: { client_id: app.id, client_secret: app.secret, redirect_uri: redirectUri, code },
    needs: NEEDS.nothing,
  };
}

/**
 * The app that a token belongs to, without needing the App Secret as `debug_token` does. `/app` is the caller's app, as
 * `/me` is the caller. Facebook refuses this to apps with "Require App Secret" on.
 */
export function tokenAppRequest(token: AccessToken): GraphRequest {
  return {
    name: 'app of token',
    method: 'GET',
    path: '/app',
    parameters: { fields: 'id' },
    token,
    needs: NEEDS.nothing,
  };
}

/** The owner of a token; Agoras 2.x and 3.x ask for it after each exchange. */
export function ownerRequest(app: AppCredentials, token: AccessToken): GraphRequest {
  return getRequest('owner', '/me', NEEDS.nothing, { app, token }, { fields: 'id,name' });
}

/** The person and the first result page of their Pages in one round trip, by field expansion. */
export function userAndPagesRequest(app: AppCredentials, token: LongLivedUserToken): GraphRequest {
  const fields = `id,name,accounts.limit(${PAGES_PER_RESULT}){${LISTED_PAGE_FIELDS}}`;
  return getRequest('user and pages', '/me', NEEDS.pages, { app, token }, { fields });
}

/** The Pages that Agoras can find a token for: the first result page, in the Graph API's default size of 25. */
export function firstPagesRequest(app: AppCredentials, token: ExchangedToken): GraphRequest {
  return getRequest(
    'first pages',
    '/me/accounts',
    NEEDS.firstPages,
    { app, token },
    { fields: 'id,name,access_token' },
  );
}

/**
 * A further result page. Built from the cursor, because the `next` URL of an answer contains the token and could point
 * to any host.
 */
export function morePagesRequest(
  app: AppCredentials,
  token: LongLivedUserToken,
  user: UserId,
  after: string,
): GraphRequest {
  return listRequest('more pages', `/${user}/accounts`, NEEDS.pages, LISTED_PAGE_FIELDS, { app, token, after });
}

/** One Page by its ID: for Pages that the list omits, and for tokens that it didn't include. */
export function pageRequest(app: AppCredentials, token: RefreshToken, page: PageId): GraphRequest {
  return getRequest('page', `/${page}`, NEEDS.pages, { app, token }, { fields: PAGE_FIELDS });
}

/** The name of an Instagram account whose ID the token lists. */
export function instagramAccountRequest(
  app: AppCredentials,
  token: RefreshToken,
  account: InstagramAccountId,
): GraphRequest {
  const fields = 'id,username';
  return getRequest('instagram account', `/${account}`, NEEDS.instagramAccount, { app, token }, { fields });
}

/** The person's business portfolios; needs `business_management`. */
export function businessesRequest(list: ListParameters): GraphRequest {
  return listRequest('businesses', '/me/businesses', NEEDS.businesses, 'id', list);
}

/** The Pages of a business portfolio, its own or its clients'. */
export function businessPagesRequest(
  business: BusinessId,
  edge: BusinessPagesEdge,
  list: ListParameters,
): GraphRequest {
  return listRequest(`business ${edge}`, `/${business}/${edge}`, NEEDS.businesses, PAGE_FIELDS, list);
}

/** Every permission that the app has asked for: granted, declined or expired. */
export function permissionsRequest(app: AppCredentials, token: AccessToken): GraphRequest {
  return getRequest('permissions', '/me/permissions', NEEDS.nothing, { app, token }, {});
}

/** The two lists of Pages that a business portfolio has: its own, and those that clients share with it. */
export const BUSINESS_PAGES_EDGES = ['owned_pages', 'client_pages'] as const;
export type BusinessPagesEdge = (typeof BUSINESS_PAGES_EDGES)[number];

export interface ListParameters {
  readonly app: AppCredentials;
  readonly token: LongLivedUserToken;
  /** The cursor from the previous result page; undefined for the first. */
  readonly after?: string | undefined;
}

function listRequest(
  name: string,
  path: string,
  needs: GraphRequest['needs'],
  fields: string,
  { after, ...caller }: ListParameters,
): GraphRequest {
  const continued = after === undefined ? {} : { after };
  return getRequest(name, path, needs, caller, { fields, limit: String(PAGES_PER_RESULT), ...continued });
}

/** A call made with the given token. */
function getRequest(
  name: string,
  path: string,
  needs: GraphRequest['needs'],
  { app, token }: { readonly app: AppCredentials; readonly token: AccessToken },
  parameters: GraphRequest['parameters'],
): GraphRequest {
  const proof = appSecretProof(app, token);
  return { name, method: 'GET', path, parameters: { ...parameters, appsecret_proof: proof }, token, needs };
}

/** Proves, without posting, that token and object ID belong together; the Graph API refuses this call for a Page ID. */
export function publishingLimitRequest(
  app: AppCredentials,
  token: AccessToken,
  objectId: InstagramAccountId | PageId,
): GraphRequest {
  const path = `/${objectId}/content_publishing_limit`;
  return getRequest('publishing limit', path, NEEDS.publishing, { app, token }, { fields: 'config,quota_usage' });
}

/** The secrets in a request, to be masked in its answer. */
export function secretsOf(request: GraphRequest): Secret[] {
  const secrets = Object.values(request.parameters).filter((parameter) => parameter instanceof Secret);
  return request.token === undefined ? secrets : [...secrets, request.token];
}

function appAccessToken(app: AppCredentials): AppAccessToken {
  return new Secret('appAccessToken', `${app.id}|${app.secret.reveal()}`);
}

/** Required by apps with "Require App Secret" on, and harmless for the others. */
function appSecretProof(app: AppCredentials, token: AccessToken): AppSecretProof {
  const proof = createHmac('sha256', app.secret.reveal()).update(token.reveal()).digest('hex');
  return new Secret('appSecretProof', proof);
}
