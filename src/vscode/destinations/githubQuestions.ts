// The questions before a delivery to GitHub Actions: which repository, which of its secrets, and whether to add a
// workflow.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { WORKFLOW_PATH } from '../../agoras/workflow';
import { takenNames } from '../../github/actionsSecrets';
import {
  fullName,
  isSameRepository,
  isSshHost,
  parseRemote,
  sshHostOf,
  type GithubPlace,
  type Repository,
  type SecretsLocation,
} from '../../github/repository';
import { ok, type Cancelled, type Outcome } from '../../base/outcome';
import { parseTypedRepository } from '../../github/typedRepository';
import { sanitizeLabel } from '../../base/sanitize';
import { describeGitDoubt } from '../../messages/deliveryMessages';
import type { CommandFailure, GitDoubt } from '../../messages/failures/failureKinds';
import { gitRemotes, whileAskingGit } from '../files/git';
import { readSshHosts } from '../settings/sshHosts';
import { readGithubHost, withGithub } from './githubSession';
import { workspaceFolders } from '../files/targetLocations';
import { askPick, askText, toStepEnd, type Choice } from '../prompts/quickInputs';
import { runWizard, type Position, type Step, type StepEnd, type WizardEnd } from '../prompts/wizard';

/** A repository on GitHub, and its local folder if that is known. */
interface Checkout {
  readonly repository: Repository;
  readonly root: string | undefined;
}

/** What the workspace's Git remotes say about GitHub repositories. */
interface Checkouts {
  /** The repositories that remotes refer to, without duplicates. */
  readonly named: readonly Checkout[];
  /** The root folders of Git repositories without a GitHub remote. */
  readonly nameless: readonly string[];
  readonly place: GithubPlace;
  /** Why Git couldn't be asked about one of the folders. */
  readonly doubt: GitDoubt | undefined;
}

/** What is kept for retrying a delivery. */
export interface EarlierTry {
  /** The text in the input box for the repository. */
  typed: string;
  /** The repository was the wrong one, so the person is asked again even if there is no other remote. */
  isRepositoryWrong: boolean;
}

interface GithubState {
  readonly checkout?: Checkout;
  /** The person wants a repository that no remote refers to. */
  readonly isOther?: boolean;
  readonly location?: SecretsLocation;
  readonly withWorkflow?: boolean;
}

type GithubStepId = 'repository' | 'location' | 'name' | 'locationOfName' | 'workflow';
type GithubStep = Step<GithubStepId, GithubState, CommandFailure>;

/** Chosen instead of a repository in the list, to type another one. */
const OTHER = 'other';

/**
 * Finds the GitHub repositories that the workspace's remotes refer to. Only if Git answered for every folder is it
 * certain that there are no others.
 */
export async function findCheckouts(): Promise<Outcome<Checkouts, Cancelled>> {
  const folders = workspaceFolders().filter(({ folder }) => folder.uri.scheme === 'file');
  const asked = await whileAskingGit((signal) =>
    Promise.all(folders.map(({ folder }) => gitRemotes(folder.uri.fsPath, signal))),
  );
  if (!asked.ok) return asked;
  const remotes = asked.value.flatMap((answer) => (answer.ok ? (answer.value ?? []) : []));
  const [doubt] = asked.value.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  const place = await findAliases(remotes.flatMap(({ urls }) => urls));
  const named: Checkout[] = [];
  const nameless = new Set<string>();
  for (const { root, urls } of remotes) {
    const repositories = urls.map((url) => parseRemote(url, place)).filter((repository) => repository !== undefined);
    if (repositories.length === 0) nameless.add(root);
    for (const repository of repositories) {
      if (findCheckout(named, repository) === undefined) named.push({ repository, root });
    }
  }
  return ok({ named, nameless: [...nameless], place, doubt });
}

/** Finds SSH aliases: people with two GitHub accounts use a separate host name for each key. */
async function findAliases(urls: readonly string[]): Promise<GithubPlace> {
  const place: GithubPlace = { host: readGithubHost(), aliases: new Set() };
  const others = urls
    .filter((url) => parseRemote(url, place) === undefined)
    .map(sshHostOf)
    .filter((host) => host !== undefined);
  const hosts = await readSshHosts(others);
  return { ...place, aliases: new Set(others.filter((host) => isSshHost(hosts.get(host) ?? '', place))) };
}

function findCheckout(checkouts: readonly Checkout[], repository: Repository): Checkout | undefined {
  return checkouts.find((known) => isSameRepository(known.repository, repository));
}

/** `names`: the names of the secrets to write. */
export async function askGithub(
  names: readonly string[],
  earlier: EarlierTry,
): Promise<WizardEnd<string, GithubState, CommandFailure>> {
  const found = await findCheckouts();
  if (!found.ok) return found.error;
  const checkouts = found.value;
  const { named } = checkouts;
  const [only, ...others] = named;
  // Checked in advance, so that the steps can be counted.
  const withoutWorkflow = new Set<string>();
  for (const root of [...named.flatMap(({ root: known }) => known ?? []), ...checkouts.nameless]) {
    if (!(await isThere(join(root, WORKFLOW_PATH)))) withoutWorkflow.add(root);
  }
  const single = others.length === 0 && !earlier.isRepositoryWrong ? only : undefined;
  const steps: GithubStep[] = [
    {
      id: 'repository',
      isAsked: () => single === undefined && only !== undefined,
      ask: async (state, position) => {
        const answer = await askPick<Checkout | typeof OTHER>({
          ...prompt(position),
          placeholder: l10n.t('Which repository should get the credentials?'),
          choices: [...named.map(checkoutChoice), otherChoice()],
        });
        return toStepEnd(answer, (value) => takeCheckout(state, value));
      },
    },
    // If there is only one repository, the question about its secrets names it, and also offers to choose another.
    {
      id: 'location',
      isAsked: () => single !== undefined,
      ask: (state, position) =>
        askLocation(single === undefined ? state : takeCheckout(state, single), position, names, [otherChoice()]),
    },
    {
      id: 'name',
      follows: ['repository', 'location'],
      isAsked: ({ isOther }) => isOther === true,
      ask: (state, position) => askName(state, position, checkouts, earlier),
    },
    {
      id: 'locationOfName',
      follows: ['location'],
      isAsked: ({ isOther }) => single === undefined || isOther === true,
      ask: (state, position) => askLocation(state, position, names),
    },
    {
      id: 'workflow',
      isAsked: ({ checkout }) =>
        checkout === undefined ? withoutWorkflow.size > 0 : withoutWorkflow.has(checkout.root ?? ''),
      ask: async (answers, position) => {
        const answer = await askPick({
          ...prompt(position),
          placeholder: l10n.t('Also write a workflow that publishes?'),
          choices: [
            {
              label: l10n.t('Write {0}', WORKFLOW_PATH),
              detail: l10n.t('It publishes a post when you run it from Actions; it opens here so you can edit it'),
              value: true,
            },
            { label: l10n.t('Only the secrets'), value: false },
          ],
        });
        return toStepEnd(answer, (withWorkflow) => ({ ...answers, withWorkflow }));
      },
    },
  ];
  const start: GithubState = single === undefined ? { isOther: only === undefined } : { checkout: single };
  const end = await runWizard<GithubStepId, GithubState, CommandFailure>(steps, start);
  earlier.isRepositoryWrong = end.kind === 'failed' && isAboutRepository(end.failure);
  return end;
}

function isAboutRepository({ kind }: CommandFailure): boolean {
  return kind === 'githubNotFound' || kind === 'githubMoved' || kind === 'githubNoWriteAccess';
}

function takeCheckout(state: GithubState, chosen: Checkout | typeof OTHER): GithubState {
  return chosen === OTHER ? { ...state, isOther: true } : { ...state, isOther: false, checkout: chosen };
}

function checkoutChoice(checkout: Checkout): Choice<Checkout> {
  const { repository, root = '' } = checkout;
  return { label: fullName(repository), description: vscode.workspace.asRelativePath(root), value: checkout };
}

function otherChoice(): Choice<typeof OTHER> {
  return { label: l10n.t('Another repository…'), detail: l10n.t('Type its name, or paste its address'), value: OTHER };
}

function describeNoRemote({ host }: GithubPlace, doubt: GitDoubt | undefined): string {
  return doubt === undefined
    ? l10n.t('No folder here has a {0} remote.', host)
    : `${l10n.t('This workspace’s GitHub repository couldn’t be determined.')} ${describeGitDoubt(doubt)}`;
}

async function askName(
  state: GithubState,
  position: Position,
  { named, nameless, place, doubt }: Checkouts,
  earlier: EarlierTry,
): Promise<StepEnd<GithubState, CommandFailure>> {
  const question = l10n.t('Repository on GitHub, as owner/name or its address');
  const answer = await askText({
    ...prompt(position),
    placeholder: 'owner/name',
    prompt: named.length > 0 ? question : `${question}. ${describeNoRemote(place, doubt)}`,
    masked: false,
    value: earlier.typed,
    parse: (text) => parseTypedRepository(text, place),
    keep: (text) => {
      earlier.typed = text;
    },
  });
  if (answer.kind !== 'answered') return answer;
  const repository = answer.value;
  earlier.typed = fullName(repository);
  // If exactly one Git repository has no GitHub remote, it is taken for this one.
  const root = nameless.length === 1 ? nameless[0] : undefined;
  return { kind: 'answered', state: { ...state, checkout: findCheckout(named, repository) ?? { repository, root } } };
}

/** The question always names the repository, because it may come from the workspace and secrets will be sent there. */
async function askLocation(
  state: GithubState,
  position: Position,
  names: readonly string[],
  others: readonly Choice<typeof OTHER>[] = [],
): Promise<StepEnd<GithubState, CommandFailure>> {
  if (state.checkout === undefined) throw new Error('No repository was chosen.');
  const { repository } = state.checkout;
  const name = fullName(repository);
  const asking = l10n.t('Asking GitHub about {0}…', name);
  const environments = await withGithub(asking, (api, signal) => api.environments(repository, signal));
  if (!environments.ok) return ended(environments.error, state);
  const answer = await askPick<SecretsLocation | typeof OTHER>({
    ...prompt(position),
    placeholder: l10n.t('Send the credentials to {0}?', name),
    choices: [
      ...[undefined, ...environments.value].map((environment) => locationChoice(repository, environment, names)),
      ...others,
    ],
  });
  if (answer.kind !== 'answered') return toStepEnd(answer, () => state);
  const location = answer.value;
  if (location === OTHER) return { kind: 'answered', state: { ...state, isOther: true } };
  const taken = await withGithub(asking, (api, signal) => takenNames(api, location, names, signal));
  if (!taken.ok) return ended(taken.error, state);
  return (await agreesToReplace(location, taken.value))
    ? { kind: 'answered', state: { ...state, location } }
    : { kind: 'cancelled' };
}

function locationChoice(
  repository: Repository,
  environment: string | undefined,
  names: readonly string[],
): Choice<SecretsLocation> {
  return {
    label:
      environment === undefined
        ? l10n.t('Secrets of the repository {0}', fullName(repository))
        : l10n.t('Secrets of the environment {0}', sanitizeLabel(environment)),
    ...(environment === undefined ? {} : { description: fullName(repository) }),
    detail: names.join(', '),
    value: { repository, environment },
  };
}

/** The existing values can't be read back, so replacing them can't be undone. */
async function agreesToReplace({ repository }: SecretsLocation, taken: readonly string[]): Promise<boolean> {
  if (taken.length === 0) return true;
  const replace = l10n.t('Replace');
  const pressed = await vscode.window.showWarningMessage(
    l10n.t('Replace secrets of {0}?', fullName(repository)),
    {
      modal: true,
      detail: l10n.t('These already exist, and GitHub doesn’t show their values:\n{0}', taken.join('\n')),
    },
    replace,
  );
  return pressed === replace;
}

function ended(
  error: CommandFailure | { readonly kind: 'cancelled' },
  state: GithubState,
): StepEnd<GithubState, CommandFailure> {
  return error.kind === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure: error, state };
}

function prompt(position: Position) {
  return { title: l10n.t('Deliver to GitHub Actions'), position, buttons: [] };
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
