// What a delivery to GitHub Actions has to know: which repository, which of its secrets, and whether with a workflow.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { WORKFLOW_PATH } from '../../agoras/workflow';
import { takenNames } from '../../github/actionsSecrets';
import {
  fullName,
  isSameRepository,
  parseRemote,
  type Repository,
  type SecretsLocation,
} from '../../github/repository';
import { sanitizeLabel } from '../../base/sanitize';
import type { CommandFailure } from '../../messages/failureKinds';
import { gitRemotes } from '../files/git';
import { withGithub } from './githubSession';
import { workspaceFolders } from '../files/targetLocations';
import { askPick, toStepEnd, type Choice } from '../prompts/quickInputs';
import { runWizard, type Position, type Step, type StepEnd, type WizardEnd } from '../prompts/wizard';

/** A repository on GitHub, and where its files are here. */
export interface Checkout {
  readonly repository: Repository;
  readonly root: string;
}

export interface GithubState {
  readonly checkout?: Checkout;
  readonly location?: SecretsLocation;
  readonly withWorkflow?: boolean;
}

type GithubStepId = 'repository' | 'location' | 'workflow';
type GithubStep = Step<GithubStepId, GithubState, CommandFailure>;

/** The repositories on GitHub that the remotes of the workspace name, each once. */
export async function findCheckouts(): Promise<readonly Checkout[]> {
  const checkouts: Checkout[] = [];
  for (const { folder } of workspaceFolders()) {
    if (folder.uri.scheme !== 'file') continue;
    const remotes = await gitRemotes(folder.uri.fsPath);
    for (const url of remotes?.urls ?? []) {
      const repository = parseRemote(url);
      const isKnown = checkouts.some(
        (known) => repository !== undefined && isSameRepository(known.repository, repository),
      );
      if (repository !== undefined && remotes !== undefined && !isKnown) {
        checkouts.push({ repository, root: remotes.root });
      }
    }
  }
  return checkouts;
}

/** `names`: of the secrets that would be written. */
export async function askGithub(
  checkouts: readonly Checkout[],
  names: readonly string[],
): Promise<WizardEnd<string, GithubState, CommandFailure>> {
  const [only, ...others] = checkouts;
  const state: GithubState = only === undefined || others.length > 0 ? {} : { checkout: only };
  // Looked at beforehand, so that the steps can be counted.
  const withoutWorkflow = new Set<string>();
  for (const { root } of checkouts) {
    if (!(await isThere(join(root, WORKFLOW_PATH)))) withoutWorkflow.add(root);
  }
  const steps: GithubStep[] = [
    {
      id: 'repository',
      isAsked: () => checkouts.length > 1,
      ask: async (answers, position) => {
        const answer = await askPick({
          ...prompt(position),
          placeholder: l10n.t('Which repository should get the credentials?'),
          choices: checkouts.map((checkout) => ({
            label: fullName(checkout.repository),
            description: vscode.workspace.asRelativePath(checkout.root),
            value: checkout,
          })),
        });
        return toStepEnd(answer, (checkout) => ({ ...answers, checkout }));
      },
    },
    { id: 'location', isAsked: () => true, ask: (answers, position) => askLocation(answers, position, names) },
    {
      id: 'workflow',
      isAsked: ({ checkout }) => checkout === undefined || withoutWorkflow.has(checkout.root),
      ask: async (answers, position) => {
        const answer = await askPick({
          ...prompt(position),
          placeholder: l10n.t('Should a workflow that publishes be written, too?'),
          choices: [
            {
              label: l10n.t('Write {0}', WORKFLOW_PATH),
              detail: l10n.t('It publishes one post when you start it under Actions; it opens here for you to change'),
              value: true,
            },
            { label: l10n.t('Only the secrets'), value: false },
          ],
        });
        return toStepEnd(answer, (withWorkflow) => ({ ...answers, withWorkflow }));
      },
    },
  ];
  return runWizard<GithubStepId, GithubState, CommandFailure>(steps, state);
}

/** The question always says the repository: it was read from the workspace, and this is where secrets will go. */
async function askLocation(
  state: GithubState,
  position: Position,
  names: readonly string[],
): Promise<StepEnd<GithubState, CommandFailure>> {
  if (state.checkout === undefined) throw new Error('No repository was chosen.');
  const { repository } = state.checkout;
  const name = fullName(repository);
  const asking = l10n.t('Asking GitHub about {0}…', name);
  const environments = await withGithub(asking, (api, signal) => api.environments(repository, signal));
  if (!environments.ok) return ended(environments.error, state);
  const answer = await askPick({
    ...prompt(position),
    placeholder: l10n.t('Send the credentials to {0}?', name),
    choices: [undefined, ...environments.value].map((environment) => locationChoice(repository, environment, names)),
  });
  if (answer.kind !== 'answered') return toStepEnd(answer, () => state);
  const location = answer.value;
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

/** What stands there cannot be read back: once it is replaced, it is gone. */
async function agreesToReplace({ repository }: SecretsLocation, taken: readonly string[]): Promise<boolean> {
  if (taken.length === 0) return true;
  const replace = l10n.t('Replace');
  const pressed = await vscode.window.showWarningMessage(
    l10n.t('Replace secrets of {0}?', fullName(repository)),
    {
      modal: true,
      detail: l10n.t('These are there already, and GitHub shows their values to nobody:\n{0}', taken.join('\n')),
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
