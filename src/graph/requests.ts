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

/** A Facebook app, as the Graph API knows its owner: by ID and secret. */
export interface AppCredentials {
  readonly id: AppId;
  readonly secret: AppSecret;
}

export interface GraphRequest {
  /** What the log says of this call: never its URL. */
  readonly name: string;
  /** What the call does. `createSend` sends a GET with a secret among its parameters as a POST that says `method=get`. */
  readonly method: 'GET' | 'POST';
  /** Without the version, e.g. `/me`. */
  readonly path: string;
  /** In the query of a GET without secrets, in the form body otherwise. */
  readonly parameters: Readonly<Record<string, string | Secret>>;
  /** Sent as `Authorization: Bearer …`, which keeps it out of the URL. */
  readonly token?: AccessToken;
  /** The permissions that the call needs; a refusal does not always name them. */
  readonly needs: readonly string[];
}

/**
 * The permissions of each call, as Meta's reference lists them: "User Accounts" and "Page", "Business Owned Pages", "IG
 * User" and its "Content Publishing Limit". The others need none: they ask about the token itself, or about whoever has it.
 */
const NEEDS = {
  nothing: [],
  firstPages: ['pages_show_list'],
  pages: ['pages_show_list', 'pages_read_engagement', 'instagram_basic'],
  businesses: ['business_management'],
  instagramAccount: ['instagram_basic'],
  publishing: ['instagram_basic', 'instagram_content_publish', 'pages_read_engagement'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** How many Pages one result page holds. The Graph API's default is 25; 100 is the most that it gives reliably. */
const PAGES_PER_RESULT = 100;

/** What is asked of a Page anywhere. `instagram_business_account` is answered to the user token only. */
const PAGE_FIELDS = 'id,name,access_token,instagram_business_account{id,username}';
/** The tasks of the person stand in their own list of Pages only. */
const LISTED_PAGE_FIELDS = `${PAGE_FIELDS},tasks`;

/** Everything that Facebook knows about a token, asked as the app (`debug_token`). */
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
 * Meta documents this call as GET with the secret in the URL. POST with a form body is answered the same and keeps
 * the secret out of every access log on the way.
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
 * The code of the login dialog for a token (Meta, "Manually Build a Login Flow"). `redirectUri` has to be the one that
 * the dialog was asked with, to the letter. POST for the same reason as above: the secret and the code stay out of URLs.
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
 * Which app a token is of, asked with nothing but the token: `debug_token` takes the App Secret. `/app` stands for the app
 * of the caller, as `/me` stands for the caller. Refused to apps with "Require App Secret" on.
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

/** Whoever a token is of: what Agoras 2.x and 3.x ask after each exchange. */
export function ownerRequest(app: AppCredentials, token: AccessToken): GraphRequest {
  return getRequest('owner', '/me', NEEDS.nothing, { app, token }, { fields: 'id,name' });
}

/** The person and the first result page of their Pages in one round trip, by field expansion. */
export function userAndPagesRequest(app: AppCredentials, token: LongLivedUserToken): GraphRequest {
  const fields = `id,name,accounts.limit(${PAGES_PER_RESULT}){${LISTED_PAGE_FIELDS}}`;
  return getRequest('user and pages', '/me', NEEDS.pages, { app, token }, { fields });
}

/** The Pages that Agoras finds a token for: those of the first result page, in the Graph API's own size of 25. */
export function firstPagesRequest(app: AppCredentials, token: ExchangedToken): GraphRequest {
  return getRequest(
    'first pages',
    '/me/accounts',
    NEEDS.firstPages,
    { app, token },
    { fields: 'id,name,access_token' },
  );
}

/** A further result page. Built from the cursor: the `next` URL of an answer carries the token and any host. */
export function morePagesRequest(
  app: AppCredentials,
  token: LongLivedUserToken,
  user: UserId,
  after: string,
): GraphRequest {
  return listRequest('more pages', `/${user}/accounts`, NEEDS.pages, LISTED_PAGE_FIELDS, { app, token, after });
}

/** One Page by its ID: for those that the list leaves out, and for a token that the list did not give. */
export function pageRequest(app: AppCredentials, token: RefreshToken, page: PageId): GraphRequest {
  return getRequest('page', `/${page}`, NEEDS.pages, { app, token }, { fields: PAGE_FIELDS });
}

/** The name of an Instagram account that the token itself names. */
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

/** What was granted, declined or has expired, of all that the app ever asked for. */
export function permissionsRequest(app: AppCredentials, token: AccessToken): GraphRequest {
  return getRequest('permissions', '/me/permissions', NEEDS.nothing, { app, token }, {});
}

/** The two lists of Pages that a business portfolio has: its own, and those that clients share with it. */
export const BUSINESS_PAGES_EDGES = ['owned_pages', 'client_pages'] as const;
export type BusinessPagesEdge = (typeof BUSINESS_PAGES_EDGES)[number];

export interface ListParameters {
  readonly app: AppCredentials;
  readonly token: LongLivedUserToken;
  /** The cursor of the result page before; absent for the first. */
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

/** A call in the name of whom the token belongs to. */
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

/** Read-only proof that token and object ID fit together; the Graph API refuses it for a Page ID. */
export function publishingLimitRequest(
  app: AppCredentials,
  token: AccessToken,
  objectId: InstagramAccountId | PageId,
): GraphRequest {
  const path = `/${objectId}/content_publishing_limit`;
  return getRequest('publishing limit', path, NEEDS.publishing, { app, token }, { fields: 'config,quota_usage' });
}

/** The secrets that a request carries, for masking them in whatever comes back. */
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
