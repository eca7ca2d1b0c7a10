/** Shown in place of a secret. */
export const REDACTED = '[redacted]';

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
 * A secret string that doesn't print. `toString`, template literals, `JSON.stringify`, `console.log` and `util.inspect`
 * all give `[redacted]`. Only {@link reveal} returns the text, so that every use of a secret can be found by searching
 * for it. This prevents mistakes, not attacks: an attached debugger shows private fields. The kind is part of the type,
 * so a Page token can't be passed where an App Secret is expected.
 */
export class Secret<K extends SecretKind = SecretKind> {
  readonly #text: string;
  readonly kind: K;

  constructor(kind: K, text: string) {
    this.kind = kind;
    this.#text = text;
  }

  /** The secret itself. Use the string right away; keep the Secret, not the string. */
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
/** `APP_ID|APP_SECRET`, which the Graph API accepts as the app's own access token. */
export type AppAccessToken = Secret<'appAccessToken'>;
/** HMAC-SHA256 of an access token, keyed with the App Secret. */
export type AppSecretProof = Secret<'appSecretProof'>;
export type ShortLivedUserToken = Secret<'shortLivedUserToken'>;
export type LongLivedUserToken = Secret<'longLivedUserToken'>;
export type PageToken = Secret<'pageToken'>;
/** What Agoras 2.x and 3.x exchange for an access token on each run; both kinds can be exchanged. */
export type RefreshToken = LongLivedUserToken | PageToken;
/** The token that Agoras 2.x and 3.x get for a refresh token on each run; belongs to a person or a Page. */
export type ExchangedToken = Secret<'exchangedToken'>;
/** A token that existed before this extension; only Facebook can tell whether it belongs to a person or a Page. */
export type FoundToken = Secret<'foundToken'>;
/** The login dialog has to return it unchanged, so that a forged response isn't accepted as this person's sign-in. */
export type SignInState = Secret<'signInState'>;
/** What the login dialog returns; it can be exchanged for a token once. */
export type SignInCode = Secret<'signInCode'>;
/** The URL of the login dialog; it contains the state. */
export type SignInAddress = Secret<'signInAddress'>;
/** A command line that contains secrets. */
export type SecretCommandLine = Secret<'commandLine'>;
/** The token of VS Code's own GitHub session. */
export type GithubToken = Secret<'githubToken'>;
/** A value encrypted for GitHub, in Base64: only GitHub can decrypt it. */
export type SealedValue = Secret<'sealedValue'>;
/** A person's token; both kinds can be exchanged for a new long-lived one. */
export type UserToken = ShortLivedUserToken | LongLivedUserToken;
/** The token that a Graph API call is made with: a person's or a Page's. */
export type AccessToken = UserToken | PageToken | ExchangedToken | FoundToken;
