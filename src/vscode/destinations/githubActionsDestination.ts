import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { flagValues, targetOf, type WrittenLocation } from '../../credentials/account';
import { fingerprintsOf } from '../../credentials/fingerprint';
import { definitionsFor, flagsFor, type Flag } from '../../agoras/flags';
import { deleteNames, putValues, takenNames, type NamedValue } from '../../github/actionsSecrets';
import type { GithubOutcome } from '../../github/githubFailures';
import type { GithubApi } from '../../github/githubApi';
import { fullName, parseSecretsUri, secretsUri, type SecretsLocation } from '../../github/repository';
import { err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import { unixNow } from '../../base/time';
import type { MessageButton, Destination, WriteRequest, ServiceTask } from './destination';
import type { CommandFailure } from '../../messages/failureKinds';
import { askGithub, findCheckouts } from './githubQuestions';
import { withGithub } from './githubSession';
import { writeWorkflow } from './githubWorkflow';
import { workspaceFolders } from '../files/targetLocations';

const KIND = 'githubActions';

/** The secrets that workflows of a repository on GitHub read. */
export const toGithubActions: Destination = {
  id: KIND,
  words: () => ({
    label: l10n.t('GitHub Actions'),
    description: l10n.t('secrets of a repository'),
    detail: l10n.t('Encrypts them for GitHub, where workflows read them and nobody sees them'),
  }),
  service: {
    kind: KIND,
    nameOf: ({ uri }) => {
      const place = parseSecretsUri(uri);
      if (place?.environment === undefined) return sanitizeLabel(uri);
      const { repository, environment } = place;
      return l10n.t(
        '{0}, environment {1}',
        secretsUri({ repository, environment: undefined }),
        sanitizeLabel(environment),
      );
    },
    isOffered: () => workspaceFolders().length > 0,
    choose,
    rewrite: (place, flags) =>
      change(place, (api, where, signal) => rewriteValues(api, where, namedValues(flags), signal)),
    clear: (place, flags) => change(place, (api, where, signal) => deleteNames(api, where, namesOf(flags), signal)),
  },
  describe: ({ page }, _version, _files, sent) => {
    const place = sent === undefined ? undefined : parseSecretsUri(sent.uri);
    if (sent === undefined || place === undefined) throw new Error('Secrets were sent, and no place is told of.');
    const names = definitionsFor(targetOf(sent))
      .map(({ environment }) => environment)
      .join(', ');
    return {
      sentences: [
        place.environment === undefined
          ? l10n.t(
              'The credentials of “{0}” are now secrets of {1} on GitHub: {2}.',
              sanitizeLabel(page.name),
              fullName(place.repository),
              names,
            )
          : l10n.t(
              'The credentials of “{0}” are now secrets of the environment {1} of {2} on GitHub: {3}.',
              sanitizeLabel(page.name),
              sanitizeLabel(place.environment),
              fullName(place.repository),
              names,
            ),
        l10n.t('When you renew them, they are sent there anew.'),
      ],
      buttons: [openOnGithub(place)],
    };
  },
};

async function choose(order: WriteRequest): Promise<Outcome<ServiceTask, CommandFailure | Cancelled>> {
  // The configuration of Git that a stranger brings along must not say where secrets go; nor is any program started.
  if (!vscode.workspace.isTrusted) return err({ kind: 'githubUntrusted' });
  const checkouts = await findCheckouts();
  if (checkouts.length === 0) return err({ kind: 'githubNoRepository' });
  const { account } = order;
  const flags = flagsFor(order, flagValues(account.record, account.secrets));
  const end = await askGithub(checkouts, namesOf(flags));
  switch (end.kind) {
    case 'cancelled':
      return err(end);
    case 'failed':
      return err(end.failure);
    case 'finished':
      break;
  }
  const { checkout, place: where, withWorkflow } = end.draft;
  if (checkout === undefined || where === undefined) throw new Error('The questions ended before they were answered.');
  const place: WrittenLocation = {
    kind: KIND,
    uri: secretsUri(where),
    agorasVersion: order.version,
    networks: [...order.networks],
    at: unixNow(),
    secrets: fingerprintsOf(flags),
  };
  return ok({
    place,
    apply: async () => {
      const sent = await change(place, (api, to, signal) => putValues(api, to, namedValues(flags), signal));
      return sent.ok && withWorkflow === true ? writeWorkflow(checkout.root, order, where.environment) : sent;
    },
  });
}

/** Changes the secrets of a place. To stop halfway is told: a part of them may be the old ones. */
async function change(
  place: WrittenLocation,
  task: (api: GithubApi, where: SecretsLocation, signal: AbortSignal) => GithubOutcome<void>,
): Promise<Outcome<void, CommandFailure>> {
  const where = parseSecretsUri(place.uri);
  // Another version of the extension wrote it.
  if (where === undefined) return ok(undefined);
  const repository = fullName(where.repository);
  const title = l10n.t('Changing the secrets of {0} on GitHub…', repository);
  const changed = await withGithub(title, (api, signal) => task(api, where, signal));
  if (changed.ok) return changed;
  const { error } = changed;
  return err(error.kind === 'cancelled' ? { kind: 'githubStopped', repository } : error);
}

/** Where somebody has deleted all of them, they are not wanted there any more. */
async function rewriteValues(
  api: GithubApi,
  where: SecretsLocation,
  values: readonly NamedValue[],
  signal: AbortSignal,
): GithubOutcome<void> {
  const names = values.map(({ name }) => name);
  const taken = await takenNames(api, where, names, signal);
  if (!taken.ok) return taken;
  return taken.value.length === 0 ? ok(undefined) : putValues(api, where, values, signal);
}

function namedValues(flags: readonly Flag[]): readonly NamedValue[] {
  return flags.map(({ environment, value }) => ({ name: environment, value }));
}

/** Each once: the places of a write that was cut off are cleared together. */
function namesOf(flags: readonly Flag[]): readonly string[] {
  return [...new Set(flags.map(({ environment }) => environment))];
}

function openOnGithub({ repository, environment }: SecretsLocation): MessageButton {
  const page = environment === undefined ? 'secrets/actions' : 'environments';
  return {
    label: l10n.t('Open on GitHub'),
    run: async () => {
      await vscode.env.openExternal(vscode.Uri.parse(`https://github.com/${fullName(repository)}/settings/${page}`));
      return { kind: 'done' };
    },
  };
}
