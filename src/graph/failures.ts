/** What Meta itself says about a failure: for the details and the log. Every text is redacted when it is read. */
export interface GraphErrorDetails {
  readonly httpStatus: number;
  readonly code?: number;
  readonly subcode?: number;
  readonly message: string;
  /** `error_user_title` and `error_user_msg`: Meta's own words for the person, in the person's language. */
  readonly userTitle?: string;
  readonly userMessage?: string;
  /** `fbtrace_id`: what Meta's support asks for. */
  readonly traceId?: string;
}

/** Why no answer came at all. */
export type NetworkTrouble = 'dns' | 'refused' | 'tls' | 'timeout' | 'reset' | 'other';

/** Everything that can go wrong in talking to the Graph API, told apart by what a person has to do about it. */
export type GraphFailure =
  | { readonly kind: 'wrongAppSecret'; readonly details: GraphErrorDetails }
  | { readonly kind: 'unknownApp'; readonly details: GraphErrorDetails }
  /** The pair `APP_ID|APP_SECRET` was refused as a whole; the exchange tells which half is wrong. */
  | { readonly kind: 'appCredentialsRefused'; readonly details: GraphErrorDetails }
  | { readonly kind: 'appBlocked'; readonly details: GraphErrorDetails }
  | { readonly kind: 'appCapabilityMissing'; readonly details: GraphErrorDetails }
  | { readonly kind: 'tokenExpired'; readonly details: GraphErrorDetails }
  | { readonly kind: 'tokenRevoked'; readonly details: GraphErrorDetails }
  | { readonly kind: 'tokenMalformed'; readonly details: GraphErrorDetails }
  | { readonly kind: 'tokenInvalid'; readonly details: GraphErrorDetails }
  | { readonly kind: 'passwordChanged'; readonly details: GraphErrorDetails }
  | { readonly kind: 'appRemoved'; readonly details: GraphErrorDetails }
  | { readonly kind: 'checkpoint'; readonly details: GraphErrorDetails }
  | { readonly kind: 'roleLost'; readonly details: GraphErrorDetails }
  | { readonly kind: 'tokenOfOtherApp'; readonly appId: string | undefined; readonly details: GraphErrorDetails }
  /** A token of the Page or of the app where the person's own is needed. `found` is `PAGE` or `APP`. */
  | { readonly kind: 'notAUserToken'; readonly found: string; readonly details: GraphErrorDetails }
  | { readonly kind: 'permissionMissing'; readonly permission: string | undefined; readonly details: GraphErrorDetails }
  | { readonly kind: 'proofRejected'; readonly details: GraphErrorDetails }
  | { readonly kind: 'wrongObject'; readonly details: GraphErrorDetails }
  | { readonly kind: 'tokenNotReceived'; readonly details: GraphErrorDetails }
  | {
      readonly kind: 'rateLimited';
      readonly retryAfterSeconds: number | undefined;
      readonly details: GraphErrorDetails;
    }
  | { readonly kind: 'temporarilyBlocked'; readonly details: GraphErrorDetails }
  | { readonly kind: 'serviceTrouble'; readonly details: GraphErrorDetails }
  | { readonly kind: 'otherError'; readonly details: GraphErrorDetails }
  | { readonly kind: 'unexpectedAnswer'; readonly request: string; readonly what: string }
  | { readonly kind: 'network'; readonly trouble: NetworkTrouble; readonly host: string; readonly code: string };

/** The person stopped it: neither a success nor a failure, and nothing to be told. */
export interface Cancelled {
  readonly kind: 'cancelled';
}

export const cancelled: Cancelled = { kind: 'cancelled' };

/** Codes that mean a rate limit: app, user, Page, custom, app limit; 80001–80014 are the business use cases. */
const RATE_LIMIT_CODES = new Set([4, 17, 32, 341, 613]);

/** What Meta's error says that the person has to do, from code, subcode and message; the HTTP status is a poor guide. */
export function classifyError(details: GraphErrorDetails, retryAfterSeconds: number | undefined): GraphFailure {
  const { code, message } = details;
  if (code === 1 && /validating client secret/i.test(message)) return { kind: 'wrongAppSecret', details };
  // The exchange says this of another app's token: no outage, although the code is 1.
  if (code === 1 && /does not belong to application/i.test(message)) {
    return { kind: 'tokenOfOtherApp', appId: undefined, details };
  }
  if (code === 101) return { kind: 'unknownApp', details };
  if (code === 190 || code === 102) return classifyTokenError(details);
  if (code === 200 && /api access blocked/i.test(message)) return { kind: 'appBlocked', details };
  if (code === 10 || (code !== undefined && code >= 200 && code < 300)) {
    return { kind: 'permissionMissing', permission: permissionIn(message), details };
  }
  if (code === 3) return { kind: 'appCapabilityMissing', details };
  if (code === 368) return { kind: 'temporarilyBlocked', details };
  if (code !== undefined && (RATE_LIMIT_CODES.has(code) || (code >= 80001 && code <= 80014))) {
    return { kind: 'rateLimited', retryAfterSeconds, details };
  }
  if (code === 104 || code === 2500) return { kind: 'tokenNotReceived', details };
  if (code === 100) return classifyParameterError(details);
  if (code === 803) return { kind: 'wrongObject', details };
  if (code === 1 || code === 2 || details.httpStatus >= 500) return { kind: 'serviceTrouble', details };
  return { kind: 'otherError', details };
}

function classifyTokenError(details: GraphErrorDetails): GraphFailure {
  // What the exchange answers to a Page or app token.
  if (/user access token is required/i.test(details.message)) return { kind: 'notAUserToken', found: 'PAGE', details };
  switch (details.subcode) {
    case 458:
    case 493:
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
    case 467:
      return { kind: 'tokenRevoked', details };
    case 492:
      return { kind: 'roleLost', details };
    default:
      return classifyTokenMessage(details);
  }
}

/** Token errors without a subcode are told apart by Meta's wording, as recorded. */
function classifyTokenMessage(details: GraphErrorDetails): GraphFailure {
  const { message } = details;
  if (/access token signature/i.test(message)) return { kind: 'appCredentialsRefused', details };
  if (/validating application/i.test(message)) return { kind: 'unknownApp', details };
  if (/session has expired/i.test(message)) return { kind: 'tokenExpired', details };
  if (/changed (?:their|the|his|her) password|password has been changed/i.test(message)) {
    return { kind: 'passwordChanged', details };
  }
  if (/cannot parse|could not be decrypted|malformed|debug only access token|bad signature/i.test(message)) {
    return { kind: 'tokenMalformed', details };
  }
  return { kind: 'tokenInvalid', details };
}

function classifyParameterError(details: GraphErrorDetails): GraphFailure {
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

/** The permission that a message names, as in "(#200) Requires pages_show_list permission". */
function permissionIn(message: string): string | undefined {
  return /\b(?:pages|instagram|business|public)_[a-z_]+\b/.exec(message)?.[0];
}
