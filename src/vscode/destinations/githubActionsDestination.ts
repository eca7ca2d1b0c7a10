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
import type { CommandFailure } from '../../messages/failureKinds';
import { workspaceFolders } from '../files/targetLocations';
import { DONE, type MessageButton } from '../prompts/commandEnd';
import {
  newLocation,
  type LocationKind,
  type ServiceChange,
  type ServiceDestination,
  type WriteRequest,
} from './destination';
import { askGithub, findCheckouts } from './githubQuestions';
import { withGithub } from './githubSession';
import { writeWorkflow } from './githubWorkflow';

/** The secrets that workflows of a repository on GitHub read. */
export const githubActionsDestination: ServiceDestination = {
  kind: 'service',
  id: 'githubActions',
  item: () => ({
    label: l10n.t('GitHub Actions'),
    description: l10n.t('secrets of a repository'),
    detail: l10n.t('Encrypts them for GitHub, where workflows read them and nobody sees them'),
  }),
  isOffered: () => workspaceFolders().length > 0,
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
  rewrite: (next, flags, _own, previous) => {
    const values = namedValues(flags);
    const before = definitionsFor(previous).map(({ environment }) => environment);
    return change(next, (api, where, signal) => rewriteValues(api, where, before, values, signal));
  },
  clear: (location) => change(location, (api, where, signal) => deleteNames(api, where, variablesOf(location), signal)),
};

async function choose({ account, target }: WriteRequest): Promise<Outcome<ServiceChange, CommandFailure | Cancelled>> {
  // The configuration of Git that a stranger brings along must not say where secrets go; nor is any program started.
  if (!vscode.workspace.isTrusted) return err({ kind: 'githubUntrusted' });
  const checkouts = await findCheckouts();
  if (checkouts.length === 0) return err({ kind: 'githubNoRepository' });
  const flags = flagsFor(target, flagValues(account, target.version));
  const end = await askGithub(
    checkouts,
    flags.map(({ environment }) => environment),
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
      return sent.ok && withWorkflow === true ? writeWorkflow(checkout.root, target, where.environment) : sent;
    },
  });
}

/** Changes the secrets of a location. To stop halfway is told: a part of them may be the old ones. */
async function change(
  location: WrittenLocation,
  task: (api: GithubApi, where: SecretsLocation, signal: AbortSignal) => GithubOutcome<void>,
): Promise<Outcome<void, CommandFailure>> {
  const where = secretsLocation(location);
  const repository = fullName(where.repository);
  const title = l10n.t('Changing the secrets of {0} on GitHub…', repository);
  const changed = await withGithub(title, (api, signal) => task(api, where, signal));
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
 * Where somebody has deleted all that was written `before`, they are not wanted there any more. What another Agoras read
 * goes once everything that this one reads is there.
 */
async function rewriteValues(
  api: GithubApi,
  where: SecretsLocation,
  before: readonly string[],
  values: readonly NamedValue[],
  signal: AbortSignal,
): GithubOutcome<void> {
  const taken = await takenNames(api, where, before, signal);
  if (!taken.ok || taken.value.length === 0) return taken.ok ? ok(undefined) : taken;
  const put = await putValues(api, where, values, signal);
  if (!put.ok) return put;
  const obsolete = taken.value.filter((old) => !values.some(({ name }) => name === old));
  return obsolete.length === 0 ? put : deleteNames(api, where, obsolete, signal);
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
      await vscode.env.openExternal(vscode.Uri.parse(`https://github.com/${fullName(repository)}/settings/${page}`));
      return DONE;
    },
  };
}
