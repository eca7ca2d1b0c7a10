import type { ErrorDetails, NetworkFailure } from '../http/transportFailure';

/** Failures of which nothing more is known than what Meta's error says. */
type PlainKind =
  | 'wrongAppSecret'
  /** The pair `APP_ID|APP_SECRET` was refused as a whole; the exchange says which half is wrong. */
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
  /** The app has not seen the person for 90 days. */
  | 'appUnseen'
  | 'checkpoint'
  | 'roleLost'
  /** Facebook says both in one sentence: the role is gone, or the Page's business wants two-factor authentication. */
  | 'roleOrTwoFactor'
  | 'twoFactorRequired'
  | 'publishingAuthorizationRequired'
  /** A later sign-in replaced the Pages that were ticked, and this one is no longer among them. */
  | 'pageDropped'
  /** Facebook asks for App Review, which nobody needs who has a role on the app. */
  | 'appRoleMissing'
  | 'proofRejected'
  | 'wrongObject'
  /** A Page ID where only the ID of an Instagram account does. */
  | 'notAnInstagramAccount'
  /** The number of `profile.php?id=61…`, which the Graph API does not know. */
  | 'profileId'
  /** A token of the app's Instagram login, which speaks with graph.instagram.com only. */
  | 'instagramLoginToken'
  | 'tokenNotReceived'
  | 'temporarilyBlocked'
  | 'otherError';

/** Everything that can go wrong with the Graph API: one kind for each thing that a person can do about it. */
export type GraphFailure =
  | { readonly [K in PlainKind]: { readonly kind: K; readonly details: ErrorDetails } }[PlainKind]
  /** `isOtherPlatform`: it looks like the ID of the app's Instagram or Threads side. */
  | { readonly kind: 'unknownApp'; readonly isOtherPlatform: boolean; readonly details: ErrorDetails }
  | { readonly kind: 'tokenOfOtherApp'; readonly appId: string | undefined; readonly details: ErrorDetails }
  /** A token of the Page or of the app where the person's own is needed. `found` is `PAGE` or `APP`. */
  | { readonly kind: 'notAUserToken'; readonly found: string; readonly details: ErrorDetails }
  | {
      readonly kind: 'permissionMissing';
      /** The one that Facebook names. */
      readonly permission: string | undefined;
      /** What the refused call needs, for a refusal that names nothing. */
      readonly needed: readonly string[];
      readonly details: ErrorDetails;
    }
  /** Refused for want of permissions that the token has. */
  | { readonly kind: 'permissionHeld'; readonly permissions: readonly string[]; readonly details: ErrorDetails }
  | { readonly kind: 'rateLimited'; readonly waitSeconds: number | undefined; readonly details: ErrorDetails }
  | { readonly kind: 'serviceTrouble'; readonly waitSeconds: number | undefined; readonly details: ErrorDetails }
  | { readonly kind: 'unexpectedAnswer'; readonly request: string; readonly what: string }
  | NetworkFailure;

type PlainFailure = Extract<GraphFailure, { readonly kind: PlainKind }>;

/** TypeScript distributes a kind over 25 members of a union, and there are more. */
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

/** For the codes of a token error, 102 and 190. */
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

/** Token errors without a subcode differ in Meta's wording alone, as recorded. */
const KINDS_BY_WORDING: readonly (readonly [RegExp, PlainKind])[] = [
  // The signature of APP_ID|APP_SECRET: the pair itself is refused.
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
 * What the person or the Page lacks. Meta says it under several codes (10, 190, 200 and others), so the words decide.
 * Meta, "IG User Media Publish", names the last two; they are recorded without a code that would tell them.
 */
const KINDS_OF_PAGE_ACCESS: readonly (readonly [RegExp, PlainKind])[] = [
  [/before impersonating a user['’]s page/i, 'pageDropped'],
  [/must be an administrator.*two[- ]factor/is, 'roleOrTwoFactor'],
  [/must be an administrator|\bpage\b[^.]*\bnot accessible/i, 'roleLost'],
  [/two[- ]factor/i, 'twoFactorRequired'],
  [/publishing authori[sz]ation/i, 'publishingAuthorizationRequired'],
  [/\bapp review\b|must be reviewed and approved/i, 'appRoleMissing'],
];

/** "Page publishing authorization required", as clients have recorded it. */
const PUBLISHING_AUTHORIZATION_SUBCODE = 1404078;

/** Codes that mean a rate limit: app, user, Page, custom, app limit; 80001–80014 are the business use cases. */
const RATE_LIMIT_CODES = new Set([4, 17, 32, 341, 613]);

/**
 * What Meta's error says that the person has to do, from code, subcode and message; the HTTP status is a poor guide.
 * `waitSeconds`: how long the headers of the answer ask to wait; `needed`: the permissions that the call needs.
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

/** What an `unexpectedAnswer` is that has no body at all. */
export const EMPTY_ANSWER = 'empty';

/** Whether a failure says nothing about token, app or object: Facebook could not be asked, or would not be just now. */
export function isTransient({ kind }: GraphFailure): boolean {
  return kind === 'network' || kind === 'serviceTrouble' || kind === 'rateLimited';
}

/**
 * How many seconds to wait at least before the same call may succeed without the person doing anything; undefined
 * where it will not.
 */
export function passesAfter(failure: GraphFailure): number | undefined {
  switch (failure.kind) {
    case 'serviceTrouble':
      return failure.details.isTransient === false ? undefined : (failure.waitSeconds ?? 0);
    case 'network':
      return failure.trouble === 'reset' ? 0 : undefined;
    case 'unexpectedAnswer':
      // Nothing in it speaks against the request, and the next answer is usually whole.
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
 * Which app is meant, whatever the code. Of an ID that belongs to the Instagram or Threads side of an app, Facebook says
 * 190 "Error validating application", and Instagram "Invalid platform app"; 101 is an ID that no app has.
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

/** Code 1 is Meta's "unknown error", and one thing besides that is no outage at all. */
function classifyCodeOne(details: ErrorDetails, waitSeconds: number | undefined): GraphFailure {
  if (/validating client secret/i.test(details.message)) return { kind: 'wrongAppSecret', details };
  return { kind: 'serviceTrouble', waitSeconds, details };
}

/** Without a code there are only the status and the wording to go by. */
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
  // What the exchange answers to a Page or app token.
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
  // What graph.instagram.com says to a token of nobody who tests the app.
  if (/unsupported request - method type/i.test(message)) return { kind: 'instagramLoginToken', details };
  // The profile of a Page has a number of 14 digits that begins with 61; its Page ID has another one.
  if (/object with id '61\d{12}'/i.test(message)) return { kind: 'profileId', details };
  // Of the person's business portfolios, without business_management.
  if (/^(?:\(#100\) )?(?:missing permissions?|no permission for this action)\b/i.test(message)) {
    return { kind: 'permissionMissing', permission: permissionIn(message), needed, details };
  }
  if (subcode === 33 || /nonexisting field/i.test(message)) return { kind: 'wrongObject', details };
  return { kind: 'otherError', details };
}

/**
 * The permission that a message names: as in "(#200) Requires pages_show_list permission", one of a family that is
 * known, or whatever is called a permission there.
 */
function permissionIn(message: string): string | undefined {
  const family = /\b(?:pages|instagram|business|public)_[a-z_]+\b/.exec(message);
  const called = /\b([a-z]+(?:_[a-z]+)+)['"]? permission|\bpermissions?: ['"]?([a-z]+(?:_[a-z]+)+)\b/.exec(message);
  return family?.[0] ?? called?.[1] ?? called?.[2];
}
