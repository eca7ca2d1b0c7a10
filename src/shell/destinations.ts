// Where credentials can go, in the order in which it is offered. Whoever adds a destination adds it here.
import type { Destination, FileFormat } from './destination';
import { toClipboard } from './toClipboard';
import { toDotenv } from './toDotenv';
import { toLaunch } from './toLaunch';
import { toLaunchEnvFile } from './toLaunchEnvFile';
import { toStoreOnly } from './toStoreOnly';
import { toTerminals } from './toTerminals';

export const DESTINATIONS: readonly Destination[] = [
  toDotenv,
  toLaunch,
  toLaunchEnvFile,
  toClipboard,
  toTerminals,
  toStoreOnly,
];

/** The format of a file that was written; undefined when another version of the extension wrote it. */
export function formatOf({ kind }: { readonly kind: string }): FileFormat | undefined {
  return DESTINATIONS.flatMap(({ files }) => files?.formats ?? []).find((format) => format.kind === kind);
}
