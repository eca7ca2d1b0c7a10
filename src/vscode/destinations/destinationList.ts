// Where credentials can go, in the order in which it is offered. Whoever adds a destination adds it here.
import type { Destination, DestinationService, FileFormat } from './destination';
import { toClipboard } from './clipboardDestination';
import { toDotenv } from './dotenvDestination';
import { toGithubActions } from './githubActionsDestination';
import { toLaunch } from './launchDestination';
import { toLaunchEnvFile } from './launchEnvFileDestination';
import { toStoreOnly } from './storeOnlyDestination';
import { toTerminals } from './terminalsDestination';

export const DESTINATIONS: readonly Destination[] = [
  toDotenv,
  toLaunch,
  toLaunchEnvFile,
  toGithubActions,
  toClipboard,
  toTerminals,
  toStoreOnly,
];

/** The format of a file that was written; undefined when another version of the extension wrote it. */
export function formatOf({ kind }: { readonly kind: string }): FileFormat | undefined {
  return DESTINATIONS.flatMap(({ files }) => files?.formats ?? []).find((format) => format.kind === kind);
}

/** The service that was sent something; undefined for a file. */
export function serviceOf({ kind }: { readonly kind: string }): DestinationService | undefined {
  return DESTINATIONS.map(({ service }) => service).find((service) => service?.kind === kind);
}
