// The token table: the kinds of tokens, how long each lasts, and what invalidates it.
// https://developers.facebook.com/docs/facebook-login/guides/access-tokens
import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  appOfTokenUnknown,
  badTokenSignature,
  cannotDecryptToken,
  cannotParseToken,
  apiBlocked,
  impersonatingPermissions,
  malformedToken,
  methodTypeUnsupported,
  tokenDied,
  type DeathReason,
  type Refusal,
} from './errors';
import { findApp, type App, type Page, type Person } from './world';

export type PermissionStatus = 'granted' | 'declined' | 'expired';

/**
 * The result of exchanging a Page token. Meta documents the exchange only for user tokens; according to public guides
 * and products, it also returns another Page token. So a client must be ready for each of these:
 * - `permanent`: one that never expires, in an answer without `expires_in`
 * - `sixtyDays`: one that lasts as long as a long-lived user token
 * - `refused`: none; Facebook demands a user token
 */
const pageTokenExchanges = ['permanent', 'sixtyDays', 'refused'] as const;
export type PageTokenExchange = (typeof pageTokenExchanges)[number];

/**
 * What the exchange of a user token returns. Both responses without `expires_in` and user tokens that never expire have
 * been recorded.
 */
export type UserTokenExchange = 'sixtyDays' | 'sixtyDaysUntold' | 'permanentUntold';

/** Reads the value of a command-line option. */
export function readPageTokenExchange(text: string | undefined): PageTokenExchange {
  const found = pageTokenExchanges.find((exchange) => exchange === (text ?? 'permanent'));
  if (found) return found;
  throw new Error(`--page-token-exchange is one of ${pageTokenExchanges.join(', ')}.`);
}

/** What a person allows an app to do, and with which Pages and accounts. */
export interface Consent {
  readonly permissions: ReadonlyMap<string, PermissionStatus>;
  readonly ticked: 'all' | ReadonlySet<string>;
  /** The Instagram accounts, if they differ from those of the ticked Pages. */
  readonly tickedInstagram: ReadonlySet<string> | undefined;
}

/** What one login granted to one app; shared by every token derived from that login. */
export interface Grant {
  readonly person: Person;
  readonly app: App;
  /** Replaced by a later sign-in in the login dialog: there is one consent per person and app. */
  consent: Consent;
  isReplaced: boolean;
  /** Unix seconds; 0 = never. Exchanging a token doesn't change it; only a new login does. */
  readonly dataAccessExpiresAt: number;
}

interface Login extends Consent {
  readonly person: Person;
  readonly app: App;
}

export interface TokenRecord {
  readonly kind: 'USER' | 'PAGE';
  readonly token: string;
  readonly grant: Grant;
  readonly page?: Page;
  /** Whether the user token belongs to a portfolio's system user instead of a person. */
  readonly isSystemUser?: boolean;
  readonly lifetime: 'short' | 'long';
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Unix seconds; 0 = never. */
  readonly expiresAt: number;
  death?: DeathReason;
}

export type Caller = TokenRecord | { readonly kind: 'APP'; readonly app: App };

/** "About an hour or two", says the documentation. */
export const shortLifeSeconds = 5400;
/** 60 days minus the time that the exchange took: the value recorded most often. */
export const longLifeSeconds = 5_183_944;
/** https://developers.facebook.com/docs/facebook-login/guides/access-tokens#data-access-expiration */
const dataAccessSeconds = 90 * 86_400;

export class TokenTable {
  private readonly records = new Map<string, TokenRecord>();
  private readonly pageTokens = new Map<string, TokenRecord>();
  /** Tokens of the Instagram login → whether their account is a tester of the app. */
  private readonly instagramTokens = new Map<string, boolean>();
  /** What each person granted each app at their last sign-in. */
  private readonly consents = new Map<string, Consent>();
  /** The grants that the next sign-in replaces. */
  private readonly replaceable = new Set<Grant>();
  private readonly lostRoles = new Set<string>();
  private readonly blockedApps = new Set<string>();
  private minted = 0;
  pageTokenExchange: PageTokenExchange = 'permanent';
  userTokenExchange: UserTokenExchange = 'sixtyDays';

  /** @param now Unix seconds. @param seed gives the same tokens on every run, in the order of creation. */
  constructor(
    readonly now: () => number,
    private readonly seed: string | undefined,
  ) {}

  /** The token from the login dialog; a login starts the 90 days of data access. */
  logIn(
    { person, app, ...consent }: Login,
    life: { lifetime: 'short' | 'long'; seconds: number; ageSeconds: number },
  ): TokenRecord {
    const issuedAt = this.now() - life.ageSeconds;
    const grant = { person, app, consent, isReplaced: false, dataAccessExpiresAt: issuedAt + dataAccessSeconds };
    this.replaceable.add(grant);
    return this.add({
      kind: 'USER',
      grant,
      lifetime: life.lifetime,
      issuedAt,
      expiresAt: issuedAt + life.seconds,
    });
  }

  /**
   * A system user's token: neither the token nor its data access expires.
   * https://developers.facebook.com/docs/facebook-login/facebook-login-for-business#comparison
   */
  logInSystemUser({ person, app, ...consent }: Login): TokenRecord {
    const grant = { person, app, consent, isReplaced: false, dataAccessExpiresAt: 0 };
    return this.add({ kind: 'USER', isSystemUser: true, grant, lifetime: 'long', issuedAt: this.now(), expiresAt: 0 });
  }

  /** What the person last granted the app in the login dialog. */
  consentOf(person: Person, app: App): Consent | undefined {
    return this.consents.get(`${person.id} ${app.id}`);
  }

  /** The person signs in again: from now on, their earlier tokens for this app may do only what they grant now. */
  replaceConsent(person: Person, app: App, consent: Consent): void {
    this.consents.set(`${person.id} ${app.id}`, consent);
    for (const grant of this.replaceable) {
      if (grant.person.id !== person.id || grant.app.id !== app.id) continue;
      const permissions = new Map([...grant.consent.permissions, ...consent.permissions]);
      grant.consent = { ...consent, permissions };
      grant.isReplaced = true;
    }
  }

  loseRole(person: Person, page: Page): void {
    this.lostRoles.add(`${person.id} ${page.id}`);
  }

  hasLostRole(person: Person, page: Page): boolean {
    return this.lostRoles.has(`${person.id} ${page.id}`);
  }

  blockApp(app: App): void {
    this.blockedApps.add(app.id);
  }

  /** Throws if Meta refuses all calls of this app. */
  requireUnblocked(app: App): void {
    if (app.isOff === true || this.blockedApps.has(app.id)) throw apiBlocked();
  }

  /** Forgets all sign-ins, lost roles and blocked apps. */
  forgetEvents(): void {
    this.consents.clear();
    this.replaceable.clear();
    this.lostRoles.clear();
    this.blockedApps.clear();
  }

  /** Creates a long-lived token from a short-lived one, or renews a long-lived one. */
  exchange({ grant, isSystemUser = false, expiresAt: before }: TokenRecord): TokenRecord {
    const issuedAt = this.now();
    const neverEnds = this.userTokenExchange === 'permanentUntold' || (isSystemUser && before === 0);
    const expiresAt = neverEnds ? 0 : issuedAt + longLifeSeconds;
    return this.add({ kind: 'USER', isSystemUser, grant, lifetime: 'long', issuedAt, expiresAt });
  }

  /** Creates another token for the same Page from the same login. */
  exchangeForPage({ grant }: TokenRecord, page: Page, lifeSeconds: number | 'never'): TokenRecord {
    const issuedAt = this.now();
    const expiresAt = lifeSeconds === 'never' ? 0 : issuedAt + lifeSeconds;
    return this.add({ kind: 'PAGE', grant, page, lifetime: 'long', issuedAt, expiresAt });
  }

  /** A Page token ends with a short-lived user token but outlives a long-lived one. While it lives, it is reused. */
  forPage(parent: TokenRecord, page: Page): TokenRecord {
    const key = `${parent.token} ${page.id}`;
    const known = this.pageTokens.get(key);
    if (known && !this.deathOf(known)) return known;
    const { grant, lifetime } = parent;
    const expiresAt = lifetime === 'long' ? 0 : parent.expiresAt;
    const record = this.add({ kind: 'PAGE', grant, page, lifetime, issuedAt: this.now(), expiresAt });
    this.pageTokens.set(key, record);
    return record;
  }

  /**
   * A token of the Instagram login, which is for graph.instagram.com.
   * https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login
   */
  addInstagramToken(isTester: boolean): string {
    const token = this.mint('IGAA');
    this.instagramTokens.set(token, isTester);
    return token;
  }

  /**
   * Who calls with this token, live or dead. Throws the error 190 if the text was never a token.
   * @param method The method of the call.
   */
  identify(token: string, method: string): Caller {
    const record = this.records.get(token);
    if (record) return record;
    const [, appId, secret] = /^(\d+)\|(.*)$/s.exec(token) ?? [];
    if (appId !== undefined) {
      const app = findApp(appId);
      if (!app) throw appOfTokenUnknown();
      if (app.secret !== secret) throw badTokenSignature();
      return { kind: 'APP', app };
    }
    if (this.instagramTokens.get(token) === false) throw methodTypeUnsupported(method);
    if (!token.startsWith('EAA')) throw cannotParseToken();
    throw /^[A-Za-z0-9]+$/.test(token) ? cannotDecryptToken() : malformedToken(token);
  }

  find(token: string): TokenRecord | undefined {
    return this.records.get(token);
  }

  /** Why a token doesn't work now; undefined if it works. */
  deathOf(record: TokenRecord): DeathReason | undefined {
    if (record.death) return record.death;
    const { grant, page } = record;
    if (page && this.hasLostRole(grant.person, page)) return 'roleLost';
    if (page && grant.isReplaced && !mayActAs(page, grant.consent)) return 'notGranted';
    return record.expiresAt !== 0 && record.expiresAt <= this.now() ? 'expired' : undefined;
  }

  refusalOf(record: TokenRecord): Refusal | undefined {
    const reason = this.deathOf(record);
    return reason && tokenDied(reason, { expiredAt: record.expiresAt, now: this.now() });
  }

  killAllOf(person: Person): void {
    for (const record of this.records.values()) {
      if (record.grant.person.id === person.id) record.death ??= 'passwordChanged';
    }
  }

  private add(record: Omit<TokenRecord, 'token'>): TokenRecord {
    const complete: TokenRecord = { ...record, token: this.mint() };
    this.records.set(complete.token, complete);
    return complete;
  }

  /** An opaque text that looks like Facebook's tokens: everything known about it is in the table. */
  private mint(prefix = 'EAA'): string {
    this.minted += 1;
    const bytes = this.seed === undefined ? randomBytes(224) : seededBytes(`${this.seed} ${this.minted}`, 224);
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const length = 180 + ((bytes[0] ?? 0) % 38);
    return `${prefix}${Array.from(bytes.subarray(1, 1 + length), (byte) => alphabet.charAt(byte % 62)).join('')}`;
  }
}

function mayActAs(page: Page, { ticked, permissions }: Consent): boolean {
  const isTicked = ticked === 'all' || ticked.has(page.id);
  return isTicked && impersonatingPermissions.some((name) => permissions.get(name) === 'granted');
}

function seededBytes(seed: string, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash('sha256').update(`${seed} ${index}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

/** https://developers.facebook.com/docs/graph-api/guides/secure-requests#appsecret_proof */
export function proofOf(token: string, secret: string): string {
  return createHmac('sha256', secret).update(token).digest('hex');
}
