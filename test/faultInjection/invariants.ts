// What may be left by a cut, and what has to be there after a run without one.
import { readFileSync } from 'node:fs';
import { canaries } from '../people/canaries';
import { apps } from '../sandbox/world';
import { KILLS, LEAVES } from './faults';
import type { Desk, State } from './fixture';
import type { Told } from '../window/userDouble';
import type { Scenario } from './scenarios';
import type { Cut } from '../window/steps';
import type { Window } from '../window/window';

interface Ended {
  readonly desk: Desk;
  readonly scenario: Scenario;
  readonly good: State;
  readonly window: Window;
  /** What went before; undefined: nothing. */
  readonly cut: Cut | undefined;
}

interface CutOff {
  readonly desk: Desk;
  readonly scenario: Scenario;
  readonly before: State;
  readonly good: State;
  readonly cut: Cut;
  /** Undefined: it is gone. */
  readonly window: Window | undefined;
}

const NOTHING = /(?!)/;
/** What a write leaves beside a file while it is under way. */
const LEFTOVER = /(?:\.[0-9a-f]{12}\.tmp|\.agoras-lock(?:\.[0-9a-f-]{36})?)$/;

/** Of a process that is gone, and of a file that the next run need not write: it keeps nobody out. */
const UNUSED_LOCK = /^\.\.gitignore\.agoras-lock$/;

export function judgeCut(cutOff: CutOff): string[] {
  const { desk, scenario, before, good, cut, window } = cutOff;
  const now = desk.state();
  const bad = [
    ...strayFiles(now, before, good, mayStay(cut)),
    ...straySecrets(now, before, good),
    ...disagreements(now, KILLS.has(cut.manner) ? scenario : undefined),
  ];
  return window === undefined ? bad : [...bad, ...falseWords(cutOff, now, window.person.told), ...leaks(desk, window)];
}

/** One message, and a true one; none for a person who left. */
function falseWords({ desk, before, good, cut }: CutOff, now: State, told: readonly Told[]): string[] {
  if (hasSucceeded(told)) {
    return [...differences(now, good, mayStay(cut)), ...staleTokens(desk)].map((bad) => `told as done, and ${bad}`);
  }
  if (LEAVES.has(cut.manner)) {
    const words = told.map(({ message }) => `told after leaving: ${message}`);
    return [...words, ...differences(now, before).map((bad) => `left, and ${bad}`)];
  }
  return told.length === 1 ? [] : [describeTold(told)];
}

export function judgeEnd({ desk, scenario, good, window, cut }: Ended): string[] {
  const { told } = window.person;
  // Who has forgotten an account already hears that there is none.
  const isGone = scenario.command === 'forgetCredentials' && told[0]?.message.startsWith('No credentials') === true;
  const words = hasSucceeded(told) || (told.length === 1 && isGone) ? [] : [describeTold(told)];
  return [...endDifferences(desk, good, cut), ...words, ...leaks(desk, window)];
}

export function judgeRetried({ desk, good, window, cut }: Ended): string[] {
  const { told } = window.person;
  const words = hasSucceeded(told.slice(1)) ? [] : [describeTold(told)];
  return [...endDifferences(desk, good, cut), ...words, ...leaks(desk, window)];
}

/** After forgetting and clearing files nothing is left, whatever came before. */
export function judgeForgotten(desk: Desk, cut: Cut, window: Window): string[] {
  const { accounts, secrets } = desk.state();
  const tokens = tokensInWorkspace(desk).map(({ name }) => `a token stands in ${name}`);
  const records = accounts.map(({ id }) => `the record of ${id} is there`);
  // Its record was never stored: nobody can choose it, until it is obtained again.
  const orphans = KILLS.has(cut.manner) && accounts.length === 0 ? [] : [...secrets.keys()];
  return [...tokens, ...records, ...orphans.map((id) => `the secrets of ${id} are there`), ...leaks(desk, window)];
}

function endDifferences(desk: Desk, good: State, cut: Cut | undefined): string[] {
  const now = desk.state();
  const ignored = cut === undefined ? NOTHING : KILLS.has(cut.manner) ? UNUSED_LOCK : mayStay(cut);
  return [...differences(now, good, ignored), ...disagreements(now, undefined), ...staleTokens(desk)];
}

function hasSucceeded(told: readonly Told[]): boolean {
  return told.length === 1 && told[0]?.severity !== 'error';
}

function describeTold(told: readonly Told[]): string {
  const messages = told.map(({ severity, message }) => `${severity} “${message}”`);
  return `${String(told.length)} messages: ${messages.join(', ')}`;
}

/** Who was killed cleans nothing up, and a lock that the system does not let go has to grow stale. */
function mayStay({ step, manner }: Cut): RegExp {
  if (KILLS.has(manner)) return LEFTOVER;
  return manner === 'EACCES' && step.startsWith('rm ') ? /\.agoras-lock$/ : NOTHING;
}

function strayFiles({ files }: State, before: State, good: State, leftover: RegExp): string[] {
  const names = new Set([...files.keys(), ...before.files.keys(), ...good.files.keys()]);
  return [...names].flatMap((name) => {
    if (leftover.test(name)) return [];
    if (LEFTOVER.test(name)) return [`${name} is left`];
    const text = files.get(name);
    if (text === before.files.get(name) || text === good.files.get(name)) return [];
    return [`${name} is neither as before nor as it should become: ${JSON.stringify(text)}`];
  });
}

function straySecrets({ secrets }: State, before: State, good: State): string[] {
  return [...secrets].flatMap(([id, text]) =>
    text === before.secrets.get(id) || text === good.secrets.get(id)
      ? []
      : [`the secrets of ${id} are neither old nor new`],
  );
}

/**
 * Records and secrets that lack each other. A process that ends between the two leaves one: obtaining stores the secret
 * first, forgetting deletes it first.
 */
function disagreements({ accounts, secrets, unsettled }: State, killed: Scenario | undefined): string[] {
  const ids = new Set(accounts.map(({ id }) => id));
  const withoutRecord = [...secrets.keys()].filter((id) => !ids.has(id) && !unsettled.includes(id));
  const withoutSecret = [...ids].filter((id) => !secrets.has(id));
  return [
    ...(killed?.command === 'getCredentials' ? [] : withoutRecord.map((id) => `a secret without its record: ${id}`)),
    ...(killed?.command === 'forgetCredentials' ? [] : withoutSecret.map((id) => `a record without its secret: ${id}`)),
  ];
}

function differences(now: State, wanted: State, ignored = NOTHING): string[] {
  const texts = (state: State) =>
    new Map([
      ...[...state.files].map(([name, text]) => [name, text] as const),
      ...[...state.secrets].map(([id, text]) => [`the secrets of ${id}`, text] as const),
      ...state.accounts.map(({ id, written }) => [`the record of ${id}`, [...written].sort().join()] as const),
    ]);
  const are = texts(now);
  const should = texts(wanted);
  return [...new Set([...are.keys(), ...should.keys()])].flatMap((name) =>
    are.get(name) === should.get(name) || ignored.test(name)
      ? []
      : [`${name} is ${JSON.stringify(are.get(name))} and should be ${JSON.stringify(should.get(name))}`],
  );
}

/** Every token in the workspace is one that is stored: nothing that was written has been left behind. */
function staleTokens(desk: Desk): string[] {
  // What was forgotten and not cleared is the person's.
  if (desk.state().accounts.length === 0) return [];
  const stored = readText(desk.places.secrets);
  return tokensInWorkspace(desk)
    .filter(({ token }) => !stored.includes(token))
    .map(({ name }) => `${name} holds a token that is not the stored one`);
}

function tokensInWorkspace(desk: Desk): { readonly name: string; readonly token: string }[] {
  return [...desk.files()]
    .filter(([name]) => name.startsWith('workspace/'))
    .flatMap(([name, { bytes }]) => tokensIn(bytes.toString()).map((token) => ({ name, token })));
}

/** Secrets that stand where they must not: in a message, in the log, in the state. */
function leaks({ places }: Desk, { person, log, token }: Window): string[] {
  const secrets = new Set([apps.demo.secret, token, ...tokensIn(readText(places.secrets))]);
  const { findIn } = canaries(
    new Map([...secrets].map((secret) => [secret, secret === apps.demo.secret ? 'App Secret' : 'token'])),
  );
  const texts = [
    ...person.told.map(({ message }) => message),
    ...log,
    readText(places.globalState),
    readText(places.workspaceState),
  ];
  return texts.flatMap((text) => findIn(text).map((name) => `the ${name} stands in: ${text.slice(0, 200)}`));
}

function tokensIn(text: string): string[] {
  return text.match(/EAA[A-Za-z0-9]+/g) ?? [];
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
