// GitHub API calls with the account that VS Code is signed in with.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { createGithubApi, type GithubApi } from '../../github/githubApi';
import type { GithubFailure, GithubOutcome, GithubProblem } from '../../github/githubFailures';
import { GITHUB_HOST, githubHost } from '../../github/repository';
import { cancelled, err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { RETRY_POLICY } from '../../http/retry';
import type { Endpoint } from '../../http/transport';
import { Secret, type GithubToken } from '../../base/secret';
import { describeGithubRetry } from '../../messages/githubMessages';
import { withProgress } from '../prompts/progress';
import { readGithubEndpoint } from '../settings/settings';
import type { CommandFailure, InvalidSetting } from '../../messages/failures/failureKinds';
import type { Action } from '../../messages/failures/failureMessage';
import type { AddressConsent } from '../signIn/addressConsent';

type SignInProblem = Extract<GithubProblem, { readonly kind: 'githubSignIn' }>;

const PROVIDER = 'github';
/** The scope that an OAuth app needs to write secrets: https://docs.github.com/en/rest/actions/secrets */
const SCOPES = ['repo'];

/** Runs a task with the person's account, showing a notification with Cancel. If nobody is signed in, VS Code asks. */
export async function withGithub<T>(
  title: string,
  task: (api: GithubApi, signal: AbortSignal) => GithubOutcome<T>,
): Promise<Outcome<T, GithubFailure | GithubProblem | InvalidSetting | Cancelled>> {
  const endpoint = await confirmedEndpoint();
  if (!endpoint.ok) return endpoint;
  const attempt = async (options: vscode.AuthenticationGetSessionOptions) => {
    const token = await openSession(options);
    if (!token.ok) return token;
    return withProgress(
      title,
      (signal, onRetry) =>
        task(createGithubApi(endpoint.value, token.value, { retryPolicy: RETRY_POLICY, onRetry }), signal),
      describeGithubRetry,
    );
  };
  const first = await attempt({ createIfNone: true });
  // VS Code may keep a session that GitHub no longer accepts.
  return !first.ok && first.error.kind === 'githubTokenRefused' ? attempt({ forceNewSession: true }) : first;
}

/** The same for automatic actions: asks nothing and shows nothing. */
export async function withGithubUnasked<T>(
  task: (api: GithubApi, signal: AbortSignal) => GithubOutcome<T>,
): Promise<Outcome<T, GithubFailure | GithubProblem | InvalidSetting | Cancelled>> {
  const endpoint = readGithubEndpoint();
  if (!endpoint.ok) return endpoint;
  const baseUrl = addresses?.known(endpoint.value.baseUrl, 'githubApi.baseUrl');
  if (baseUrl === undefined) return err({ kind: 'githubSignIn', why: 'declined' });
  const token = await openSession({ silent: true });
  if (!token.ok) return token;
  const retries = { retryPolicy: RETRY_POLICY, onRetry: () => undefined };
  return task(createGithubApi({ ...endpoint.value, baseUrl }, token.value, retries), new AbortController().signal);
}

/** The host of the GitHub that is used. An invalid setting is reported when GitHub is called. */
export function readGithubHost(): string {
  const endpoint = readGithubEndpoint();
  return endpoint.ok ? githubHost(endpoint.value.baseUrl) : GITHUB_HOST;
}

let addresses: AddressConsent | undefined;

/** Set once at start-up, because destinations are constants and can't be given it otherwise. */
export function askAboutGithubAddressWith(consent: AddressConsent): void {
  addresses = consent;
}

async function confirmedEndpoint(): Promise<Outcome<Endpoint, InvalidSetting | Cancelled>> {
  const endpoint = readGithubEndpoint();
  if (!endpoint.ok) return endpoint;
  if (addresses === undefined) throw new Error('GitHub was to be asked before the window was put together.');
  const baseUrl = await addresses.ask(endpoint.value.baseUrl, 'githubApi.baseUrl');
  return baseUrl.ok ? ok({ ...endpoint.value, baseUrl: baseUrl.value }) : baseUrl;
}

const SIGN_INS = ['authorizeOnGithub', 'useOtherGithubAccount'] as const satisfies readonly Action[];

/** What people can do about VS Code’s sign-in if GitHub rejects it. */
export type GithubSignIn = (typeof SIGN_INS)[number];

export function isGithubSignIn(action: Action): action is GithubSignIn {
  return SIGN_INS.some((signIn) => signIn === action);
}

/**
 * Makes VS Code use another session, which it remembers for the next call. Cancelled if the person cancels one of its
 * questions.
 */
export async function signInToGithub(
  action: GithubSignIn,
  failure: CommandFailure,
): Promise<Outcome<void, GithubProblem | Cancelled>> {
  switch (action) {
    case 'authorizeOnGithub':
      // The organization rejects tokens that are older than the person’s single sign-on.
      return (await authorize(failure)) ? replaceSession({ forceNewSession: true }) : err(cancelled);
    case 'useOtherGithubAccount':
      return replaceSession({ createIfNone: true, clearSessionPreference: true });
  }
}

/** Opens the organization’s single sign-on page, and waits for the person to return. */
async function authorize(failure: CommandFailure): Promise<boolean> {
  if (failure.kind !== 'githubSingleSignOn') throw new Error('Only a single sign-on is authorized.');
  if (!(await vscode.env.openExternal(vscode.Uri.parse(failure.address)))) return false;
  const proceed = l10n.t('Sign In to GitHub');
  const pressed = await vscode.window.showInformationMessage(
    l10n.t('Sign in to the organization of {0} in the browser.', failure.repository),
    {
      modal: true,
      detail: l10n.t('After that, VS Code signs in to GitHub again, because the current session stays refused.'),
    },
    proceed,
  );
  return pressed === proceed;
}

async function replaceSession(
  options: vscode.AuthenticationGetSessionOptions,
): Promise<Outcome<void, GithubProblem | Cancelled>> {
  const session = await openSession(options);
  if (session.ok) return ok(undefined);
  return err(session.error.why === 'declined' ? cancelled : session.error);
}

async function openSession(
  options: vscode.AuthenticationGetSessionOptions,
): Promise<Outcome<GithubToken, SignInProblem>> {
  try {
    const session = await vscode.authentication.getSession(PROVIDER, SCOPES, options);
    if (session !== undefined) return ok(new Secret('githubToken', session.accessToken));
    return err({ kind: 'githubSignIn', why: 'declined' });
  } catch (error) {
    // VS Code only indicates this in the message: "User did not consent to login.", "Cancelled", or, as a plain string,
    // "User did not consent to account access".
    const isDeclined = /consent|cancel/i.test(String(error));
    return err({ kind: 'githubSignIn', why: isDeclined ? 'declined' : 'unavailable' });
  }
}
