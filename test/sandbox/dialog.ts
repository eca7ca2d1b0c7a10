// Who uses the login dialog, what they do there, and what follows from it.
import type { CodeTable } from './codes';
import type { DialogTrouble } from './endpoints/dialogFailures';
import { shortLifeSeconds, type Consent, type PermissionStatus, type TokenRecord, type TokenTable } from './tokens';
import { people, type App, type Configuration, type Person } from './world';

/** What a person ticks: page IDs, or all pages. If `instagram` isn't given, the Instagram accounts of those pages. */
export interface Ticks {
  readonly pages?: 'all' | readonly string[];
  readonly instagram?: readonly string[];
}

/** The state of the login dialog as seen from the browser. */
export class Dialog {
  /** Who is logged in to Facebook in the browser. */
  person: Person = people.ada;
  /** What the person ticks instead of their usual choice. */
  ticks: Ticks = {};
  /** The requested permissions that the person doesn't grant. */
  readonly declined = new Set<string>();
  /** The failure to show, regardless of the request. */
  trouble: DialogTrouble | undefined;
  /** How the dialog reports errors that Facebook reports in both ways, and whether the redirect includes `state`. */
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
 * The person presses Continue. From now on, these are the permissions they have granted the app (a system user's login
 * changes nothing). Returns a function that creates the token.
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

/** A permission declined before isn't requested again unless the app insists. */
export function namesShown(asked: readonly string[], before: Consent | undefined, isRerequest: boolean): string[] {
  return asked.filter((name) => isRerequest || before?.permissions.get(name) !== 'declined');
}

function consentTo({ app, person, asked, declined, ticks, isRerequest }: SignIn, before: Consent | undefined): Consent {
  const shown = namesShown(asked, before, isRerequest);
  // All of them or none: https://developers.facebook.com/docs/facebook-login/facebook-login-for-business#requirements
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
