// Signing in with Facebook in the browser: the dialog's address, what comes back from it, and the token for that.
// Source: Meta, "Manually Build a Login Flow".
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
 * Where Facebook sends the browser afterwards: to a listener on this computer, to an address of the person's own, or
 * to a page of Facebook's. From the last two the person brings the address back by hand.
 */
export type RedirectMode = 'loopback' | 'ownAddress' | 'facebookPage';

/** Where the dialog is. */
export interface DialogEndpoint {
  /** E.g. `https://www.facebook.com`. */
  readonly baseUrl: ConfirmedUrl;
  /** As in the Graph API: empty for an address without version. */
  readonly version: string;
}

/** `next`: the way that can be tried instead. */
export type SignInFailure = { readonly next: RedirectMode | undefined } & (
  | { readonly kind: 'signInDeclined' }
  /** The dialog came back with an error; `said`: its text, `code`: its number or name. */
  | { readonly kind: 'signInRefused'; readonly said: string; readonly code?: string | undefined }
  /** What came back does not belong to this sign-in. */
  | { readonly kind: 'signInMismatch' }
  /** This sign-in has had its answer already. */
  | { readonly kind: 'signInOver' }
  | { readonly kind: 'signInTimedOut' }
  /** No port of this computer could be listened on. */
  | { readonly kind: 'signInNoPort' }
  | { readonly kind: 'signInCodeRefused'; readonly details: ErrorDetails }
  | { readonly kind: 'redirectRefused'; readonly redirectUri: string; readonly details: ErrorDetails }
);

/** How long the dialog may take. Facebook's code lives no longer either. */
export const SIGN_IN_MILLISECONDS = 10 * 60 * 1000;

/** Facebook's own page for programs that have no address. */
const SUCCESS_PAGE = 'connect/login_success.html';

/** The address of that page. `baseUrl`: of Facebook's web site. */
export function successPage(baseUrl: URL): string {
  return addressUnder(baseUrl, SUCCESS_PAGE);
}

/**
 * What the dialog is asked to grant. An app with Facebook Login for Business may refuse permissions and want the ID of a
 * login configuration, which names them; with both it shows an error (Meta, "Facebook Login for Business").
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

/** One turn in the dialog. It takes one answer, in time, and only its own. */
export class SignInAttempt {
  readonly #state: SignInState = new Secret('signInState', randomBytes(32).toString('base64url'));
  readonly #startedAt: number;
  #isOver = false;

  /** @param now Milliseconds of any clock that does not stand still. */
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

  /** Whether an answer is that of this sign-in: nobody else knows its state, which is 256 random bits. */
  isOwn(answer: URLSearchParams): boolean {
    return isSame(answer.get('state') ?? '', this.#state.reveal());
  }

  /**
   * The code in an answer. The first one with the right state is the last; what comes with another state says nothing
   * about this sign-in, and ends nothing. An error that Facebook reports without any state is told as what it is: who
   * takes answers from anybody asks `isOwn` first.
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

  /** Nothing came in time. */
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

  /** Of the codes that only this call answers, two matter: the address, and the code itself. */
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

/** Whether a request or an address brings the dialog's answer at all. */
export function isAnswer(parameters: URLSearchParams): boolean {
  return parameters.has('code') || isRefusal(parameters);
}

/** Facebook reports a failure with `error` and its companions, or with `error_code` and `error_message` alone. */
function isRefusal(parameters: URLSearchParams): boolean {
  return ['error', 'error_code', 'error_message', 'error_reason'].some((name) => parameters.has(name));
}

/** `rerequest` asks again for what the person has declined before; without it that stays declined in silence. */
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

/** The address at which the browser has ended, as it is pasted. */
export function parseFinalAddress(text: string, redirectUri: string): Outcome<URLSearchParams, InputProblem> {
  const pasted = withoutInvisible(text);
  if (pasted === '') return err('empty');
  if (!URL.canParse(pasted)) return err('notAnAddress');
  const { origin, pathname, searchParams } = new URL(pasted);
  const wanted = new URL(redirectUri);
  if (origin !== wanted.origin || pathname !== wanted.pathname) return err('notTheFinalAddress');
  return isAnswer(searchParams) ? ok(searchParams) : err('finalAddressCut');
}

/** `access_denied` is a person's "Not now"; the rest are faults of the app's set-up, and come in two spellings. */
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

/** Compared in constant time, so that nothing can be learnt from how long it takes; digests have equal lengths. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** The address of `path` below a base address, which may have a path of its own. */
export function addressUnder({ origin, pathname }: URL, path: string): string {
  return `${origin}${pathname.replace(/\/$/, '')}/${path}`;
}
