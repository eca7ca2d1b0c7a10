// The codes of the login dialog. Each is valid for one app and one redirect URI, for ten minutes, and only once.
import { randomBytes } from 'node:crypto';
import { codeExpired, codeUnknown, codeUsed, redirectUriDiffers } from './errors';
import type { TokenRecord } from './tokens';
import type { App } from './world';

interface Code {
  readonly app: App;
  readonly redirectUri: string;
  readonly logIn: () => TokenRecord;
  /** Unix seconds. */
  readonly expiresAt: number;
  isUsed: boolean;
}

/** https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow#confirm */
const codeLifeSeconds = 600;

export class CodeTable {
  private readonly codes = new Map<string, Code>();

  /** @param now Unix seconds. */
  constructor(private readonly now: () => number) {}

  mint(app: App, redirectUri: string, logIn: () => TokenRecord): string {
    const code = `AQ${randomBytes(120).toString('base64url')}`;
    this.codes.set(code, { app, redirectUri, logIn, expiresAt: this.now() + codeLifeSeconds, isUsed: false });
    return code;
  }

  /** Returns the login that the code was issued for. */
  redeem(text: string, app: App, redirectUri: string): TokenRecord {
    const code = this.codes.get(text);
    // An app learns nothing about another app's code.
    if (code?.app.id !== app.id) throw codeUnknown();
    if (code.redirectUri !== redirectUri) throw redirectUriDiffers();
    if (code.isUsed) throw codeUsed();
    if (code.expiresAt <= this.now()) throw codeExpired();
    code.isUsed = true;
    return code.logIn();
  }
}
