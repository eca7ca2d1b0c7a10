// A strict stand-in for graph.facebook.com on loopback, written from Meta's documentation and recorded answers.
import { once } from 'node:events';
import { CodeTable } from './codes';
import { Dialog, signIn, type Ticks } from './dialog';
import type { DialogTrouble } from './endpoints/dialogFailures';
import { FaultBoard, type Fault } from './faults';
import { createSandboxServer, type RecordedRequest } from './http';
import { recordedAnswers, type RecordedAnswerName } from './recordedAnswers';
import { PostBoard, type PublishedPost } from './posts';
import {
  longLifeSeconds,
  shortLifeSeconds,
  TokenTable,
  type PageTokenExchange,
  type Consent,
  type PermissionStatus,
  type TokenRecord,
  type UserTokenExchange,
} from './tokens';
import { apps, pages, people, type App, type AppName, type Page, type Person, type PersonName } from './world';

export interface SandboxOptions {
  /** A free one if not given. */
  readonly port?: number;
  /** The sandbox's clock, milliseconds since the epoch; moving it ages tokens. */
  readonly now?: () => number;
  /** With the same seed, the same tokens in the same order of minting. */
  readonly seed?: string;
  /** What the exchange makes of a Page token: `permanent` if not given. */
  readonly pageTokenExchange?: PageTokenExchange;
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
  /** IDs of the Instagram accounts ticked there; those of the ticked pages if not given. */
  readonly instagram?: readonly string[];
  /** How long ago the login was: ages the token and its data access. */
  readonly ageSeconds?: number;
  /** How long it lives from the login, instead of what is usual for its kind. */
  readonly lifeSeconds?: number;
}

export interface PageTokenOptions extends TokenOptions {
  readonly from: 'shortLived' | 'longLived';
}

/** What a person does in the login dialog. */
export interface SignInOptions extends Ticks {
  readonly app?: AppName;
  readonly permissions?: readonly string[];
  /** Of the permissions, those that the person does not grant. */
  readonly declined?: readonly string[];
  /** With `auth_type=rerequest`. */
  readonly isRerequest?: boolean;
}

export type SystemUserTokenOptions = Pick<TokenOptions, 'app' | 'permissions' | 'declined' | 'pages'>;

/** How the dialog tells what is wrong: see `setDialogErrors`. */
export interface DialogErrors {
  readonly by: 'page' | 'redirect';
  /** Whether `state` comes back with an error or a refusal. */
  readonly withState: boolean;
}

/** The truth about a token, which the API's answers can be checked against. Times are Unix seconds. */
export interface TokenDescription {
  readonly kind: 'USER' | 'SYSTEM_USER' | 'PAGE';
  readonly pageId?: string;
  readonly lifetime: 'short' | 'long';
  /** 0 = never. */
  readonly expiresAt: number;
  readonly dataAccessExpiresAt: number;
  readonly valid: boolean;
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

/** What a person grants unless a test says otherwise: posting to the Page, too. */
const usualPermissions: readonly string[] = [...guidePermissions, 'pages_manage_posts'];

/** What leads the extension to a sandbox instead of to Facebook. */
export function sandboxSettings({ url }: Pick<Sandbox, 'url'>): Readonly<Record<string, string>> {
  return { 'agoras.graphApi.baseUrl': url, 'agoras.graphApi.dialogUrl': url };
}

/** Starts a sandbox on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.now ?? Date.now;
  const tokens = new TokenTable(() => Math.floor(clock() / 1000), options.seed);
  const usualExchange = options.pageTokenExchange ?? 'permanent';
  tokens.pageTokenExchange = usualExchange;
  const board = new PostBoard();
  const dialog = new Dialog(new CodeTable(tokens.now), tokens);
  const faults = new FaultBoard();
  const requests: RecordedRequest[] = [];
  const methodOverride = { isTaken: true };
  const closing = new AbortController();
  let url = '';
  const server = createSandboxServer({
    tokens,
    board,
    dialog,
    faults,
    takesMethodOverride: () => methodOverride.isTaken,
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
  return new Sandbox(url, { tokens, board, faults, requests, dialog, methodOverride, usualExchange }, async () => {
    closing.abort();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
}

interface SandboxState {
  readonly tokens: TokenTable;
  readonly board: PostBoard;
  readonly faults: FaultBoard;
  readonly requests: RecordedRequest[];
  readonly dialog: Dialog;
  readonly methodOverride: { isTaken: boolean };
  readonly usualExchange: PageTokenExchange;
}

/** A running sandbox. */
export class Sandbox {
  readonly apps = apps;
  readonly people = people;
  readonly pages = pages;
  /** In the order received. */
  readonly requests: readonly RecordedRequest[];
  /** What was published, in that order: who posted what where, and with which kind of token. */
  readonly posts: readonly PublishedPost[];
  private readonly tokens: TokenTable;
  private closed = false;

  constructor(
    readonly url: string,
    private readonly state: SandboxState,
    private readonly stop: () => Promise<void>,
  ) {
    this.requests = state.requests;
    this.posts = state.board.posts;
    this.tokens = state.tokens;
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

  longLivedToken(person: PersonName, options: TokenOptions = {}): string {
    return this.logIn(person, 'long', options).token;
  }

  /**
   * The person signs in in the login dialog. That replaces what they granted the app before, in the dialog or by any
   * token made here: `shortLivedToken` and the like replace nothing, so that a test can have tokens of many kinds.
   */
  signIn(person: PersonName, options: SignInOptions = {}): string {
    const { app = 'demo', permissions = usualPermissions, declined = [], isRerequest = false, ...ticks } = options;
    const asked = { app: apps[app], person: people[person], asked: permissions, declined: new Set(declined) };
    return signIn(this.tokens, { ...asked, ticks, isRerequest, tokenOf: 'user' })().token;
  }

  /** That of a portfolio's system user, which never ends. */
  systemUserToken(person: PersonName = 'robot', options: SystemUserTokenOptions = {}): string {
    const login = loginOf(people[person], apps[options.app ?? 'demo'], options);
    return this.tokens.logInSystemUser(login).token;
  }

  /** That of the Instagram login, which is not for this API. */
  instagramToken({ isTester = true } = {}): string {
    return this.tokens.addInstagramToken(isTester);
  }

  pageToken(person: PersonName, pageId: string, options: PageTokenOptions): string {
    const page = pageOf(person, pageId);
    const user = this.logIn(person, options.from === 'longLived' ? 'long' : 'short', options);
    return this.tokens.forPage(user, page).token;
  }

  /** `APPID|SECRET`: https://developers.facebook.com/docs/facebook-login/guides/access-tokens#apptokens */
  appToken(app: AppName = 'demo'): string {
    return `${apps[app].id}|${apps[app].secret}`;
  }

  describe(token: string): TokenDescription | undefined {
    const record = this.tokens.find(token);
    if (record === undefined) return undefined;
    const { grant, page, kind, lifetime, expiresAt, isSystemUser } = record;
    return {
      kind: isSystemUser === true ? 'SYSTEM_USER' : kind,
      ...(page ? { pageId: page.id } : {}),
      lifetime,
      expiresAt,
      dataAccessExpiresAt: grant.dataAccessExpiresAt,
      valid: this.tokens.deathOf(record) === undefined,
    };
  }

  /** The person chooses a new password: every token of theirs dies. */
  changePassword(person: PersonName): void {
    this.tokens.killAllOf(people[person]);
  }

  /** The person may no longer act for the page, nor see it. */
  loseRole(person: PersonName, pageId: string): void {
    this.tokens.loseRole(people[person], pageOf(person, pageId));
  }

  /** Meta restricts the app: no call with its tokens, ID or secret is answered. */
  blockApp(app: AppName = 'demo'): void {
    this.tokens.blockApp(apps[app]);
  }

  /** What the exchange makes of a user token from now on, and says of it. */
  setUserTokenExchange(exchange: UserTokenExchange): void {
    this.tokens.userTokenExchange = exchange;
  }

  /** What the exchange makes of a Page token from now on. */
  setPageTokenExchange(exchange: PageTokenExchange): void {
    this.tokens.pageTokenExchange = exchange;
  }

  /** What the person leaves out in the login dialog from now on, of what it asks for. */
  declineInDialog(...permissions: readonly string[]): void {
    const { declined } = this.state.dialog;
    declined.clear();
    for (const permission of permissions) declined.add(permission);
  }

  /** What the person ticks in the login dialog from now on, where its form does not say otherwise. */
  tickInDialog(ticks: Ticks): void {
    this.state.dialog.ticks = ticks;
  }

  /** Who is logged in to Facebook in the browser from now on. */
  setDialogPerson(person: PersonName): void {
    this.state.dialog.person = people[person];
  }

  /** From now on the login dialog fails in this way whatever is asked; undefined: no longer. */
  failDialog(trouble: DialogTrouble | undefined): void {
    this.state.dialog.trouble = trouble;
  }

  /**
   * How the dialog tells an error from now on that Facebook tells in two ways: on a page of its own, or by a redirect
   * with `error_code` and `error_message`. What it only ever shows stays a page; what a person declines, a redirect.
   */
  setDialogErrors({ by, withState }: DialogErrors): void {
    this.state.dialog.errorsBy = by;
    this.state.dialog.givesState = withState;
  }

  /** Whether a POST whose form says `method=get` is taken for a GET from now on, or refused as a POST. */
  setMethodOverride(isTaken: boolean): void {
    this.state.methodOverride.isTaken = isTaken;
  }

  clearRequests(): void {
    this.state.requests.length = 0;
  }

  fault(fault: Fault): { remove(): void } {
    return this.state.faults.add(fault);
  }

  /** Answers a path with a refusal that is recorded; `more`: how often, how late. */
  refuse(
    on: Fault['on'],
    name: RecordedAnswerName,
    more: Pick<Fault, 'ms' | 'times' | 'headers'> = {},
  ): { remove(): void } {
    return this.fault({ on, kind: 'custom', ...recordedAnswers[name], ...more });
  }

  clearFaults(): void {
    this.state.faults.clear();
  }

  /** Back to how it was started, except for tokens, so that the next test meets nothing of this one. */
  clear(): void {
    this.clearFaults();
    this.clearRequests();
    this.state.board.clear();
    this.state.dialog.reset();
    this.tokens.forgetEvents();
    this.setPageTokenExchange(this.state.usualExchange);
    this.setUserTokenExchange('sixtyDays');
    this.setMethodOverride(true);
  }

  private logIn(name: PersonName, lifetime: 'short' | 'long', options: TokenOptions): TokenRecord {
    return logInTo(this.tokens, people[name], lifetime, apps[options.app ?? 'demo'], options);
  }
}

function pageOf(person: PersonName, pageId: string): Page {
  const known: readonly Page[] = people[person].pages;
  const page = known.find(({ id }) => id === pageId);
  if (!page) throw new Error(`${person} has no page ${pageId}`);
  return page;
}

function loginOf(person: Person, app: App, options: TokenOptions): Consent & { person: Person; app: App } {
  const ticked = options.pages ?? person.ticks;
  return {
    person,
    app,
    permissions: permissionsOf(options),
    ticked: ticked === 'all' ? 'all' : new Set(ticked),
    tickedInstagram: options.instagram && new Set(options.instagram),
  };
}

function logInTo(
  tokens: TokenTable,
  person: Person,
  lifetime: 'short' | 'long',
  app: App,
  options: TokenOptions,
): TokenRecord {
  const seconds = options.lifeSeconds ?? (lifetime === 'short' ? shortLifeSeconds : longLifeSeconds);
  return tokens.logIn(loginOf(person, app, options), {
    lifetime,
    seconds,
    ageSeconds: options.ageSeconds ?? (options.expired === true ? seconds + 600 : 0),
  });
}

function permissionsOf(options: TokenOptions): ReadonlyMap<string, PermissionStatus> {
  const as = (status: PermissionStatus, names: readonly string[]): [string, PermissionStatus][] =>
    names.map((name) => [name, status]);
  return new Map([
    ...as('granted', [...(options.permissions ?? usualPermissions), 'public_profile']),
    ...as('declined', options.declined ?? []),
    ...as('expired', options.expiredPermissions ?? []),
  ]);
}
