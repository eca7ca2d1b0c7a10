// What a cut may leave, and what must be there after a run without one.
import { readFileSync } from 'node:fs';
import { canaries } from '../people/canaries';
import { apps } from '../sandbox/world';
import { KILLS, LEAVES } from './faults';
import type { Fixture, State } from './fixture';
import type { Told } from '../window/userDouble';
import type { Scenario } from './scenarios';
import type { Cut } from '../window/steps';
import type { ScenarioWindow } from './layOut';

interface Ended {
  readonly fixture: Fixture;
  readonly scenario: Scenario;
  readonly good: State;
  readonly opened: ScenarioWindow;
  /** The cut that came before; undefined if there was none. */
  readonly cut: Cut | undefined;
}

interface CutOff {
  readonly fixture: Fixture;
  readonly scenario: Scenario;
  readonly before: State;
  readonly good: State;
  readonly cut: Cut;
  /** Undefined if the process is gone. */
  readonly opened: ScenarioWindow | undefined;
}

const NOTHING = /(?!)/;
/** What a write keeps next to a file while it is in progress. */
const LEFTOVER = /(?:\.[0-9a-f]{12}\.tmp|\.agoras-lock)\//;

/** The lock of a dead process on a file that the next run doesn't need to write: it blocks nobody. */
const UNUSED_LOCK = /^\.\.gitignore\.agoras-lock\//;

export function checkCut(cutOff: CutOff): string[] {
  const { fixture, before, good, cut, opened } = cutOff;
  const now = fixture.state();
  const bad = [...strayFiles(now, before, good, mayStay(cut)), ...straySecrets(now, before, good)];
  return opened === undefined
    ? bad
    : [...bad, ...falseWords(cutOff, now, opened.window.user.told), ...leaks(fixture, opened)];
}

/** Part of the message of an automatic run that says both what was done and what wasn't. */
const NOT_ALL_DONE = 'Not written yet';

/** Expects one message, and a true one; none for a person who left, and none about a failed automatic run. */
function falseWords({ fixture, scenario, before, good, cut }: CutOff, now: State, told: readonly Told[]): string[] {
  if (scenario.command === 'look' && (told.length === 0 || told[0]?.message.includes(NOT_ALL_DONE) === true)) return [];
  if (hasSucceeded(told)) {
    return [...differences(now, good, mayStay(cut)), ...staleTokens(fixture)].map((bad) => `told as done, and ${bad}`);
  }
  if (LEAVES.has(cut.manner)) {
    const words = told.map(({ message }) => `told after leaving: ${message}`);
    return [...words, ...differences(now, before).map((bad) => `left, and ${bad}`)];
  }
  return told.length === 1 ? [] : [describeTold(told)];
}

export function checkEnd({ fixture, scenario, good, opened, cut }: Ended): string[] {
  const { told } = opened.window.user;
  // A person who has already forgotten an account is told that there is none.
  const isGone = scenario.command === 'forgetCredentials' && told[0]?.message.startsWith('No credentials') === true;
  // What was done before was reported before.
  const isQuiet = scenario.command === 'look' && cut !== undefined && told.length === 0;
  const words = hasSucceeded(told) || isQuiet || (told.length === 1 && isGone) ? [] : [describeTold(told)];
  return [...endDifferences(fixture, good, cut), ...words, ...leaks(fixture, opened)];
}

export function checkRetried({ fixture, good, opened, cut }: Ended): string[] {
  const { told } = opened.window.user;
  const words = hasSucceeded(told.slice(1)) ? [] : [describeTold(told)];
  return [...endDifferences(fixture, good, cut), ...words, ...leaks(fixture, opened)];
}

/** After forgetting and clearing files, nothing is left, whatever happened before. */
export function checkForgotten(fixture: Fixture, opened: ScenarioWindow): string[] {
  const tokens = tokensInWorkspace(fixture).map(({ name }) => `a token stands in ${name}`);
  const accounts = [...fixture.state().accounts.keys()].map((id) => `the account ${id} is there`);
  return [...tokens, ...accounts, ...leaks(fixture, opened)];
}

function endDifferences(fixture: Fixture, good: State, cut: Cut | undefined): string[] {
  const ignored = cut === undefined ? NOTHING : KILLS.has(cut.manner) ? UNUSED_LOCK : mayStay(cut);
  return [...differences(fixture.state(), good, ignored), ...staleTokens(fixture)];
}

function hasSucceeded(told: readonly Told[]): boolean {
  return told.length === 1 && told[0]?.severity !== 'error';
}

function describeTold(told: readonly Told[]): string {
  const messages = told.map(({ severity, message }) => `${severity} “${message}”`);
  return `${String(told.length)} messages: ${messages.join(', ')}`;
}

/** A killed process cleans up nothing, and a lock that the system can't delete must become stale. */
function mayStay({ step, manner }: Cut): RegExp {
  if (KILLS.has(manner)) return LEFTOVER;
  return manner === 'EACCES' && step.startsWith('rmdir ') ? LEFTOVER : NOTHING;
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

function straySecrets({ accounts }: State, before: State, good: State): string[] {
  return [...accounts].flatMap(([id, { secrets }]) =>
    secrets === before.accounts.get(id)?.secrets || secrets === good.accounts.get(id)?.secrets
      ? []
      : [`the secrets of ${id} are neither old nor new`],
  );
}

function differences(now: State, wanted: State, ignored = NOTHING): string[] {
  const texts = (state: State) =>
    new Map([
      ...[...state.files].map(([name, text]) => [name, text] as const),
      ...[...state.accounts].map(([id, { secrets }]) => [`the secrets of ${id}`, secrets] as const),
      ...[...state.accounts].map(([id, { written }]) => [`the record of ${id}`, [...written].sort().join()] as const),
    ]);
  const are = texts(now);
  const should = texts(wanted);
  return [...new Set([...are.keys(), ...should.keys()])].flatMap((name) =>
    are.get(name) === should.get(name) || ignored.test(name)
      ? []
      : [`${name} is ${JSON.stringify(are.get(name))} and should be ${JSON.stringify(should.get(name))}`],
  );
}

/** Every token in the workspace must be a stored one: nothing that was written is out of date. */
function staleTokens(fixture: Fixture): string[] {
  // What was forgotten but not cleared belongs to the person.
  if (fixture.state().accounts.size === 0) return [];
  const stored = readText(fixture.places.secrets);
  return tokensInWorkspace(fixture)
    .filter(({ token }) => !stored.includes(token))
    .map(({ name }) => `${name} holds a token that is not the stored one`);
}

function tokensInWorkspace(fixture: Fixture): { readonly name: string; readonly token: string }[] {
  return [...fixture.files()]
    .filter(([name]) => name.startsWith('workspace/'))
    .flatMap(([name, { bytes }]) => tokensIn(bytes.toString()).map((token) => ({ name, token })));
}

/** Secrets in places where they must not be: in a message, in the log, in the state. */
function leaks({ places }: Fixture, { window, token }: ScenarioWindow): string[] {
  const secrets = new Set([apps.demo.secret, token, ...tokensIn(readText(places.secrets))]);
  const { findIn } = canaries(
    new Map([...secrets].map((secret) => [secret, secret === apps.demo.secret ? 'App Secret' : 'token'])),
  );
  const texts = [...window.user.told.map(({ message }) => message), ...window.log, readText(places.workspaceState)];
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
