// VS Code's built-in sign-in to GitHub and the questions that it asks, modeled on `mainThreadAuthentication.ts` of VS
// Code 1.100 for a provider with support for several accounts.
import { ESCAPE, type UserDouble } from './userDouble';

interface Session {
  readonly accessToken: string;
  readonly account: { readonly id: string; readonly label: string };
}

interface Options {
  readonly createIfNone?: boolean;
  readonly forceNewSession?: boolean;
  readonly clearSessionPreference?: boolean;
  readonly silent?: boolean;
}

export const SIGN_IN = 'The extension wants to sign in using GitHub';
export const SIGN_IN_AGAIN = 'The extension wants you to sign in again using GitHub';
export const WHICH_ACCOUNT = 'Select an account to use';
export const OTHER_ACCOUNT = 'Sign in to another account';

export class GithubSessions {
  /** Account → token. */
  readonly #tokens = new Map<string, string>();
  #preferred: string | undefined;
  /** Who signs in on GitHub's page in the browser, and the token of that session. */
  browser: () => { readonly account: string; readonly token: string } = () => {
    throw new Error('Cancelled');
  };
  /** Whether VS Code has a GitHub sign-in. */
  isThere = true;

  constructor(private readonly user: UserDouble) {}

  /** Adds an existing session that the extension may use. */
  has(account: string, token: string): void {
    this.#tokens.set(account, token);
    this.#preferred ??= account;
  }

  /** Signs out of all accounts. */
  signOut(): void {
    this.#tokens.clear();
    this.#preferred = undefined;
  }

  async getSession(provider: string, scopes: readonly string[], options: Options): Promise<Session | undefined> {
    if (!this.isThere) throw new Error(`Timed out waiting for authentication provider '${provider}' to register.`);
    if (provider !== 'github' || scopes.join() !== 'repo') throw new Error(`Nobody signs in to ${provider} for that.`);
    const { createIfNone = false, forceNewSession = false, clearSessionPreference = false, silent = false } = options;
    if ([createIfNone, forceNewSession, silent].filter(Boolean).length > 1) {
      throw new Error('Invalid combination of options.');
    }
    const before = this.#preferred;
    if (clearSessionPreference) this.#preferred = undefined;
    const preferred = this.#session(this.#preferred);
    if (!forceNewSession && preferred !== undefined) return preferred;
    if (!createIfNone && !forceNewSession) return undefined;
    const isAgain = forceNewSession && this.#tokens.size > 0;
    const pressed = await this.user.decide(isAgain ? SIGN_IN_AGAIN : SIGN_IN, before ?? '', ['Allow']);
    if (pressed === undefined) throw new Error('User did not consent to login.');
    this.#preferred = forceNewSession || this.#tokens.size === 0 ? this.#signIn() : await this.#choose();
    return this.#session(this.#preferred);
  }

  #choose(): Promise<string> {
    this.user.seen.push([...this.#tokens.keys(), OTHER_ACCOUNT]);
    const answer = this.user.answerTo(WHICH_ACCOUNT);
    if (answer === ESCAPE) return Promise.reject(thrown('User did not consent to account access'));
    return Promise.resolve(answer === OTHER_ACCOUNT ? this.#signIn() : answer);
  }

  #signIn(): string {
    const { account, token } = this.browser();
    this.#tokens.set(account, token);
    return account;
  }

  #session(label: string | undefined): Session | undefined {
    const accessToken = this.#tokens.get(label ?? '');
    return label === undefined || accessToken === undefined
      ? undefined
      : { accessToken, account: { id: label, label } };
  }
}

/** VS Code rejects with a plain text here, elsewhere with an Error. */
function thrown(text: string): Error {
  return text as unknown as Error;
}
