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

/** Everything that can go wrong with GitHub, with one kind per thing that the person can do about it. */
export type GithubFailure =
  | { readonly kind: 'githubTokenRefused'; readonly details: ErrorDetails }
  | { readonly kind: 'githubNoWriteAccess'; readonly repository: string; readonly details: ErrorDetails }
  /** The organization requires single sign-on authorization for the session; `address`: the page on GitHub to do so. */
  | {
      readonly kind: 'githubSingleSignOn';
      readonly repository: string;
      readonly address: string;
      readonly details: ErrorDetails;
    }
  /** The organization blocks this app or this network address. */
  | { readonly kind: 'githubOrganisationPolicy'; readonly repository: string; readonly details: ErrorDetails }
  | { readonly kind: 'githubNotFound'; readonly repository: string; readonly details: ErrorDetails }
  /** The repository was renamed or transferred. */
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

/** Problems on our side of the network. */
export type GithubProblem =
  | { readonly kind: 'githubSignIn'; readonly why: 'declined' | 'unavailable' }
  | { readonly kind: 'githubUntrusted' }
  /** The person canceled midway: some values may have been written, others not. */
  | { readonly kind: 'githubStopped'; readonly repository: string };

export type GithubOutcome<T> = Promise<Outcome<T, GithubFailure | Cancelled>>;

/**
 * Seconds to wait before a retry, as `passesAfter` of the Graph API. Retrying is safe even for writes: they are
 * idempotent.
 */
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
  // GitHub's answer for a repository that was renamed or transferred.
  return failure.what === REDIRECT
    ? { kind: 'githubMoved', repository: fullName(repository) }
    : { kind: 'githubUnexpectedAnswer', what: failure.what };
}

/** https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api: `message` says what is wrong. */
const ErrorBody = v.object({ message: v.fallback(v.optional(v.string(), ''), '') });

/** The request that GitHub refused. */
export interface Asked {
  readonly host: string;
  readonly repository: Repository;
  /** The secrets in the request, to be masked in GitHub's answer. */
  readonly secrets: readonly Secret[];
}

/**
 * Whether this is a complete answer to the request. If an organization requires single sign-on, GitHub may leave the
 * organization's items out of a list and set this header, so an item may exist without being listed.
 */
export function isAnswer({ httpStatus, headers }: RawAnswer): boolean {
  return httpStatus < 400 && !headers.has(SINGLE_SIGN_ON);
}

/** What a refusal means, judged by its status, headers and wording. */
export function classifyRefusal(
  { httpStatus, headers, body }: RawAnswer,
  { host, repository, secrets }: Asked,
): GithubFailure {
  const said = v.safeParse(ErrorBody, parseJson(body.trim()));
  const message = redact(said.success ? said.output.message : '', secrets);
  // GitHub's support asks for it.
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

/**
 * HTTP 403 or 429, for the primary and the secondary limits:
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
function isRateLimit(httpStatus: number, headers: ReadonlyMap<string, string>, message: string): boolean {
  if (httpStatus === 429) return true;
  if (httpStatus !== 403) return false;
  return headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after') || /rate limit/i.test(message);
}

/**
 * For example: "Although you appear to have the correct authorization credentials, the `x` organization has enabled …"
 */
function isPolicy(message: string): boolean {
  return /organi[sz]ation has|access restrictions|IP allow list|enterprise/i.test(message);
}

/**
 * The page where the person authorizes the session, from `required;
 * url=https://github.com/orgs/…/sso?authorization_request=…`. If the header is `partial-results; organizations=…`, or
 * the URL isn't on GitHub, it is the organization's standard page.
 */
function signOnAddress(header: string, host: string, { owner }: Repository): string {
  const said = /^required;\s*url=(\S+)$/i.exec(header.trim())?.[1];
  const url = said !== undefined && URL.canParse(said) ? new URL(said) : undefined;
  if (url?.origin === `https://${host}` && url.username === '' && url.password === '') return url.href;
  return `https://${host}/orgs/${encodeURIComponent(owner)}/sso`;
}

/** Seconds until the primary rate limit is reset; undefined if the limit isn't used up. */
function secondsUntilReset(headers: ReadonlyMap<string, string>): number | undefined {
  const reset = headers.get('x-ratelimit-reset');
  if (headers.get('x-ratelimit-remaining') !== '0' || reset === undefined || !/^\d{1,12}$/.test(reset)) {
    return undefined;
  }
  return Math.max(1, Number(reset) - Math.floor(Date.now() / 1000));
}
