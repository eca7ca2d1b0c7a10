import type { ErrorDetails, NetworkFailure } from '../http/transportFailure';

/** Failures that have no information besides Meta's error. */
type PlainKind =
  | 'wrongAppSecret'
  /** The pair `APP_ID|APP_SECRET` was refused; only the exchange shows which of the two is wrong. */
  | 'appCredentialsRefused'
  | 'appBlocked'
  | 'appCapabilityMissing'
  | 'tokenExpired'
  | 'tokenRevoked'
  | 'loggedOut'
  | 'tokenMalformed'
  | 'tokenInvalid'
  | 'passwordChanged'
  | 'appRemoved'
  /** The person hasn't used the app for 90 days. */
  | 'appUnseen'
  | 'checkpoint'
  | 'roleLost'
  /**
   * Facebook uses one message for two causes: the role is gone, or the Page's business requires two-factor
   * authentication.
   */
  | 'roleOrTwoFactor'
  | 'twoFactorRequired'
  | 'publishingAuthorizationRequired'
  /** A later sign-in replaced the selection of Pages, and this Page is no longer in it. */
  | 'pageDropped'
  /** Facebook asks for App Review, which isn't needed by anyone who has a role on the app. */
  | 'appRoleMissing'
  | 'proofRejected'
  | 'wrongObject'
  /** A Page ID was used where an Instagram account's ID is required. */
  | 'notAnInstagramAccount'
  /** The number from `profile.php?id=61…`, which isn't an ID in the Graph API. */
  | 'profileId'
  /** A token of the app's Instagram login, which only works with graph.instagram.com. */
  | 'instagramLoginToken'
  | 'tokenNotReceived'
  | 'temporarilyBlocked'
  | 'otherError';

/** Everything that can go wrong with the Graph API, with one kind per thing that the person can do about it. */
export type GraphFailure =
  | { readonly [K in PlainKind]: { readonly kind: K; readonly details: ErrorDetails } }[PlainKind]
  /** `isOtherPlatform`: the ID looks like that of the app's Instagram or Threads side. */
  | { readonly kind: 'unknownApp'; readonly isOtherPlatform: boolean; readonly details: ErrorDetails }
  | { readonly kind: 'tokenOfOtherApp'; readonly appId: string | undefined; readonly details: ErrorDetails }
  /** A Page's or an app's token was used where a person's is required. `found` is the token's type, such as `PAGE`. */
  | { readonly kind: 'notAUserToken'; readonly found: string; readonly details: ErrorDetails }
  | {
      readonly kind: 'permissionMissing';
      /** The permission that Facebook names. */
      readonly permission: string | undefined;
      /** The permissions that the call needs, for refusals that name none. */
      readonly needed: readonly string[];
      readonly details: ErrorDetails;
    }
  /** Refused for missing permissions, although the token has them. */
  | { readonly kind: 'permissionHeld'; readonly permissions: readonly string[]; readonly details: ErrorDetails }
  | { readonly kind: 'rateLimited'; readonly waitSeconds: number | undefined; readonly details: ErrorDetails }
  | { readonly kind: 'serviceTrouble'; readonly waitSeconds: number | undefined; readonly details: ErrorDetails }
  | { readonly kind: 'unexpectedAnswer'; readonly request: string; readonly what: string }
  | NetworkFailure;

type PlainFailure = Extract<GraphFailure, { readonly kind: PlainKind }>;

/** A type assertion, because TypeScript can't match `kind` with the members of a union of more than 25. */
function plainFailure(kind: PlainKind, details: ErrorDetails): PlainFailure {
  return { kind, details } as PlainFailure;
}

type KindsByCode = Readonly<Partial<Record<number, PlainKind>>>;

const KINDS_BY_CODE: KindsByCode = {
  3: 'appCapabilityMissing',
  104: 'tokenNotReceived',
  368: 'temporarilyBlocked',
  803: 'wrongObject',
  2500: 'tokenNotReceived',
};

/** Subcodes of the token errors, codes 102 and 190. */
const KINDS_BY_SUBCODE: KindsByCode = {
  458: 'appRemoved',
  459: 'checkpoint',
  460: 'passwordChanged',
  463: 'tokenExpired',
  464: 'checkpoint',
  466: 'tokenRevoked',
  467: 'loggedOut',
  490: 'checkpoint',
  492: 'roleLost',
  493: 'appUnseen',
};

/** Token errors without a subcode can only be told apart by Meta's wording, as recorded from real answers. */
const KINDS_BY_WORDING: readonly (readonly [RegExp, PlainKind])[] = [
  // Meta's message about `APP_ID|APP_SECRET`: the pair was refused.
  [/access token signature/i, 'appCredentialsRefused'],
  [/session has expired/i, 'tokenExpired'],
  [
    /changed (?:their|the|his|her) password|password (?:has been |was )?changed|for security reasons/i,
    'passwordChanged',
  ],
  [/logged out/i, 'loggedOut'],
  [/checkpoint|confirmed user|till you log in to www\.facebook\.com/i, 'checkpoint'],
  [/invalidated explicitly/i, 'tokenRevoked'],
  [/has not engaged the app/i, 'appUnseen'],
  [/has not authorized application/i, 'appRemoved'],
  [/cannot parse|could not be decrypted|malformed|debug only access token|bad signature/i, 'tokenMalformed'],
];

/**
 * What the person or the Page lacks. Meta reports it under several codes (10, 190, 200 and others), so the wording
 * decides. Meta documents the last two under "IG User Media Publish"; they were recorded without a distinctive code.
 */
const KINDS_OF_PAGE_ACCESS: readonly (readonly [RegExp, PlainKind])[] = [
  [/before impersonating a user['’]s page/i, 'pageDropped'],
  [/must be an administrator.*two[- ]factor/is, 'roleOrTwoFactor'],
  [/must be an administrator|\bpage\b[^.]*\bnot accessible/i, 'roleLost'],
  [/two[- ]factor/i, 'twoFactorRequired'],
  [/publishing authori[sz]ation/i, 'publishingAuthorizationRequired'],
  [/\bapp review\b|must be reviewed and approved/i, 'appRoleMissing'],
];

/** "Page publishing authorization required", as recorded by other clients. */
const PUBLISHING_AUTHORIZATION_SUBCODE = 1404078;

/** Rate limit codes: app, user, Page, custom, app limit. The business use cases are 80001–80014. */
const RATE_LIMIT_CODES = new Set([4, 17, 32, 341, 613]);

/**
 * What the person has to do about Meta's error, judged by code, subcode and message; the HTTP status says little.
 * `waitSeconds`: how long the response headers ask to wait; `needed`: the permissions that the call needs.
 */
export function classifyError(
  details: ErrorDetails,
  waitSeconds: number | undefined,
  needed: readonly string[],
): GraphFailure {
  const { code, message, httpStatus } = details;
  const aboutPageOrApp = classifyPageAccess(details) ?? classifyApp(details);
  if (aboutPageOrApp !== undefined) return aboutPageOrApp;
  if (code === undefined) return classifyWithoutCode(details, waitSeconds);
  if (code === 190 || code === 102) return classifyTokenError(details);
  if (code === 100) return classifyParameterError(details, needed);
  if (RATE_LIMIT_CODES.has(code) || (code >= 80001 && code <= 80014)) {
    return { kind: 'rateLimited', waitSeconds, details };
  }
  if (code === 10 || (code >= 200 && code < 300)) {
    if (/api access blocked/i.test(message)) return { kind: 'appBlocked', details };
    return { kind: 'permissionMissing', permission: permissionIn(message), needed, details };
  }
  if (code === 1) return classifyCodeOne(details, waitSeconds);
  const kind = KINDS_BY_CODE[code];
  if (kind !== undefined) return plainFailure(kind, details);
  return code === 2 || httpStatus >= 500
    ? { kind: 'serviceTrouble', waitSeconds, details }
    : { kind: 'otherError', details };
}

/** The `what` of an `unexpectedAnswer` without a body. */
export const EMPTY_ANSWER = 'empty';

/**
 * Whether a failure says nothing about the token, app or object, because Facebook couldn't or wouldn't answer just now.
 */
export function isTransient({ kind }: GraphFailure): boolean {
  return kind === 'network' || kind === 'serviceTrouble' || kind === 'rateLimited';
}

/**
 * The minimum number of seconds to wait before the same call may succeed without the person doing anything; undefined
 * if it won't.
 */
export function passesAfter(failure: GraphFailure): number | undefined {
  switch (failure.kind) {
    case 'serviceTrouble':
      return failure.details.isTransient === false ? undefined : (failure.waitSeconds ?? 0);
    case 'network':
      return failure.trouble === 'reset' ? 0 : undefined;
    case 'unexpectedAnswer':
      // An empty answer isn't a refusal, and the next one is usually complete.
      return failure.what === EMPTY_ANSWER ? 0 : undefined;
    default:
      return undefined;
  }
}

function classifyPageAccess(details: ErrorDetails): GraphFailure | undefined {
  if (details.subcode === PUBLISHING_AUTHORIZATION_SUBCODE) {
    return { kind: 'publishingAuthorizationRequired', details };
  }
  const found = KINDS_OF_PAGE_ACCESS.find(([wording]) => wording.test(details.message));
  return found === undefined ? undefined : plainFailure(found[1], details);
}

/**
 * Failures about which app is meant, whatever the code. For the ID of an app's Instagram or Threads side, Facebook
 * answers 190 "Error validating application" and Instagram "Invalid platform app"; 101 is an ID that no app has.
 */
function classifyApp(details: ErrorDetails): GraphFailure | undefined {
  const { code, message } = details;
  if (/does not belong to application/i.test(message)) return { kind: 'tokenOfOtherApp', appId: undefined, details };
  if (/invalid platform app|PLATFORM__INVALID_APP_ID/i.test(message)) {
    return { kind: 'unknownApp', isOtherPlatform: true, details };
  }
  if (code === 101 || /validating application/i.test(message)) {
    return { kind: 'unknownApp', isOtherPlatform: code === 190, details };
  }
  return undefined;
}

/** Code 1 is Meta's "unknown error", but it is also used for a wrong App Secret. */
function classifyCodeOne(details: ErrorDetails, waitSeconds: number | undefined): GraphFailure {
  if (/validating client secret/i.test(details.message)) return { kind: 'wrongAppSecret', details };
  return { kind: 'serviceTrouble', waitSeconds, details };
}

/** Without a code, only the status and the wording can be used. */
function classifyWithoutCode(details: ErrorDetails, waitSeconds: number | undefined): GraphFailure {
  const { httpStatus, message } = details;
  if (httpStatus === 429) return { kind: 'rateLimited', waitSeconds, details };
  if (/validating client secret/i.test(message)) return { kind: 'wrongAppSecret', details };
  if (/appsecret_proof/i.test(message)) return { kind: 'proofRejected', details };
  if (/api access blocked/i.test(message)) return { kind: 'appBlocked', details };
  if (httpStatus >= 500) return { kind: 'serviceTrouble', waitSeconds, details };
  return classifyTokenMessage(details, 'otherError');
}

function classifyTokenError(details: ErrorDetails): GraphFailure {
  const kind = KINDS_BY_SUBCODE[details.subcode ?? 0];
  return kind === undefined ? classifyTokenMessage(details, 'tokenInvalid') : plainFailure(kind, details);
}

function classifyTokenMessage(details: ErrorDetails, otherwise: 'tokenInvalid' | 'otherError'): GraphFailure {
  // What the exchange answers if it is given a Page's or an app's token.
  if (/user access token is required/i.test(details.message)) return { kind: 'notAUserToken', found: 'PAGE', details };
  const [, kind = otherwise] = KINDS_BY_WORDING.find(([wording]) => wording.test(details.message)) ?? [];
  return plainFailure(kind, details);
}

function classifyParameterError(details: ErrorDetails, needed: readonly string[]): GraphFailure {
  const { message, subcode } = details;
  if (/appsecret_proof/i.test(message)) return { kind: 'proofRejected', details };
  if (/nonexisting field \(accounts\) on node type \(Page\)/i.test(message)) {
    return { kind: 'notAUserToken', found: 'PAGE', details };
  }
  if (/did not match the viewing app/i.test(message)) return { kind: 'tokenOfOtherApp', appId: undefined, details };
  if (/must provide an app access token/i.test(message)) return { kind: 'appCredentialsRefused', details };
  if (/nonexisting field \(content_publishing_limit\) on node type \(Page\)/i.test(message)) {
    return { kind: 'notAnInstagramAccount', details };
  }
  // The answer of graph.instagram.com to a token of someone who isn't a tester of the app.
  if (/unsupported request - method type/i.test(message)) return { kind: 'instagramLoginToken', details };
  // A Page's profile has a 14-digit number that starts with 61; its Page ID is a different number.
  if (/object with id '61\d{12}'/i.test(message)) return { kind: 'profileId', details };
  // Returned for the person's business portfolios if `business_management` is missing.
  if (/^(?:\(#100\) )?(?:missing permissions?|no permission for this action)\b/i.test(message)) {
    return { kind: 'permissionMissing', permission: permissionIn(message), needed, details };
  }
  if (subcode === 33 || /nonexisting field/i.test(message)) return { kind: 'wrongObject', details };
  return { kind: 'otherError', details };
}

/**
 * The permission that a message names, as in "(#200) Requires pages_show_list permission": one from a known family,
 * otherwise whatever the message calls a permission.
 */
function permissionIn(message: string): string | undefined {
  const family = /\b(?:pages|instagram|business|public)_[a-z_]+\b/.exec(message);
  const called = /\b([a-z]+(?:_[a-z]+)+)['"]? permission|\bpermissions?: ['"]?([a-z]+(?:_[a-z]+)+)\b/.exec(message);
  return family?.[0] ?? called?.[1] ?? called?.[2];
}
