// Rows that only the wording tells apart: the subcode is left out, the permission stands in the message, the code
// says two things.
import { UNKNOWN_APP, WRONG_OBJECT, type Row } from './errorCodeRow';

const TOKEN = 'Error validating access token: ';
const NEW_TOKEN = { next: /Generate a new token/, action: 'enterToken' } as const;
const LOG_IN_AGAIN = { next: /logs you in to the app again/, action: 'enterToken' } as const;
const CHECKPOINT = {
  kind: 'checkpoint',
  says: /check your account first/,
  next: /Log in on facebook\.com/,
  action: 'openFacebook',
} as const;

/** What each subcode of 190 says, where Facebook sends the words alone. */
const WITHOUT_SUBCODE: readonly Row[] = [
  {
    code: 190,
    message: `${TOKEN}You cannot access the app till you log in to www.facebook.com and follow the instructions given.`,
    ...CHECKPOINT,
  },
  {
    code: 190,
    message: `${TOKEN}Sessions for the user are not allowed because the user is not a confirmed user.`,
    ...CHECKPOINT,
  },
  {
    code: 190,
    message: `${TOKEN}The session was invalidated explicitly using an API call.`,
    kind: 'tokenRevoked',
    says: /no longer accepted/,
    ...NEW_TOKEN,
  },
  {
    code: 190,
    message: `${TOKEN}The session is invalid because the user logged out.`,
    kind: 'loggedOut',
    says: /ended when you logged out/,
    ...NEW_TOKEN,
  },
  {
    code: 190,
    message: `${TOKEN}The session has been invalidated because the user has changed the password.`,
    kind: 'passwordChanged',
    says: /password change/,
    ...NEW_TOKEN,
  },
  {
    code: 190,
    message: `${TOKEN}The user has not authorized application 874310265938217.`,
    kind: 'appRemoved',
    says: /no longer connected/,
    ...LOG_IN_AGAIN,
  },
  {
    code: 190,
    message: `${TOKEN}The user has not engaged the app in longer than 90 days.`,
    kind: 'appUnseen',
    says: /closed the app’s access/,
    ...LOG_IN_AGAIN,
  },
  {
    code: 190,
    message: `${TOKEN}The user must be an administrator, editor, or moderator of the page in order to impersonate it.`,
    kind: 'roleLost',
    says: /no longer have a role/,
    next: /give the role back, then generate a new token/,
    action: 'openPageSettings',
  },
  {
    code: 102,
    subcode: 463,
    message: 'Session has expired',
    kind: 'tokenExpired',
    says: /has expired/,
    ...NEW_TOKEN,
  },
  { code: 190, subcode: 999, message: 'Not documented', kind: 'tokenInvalid', says: /does not accept/, ...NEW_TOKEN },
];

/** The code, the permission that has to be named, and the message. */
const PERMISSIONS: readonly (readonly [number, string | undefined, string])[] = [
  [10, 'pages_read_engagement', "(#10) This endpoint requires the 'pages_read_engagement' permission or the feature."],
  [200, 'business_management', '(#200) Requires business_management permission to manage the object'],
  [200, 'manage_pages', '(#200) Requires manage_pages permission to manage the object'],
  [210, 'pages_show_list', '(#210) A page access token with pages_show_list is required to request this resource.'],
  [283, 'read_insights', '(#283) Requires extended permission: read_insights'],
  [299, 'ads_management', "(#299) The 'ads_management' permission was removed"],
  [10, undefined, '(#10) Application does not have permission for this action'],
  [200, undefined, '(#200) Permissions error'],
  [230, undefined, '(#230) The user_id is not allowed here'],
];

const PERMISSION_ROWS = PERMISSIONS.map(([code, permission, message]): Row => ({
  code,
  message,
  kind: 'permissionMissing',
  says: permission === undefined ? /lacks a permission\.$/ : new RegExp(`lacks the permission ${permission}\\.$`),
  next: /add what is missing, generate a new token/,
  action: 'enterToken',
  having: { permission },
}));

/** Every business use case that has a limit of its own. */
const BUSINESS_USE_CASES = Array.from({ length: 14 }, (_, index): Row => {
  const code = 80_001 + index;
  return {
    code,
    message: `(#${code}) There have been too many calls from this account. Wait a bit and try again.`,
    kind: 'rateLimited',
    says: /asks for a pause/,
    next: /Wait about an hour/,
    action: 'tryAgain',
  };
});

const OUT_OF_RANGE = [300, 80_000, 80_015].map((code): Row => ({
  code,
  message: 'Edit failure',
  kind: 'otherError',
  says: /refused the request/,
  next: /the log holds the details/,
  action: 'tryAgain',
}));

const TWO_MEANINGS: readonly Row[] = [
  {
    code: 190,
    message: 'Invalid OAuth access token signature.',
    kind: 'appCredentialsRefused',
    says: /refused the App Secret/,
    next: /App Dashboard/,
    action: 'enterAppSecret',
  },
  {
    code: 190,
    message: 'Error validating application. Cannot get application info due to a system error.',
    ...UNKNOWN_APP,
  },
  {
    code: 200,
    message: '(#200) API access blocked.',
    status: 403,
    kind: 'appBlocked',
    says: /blocked this app/,
    next: /App Dashboard/,
    action: 'openAppDashboard',
  },
  {
    code: 100,
    message: '(#100) Tried accessing nonexisting field (content_publishing_limit) on node type (Page)',
    ...WRONG_OBJECT,
  },
  {
    code: 4711,
    message: 'Something that nobody has recorded yet',
    status: 500,
    kind: 'serviceTrouble',
    says: /trouble answering/,
    next: /Try again in a minute/,
    action: 'tryAgain',
  },
];

export const ROWS_BY_WORDING: readonly Row[] = [
  ...WITHOUT_SUBCODE,
  ...PERMISSION_ROWS,
  ...BUSINESS_USE_CASES,
  ...OUT_OF_RANGE,
  ...TWO_MEANINGS,
];
