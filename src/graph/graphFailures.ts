import type { ErrorDetails, NetworkFailure } from '../http/transportFailure';

/** Failures of which nothing more is known than what Meta's error says. */
type PlainKind =
  | 'wrongAppSecret'
  | 'unknownApp'
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
  | 'proofRejected'
  | 'wrongObject'
  | 'tokenNotReceived'
  | 'temporarilyBlocked'
  | 'otherError';

/** Everything that can go wrong with the Graph API: one kind for each thing that a person can do about it. */
export type GraphFailure =
  | { readonly [K in PlainKind]: { readonly kind: K; readonly details: ErrorDetails } }[PlainKind]
  | { readonly kind: 'tokenOfOtherApp'; readonly appId: string | undefined; readonly details: ErrorDetails }
  /** A token of the Page or of the app where the person's own is needed. `found` is `PAGE` or `APP`. */
  | { readonly kind: 'notAUserToken'; readonly found: string; readonly details: ErrorDetails }
  | { readonly kind: 'permissionMissing'; readonly permission: string | undefined; readonly details: ErrorDetails }
  | { readonly kind: 'rateLimited'; readonly waitSeconds: number | undefined; readonly details: ErrorDetails }
  | { readonly kind: 'serviceTrouble'; readonly waitSeconds: number | undefined; readonly details: ErrorDetails }
  | { readonly kind: 'unexpectedAnswer'; readonly request: string; readonly what: string }
  | NetworkFailure;

type KindsByCode = Readonly<Partial<Record<number, PlainKind>>>;

const KINDS_BY_CODE: KindsByCode = {
  3: 'appCapabilityMissing',
  101: 'unknownApp',
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
  [/validating application/i, 'unknownApp'],
  [/session has expired/i, 'tokenExpired'],
  [
    /changed (?:their|the|his|her) password|password (?:has been |was )?changed|for security reasons/i,
    'passwordChanged',
  ],
  [/logged out/i, 'loggedOut'],
  [/checkpoint|confirmed user|till you log in to www\.facebook\.com/i, 'checkpoint'],
  [/invalidated explicitly/i, 'tokenRevoked'],
  [/must be an administrator/i, 'roleLost'],
  [/has not engaged the app/i, 'appUnseen'],
  [/has not authorized application/i, 'appRemoved'],
  [/cannot parse|could not be decrypted|malformed|debug only access token|bad signature/i, 'tokenMalformed'],
];

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
  if (code === 1) return classifyCodeOne(details, waitSeconds);
  const kind = KINDS_BY_CODE[code];
  if (kind !== undefined) return { kind, details };
  return code === 2 || httpStatus >= 500
    ? { kind: 'serviceTrouble', waitSeconds, details }
    : { kind: 'otherError', details };
}

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
  const kind = KINDS_BY_SUBCODE[details.subcode ?? 0];
  return kind === undefined ? classifyTokenMessage(details, 'tokenInvalid') : { kind, details };
}

function classifyTokenMessage(details: ErrorDetails, otherwise: 'tokenInvalid' | 'otherError'): GraphFailure {
  // What the exchange answers to a Page or app token.
  if (/user access token is required/i.test(details.message)) return { kind: 'notAUserToken', found: 'PAGE', details };
  const [, kind = otherwise] = KINDS_BY_WORDING.find(([wording]) => wording.test(details.message)) ?? [];
  return { kind, details };
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
