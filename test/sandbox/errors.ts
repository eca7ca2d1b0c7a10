// The recorded refusals of the Graph API, word for word: code, subcode, type and HTTP status.
// https://developers.facebook.com/docs/graph-api/guides/error-handling

export interface GraphError {
  readonly message: string;
  /** The third type is used by Instagram's own part of the API. */
  readonly type: 'OAuthException' | 'GraphMethodException' | 'IGApiException';
  readonly code: number;
  readonly error_subcode?: number;
  readonly is_transient?: boolean;
  /** The text that Facebook wants shown to the user. */
  readonly error_user_title?: string;
  readonly error_user_msg?: string;
}

/**
 * Thrown by the endpoints, caught once in `answer.ts`. A refusal can arise four levels deep inside a field
 * expansion and always ends the whole call, which is exactly what an exception does.
 */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly error: GraphError,
  ) {
    super(error.message);
  }
}

/**
 * Why a token no longer works; each reason has its own error 190. `notGranted` (Page tokens): a later sign-in left out
 * the Page or the permissions. `roleLost` (Page tokens): the person may no longer act for the Page.
 */
export type DeathReason = 'passwordChanged' | 'expired' | 'notGranted' | 'roleLost';

const documentation = 'Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api';

export function oauth(code: number, message: string, status = 400): Refusal {
  return new Refusal(status, { message, type: 'OAuthException', code });
}

export function oauthWithSubcode(code: number, subcode: number, message: string): Refusal {
  return new Refusal(400, { message, type: 'OAuthException', code, error_subcode: subcode });
}

function deadToken(subcode: number, message: string): Refusal {
  return oauthWithSubcode(190, subcode, `Error validating access token: ${message}`);
}

/** Adds the text that Facebook wants shown to the user, and its title if there is one. */
export function withUserText({ status, error }: Refusal, text: string, title?: string): Refusal {
  return new Refusal(status, {
    ...error,
    is_transient: false,
    ...(title === undefined ? {} : { error_user_title: title }),
    error_user_msg: text,
  });
}

// ---- 190: the token itself ----

export const cannotParseToken = (): Refusal => oauth(190, 'Invalid OAuth access token - Cannot parse access token');
export const cannotDecryptToken = (): Refusal => oauth(190, 'The access token could not be decrypted');
/** The real response repeats the token that was sent, so a client that shows messages unchanged leaks it. */
export const malformedToken = (token: string): Refusal => oauth(190, `Malformed access token ${token}`);
/** An app token whose secret is wrong. */
export const badTokenSignature = (): Refusal => oauth(190, 'Invalid OAuth access token signature.');

/**
 * The error 190 for a token that used to be valid.
 * Subcodes: https://developers.facebook.com/docs/graph-api/guides/error-handling#authentication-errors
 */
export function tokenDied(reason: DeathReason, facts: { expiredAt: number; now: number }): Refusal {
  switch (reason) {
    case 'passwordChanged':
      return deadToken(
        460,
        'The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
      );
    case 'expired':
      return deadToken(
        463,
        `Session has expired on ${pacificTime(facts.expiredAt)}. The current time is ${pacificTime(facts.now)}.`,
      );
    case 'notGranted':
      return impersonationNotGranted();
    case 'roleLost':
      return mustBeAdministrator();
  }
}

/** Any one of these lets an app act as a Page. */
export const impersonatingPermissions: readonly string[] = [
  'pages_read_engagement',
  'pages_manage_metadata',
  'pages_read_user_content',
  'pages_manage_ads',
  'pages_show_list',
  'pages_messaging',
];

const anyOfThem = impersonatingPermissions.join(', ').replace(/, (?=\w+$)/, ' or ');
export const impersonationNotGranted = (): Refusal =>
  oauth(190, `Any of the ${anyOfThem} permission(s) must be granted before impersonating a user's page.`);
export const mustBeAdministrator = (): Refusal =>
  oauth(
    190,
    'The user must be an administrator, editor, or moderator of the page in order to impersonate it. If the page business requires Two Factor Authentication, the user also needs to enable Two Factor Authentication.',
  );
export const pageNotAccessible = (): Refusal =>
  oauth(190, 'This Page access token belongs to a Page that is not accessible.');

/** The answer to every call once Meta has restricted the app or the account that created the token. */
export const apiBlocked = (): Refusal => oauth(200, 'API access blocked.');

/** For a token of the Instagram login whose account isn't a tester of the app. */
export const methodTypeUnsupported = (method: string): Refusal =>
  new Refusal(400, {
    message: `Unsupported request - method type: ${method.toLowerCase()}`,
    type: 'IGApiException',
    code: 100,
  });

/** Formats Unix seconds as error 463 does: "Sunday, 14-Feb-16 15:08:25 PST". */
function pacificTime(unixSeconds: number): string {
  const shifted = new Date((unixSeconds - 8 * 3600) * 1000);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(shifted);
  const day = `${part({ day: '2-digit' })}-${part({ month: 'short' })}-${part({ year: '2-digit' })}`;
  return `${part({ weekday: 'long' })}, ${day} ${shifted.toISOString().slice(11, 19)} PST`;
}

// ---- no token, wrong kind of token, proof ----

/** For `/me`, where the token also says whose data is requested. */
export const noActiveToken = (): Refusal =>
  oauth(2500, 'An active access token must be used to query information about the current user.');
export const tokenRequired = (): Refusal => oauth(104, 'An access token is required to request this resource.');
export const userTokenRequired = (): Refusal => oauth(102, 'A user access token is required to request this resource.');
export const notTheAppsOwner = (): Refusal =>
  oauth(
    100,
    '(#100) You must provide an app access token, or a user access token that is an owner or developer of the app',
  );
export const otherAppsToken = (): Refusal =>
  oauth(100, '(#100) The App_id in the input_token did not match the Viewing App');

/** https://developers.facebook.com/docs/graph-api/guides/secure-requests#appsecret_proof */
export const proofRequired = (): Refusal =>
  new Refusal(400, {
    message: 'API calls from the server require an appsecret_proof argument',
    type: 'GraphMethodException',
    code: 100,
  });
export const proofWrong = (): Refusal =>
  new Refusal(400, {
    message: 'Invalid appsecret_proof provided in the API argument',
    type: 'GraphMethodException',
    code: 100,
  });

// ---- /oauth/access_token ----

export const clientIdMissing = (): Refusal => oauth(101, 'Missing client_id parameter.');
export const clientIdNotNumeric = (): Refusal => oauth(101, 'Error validating application. Invalid application ID.');
export const redirectUriMissing = (): Refusal => oauth(191, 'Missing redirect_uri parameter.');
/** What the login dialog's code is refused with: https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow */
const codeRefused = (subcode: number, message: string): Refusal => oauthWithSubcode(100, subcode, message);
export const codeExpired = (): Refusal => codeRefused(36007, 'This authorization code has expired.');
export const redirectUriDiffers = (): Refusal =>
  codeRefused(
    36008,
    'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
  );
export const codeUsed = (): Refusal => codeRefused(36009, 'This authorization code has been used.');
export const codeUnknown = (): Refusal => oauth(100, 'Invalid verification code format.');
export const clientSecretMissing = (): Refusal => oauth(1, 'Missing client_secret parameter.');
export const clientSecretWrong = (): Refusal => oauth(1, 'Error validating client secret.');
export const exchangeTokenMissing = (): Refusal => oauth(1, 'fb_exchange_token parameter not specified');
export const exchangeOfOtherAppsToken = (appId: string): Refusal =>
  oauth(1, `The access token does not belong to application ${appId}`);
export const grantTypeUnknown = (grantType: string): Refusal =>
  oauth(100, `Invalid grant_type: '${grantType}'. Supported types: authorization_code, client_credentials`);

const noSuchApp = 'Error validating application. Cannot get application info due to a system error.';
/** The error for an unknown `client_id` has code 101 … */
export const appUnknown = (): Refusal => oauth(101, noSuchApp);
/** … and for an unknown app in an app token, code 190. */
export const appOfTokenUnknown = (): Refusal => oauth(190, noSuchApp);

// ---- nodes, edges, fields ----

export const parameterRequired = (name: string): Refusal => oauth(100, `(#100) The parameter ${name} is required`);
export const parameterInvalid = (what: string): Refusal => oauth(100, `(#100) ${what}`);
export const fieldUnknown = (field: string, nodeType: string): Refusal =>
  oauth(100, `(#100) Tried accessing nonexisting field (${field}) on node type (${nodeType})`);
export const fieldsSyntax = (problem: string, at: number, text: string): Refusal =>
  oauth(2500, `Syntax error "${problem}" at character ${at}: ${text}`);
export const pathUnknown = (rest: string): Refusal => oauth(2500, `Unknown path components: ${rest}`);
export const aliasUnknown = (alias: string): Refusal =>
  oauth(803, `(#803) Some of the aliases you requested do not exist: ${alias}`, 404);

/** One answer for "no such object", "not yours" and "not supported": the real API doesn't distinguish them. */
export function objectUnsupported(method: string, id: string): Refusal {
  const cause = `Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`;
  return new Refusal(400, {
    message: `Unsupported ${method.toLowerCase()} request. ${cause}. ${documentation}`,
    type: 'GraphMethodException',
    code: 100,
    error_subcode: 33,
  });
}

export const requestUnsupported = (method: string): Refusal =>
  new Refusal(400, {
    message: `Unsupported ${method.toLowerCase()} request. ${documentation}`,
    type: 'GraphMethodException',
    code: 100,
  });

// ---- publishing ----
// https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes

export const imageNotFetchable = (): Refusal =>
  oauthWithSubcode(9004, 2207052, 'Only photo or video can be accepted as media type.');
/** For this error, the table of error codes gives only the text for the user. */
export const dayLimitReached = (): Refusal =>
  withUserText(
    oauthWithSubcode(9, 2207042, 'The media posting limit has been reached.'),
    'You reached maximum number of posts that is allowed to be published by Content Publishing API.',
  );
export const containerUnknown = (): Refusal => oauthWithSubcode(24, 2207006, 'The requested resource does not exist');
export const postEmpty = (): Refusal => oauth(197, '(#197) The post is empty. Please enter a message to share.');
export const attachmentUnknown = (): Refusal =>
  oauth(100, '(#100) Param attached_media must name photos that are on the Page');

// ---- permissions ----

export const needsPagePermission = (): Refusal =>
  oauth(
    10,
    "(#10) This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature. Refer to https://developers.facebook.com/docs/apps/review/login-permissions#manage-pages for details.",
  );
export const needsInstagramPermission = (): Refusal =>
  oauth(10, '(#10) Application does not have permission for this action');
export const pageTokenRequired = (): Refusal =>
  oauth(210, '(#210) A page access token is required to request this resource.');
/** The same text for groups and Pages, whichever is missing: the Page's own token or one of the permissions. */
export const needsPagePublishing = (): Refusal =>
  oauth(
    200,
    '(#200) If posting to a group, requires app being installed in the group, and either publish_to_groups permission with user token, or both pages_read_engagement and pages_manage_posts permission with page token; If posting to a page, requires both pages_read_engagement and pages_manage_posts as an admin with sufficient administrative permission',
    403,
  );
/** For `/me/businesses` without business_management; this edge gives less detail than the portfolio itself. */
export const missingPermission = (): Refusal => oauth(100, '(#100) Missing Permission');
export const needsBusinessManagement = (): Refusal =>
  oauth(200, '(#200) Requires business_management permission to manage the object', 403);
