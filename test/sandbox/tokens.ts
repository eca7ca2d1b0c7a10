// The token table: what kinds of tokens exist, how long each lives, what kills it.
// https://developers.facebook.com/docs/facebook-login/guides/access-tokens
import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  appOfTokenUnknown,
  badTokenSignature,
  cannotDecryptToken,
  cannotParseToken,
  malformedToken,
  tokenDied,
  type DeathReason,
  type Refusal,
} from './errors';
import { findApp, type App, type Page, type Person } from './world';

export type PermissionStatus = 'granted' | 'declined' | 'expired';

/**
 * What the exchange makes of a Page token. Public guides and products report that it gives another one; Meta
 * documents it for user tokens only: so a client has to be ready for each of these.
 * - `permanent`: one that never expires, in an answer without `expires_in`
 * - `sixtyDays`: one that lives as long as a long-lived user token
 * - `refused`: none, a user token is asked for
 */
const pageTokenExchanges = ['permanent', 'sixtyDays', 'refused'] as const;
export type PageTokenExchange = (typeof pageTokenExchanges)[number];

/** From a command line. */
export function readPageTokenExchange(text: string | undefined): PageTokenExchange {
  const found = pageTokenExchanges.find((exchange) => exchange === (text ?? 'permanent'));
  if (found) return found;
  throw new Error(`--page-token-exchange is one of ${pageTokenExchanges.join(', ')}.`);
}

/** What one login gave one app; every token made from that login shares it. */
export interface Grant {
  readonly person: Person;
  readonly app: App;
  readonly permissions: ReadonlyMap<string, PermissionStatus>;
  readonly ticked: 'all' | ReadonlySet<string>;
  /** Unix seconds. Exchanging a token keeps it; only a new login moves it. */
  readonly dataAccessExpiresAt: number;
}

export interface TokenRecord {
  readonly kind: 'USER' | 'PAGE';
  readonly token: string;
  readonly grant: Grant;
  readonly page?: Page;
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
/** 60 days less the moment that the exchange took: the number that is recorded most often. */
export const longLifeSeconds = 5_183_944;
/** https://developers.facebook.com/docs/facebook-login/guides/access-tokens#data-access-expiration */
const dataAccessSeconds = 90 * 86_400;

export class TokenTable {
  private readonly records = new Map<string, TokenRecord>();
  private readonly pageTokens = new Map<string, TokenRecord>();
  private minted = 0;
  pageTokenExchange: PageTokenExchange = 'permanent';

  /** @param now Unix seconds. @param seed makes the same tokens on every run, in the order of minting. */
  constructor(
    readonly now: () => number,
    private readonly seed: string | undefined,
  ) {}

  /** The token that the login dialog hands out; a login is what starts the 90 days of data access. */
  logIn(
    login: Omit<Grant, 'dataAccessExpiresAt'>,
    life: { lifetime: 'short' | 'long'; seconds: number; ageSeconds: number },
  ): TokenRecord {
    const issuedAt = this.now() - life.ageSeconds;
    return this.add({
      kind: 'USER',
      grant: { ...login, dataAccessExpiresAt: issuedAt + dataAccessSeconds },
      lifetime: life.lifetime,
      issuedAt,
      expiresAt: issuedAt + life.seconds,
    });
  }

  /** Long-lived from short-lived, or renewed from long-lived. */
  exchange(parent: TokenRecord): TokenRecord {
    const issuedAt = this.now();
    const expiresAt = issuedAt + longLifeSeconds;
    return this.add({ kind: 'USER', grant: parent.grant, lifetime: 'long', issuedAt, expiresAt });
  }

  /** Another token of the same Page and the same login. */
  exchangeForPage({ grant }: TokenRecord, page: Page, lifeSeconds: number | 'never'): TokenRecord {
    const issuedAt = this.now();
    const expiresAt = lifeSeconds === 'never' ? 0 : issuedAt + lifeSeconds;
    return this.add({ kind: 'PAGE', grant, page, lifetime: 'long', issuedAt, expiresAt });
  }

  /** A Page token dies with a short-lived user token and outlives a long-lived one. The same one comes while it lives. */
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

  /** Who calls with this token text, dead or alive; throws the 190 for a text that never was a token. */
  identify(token: string): Caller {
    const record = this.records.get(token);
    if (record) return record;
    const [, appId, secret] = /^(\d+)\|(.*)$/s.exec(token) ?? [];
    if (appId !== undefined) {
      const app = findApp(appId);
      if (!app) throw appOfTokenUnknown();
      if (app.secret !== secret) throw badTokenSignature();
      return { kind: 'APP', app };
    }
    if (!token.startsWith('EAA')) throw cannotParseToken();
    throw /^[A-Za-z0-9]+$/.test(token) ? cannotDecryptToken() : malformedToken(token);
  }

  find(token: string): TokenRecord | undefined {
    return this.records.get(token);
  }

  /** Why a token does not work now, if it does not. */
  deathOf(record: TokenRecord): DeathReason | undefined {
    if (record.death) return record.death;
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

  /** Opaque text that looks like Facebook's: all meaning is in the table. */
  private mint(): string {
    this.minted += 1;
    const bytes = this.seed === undefined ? randomBytes(224) : seededBytes(`${this.seed} ${this.minted}`, 224);
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const length = 180 + ((bytes[0] ?? 0) % 38);
    return `EAA${Array.from(bytes.subarray(1, 1 + length), (byte) => alphabet.charAt(byte % 62)).join('')}`;
  }
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
