// All destinations, in the order they are offered. New destinations have to be added here.
import type { WrittenLocation } from '../../credentials/account';
import { clipboardDestination } from './clipboardDestination';
import type { Destination, LocationKind } from './destination';
import { dotenvDestination, dotenvLocation } from './dotenvDestination';
import { githubActionsDestination, githubLocation } from './githubActionsDestination';
import { launchDestination, launchLocation } from './launchDestination';
import { launchEnvFileDestination } from './launchEnvFileDestination';
import { storeOnlyDestination } from './storeOnlyDestination';
import { terminalsDestination } from './terminalsDestination';

export const DESTINATIONS: readonly Destination[] = [
  dotenvDestination,
  launchDestination,
  launchEnvFileDestination,
  githubActionsDestination,
  clipboardDestination,
  terminalsDestination,
  storeOnlyDestination,
];

const KINDS: Readonly<Record<WrittenLocation['kind'], LocationKind>> = {
  dotenv: dotenvLocation,
  launch: launchLocation,
  githubActions: githubLocation,
};

export function kindOf({ kind }: WrittenLocation): LocationKind {
  return KINDS[kind];
}
