import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { definitionsFor, flagsFor, type Flag, fingerprintsOf } from '../../agoras/flags';
import { err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import { flagValues, type WrittenLocation } from '../../credentials/account';
import { deleteNames, putValues, takenNames, type NamedValue } from '../../github/actionsSecrets';
import type { GithubApi } from '../../github/githubApi';
import type { GithubOutcome } from '../../github/githubFailures';
import { fullName, parseSecretsUri, secretsUri, type SecretsLocation } from '../../github/repository';
import { describeSentToGithub } from '../../messages/deliveryMessages';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import { DONE, type MessageButton } from '../prompts/commandEnd';
import {
  newLocation,
  type LocationKind,
  type Rewritten,
  type ServiceChange,
  type ServiceDestination,
  type WriteRequest,
} from './destination';
import { askGithub, type EarlierTry } from './githubQuestions';
import { readGithubHost, withGithub, withGithubUnasked } from './githubSession';
import { writeWorkflow } from './githubWorkflow';

/** Writes the secrets that workflows of a GitHub repository read. */
export const githubActionsDestination: ServiceDestination = {
  kind: 'service',
  id: 'githubActions',
  item: () => ({
    label: l10n.t('GitHub Actions'),
    description: l10n.t('secrets of a repository'),
    detail: l10n.t('Encrypted for GitHub: workflows can read them, people can’t'),
  }),
  choose,
  describe: ({ account }, location) => {
    const { repository, environment } = secretsLocation(location);
    return {
      sentences: describeSentToGithub(account.record, fullName(repository), environment, variablesOf(location)),
      buttons: [openOnGithub({ repository, environment })],
    };
  },
};

export const githubLocation: LocationKind = {
  holdsValues: true,
  nameOf: (location) => {
    const { repository, environment } = secretsLocation(location);
    const address = secretsUri({ repository, environment: undefined });
    return environment === undefined ? address : l10n.t('{0}, environment {1}', address, sanitizeLabel(environment));
  },
  rewrite: ({ account, next, previous, isUnasked }) => {
    const values = namedValues(flagsFor(next.target, flagValues(account, next.target.version)));
    const before = definitionsFor(previous).map(({ environment }) => environment);
    return change(
      next,
      (api, where, signal) => rewriteValues(api, where, before, values, isUnasked, signal),
      isUnasked ? withGithubUnasked : undefined,
    );
  },
  clear: ({ location }) =>
    change(location, (api, where, signal) => deleteNames(api, where, variablesOf(location), signal)),
};

/** Earlier answers by request. A retry passes the same request object, so its answers are offered again. */
const earlierTries = new WeakMap<WriteRequest, EarlierTry>();

async function choose(request: WriteRequest): Promise<Outcome<ServiceChange, CommandFailure | Cancelled>> {
  const { account, target } = request;
  // In an untrusted workspace, Git's configuration must not decide where secrets go, and no program is started.
  if (!vscode.workspace.isTrusted) return err({ kind: 'githubUntrusted' });
  const flags = flagsFor(target, flagValues(account, target.version));
  const earlier = earlierTries.get(request) ?? { typed: '', isRepositoryWrong: false };
  earlierTries.set(request, earlier);
  const end = await askGithub(
    flags.map(({ environment }) => environment),
    earlier,
  );
  switch (end.kind) {
    case 'cancelled':
      return err(end);
    case 'failed':
      return err(end.failure);
    case 'finished':
      break;
  }
  const { checkout, location: where, withWorkflow } = end.state;
  if (checkout === undefined || where === undefined) throw new Error('The questions ended before they were answered.');
  const location = newLocation({
    kind: 'githubActions',
    uri: secretsUri(where),
    target,
    fingerprints: fingerprintsOf(flags),
  });
  return ok({
    location,
    apply: async () => {
      const sent = await change(location, (api, to, signal) => putValues(api, to, namedValues(flags), signal));
      return sent.ok && withWorkflow === true && checkout.root !== undefined
        ? writeWorkflow(checkout.root, target, where.environment)
        : sent;
    },
  });
}

/** Changes the secrets of a location. Canceling counts as a failure, because some of them may have been changed. */
async function change<T>(
  location: WrittenLocation,
  task: (api: GithubApi, where: SecretsLocation, signal: AbortSignal) => GithubOutcome<T>,
  unasked?: typeof withGithubUnasked<T>,
): Promise<Outcome<T, CommandFailure>> {
  const where = secretsLocation(location);
  const repository = fullName(where.repository);
  const title = l10n.t('Updating the secrets of {0} on GitHub…', repository);
  const onGithub = (api: GithubApi, signal: AbortSignal) => task(api, where, signal);
  const changed = await (unasked === undefined ? withGithub(title, onGithub) : unasked(onGithub));
  if (changed.ok) return changed;
  const { error } = changed;
  return err(error.kind === 'cancelled' ? { kind: 'githubStopped', repository } : error);
}

function secretsLocation({ uri }: WrittenLocation): SecretsLocation {
  const where = parseSecretsUri(uri);
  if (where === undefined) throw new Error('The address of secrets on GitHub does not read back.');
  return where;
}

/**
 * If somebody has deleted all secrets written `before`, they aren't wanted there anymore. When running automatically,
 * nothing is written if any of them was deleted. Secrets for another Agoras version are removed once all current ones
 * have been written.
 */
async function rewriteValues(
  api: GithubApi,
  where: SecretsLocation,
  before: readonly string[],
  values: readonly NamedValue[],
  isUnasked: boolean,
  signal: AbortSignal,
): GithubOutcome<Rewritten> {
  const taken = await takenNames(api, where, before, signal);
  if (!taken.ok) return taken;
  const isWanted = isUnasked ? taken.value.length === before.length : taken.value.length > 0;
  if (!isWanted) return ok({ kind: 'unchanged' });
  const put = await putValues(api, where, values, signal);
  if (!put.ok) return put;
  const obsolete = taken.value.filter((old) => !values.some(({ name }) => name === old));
  const deleted = obsolete.length === 0 ? put : await deleteNames(api, where, obsolete, signal);
  return deleted.ok ? ok({ kind: 'written' }) : deleted;
}

function namedValues(flags: readonly Flag[]): readonly NamedValue[] {
  return flags.map(({ environment, value }) => ({ name: environment, value }));
}

function variablesOf({ target }: WrittenLocation): readonly string[] {
  return definitionsFor(target).map(({ environment }) => environment);
}

function openOnGithub({ repository, environment }: SecretsLocation): MessageButton {
  const page = environment === undefined ? 'secrets/actions' : 'environments';
  return {
    label: l10n.t('Open on GitHub'),
    run: async () => {
      await vscode.env.openExternal(
        vscode.Uri.parse(`https://${readGithubHost()}/${fullName(repository)}/settings/${page}`),
      );
      return DONE;
    },
  };
}
