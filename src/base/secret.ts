/** What a person, a log or JSON sees in place of a secret. */
export const REDACTED = '[redacted]';

/** The secrets that this extension handles. */
export type SecretKind =
  | 'appSecret'
  | 'appAccessToken'
  | 'appSecretProof'
  | 'shortLivedUserToken'
  | 'longLivedUserToken'
  | 'pageToken'
  | 'exchangedToken'
  | 'foundToken'
  | 'signInState'
  | 'signInCode'
  | 'signInAddress'
  | 'commandLine'
  | 'githubToken'
  | 'sealedValue';

/**
 * A secret string that does not print. `toString`, template literals, `JSON.stringify`, `console.log` and
 * `util.inspect` all give `[redacted]`; in code only {@link reveal} gives the text, so that every use of a secret
 * can be found by searching for it. This prevents mistakes: a debugger that is attached shows private fields. The kind is part of the type: a Page token cannot be passed where an App Secret is
 * asked for.
 */
export class Secret<K extends SecretKind = SecretKind> {
  readonly #text: string;
  readonly kind: K;

  constructor(kind: K, text: string) {
    this.kind = kind;
    this.#text = text;
  }

  /** The secret itself. Pass the result on at once; keep the Secret, not the string. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.toPrimitive](): string {
    return REDACTED;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return REDACTED;
  }
}

export type AppSecret = Secret<'appSecret'>;
/** `APP_ID|APP_SECRET`, which the Graph API takes as the token of the app itself. */
export type AppAccessToken = Secret<'appAccessToken'>;
/** HMAC-SHA256 of an access token, keyed with the App Secret. */
export type AppSecretProof = Secret<'appSecretProof'>;
export type ShortLivedUserToken = Secret<'shortLivedUserToken'>;
export type LongLivedUserToken = Secret<'longLivedUserToken'>;
export type PageToken = Secret<'pageToken'>;
/** What Agoras 2.x and 3.x exchange for an access token on each run; either can be exchanged. */
export type RefreshToken = LongLivedUserToken | PageToken;
/** What a refresh token was exchanged for, as Agoras does it on each run: of a person or of a Page. */
export type ExchangedToken = Secret<'exchangedToken'>;
/** What was there before the extension: of a person or of a Page, which only Facebook can tell. */
export type FoundToken = Secret<'foundToken'>;
/** What the login dialog has to bring back unchanged, so that nobody else's answer is taken for the person's. */
export type SignInState = Secret<'signInState'>;
/** What the login dialog gives, and what is exchanged for a token, once. */
export type SignInCode = Secret<'signInCode'>;
/** The address of the login dialog: the state is in it. */
export type SignInAddress = Secret<'signInAddress'>;
/** A command line with secrets in it. */
export type SecretCommandLine = Secret<'commandLine'>;
/** The token of VS Code's own GitHub session. */
export type GithubToken = Secret<'githubToken'>;
/** A value that is encrypted for GitHub, in Base64: only GitHub can open it, and nobody else has any use for it. */
export type SealedValue = Secret<'sealedValue'>;
/** The token of a person; either can be exchanged for a fresh long-lived one. */
export type UserToken = ShortLivedUserToken | LongLivedUserToken;
/** The token of a person or of a Page, as it is sent with a call. */
export type AccessToken = UserToken | PageToken | ExchangedToken | FoundToken;
