// GitHub, in the name of the person whom VS Code has signed in there.
import vscode = require('vscode');
import { createGithubApi, type GithubApi } from '../../github/githubApi';
import type { GithubFailure, GithubOutcome, GithubProblem } from '../../github/githubFailures';
import { err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { RETRY_POLICY } from '../../http/retry';
import { Secret, type GithubToken } from '../../base/secret';
import { describeGithubRetry } from '../../messages/githubMessages';
import { withProgress } from '../prompts/progress';
import { readGithubEndpoint } from '../settings/settings';
import type { InvalidSetting } from '../../messages/failureKinds';

const PROVIDER = 'github';
/** What an OAuth app needs for secrets: https://docs.github.com/en/rest/actions/secrets */
const SCOPES = ['repo'];

/** Runs a task in the name of the person, under a notification with Cancel. Where nobody is signed in, VS Code asks. */
export async function withGithub<T>(
  title: string,
  task: (api: GithubApi, signal: AbortSignal) => GithubOutcome<T>,
): Promise<Outcome<T, GithubFailure | GithubProblem | InvalidSetting | Cancelled>> {
  const endpoint = readGithubEndpoint();
  if (!endpoint.ok) return endpoint;
  const attempt = async (options: vscode.AuthenticationGetSessionOptions) => {
    const token = await signIn(options);
    if (!token.ok) return token;
    return withProgress(
      title,
      (signal, onRetry) =>
        task(createGithubApi(endpoint.value, token.value, { retryPolicy: RETRY_POLICY, onRetry }), signal),
      describeGithubRetry,
    );
  };
  const first = await attempt({ createIfNone: true });
  // VS Code keeps a session that has long ended on GitHub's side.
  return !first.ok && first.error.kind === 'githubTokenRefused' ? attempt({ forceNewSession: true }) : first;
}

async function signIn(options: vscode.AuthenticationGetSessionOptions): Promise<Outcome<GithubToken, GithubProblem>> {
  try {
    const session = await vscode.authentication.getSession(PROVIDER, SCOPES, options);
    if (session !== undefined) return ok(new Secret('githubToken', session.accessToken));
    return err({ kind: 'githubSignIn', why: 'declined' });
  } catch (error) {
    // There is no other sign of it than VS Code's words: "User did not consent to login.", "Cancelled".
    const isDeclined = error instanceof Error && /consent|cancel/i.test(`${error.name} ${error.message}`);
    return err({ kind: 'githubSignIn', why: isDeclined ? 'declined' : 'unavailable' });
  }
}
