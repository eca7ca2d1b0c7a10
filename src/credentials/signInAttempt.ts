// Signing in with Facebook in the browser: the URL of the dialog, its answer, and exchanging that for a token. Source:
// Meta, "Manually Build a Login Flow".
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { assertNever, err, ok, type Cancelled, type Outcome } from '../base/outcome';
import {
  Secret,
  type ShortLivedUserToken,
  type SignInAddress,
  type SignInCode,
  type SignInState,
} from '../base/secret';
import type { GraphApi } from '../graph/graphApi';
import type { GraphFailure } from '../graph/graphFailures';
import type { ConfirmedUrl } from '../http/confirmedUrl';
import type { ErrorDetails } from '../http/transportFailure';
import type { AppId } from '../graph/ids';
import { withoutInvisible, type InputProblem } from './inputs';

/**
 * Where Facebook redirects the browser: to a listener on this computer, to the person's own URL, or to a page of
 * Facebook. For the last two, the person has to paste the final URL.
 */
export type RedirectMode = 'loopback' | 'ownAddress' | 'facebookPage';

/** The server of the login dialog. */
export interface DialogEndpoint {
  /** E.g. `https://www.facebook.com`. */
  readonly baseUrl: ConfirmedUrl;
  /** As in the Graph API; empty for a URL without a version. */
  readonly version: string;
}

/** `next`: the redirect mode that can be tried instead. */
export type SignInFailure = { readonly next: RedirectMode | undefined } & (
  | { readonly kind: 'signInDeclined' }
  /** The dialog returned an error; `said`: its text, `code`: its number or name. */
  | { readonly kind: 'signInRefused'; readonly said: string; readonly code?: string | undefined }
  /** The answer doesn't belong to this sign-in. */
  | { readonly kind: 'signInMismatch' }
  /** This sign-in already received its answer. */
  | { readonly kind: 'signInOver' }
  | { readonly kind: 'signInTimedOut' }
  /** No local port was available. */
  | { readonly kind: 'signInNoPort' }
  | { readonly kind: 'signInCodeRefused'; readonly details: ErrorDetails }
  | { readonly kind: 'redirectRefused'; readonly redirectUri: string; readonly details: ErrorDetails }
);

/** How long the dialog may take. Facebook's code isn't valid for longer either. */
export const SIGN_IN_MILLISECONDS = 10 * 60 * 1000;

/** Facebook's own page for programs without a URL of their own. */
const SUCCESS_PAGE = 'connect/login_success.html';

/** The URL of that page. `baseUrl`: Facebook's web site. */
export function successPage(baseUrl: URL): string {
  return addressUnder(baseUrl, SUCCESS_PAGE);
}

/**
 * What the dialog is asked to grant. An app with Facebook Login for Business may reject permissions and require the ID
 * of a login configuration, which contains them; if it gets both it shows an error (Meta, "Facebook Login for
 * Business").
 */
export type GrantAsked =
  | { readonly kind: 'permissions'; readonly permissions: readonly string[] }
  | { readonly kind: 'configuration'; readonly id: string };

interface Asked {
  readonly app: AppId;
  readonly redirectUri: string;
  readonly grant: GrantAsked;
  readonly next: RedirectMode | undefined;
}

/** One sign-in through the dialog. It accepts one answer, within the time limit, and only its own. */
export class SignInAttempt {
  readonly #state: SignInState = new Secret('signInState', randomBytes(32).toString('base64url'));
  readonly #startedAt: number;
  #isOver = false;

  /** @param now Milliseconds of any running clock. */
  constructor(
    readonly asked: Asked,
    private readonly now: () => number,
  ) {
    this.#startedAt = now();
  }

  address({ baseUrl, version }: DialogEndpoint): SignInAddress {
    const { app, redirectUri, grant } = this.asked;
    const address = new URL(addressUnder(baseUrl, version === '' ? 'dialog/oauth' : `${version}/dialog/oauth`));
    address.search = new URLSearchParams({
      client_id: app,
      redirect_uri: redirectUri,
      state: this.#state.reveal(),
      response_type: 'code',
      ...grantParameters(grant),
    }).toString();
    return new Secret('signInAddress', address.href);
  }

  /** Whether an answer belongs to this sign-in: only the dialog knows its state of 256 random bits. */
  isOwn(answer: URLSearchParams): boolean {
    return isSame(answer.get('state') ?? '', this.#state.reveal());
  }

  /**
   * The code from an answer. The first answer with the right state ends the sign-in; one with another state doesn't,
   * since it belongs elsewhere. An error without any state is reported as it is, so callers that accept answers from
   * any source have to check `isOwn` first.
   */
  take(answer: URLSearchParams): Outcome<SignInCode, SignInFailure> {
    const { next } = this.asked;
    if (this.#isOver) return err({ kind: 'signInOver', next });
    if (this.now() - this.#startedAt > SIGN_IN_MILLISECONDS) return err(this.expire());
    if (!this.isOwn(answer)) {
      const isError = isRefusal(answer) && !answer.has('state');
      return err(isError ? { ...refusalIn(answer), next } : { kind: 'signInMismatch', next });
    }
    this.#isOver = true;
    const code = answer.get('code') ?? '';
    if (isRefusal(answer) || code === '') return err({ ...refusalIn(answer), next });
    return ok(new Secret('signInCode', code));
  }

  /** Ends the sign-in because no answer came in time. */
  expire(): SignInFailure {
    this.#isOver = true;
    return { kind: 'signInTimedOut', next: this.asked.next };
  }

  async redeem(
    api: GraphApi,
    code: SignInCode,
    signal: AbortSignal,
  ): Promise<Outcome<ShortLivedUserToken, SignInFailure | GraphFailure | Cancelled>> {
    const redeemed = await api.redeem(code, this.asked.redirectUri, signal);
    return redeemed.ok ? redeemed : err(this.#refused(redeemed.error));
  }

  /** Of the errors specific to this call, two need their own message: the redirect URI, and the code itself. */
  #refused(failure: GraphFailure | Cancelled): SignInFailure | GraphFailure | Cancelled {
    if (failure.kind !== 'otherError') return failure;
    const { details } = failure;
    const { redirectUri, next } = this.asked;
    if (details.code === 191 || details.subcode === 36008 || /redirect_uri/i.test(details.message)) {
      return { kind: 'redirectRefused', redirectUri, next, details };
    }
    // 36007: expired; 36009: used before.
    const isAboutTheCode = /(?:authorization|verification) code/i.test(details.message);
    return isAboutTheCode || details.subcode === 36007 || details.subcode === 36009
      ? { kind: 'signInCodeRefused', next, details }
      : failure;
  }
}

/** Whether the parameters contain an answer of the dialog. */
export function isAnswer(parameters: URLSearchParams): boolean {
  return parameters.has('code') || isRefusal(parameters);
}

/** Facebook reports a failure with `error` and related parameters, or only with `error_code` and `error_message`. */
function isRefusal(parameters: URLSearchParams): boolean {
  return ['error', 'error_code', 'error_message', 'error_reason'].some((name) => parameters.has(name));
}

/** `rerequest` asks again for permissions that the person declined before; otherwise they silently stay declined. */
function grantParameters(grant: GrantAsked): Record<string, string> {
  switch (grant.kind) {
    case 'permissions':
      return { scope: grant.permissions.join(','), auth_type: 'rerequest' };
    case 'configuration':
      return { config_id: grant.id, override_default_response_type: 'true' };
    default:
      return assertNever(grant);
  }
}

/** Parses the pasted URL at which the browser ended up. */
export function parseFinalAddress(text: string, redirectUri: string): Outcome<URLSearchParams, InputProblem> {
  const pasted = withoutInvisible(text);
  if (pasted === '') return err('empty');
  if (!URL.canParse(pasted)) return err('notAnAddress');
  const { origin, pathname, searchParams } = new URL(pasted);
  const wanted = new URL(redirectUri);
  if (origin !== wanted.origin || pathname !== wanted.pathname) return err('notTheFinalAddress');
  return isAnswer(searchParams) ? ok(searchParams) : err('finalAddressCut');
}

/**
 * `access_denied` means that the person chose "Not now"; other errors, in two spellings, come from the app's settings.
 */
function refusalIn(
  answer: URLSearchParams,
): { kind: 'signInDeclined' } | { kind: 'signInRefused'; said: string; code: string | undefined } {
  if (answer.get('error') === 'access_denied' || answer.get('error_reason') === 'user_denied') {
    return { kind: 'signInDeclined' };
  }
  const said = ['error_description', 'error_message', 'error', 'error_code'].map((name) => answer.get(name));
  const code = answer.get('error_code') ?? answer.get('error') ?? undefined;
  return { kind: 'signInRefused', said: said.find((text) => text !== null && text !== '') ?? '', code };
}

/** Compares in constant time, so that the duration reveals nothing. Hashes have equal lengths. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** The URL of `path` under a base URL, which may have its own path. */
export function addressUnder({ origin, pathname }: URL, path: string): string {
  return `${origin}${pathname.replace(/\/$/, '')}/${path}`;
}
