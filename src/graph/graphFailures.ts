import type { ErrorDetails, NetworkFailure } from '../http/transportFailure';

/** Everything that can go wrong in talking to the Graph API, told apart by what a person has to do about it. */
export type GraphFailure =
  | { readonly kind: 'wrongAppSecret'; readonly details: ErrorDetails }
  | { readonly kind: 'unknownApp'; readonly details: ErrorDetails }
  /** The pair `APP_ID|APP_SECRET` was refused as a whole; the exchange tells which half is wrong. */
  | { readonly kind: 'appCredentialsRefused'; readonly details: ErrorDetails }
  | { readonly kind: 'appBlocked'; readonly details: ErrorDetails }
  | { readonly kind: 'appCapabilityMissing'; readonly details: ErrorDetails }
  | { readonly kind: 'tokenExpired'; readonly details: ErrorDetails }
  | { readonly kind: 'tokenRevoked'; readonly details: ErrorDetails }
  | { readonly kind: 'loggedOut'; readonly details: ErrorDetails }
  | { readonly kind: 'tokenMalformed'; readonly details: ErrorDetails }
  | { readonly kind: 'tokenInvalid'; readonly details: ErrorDetails }
  | { readonly kind: 'passwordChanged'; readonly details: ErrorDetails }
  | { readonly kind: 'appRemoved'; readonly details: ErrorDetails }
  /** The app has not seen the person for 90 days. */
  | { readonly kind: 'appUnseen'; readonly details: ErrorDetails }
  | { readonly kind: 'checkpoint'; readonly details: ErrorDetails }
  | { readonly kind: 'roleLost'; readonly details: ErrorDetails }
  | { readonly kind: 'tokenOfOtherApp'; readonly appId: string | undefined; readonly details: ErrorDetails }
  /** A token of the Page or of the app where the person's own is needed. `found` is `PAGE` or `APP`. */
  | { readonly kind: 'notAUserToken'; readonly found: string; readonly details: ErrorDetails }
  | { readonly kind: 'permissionMissing'; readonly permission: string | undefined; readonly details: ErrorDetails }
  | { readonly kind: 'proofRejected'; readonly details: ErrorDetails }
  | { readonly kind: 'wrongObject'; readonly details: ErrorDetails }
  | { readonly kind: 'tokenNotReceived'; readonly details: ErrorDetails }
  | {
      readonly kind: 'rateLimited';
      readonly waitSeconds: number | undefined;
      readonly details: ErrorDetails;
    }
  | { readonly kind: 'temporarilyBlocked'; readonly details: ErrorDetails }
  | { readonly kind: 'serviceTrouble'; readonly waitSeconds: number | undefined; readonly details: ErrorDetails }
  | { readonly kind: 'otherError'; readonly details: ErrorDetails }
  | { readonly kind: 'unexpectedAnswer'; readonly request: string; readonly what: string }
  | NetworkFailure;

/** Codes that mean a rate limit: app, user, Page, custom, app limit; 80001–80014 are the business use cases. */
const RATE_LIMIT_CODES = new Set([4, 17, 32, 341, 613]);

/**
 * What Meta's error says that the person has to do, from code, subcode and message; the HTTP status is a poor guide.
 * `waitSeconds`: how long the headers of the answer ask to wait.
 */
export function classifyError(details: ErrorDetails, waitSeconds: number | undefined): GraphFailure {
  const { code, message, httpStatus } = details;
  if (code === undefined) return classifyWithoutCode(details, waitSeconds);
  if (code === 190 || code === 102) return classifyTokenError(details);
  if (code === 100) return classifyParameterError(details);
  if (RATE_LIMIT_CODES.has(code) || (code >= 80001 && code <= 80014)) {
    return { kind: 'rateLimited', waitSeconds, details };
  }
  if (code === 10 || (code >= 200 && code < 300)) {
    if (/api access blocked/i.test(message)) return { kind: 'appBlocked', details };
    return { kind: 'permissionMissing', permission: permissionIn(message), details };
  }
  switch (code) {
    case 1:
      return classifyCodeOne(details, waitSeconds);
    case 2:
      return { kind: 'serviceTrouble', waitSeconds, details };
    case 3:
      return { kind: 'appCapabilityMissing', details };
    case 101:
      return { kind: 'unknownApp', details };
    case 104:
    case 2500:
      return { kind: 'tokenNotReceived', details };
    case 368:
      return { kind: 'temporarilyBlocked', details };
    case 803:
      return { kind: 'wrongObject', details };
    default:
      return httpStatus >= 500 ? { kind: 'serviceTrouble', waitSeconds, details } : { kind: 'otherError', details };
  }
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
    default:
      return undefined;
  }
}

/** Code 1 is Meta's "unknown error", and two things besides that are no outage at all. */
function classifyCodeOne(details: ErrorDetails, waitSeconds: number | undefined): GraphFailure {
  if (/validating client secret/i.test(details.message)) return { kind: 'wrongAppSecret', details };
  if (/does not belong to application/i.test(details.message)) {
    return { kind: 'tokenOfOtherApp', appId: undefined, details };
  }
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
  switch (details.subcode) {
    case 458:
      return { kind: 'appRemoved', details };
    case 459:
    case 464:
    case 490:
      return { kind: 'checkpoint', details };
    case 460:
      return { kind: 'passwordChanged', details };
    case 463:
      return { kind: 'tokenExpired', details };
    case 466:
      return { kind: 'tokenRevoked', details };
    case 467:
      return { kind: 'loggedOut', details };
    case 492:
      return { kind: 'roleLost', details };
    case 493:
      return { kind: 'appUnseen', details };
    default:
      return classifyTokenMessage(details, 'tokenInvalid');
  }
}

type MessageRow = readonly [RegExp, (details: ErrorDetails) => GraphFailure];

/** Token errors without a subcode are told apart by Meta's wording, as recorded. */
const TOKEN_MESSAGES: readonly MessageRow[] = [
  // What the exchange answers to a Page or app token.
  [/user access token is required/i, (details) => ({ kind: 'notAUserToken', found: 'PAGE', details })],
  // The signature of APP_ID|APP_SECRET: the pair itself is refused.
  [/access token signature/i, (details) => ({ kind: 'appCredentialsRefused', details })],
  [/validating application/i, (details) => ({ kind: 'unknownApp', details })],
  [/session has expired/i, (details) => ({ kind: 'tokenExpired', details })],
  [
    /changed (?:their|the|his|her) password|password (?:has been |was )?changed|for security reasons/i,
    (details) => ({ kind: 'passwordChanged', details }),
  ],
  [/logged out/i, (details) => ({ kind: 'loggedOut', details })],
  [/checkpoint|confirmed user|till you log in to www\.facebook\.com/i, (details) => ({ kind: 'checkpoint', details })],
  [/invalidated explicitly/i, (details) => ({ kind: 'tokenRevoked', details })],
  [/must be an administrator/i, (details) => ({ kind: 'roleLost', details })],
  [/has not engaged the app/i, (details) => ({ kind: 'appUnseen', details })],
  [/has not authorized application/i, (details) => ({ kind: 'appRemoved', details })],
  [
    /cannot parse|could not be decrypted|malformed|debug only access token|bad signature/i,
    (details) => ({ kind: 'tokenMalformed', details }),
  ],
];

function classifyTokenMessage(details: ErrorDetails, otherwise: 'tokenInvalid' | 'otherError'): GraphFailure {
  const row = TOKEN_MESSAGES.find(([wording]) => wording.test(details.message));
  return row === undefined ? { kind: otherwise, details } : row[1](details);
}

function classifyParameterError(details: ErrorDetails): GraphFailure {
  const { message, subcode } = details;
  if (/appsecret_proof/i.test(message)) return { kind: 'proofRejected', details };
  if (/nonexisting field \(accounts\) on node type \(Page\)/i.test(message)) {
    return { kind: 'notAUserToken', found: 'PAGE', details };
  }
  if (/did not match the viewing app/i.test(message)) return { kind: 'tokenOfOtherApp', appId: undefined, details };
  if (/must provide an app access token/i.test(message)) return { kind: 'appCredentialsRefused', details };
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
