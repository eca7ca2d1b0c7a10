// Where credentials can go, in the order in which it is offered. Whoever adds a destination adds it here.
import type { Destination, DestinationService, FileFormat } from './destination';
import { toClipboard } from './toClipboard';
import { toDotenv } from './toDotenv';
import { toGithubActions } from './toGithubActions';
import { toLaunch } from './toLaunch';
import { toLaunchEnvFile } from './toLaunchEnvFile';
import { toStoreOnly } from './toStoreOnly';
import { toTerminals } from './toTerminals';

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
