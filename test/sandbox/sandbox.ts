// A strict stand-in for graph.facebook.com on loopback, written from Meta's documentation and recorded answers.
import { once } from 'node:events';
import { CodeTable } from './codes';
import type { DeathReason } from './errors';
import { FaultBoard, type Fault } from './faults';
import { createSandboxServer, type RecordedRequest } from './http';
import { longLifeSeconds, shortLifeSeconds, TokenTable, type PermissionStatus, type TokenRecord } from './tokens';
import {
  apps,
  findApp,
  pages,
  people,
  personNameOf,
  type App,
  type AppName,
  type Page,
  type Person,
  type PersonName,
} from './world';

export interface SandboxOptions {
  /** A free one if not given. */
  readonly port?: number;
  /** The sandbox's clock, milliseconds since the epoch; moving it ages tokens. */
  readonly now?: () => number;
  /** With the same seed, the same tokens in the same order of minting. */
  readonly seed?: string;
  /** Called when a request is over, however it ended. */
  readonly onRequestEnd?: (request: RecordedRequest) => void;
}

export interface TokenOptions {
  readonly app?: AppName;
  /** Granted in the login dialog; `public_profile` always is. */
  readonly permissions?: readonly string[];
  readonly declined?: readonly string[];
  readonly expiredPermissions?: readonly string[];
  /** Old enough to have just expired. */
  readonly expired?: boolean;
  /** IDs of the pages ticked in the login dialog, or all. */
  readonly pages?: 'all' | readonly string[];
  /** How long ago the login was: ages the token and its data access. */
  readonly ageSeconds?: number;
  /** How long it lives from the login, instead of what is usual for its kind. */
  readonly lifeSeconds?: number;
}

export interface PageTokenOptions extends TokenOptions {
  readonly from: 'shortLived' | 'longLived';
}

/** The truth about a token, which the API's answers can be checked against. Times are Unix seconds. */
export interface TokenDescription {
  readonly kind: 'USER' | 'PAGE' | 'APP';
  readonly appId: string;
  readonly person?: PersonName;
  readonly pageId?: string;
  readonly lifetime?: 'short' | 'long';
  readonly issuedAt: number;
  /** 0 = never. */
  readonly expiresAt: number;
  readonly dataAccessExpiresAt: number;
  readonly permissions: readonly string[];
  readonly valid: boolean;
  readonly invalidReason?: DeathReason;
}

/** The six of the Agoras 1.x guide. */
export const guidePermissions = [
  'pages_show_list',
  'pages_read_user_content',
  'pages_read_engagement',
  'pages_manage_engagement',
  'instagram_basic',
  'instagram_content_publish',
] as const;

/** What leads the extension to a sandbox instead of to Facebook. */
export function sandboxSettings({ url }: Pick<Sandbox, 'url'>): Readonly<Record<string, string>> {
  return { 'agoras.graphApi.baseUrl': url, 'agoras.graphApi.dialogUrl': url };
}

/** Starts a sandbox on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.now ?? Date.now;
  const tokens = new TokenTable(() => Math.floor(clock() / 1000), options.seed);
  const browser: Browser = { user: people.ada };
  const faults = new FaultBoard();
  const requests: RecordedRequest[] = [];
  const closing = new AbortController();
  let url = '';
  const server = createSandboxServer({
    tokens,
    dialog: {
      codes: new CodeTable(tokens.now),
      userName: () => browser.user.name,
      logIn: (app, permissions) => logInTo(tokens, browser.user, 'short', app, { permissions }),
    },
    faults,
    record: (request) => void requests.push(request),
    ended: (request) => options.onRequestEnd?.(request),
    url: () => url,
    closing: closing.signal,
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no TCP address.');
  url = `http://127.0.0.1:${address.port}`;
  return new Sandbox(url, tokens, browser, faults, requests, async () => {
    closing.abort();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
}

interface Browser {
  user: Person;
}

/** A running sandbox. */
export class Sandbox {
  readonly apps = apps;
  readonly people = people;
  readonly pages = pages;
  /** In the order received. */
  readonly requests: readonly RecordedRequest[];
  private closed = false;

  constructor(
    readonly url: string,
    private readonly tokens: TokenTable,
    private readonly browser: Browser,
    private readonly faults: FaultBoard,
    private readonly received: RecordedRequest[],
    private readonly stop: () => Promise<void>,
  ) {
    this.requests = received;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.stop();
  }

  /** What the Graph API Explorer hands out after a login. */
  shortLivedToken(person: PersonName, options: TokenOptions = {}): string {
    return this.logIn(person, 'short', options).token;
  }

  /** Whom the login dialog finds logged in; Ada at first. */
  logInBrowser(person: PersonName): void {
    this.browser.user = people[person];
  }

  longLivedToken(person: PersonName, options: TokenOptions = {}): string {
    return this.logIn(person, 'long', options).token;
  }

  pageToken(person: PersonName, pageId: string, options: PageTokenOptions): string {
    const known: readonly Page[] = people[person].pages;
    const page = known.find(({ id }) => id === pageId);
    if (!page) throw new Error(`${person} has no page ${pageId}`);
    const user = this.logIn(person, options.from === 'longLived' ? 'long' : 'short', options);
    return this.tokens.forPage(user, page).token;
  }

  /** `APPID|SECRET`: https://developers.facebook.com/docs/facebook-login/guides/access-tokens#apptokens */
  appToken(app: AppName = 'demo'): string {
    return `${apps[app].id}|${apps[app].secret}`;
  }

  describe(token: string): TokenDescription | undefined {
    const record = this.tokens.find(token);
    if (record) return this.describeRecord(record);
    const [appId = '', secret] = token.split('|');
    if (findApp(appId)?.secret !== secret || secret === undefined) return undefined;
    return { kind: 'APP', appId, issuedAt: 0, expiresAt: 0, dataAccessExpiresAt: 0, permissions: [], valid: true };
  }

  /**
   * Ends a token and those made from it, or all of a person's. For a person, `checkpoint`, `loggedInCheckpoint`
   * and `unconfirmed` also stop later tokens, and `roleLost` takes the pages out of the listing, until `restore`.
   */
  invalidate(target: string | { readonly person: PersonName }, reason: DeathReason): void {
    if (typeof target !== 'string') {
      this.tokens.killAllOf(people[target.person], reason);
      return;
    }
    const record = this.tokens.find(target);
    if (!record) throw new Error('invalidate: not a token of this sandbox');
    this.tokens.kill(record, reason);
  }

  /** The person clears the checkpoint and has the roles on the pages again. */
  restore(person: PersonName): void {
    this.tokens.restore(people[person]);
  }

  clearRequests(): void {
    this.received.length = 0;
  }

  fault(fault: Fault): { remove(): void } {
    return this.faults.add(fault);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  /** Clears both, so that the next test meets nothing of this one. */
  clear(): void {
    this.clearFaults();
    this.clearRequests();
  }

  private logIn(name: PersonName, lifetime: 'short' | 'long', options: TokenOptions): TokenRecord {
    return logInTo(this.tokens, people[name], lifetime, apps[options.app ?? 'demo'], options);
  }

  private describeRecord(record: TokenRecord): TokenDescription {
    const { grant, page, kind, lifetime, issuedAt, expiresAt } = record;
    const person = personNameOf(grant.person);
    const invalidReason = this.tokens.deathOf(record);
    return {
      kind,
      appId: grant.app.id,
      ...(person ? { person } : {}),
      ...(page ? { pageId: page.id } : {}),
      lifetime,
      issuedAt,
      expiresAt,
      dataAccessExpiresAt: grant.dataAccessExpiresAt,
      permissions: [...grant.permissions].flatMap(([name, status]) => (status === 'granted' ? [name] : [])),
      valid: invalidReason === undefined,
      ...(invalidReason ? { invalidReason } : {}),
    };
  }
}

function logInTo(
  tokens: TokenTable,
  person: Person,
  lifetime: 'short' | 'long',
  app: App,
  options: TokenOptions,
): TokenRecord {
  const seconds = options.lifeSeconds ?? (lifetime === 'short' ? shortLifeSeconds : longLifeSeconds);
  const ticked = options.pages ?? person.ticks;
  return tokens.logIn(
    { person, app, permissions: permissionsOf(options), ticked: ticked === 'all' ? 'all' : new Set(ticked) },
    { lifetime, seconds, ageSeconds: options.ageSeconds ?? (options.expired === true ? seconds + 600 : 0) },
  );
}

function permissionsOf(options: TokenOptions): ReadonlyMap<string, PermissionStatus> {
  const as = (status: PermissionStatus, names: readonly string[]): [string, PermissionStatus][] =>
    names.map((name) => [name, status]);
  return new Map([
    ...as('granted', [...(options.permissions ?? guidePermissions), 'public_profile']),
    ...as('declined', options.declined ?? []),
    ...as('expired', options.expiredPermissions ?? []),
  ]);
}
