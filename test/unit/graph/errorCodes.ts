// The Graph API's error answers, and what the user should read for each.
import type { GraphFailure } from '../../../src/graph/graphFailures';
import type { Action } from '../../../src/messages/failures/failureMessage';

type Kind = Exclude<GraphFailure['kind'], 'network' | 'unexpectedAnswer'>;

/** For each kind: a part of the headline, a part of the next step, and the button. */
export const MESSAGES: Readonly<Record<Kind, readonly [says: RegExp, next: RegExp, action: Action]>> = {
  wrongAppSecret: [/refused the App Secret/, /Copy it again from the App Dashboard/, 'enterAppSecret'],
  appCredentialsRefused: [/refused the App Secret/, /Copy it again from the App Dashboard/, 'enterAppSecret'],
  unknownApp: [/can’t find this App ID/, /Copy the App ID again/, 'enterAppId'],
  appBlocked: [/has blocked this app/, /App Dashboard/, 'openAppDashboard'],
  appCapabilityMissing: [/isn’t allowed to make this call/, /App Dashboard/, 'openAppDashboard'],
  tokenExpired: [/has expired/, /Generate a new token/, 'enterToken'],
  tokenRevoked: [/no longer accepted/, /Generate a new token/, 'enterToken'],
  loggedOut: [/expired when you logged out/, /Generate a new token/, 'enterToken'],
  tokenMalformed: [/can’t read this token/, /Copy the whole token/, 'enterToken'],
  tokenInvalid: [/doesn’t accept this token/, /Generate a new token/, 'enterToken'],
  tokenNotReceived: [/doesn’t accept this token/, /Generate a new token/, 'enterToken'],
  tokenOfOtherApp: [/belongs to another app/, /choose your app under “Meta App”/, 'enterToken'],
  notAUserToken: [/This is a Page token/, /choose “Get User Access Token”/, 'enterToken'],
  passwordChanged: [/A password change invalidated the token/, /Generate a new token/, 'enterToken'],
  appRemoved: [/no longer connected/, /logs you in to the app again/, 'enterToken'],
  appUnseen: [/app’s access to your Facebook account has expired/, /logs you in to the app again/, 'enterToken'],
  checkpoint: [/wants to check your account first/, /Log in on facebook\.com/, 'openFacebook'],
  roleLost: [/no longer have a role/, /restore your role, then generate a new token/, 'openPageSettings'],
  roleOrTwoFactor: [/no longer lets you act for this Page/, /Turn on two-factor authentication/, 'openFacebook'],
  twoFactorRequired: [/requires two-factor authentication/, /security settings, then sign in again/, 'openFacebook'],
  publishingAuthorizationRequired: [/needs Page Publishing Authorization/, /Open the Page/, 'openPageSettings'],
  pageDropped: [/can no longer act for this Page/, /“Edit settings”, and tick every Page/, 'signIn'],
  appRoleMissing: [/asks for App Review/, /App roles > Roles/, 'openAppDashboard'],
  // Only detected with the permissions of a token (`explainRefusal`).
  permissionHeld: [/but Facebook refuses this Page/, /check your role on the Page/, 'signIn'],
  // The missing permission is given with the error code.
  permissionMissing: [/lacks (?:a|the) permission/, /add what is missing, generate a new token/, 'enterToken'],
  proofRejected: [/refused the proof/, /the app whose App ID/, 'enterToken'],
  wrongObject: [/can’t find an object with this ID/, /Choose the Page again/, 'choosePage'],
  notAnInstagramAccount: [/object ID is that of a Page/, /the Instagram account as its object ID/, 'choosePage'],
  profileId: [/This is a profile ID, not a Page ID/, /Page transparency/, 'choosePage'],
  instagramLoginToken: [/comes from Instagram login/, /Sign in with Facebook/, 'signIn'],
  rateLimited: [/rate limit was reached/, /Wait about an hour/, 'tryAgain'],
  temporarilyBlocked: [/blocked this action for a while/, /Wait a few hours/, 'openFacebook'],
  serviceTrouble: [/trouble responding/, /Try again in a minute/, 'tryAgain'],
  otherError: [/refused the request/, /the log has the details/, 'tryAgain'],
};

/** `190/463` is code and subcode. The status is 400 if not given. */
export type ErrorCode = readonly [code: string | number, kind: Kind, message: string, status?: number];

const SESSION = 'Error validating access token: ';
const NO_INFO = 'Error validating application. Cannot get application info due to a system error.';
const NO_USER = 'An active access token must be used to query information about the current user.';
const LOG_IN = `${SESSION}You cannot access the app till you log in to www.facebook.com and follow the instructions given.`;
const PASSWORD = `${SESSION}The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.`;
const EXPIRED = `${SESSION}Session has expired on Monday, 23-Nov-26 10:00:00 PST.`;
const LOGGED_OUT = `${SESSION}The session is invalid because the user logged out.`;
const IMPERSONATE = `${SESSION}The user must be an administrator, editor, or moderator of the page in order to impersonate it.`;
const NOT_AUTHORIZED = `${SESSION}The user has not authorized application 874310265938217.`;

export const ERROR_CODES: readonly ErrorCode[] = [
  [1, 'wrongAppSecret', 'Error validating client secret.'],
  [1, 'tokenOfOtherApp', 'The access token does not belong to application 874310265938217'],
  [1, 'serviceTrouble', 'An unknown error occurred', 500],
  [1, 'serviceTrouble', 'An unknown error occurred'],
  [2, 'serviceTrouble', 'Service temporarily unavailable', 503],
  [3, 'appCapabilityMissing', '(#3) Application does not have the capability to make this API call.'],
  [100, 'proofRejected', 'API calls from the server require an appsecret_proof argument'],
  [100, 'proofRejected', 'Invalid appsecret_proof provided in the API argument'],
  [100, 'notAUserToken', '(#100) Tried accessing nonexisting field (accounts) on node type (Page)'],
  [100, 'tokenOfOtherApp', '(#100) The App_id in the input_token did not match the Viewing App'],
  [
    '100/33',
    'wrongObject',
    "Unsupported get request. Object with ID '1' does not exist, cannot be loaded due to missing permissions",
  ],
  [
    100,
    'appCredentialsRefused',
    '(#100) You must provide an app access token, or a user access token that is an owner or developer of the app',
  ],
  [100, 'otherError', '(#100) param fields must be an array'],
  [
    100,
    'notAnInstagramAccount',
    '(#100) Tried accessing nonexisting field (content_publishing_limit) on node type (Page)',
  ],
  [100, 'wrongObject', '(#100) Tried accessing nonexisting field (instagram_business_account) on node type (User)'],
  ['100/33', 'profileId', "Unsupported get request. Object with ID '61550123456789' does not exist, cannot be loaded"],
  ['100/33', 'wrongObject', "Unsupported get request. Object with ID '615501234567890' does not exist"],
  [100, 'instagramLoginToken', 'Unsupported request - method type: get'],
  [100, 'twoFactorRequired', 'The user must have two-factor authentication enabled to publish on this Page'],
  [
    10,
    'appRoleMissing',
    "(#10) To use 'Page Public Content Access', your use must be reviewed and approved by Facebook.",
  ],
  [10, 'appRoleMissing', '(#10) This action requires app review.'],
  [200, 'publishingAuthorizationRequired', '(#200) Page Publishing Authorization is required to publish on this Page.'],
  ['200/1404078', 'publishingAuthorizationRequired', '(#200) Permissions error'],
  [
    200,
    'pageDropped',
    '(#200) Any of the pages_show_list permission(s) must be granted before impersonating a user’s page.',
  ],
  [101, 'unknownApp', NO_INFO],
  [101, 'unknownApp', 'Missing client_id parameter.'],
  [101, 'unknownApp', 'Error validating application. Invalid application ID.'],
  [400, 'unknownApp', 'Invalid platform app'],
  [190, 'tokenOfOtherApp', 'The access token does not belong to application 874310265938217'],
  [102, 'notAUserToken', 'A user access token is required to request this resource.'],
  [102, 'tokenInvalid', 'Session key invalid or no longer valid'],
  ['102/463', 'tokenExpired', 'Session has expired'],
  [104, 'tokenNotReceived', NO_USER],
  [190, 'appCredentialsRefused', 'Invalid OAuth access token signature.'],
  [190, 'unknownApp', NO_INFO],
  [190, 'tokenMalformed', 'Invalid OAuth access token - Cannot parse access token'],
  [190, 'tokenMalformed', 'The access token could not be decrypted'],
  [190, 'tokenMalformed', 'Malformed access token'],
  [190, 'tokenMalformed', 'Invalid OAuth 2.0 Access Token: Debug only access token'],
  [190, 'tokenInvalid', 'Invalid OAuth access token.'],
  ['190/458', 'appRemoved', NOT_AUTHORIZED],
  [190, 'appRemoved', NOT_AUTHORIZED],
  ['190/459', 'checkpoint', LOG_IN],
  ['190/464', 'checkpoint', LOG_IN],
  ['190/490', 'checkpoint', LOG_IN],
  [190, 'checkpoint', LOG_IN],
  [190, 'checkpoint', `${SESSION}Sessions for the user are not allowed because the user is not a confirmed user.`],
  ['190/460', 'passwordChanged', PASSWORD],
  [190, 'passwordChanged', PASSWORD],
  [190, 'passwordChanged', `${SESSION}The session has been invalidated because the user has changed the password.`],
  ['190/463', 'tokenExpired', EXPIRED],
  [190, 'tokenExpired', EXPIRED],
  ['190/466', 'tokenRevoked', `${SESSION}The token has been revoked.`],
  [190, 'tokenRevoked', `${SESSION}The session was invalidated explicitly using an API call.`],
  ['190/467', 'loggedOut', LOGGED_OUT],
  [190, 'loggedOut', LOGGED_OUT],
  ['190/492', 'roleLost', `${SESSION}The user must be an administrator, editor, or moderator of the page.`],
  [190, 'roleLost', IMPERSONATE],
  [190, 'roleOrTwoFactor', `${IMPERSONATE} If the page business requires Two Factor Authentication, enable it.`],
  [190, 'roleLost', 'This Page access token belongs to a Page that is not accessible.'],
  [
    190,
    'pageDropped',
    "Any of the pages_read_engagement, pages_manage_metadata, pages_show_list or pages_messaging permission(s) must be granted before impersonating a user's page.",
  ],
  ['190/493', 'appUnseen', `${SESSION}The user has not engaged with the app for longer than 90 days.`],
  [190, 'appUnseen', `${SESSION}The user has not engaged the app in longer than 90 days.`],
  ['190/999', 'tokenInvalid', 'Not documented'],
  [200, 'appBlocked', 'API access blocked.'],
  [200, 'appBlocked', '(#200) API access blocked.', 403],
  [368, 'temporarilyBlocked', 'The action attempted has been deemed abusive or is otherwise disallowed'],
  [803, 'wrongObject', '(#803) Some of the aliases you requested do not exist: mybakery', 404],
  [2500, 'tokenNotReceived', NO_USER],
  [4711, 'serviceTrouble', 'Something that nobody has recorded yet', 500],
  ...[300, 80_000, 80_015].map((code): ErrorCode => [code, 'otherError', 'Edit failure']),
  ...[4, 17, 32, 341, 613, ...Array.from({ length: 14 }, (_, index) => 80_001 + index)].map((code): ErrorCode => [
    code,
    'rateLimited',
    `(#${String(code)}) Too many calls`,
    code === 4 || code === 32 ? 403 : 400,
  ]),
];

/** The permission that must be named, followed by the fields of an error code. */
export const PERMISSIONS: readonly (readonly [permission: string | undefined, ...ErrorCode])[] = [
  ['instagram_basic', 10, 'permissionMissing', '(#10) This endpoint requires the instagram_basic permission'],
  [
    'pages_read_engagement',
    10,
    'permissionMissing',
    "(#10) This endpoint requires the 'pages_read_engagement' permission or the feature.",
  ],
  ['pages_show_list', 200, 'permissionMissing', '(#200) Requires pages_show_list permission to manage the object', 403],
  [
    'business_management',
    200,
    'permissionMissing',
    '(#200) Requires business_management permission to manage the object',
  ],
  ['manage_pages', 200, 'permissionMissing', '(#200) Requires manage_pages permission to manage the object'],
  [
    'pages_show_list',
    210,
    'permissionMissing',
    '(#210) A page access token with pages_show_list is required to request this resource.',
  ],
  ['read_insights', 283, 'permissionMissing', '(#283) Requires extended permission: read_insights'],
  ['ads_management', 299, 'permissionMissing', "(#299) The 'ads_management' permission was removed"],
  ['pages_manage_metadata', 100, 'permissionMissing', '(#100) No permission for this action: pages_manage_metadata'],
  [undefined, 100, 'permissionMissing', '(#100) Missing Permission'],
  [undefined, 299, 'permissionMissing', '(#299) Permission removed'],
  [undefined, 10, 'permissionMissing', '(#10) Application does not have permission for this action'],
  [undefined, 200, 'permissionMissing', '(#200) Permissions error'],
  [undefined, 230, 'permissionMissing', '(#230) The user_id is not allowed here'],
];
