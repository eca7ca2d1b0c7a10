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
  /** A free port if not given. */
  readonly port?: number;
  /** The sandbox's clock, in milliseconds since 1970; moving it forward ages the tokens. */
  readonly now?: () => number;
  /** The same seed gives the same tokens, in the order in which they are created. */
  readonly seed?: string;
  /** The result of exchanging a Page token; `permanent` if not given. */
  readonly pageTokenExchange?: PageTokenExchange;
  /** Called when a request has ended, in whatever way. */
  readonly onRequestEnd?: (request: RecordedRequest) => void;
}

export interface TokenOptions {
  readonly app?: AppName;
  /** Granted in the login dialog; `public_profile` is always granted. */
  readonly permissions?: readonly string[];
  readonly declined?: readonly string[];
  readonly expiredPermissions?: readonly string[];
  /** Whether the token is so old that it has just expired. */
  readonly expired?: boolean;
  /** IDs of the Pages ticked in the login dialog, or all. */
  readonly pages?: 'all' | readonly string[];
  /** IDs of the Instagram accounts ticked there; if not given, those of the ticked Pages. */
  readonly instagram?: readonly string[];
  /** How long ago the login was, in seconds; ages the token and its data access. */
  readonly ageSeconds?: number;
  /** Lifetime in seconds from the login, instead of the usual one for its kind. */
  readonly lifeSeconds?: number;
}

export interface PageTokenOptions extends TokenOptions {
  readonly from: 'shortLived' | 'longLived';
}

/** What a person does in the login dialog. */
export interface SignInOptions extends Ticks {
  readonly app?: AppName;
  readonly permissions?: readonly string[];
  /** The requested permissions that the person doesn't grant. */
  readonly declined?: readonly string[];
  /** With `auth_type=rerequest`. */
  readonly isRerequest?: boolean;
}

export type SystemUserTokenOptions = Pick<TokenOptions, 'app' | 'permissions' | 'declined' | 'pages'>;

/** How the dialog reports errors: see `setDialogErrors`. */
export interface DialogErrors {
  readonly by: 'page' | 'redirect';
  /** Whether an error or a refusal includes `state`. */
  readonly withState: boolean;
}

/** The true state of a token, to compare the API's answers with. Times are Unix seconds. */
export interface TokenDescription {
  readonly kind: 'USER' | 'SYSTEM_USER' | 'PAGE';
  readonly pageId?: string;
  readonly lifetime: 'short' | 'long';
  /** 0 = never. */
  readonly expiresAt: number;
  readonly dataAccessExpiresAt: number;
  readonly valid: boolean;
}

/** The six permissions of the Agoras 1.x guide. */
export const guidePermissions = [
  'pages_show_list',
  'pages_read_user_content',
  'pages_read_engagement',
  'pages_manage_engagement',
  'instagram_basic',
  'instagram_content_publish',
] as const;

/** What a person grants unless a test says otherwise: includes posting to the Page. */
const usualPermissions: readonly string[] = [...guidePermissions, 'pages_manage_posts'];

/** The settings that make the extension use a sandbox instead of Facebook. */
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
  /** In the order they were received. */
  readonly requests: readonly RecordedRequest[];
  /** What was published, in order: who posted what where, and with which kind of token. */
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

  /** The token that the Graph API Explorer gives after a login. */
  shortLivedToken(person: PersonName, options: TokenOptions = {}): string {
    return this.logIn(person, 'short', options).token;
  }

  longLivedToken(person: PersonName, options: TokenOptions = {}): string {
    return this.logIn(person, 'long', options).token;
  }

  /**
   * The person signs in through the login dialog. This replaces whatever they granted the app before, in the dialog or
   * through a token created here. `shortLivedToken` and similar methods replace nothing, so that a test can have many
   * kinds of tokens.
   */
  signIn(person: PersonName, options: SignInOptions = {}): string {
    const { app = 'demo', permissions = usualPermissions, declined = [], isRerequest = false, ...ticks } = options;
    const asked = { app: apps[app], person: people[person], asked: permissions, declined: new Set(declined) };
    return signIn(this.tokens, { ...asked, ticks, isRerequest, tokenOf: 'user' })().token;
  }

  /** The token of a portfolio's system user, which never expires. */
  systemUserToken(person: PersonName = 'robot', options: SystemUserTokenOptions = {}): string {
    const login = loginOf(people[person], apps[options.app ?? 'demo'], options);
    return this.tokens.logInSystemUser(login).token;
  }

  /** A token of the Instagram login, which doesn't work with this API. */
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

  /** The person changes their password, which invalidates all their tokens. */
  changePassword(person: PersonName): void {
    this.tokens.killAllOf(people[person]);
  }

  /** The person may no longer act for the Page or see it. */
  loseRole(person: PersonName, pageId: string): void {
    this.tokens.loseRole(people[person], pageOf(person, pageId));
  }

  /** Meta restricts the app: every call with its tokens, ID or secret is refused. */
  blockApp(app: AppName = 'demo'): void {
    this.tokens.blockApp(apps[app]);
  }

  /** Sets the result of exchanging a user token, and what the answer says about it, from now on. */
  setUserTokenExchange(exchange: UserTokenExchange): void {
    this.tokens.userTokenExchange = exchange;
  }

  /** Sets the result of exchanging a Page token from now on. */
  setPageTokenExchange(exchange: PageTokenExchange): void {
    this.tokens.pageTokenExchange = exchange;
  }

  /** Sets the permissions that the person declines in the login dialog from now on. */
  declineInDialog(...permissions: readonly string[]): void {
    const { declined } = this.state.dialog;
    declined.clear();
    for (const permission of permissions) declined.add(permission);
  }

  /** Sets what the person ticks in the login dialog from now on, unless its form says otherwise. */
  tickInDialog(ticks: Ticks): void {
    this.state.dialog.ticks = ticks;
  }

  /** Sets who is logged in to Facebook in the browser from now on. */
  setDialogPerson(person: PersonName): void {
    this.state.dialog.person = people[person];
  }

  /** From now on, the login dialog fails in this way regardless of the request; `undefined` ends that. */
  failDialog(trouble: DialogTrouble | undefined): void {
    this.state.dialog.trouble = trouble;
  }

  /**
   * Sets how the dialog reports an error that Facebook reports in two ways: on its own page, or by a redirect with
   * `error_code` and `error_message`. Errors that Facebook only shows stay on a page; a person's refusal is always a
   * redirect.
   */
  setDialogErrors({ by, withState }: DialogErrors): void {
    this.state.dialog.errorsBy = by;
    this.state.dialog.givesState = withState;
  }

  /** Sets whether a POST whose form says `method=get` is treated as a GET or refused as a POST from now on. */
  setMethodOverride(isTaken: boolean): void {
    this.state.methodOverride.isTaken = isTaken;
  }

  clearRequests(): void {
    this.state.requests.length = 0;
  }

  fault(fault: Fault): { remove(): void } {
    return this.state.faults.add(fault);
  }

  /** Answers a path with a recorded refusal; `more`: how many times, and after what delay. */
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

  /** Resets the sandbox except for its tokens, so that one test can't affect the next. */
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
