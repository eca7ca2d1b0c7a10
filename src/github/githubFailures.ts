import * as v from 'valibot';
import type { ErrorDetails, NetworkFailure, TransportFailure } from '../http/transportFailure';
import type { Cancelled, Outcome } from '../base/outcome';
import { REDIRECT, type RawAnswer } from '../http/transport';
import { parseJson } from '../http/exactJson';
import { readWaitSeconds } from '../http/waitHeaders';
import { redact } from '../base/redaction';
import type { Secret } from '../base/secret';
import { fullName, type Repository } from './repository';

/** https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api */
const SINGLE_SIGN_ON = 'x-github-sso';

/** Everything that can go wrong with GitHub: one kind for each thing that a person can do about it. */
export type GithubFailure =
  | { readonly kind: 'githubTokenRefused'; readonly details: ErrorDetails }
  | { readonly kind: 'githubNoWriteAccess'; readonly repository: string; readonly details: ErrorDetails }
  /** The organisation wants the session authorised by its single sign-on; `address`: of its page on GitHub. */
  | {
      readonly kind: 'githubSingleSignOn';
      readonly repository: string;
      readonly address: string;
      readonly details: ErrorDetails;
    }
  /** The organisation blocks this app, or this network address. */
  | { readonly kind: 'githubOrganisationPolicy'; readonly repository: string; readonly details: ErrorDetails }
  | { readonly kind: 'githubNotFound'; readonly repository: string; readonly details: ErrorDetails }
  /** The repository has another name now. */
  | { readonly kind: 'githubMoved'; readonly repository: string }
  | { readonly kind: 'githubValueRefused'; readonly repository: string; readonly details: ErrorDetails }
  | {
      readonly kind: 'githubRateLimited';
      readonly waitSeconds: number | undefined;
      readonly details: ErrorDetails;
    }
  | { readonly kind: 'githubTrouble'; readonly waitSeconds: number | undefined; readonly details: ErrorDetails }
  | { readonly kind: 'githubOtherError'; readonly details: ErrorDetails }
  | { readonly kind: 'githubUnexpectedAnswer'; readonly what: string }
  | NetworkFailure;

/** What can go wrong on this side of the network. */
export type GithubProblem =
  | { readonly kind: 'githubSignIn'; readonly why: 'declined' | 'unavailable' }
  | { readonly kind: 'githubUntrusted' }
  /** The person stopped it on the way: some of the values may be there, and others not. */
  | { readonly kind: 'githubStopped'; readonly repository: string };

export type GithubOutcome<T> = Promise<Outcome<T, GithubFailure | Cancelled>>;

/** See `passesAfter` of the Graph API. Neither writing a secret twice nor reading one harms. */
export function githubPassesAfter(failure: GithubFailure): number | undefined {
  switch (failure.kind) {
    case 'githubTrouble':
      return failure.waitSeconds ?? 0;
    case 'network':
      return failure.trouble === 'reset' ? 0 : undefined;
    default:
      return undefined;
  }
}

/** Why no answer could be read. */
export function toGithubFailure(
  failure: TransportFailure | Cancelled,
  repository: Repository,
): GithubFailure | Cancelled {
  if (failure.kind !== 'unexpectedAnswer') return failure;
  // So GitHub answers for a repository that was renamed or handed to somebody else.
  return failure.what === REDIRECT
    ? { kind: 'githubMoved', repository: fullName(repository) }
    : { kind: 'githubUnexpectedAnswer', what: failure.what };
}

/** https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api: `message` says what is wrong. */
const ErrorBody = v.object({ message: v.fallback(v.optional(v.string(), ''), '') });

/** What was asked of which GitHub. */
export interface Asked {
  readonly host: string;
  readonly repository: Repository;
  /** What the request carried, to be masked in what comes back. */
  readonly secrets: readonly Secret[];
}

/**
 * Whether it is an answer to what was asked. Where an organisation wants its single sign-on, GitHub can also leave out
 * what belongs to it, and says so in this header: what is not in such a list may be there all the same.
 */
export function isAnswer({ httpStatus, headers }: RawAnswer): boolean {
  return httpStatus < 400 && !headers.has(SINGLE_SIGN_ON);
}

/** What a refusal of GitHub means, from its status, its headers and its wording. */
export function classifyRefusal(
  { httpStatus, headers, body }: RawAnswer,
  { host, repository, secrets }: Asked,
): GithubFailure {
  const said = v.safeParse(ErrorBody, parseJson(body.trim()));
  const message = redact(said.success ? said.output.message : '', secrets);
  // Its support asks for it.
  const traceId = headers.get('x-github-request-id');
  const details: ErrorDetails = {
    httpStatus,
    message,
    traceId: traceId === undefined ? undefined : redact(traceId, secrets),
  };
  const of = { repository: fullName(repository), details };
  const waitSeconds = readWaitSeconds(headers) ?? secondsUntilReset(headers);
  if (isRateLimit(httpStatus, headers, message)) return { kind: 'githubRateLimited', waitSeconds, details };
  if (httpStatus >= 500) return { kind: 'githubTrouble', waitSeconds, details };
  const signOn = headers.get(SINGLE_SIGN_ON);
  if (signOn !== undefined) {
    return { kind: 'githubSingleSignOn', ...of, address: signOnAddress(signOn, host, repository) };
  }
  switch (httpStatus) {
    case 401:
      return { kind: 'githubTokenRefused', details };
    case 403:
      return { kind: isPolicy(message) ? 'githubOrganisationPolicy' : 'githubNoWriteAccess', ...of };
    case 404:
    case 410:
      return { kind: 'githubNotFound', ...of };
    case 422:
      return { kind: 'githubValueRefused', ...of };
    default:
      return { kind: 'githubOtherError', details };
  }
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api: 403 or 429, primary or secondary. */
function isRateLimit(httpStatus: number, headers: ReadonlyMap<string, string>, message: string): boolean {
  if (httpStatus === 429) return true;
  if (httpStatus !== 403) return false;
  return headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after') || /rate limit/i.test(message);
}

/** "Although you appear to have the correct authorization credentials, the `x` organization has enabled …" */
function isPolicy(message: string): boolean {
  return /organi[sz]ation has|access restrictions|IP allow list|enterprise/i.test(message);
}

/**
 * Where the person authorises the session: `required; url=https://github.com/orgs/…/sso?authorization_request=…`. For
 * `partial-results; organizations=…`, and where the address is not one of GitHub, the page that each organisation has.
 */
function signOnAddress(header: string, host: string, { owner }: Repository): string {
  const said = /^required;\s*url=(\S+)$/i.exec(header.trim())?.[1];
  const url = said !== undefined && URL.canParse(said) ? new URL(said) : undefined;
  if (url?.origin === `https://${host}` && url.username === '' && url.password === '') return url.href;
  return `https://${host}/orgs/${encodeURIComponent(owner)}/sso`;
}

/** When the primary rate limit begins anew, as seconds since 1970; undefined where nothing is used up. */
function secondsUntilReset(headers: ReadonlyMap<string, string>): number | undefined {
  const reset = headers.get('x-ratelimit-reset');
  if (headers.get('x-ratelimit-remaining') !== '0' || reset === undefined || !/^\d{1,12}$/.test(reset)) {
    return undefined;
  }
  return Math.max(1, Number(reset) - Math.floor(Date.now() / 1000));
}
