// Who sits in front of the login dialog, what they do there, and what becomes of it.
import type { CodeTable } from './codes';
import type { DialogTrouble } from './endpoints/dialogFailures';
import type { Consent, PermissionStatus, TokenRecord, TokenTable } from './tokens';
import { shortLifeSeconds } from './tokens';
import { people, type App, type Configuration, type Person } from './world';

/** What a person ticks there: IDs of Pages, or all; the Instagram accounts are those of the Pages if not given. */
export interface Ticks {
  readonly pages?: 'all' | readonly string[];
  readonly instagram?: readonly string[];
}

/** The login dialog, as the browser finds it. */
export class Dialog {
  /** Who is logged in to Facebook in the browser. */
  person: Person = people.ada;
  /** What the person ticks, instead of what is usual for them. */
  ticks: Ticks = {};
  /** What the person does not grant, of what is asked for. */
  readonly declined = new Set<string>();
  /** What goes wrong whatever is asked for. */
  trouble: DialogTrouble | undefined;
  /** How an error is told that Facebook tells in both ways, and whether `state` comes with a redirect. */
  errorsBy: 'page' | 'redirect' = 'page';
  givesState = true;

  constructor(
    readonly codes: CodeTable,
    readonly tokens: TokenTable,
  ) {}

  reset(): void {
    this.person = people.ada;
    this.ticks = {};
    this.declined.clear();
    this.trouble = undefined;
    this.errorsBy = 'page';
    this.givesState = true;
  }
}

export interface SignIn {
  readonly app: App;
  readonly person: Person;
  readonly asked: readonly string[];
  readonly declined: ReadonlySet<string>;
  readonly ticks: Ticks;
  readonly isRerequest: boolean;
  readonly tokenOf: Configuration['tokenOf'];
}

/**
 * The person presses Continue: from now on this is what they have granted the app. Gives what makes the token of it.
 * https://developers.facebook.com/docs/facebook-login/guides/permissions/request-revoke
 */
export function signIn(tokens: TokenTable, answer: SignIn): () => TokenRecord {
  const { app, person } = answer;
  const consent = consentTo(answer, tokens.consentOf(person, app));
  if (answer.tokenOf === 'systemUser') return () => tokens.logInSystemUser({ person, app, ...consent });
  tokens.replaceConsent(person, app, consent);
  return () =>
    tokens.logIn({ person, app, ...consent }, { lifetime: 'short', seconds: shortLifeSeconds, ageSeconds: 0 });
}

/** What was declined before is not asked for again, unless the app insists. */
export function namesShown(asked: readonly string[], before: Consent | undefined, isRerequest: boolean): string[] {
  return asked.filter((name) => isRerequest || before?.permissions.get(name) !== 'declined');
}

function consentTo({ app, person, asked, declined, ticks, isRerequest }: SignIn, before: Consent | undefined): Consent {
  const shown = namesShown(asked, before, isRerequest);
  // https://developers.facebook.com/docs/facebook-login/facebook-login-for-business#requirements: all of them or none.
  const isRefused = app.login.kind === 'business' && asked.some((name) => declined.has(name) || !shown.includes(name));
  const statusOf = (name: string): PermissionStatus => (isRefused || declined.has(name) ? 'declined' : 'granted');
  const pages = ticks.pages ?? person.ticks;
  return {
    permissions: new Map<string, PermissionStatus>([
      ...(before?.permissions ?? []),
      ...shown.map((name) => [name, statusOf(name)] as const),
      ['public_profile', 'granted'],
    ]),
    ticked: pages === 'all' ? 'all' : new Set(pages),
    tickedInstagram: ticks.instagram && new Set(ticks.instagram),
  };
}
