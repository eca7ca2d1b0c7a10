// Sources: the command lines of Agoras 1.1.5 (1.x), 1.1.6 and 2.0.5 (2.x) and 3.0.0 (3.x).
import { publishingNetwork } from './flags';
import type { AgorasVersion, Network, Target } from './target';

/** How a version of Agoras is asked to post. */
interface PublishCommand {
  /** For `python -m`. */
  readonly module: string;
  /** Behind `agoras`. */
  readonly action: (network: Network) => readonly string[];
  readonly textFlag: string;
  readonly imageFlag: string;
}

const SINCE_2X: PublishCommand = {
  module: 'agoras.cli.main',
  action: (network) => [network, 'post'],
  textFlag: '--text',
  imageFlag: '--image-1',
};

const PUBLISH_COMMANDS: Readonly<Record<AgorasVersion, PublishCommand>> = {
  '1.x': {
    module: 'agoras.cli',
    action: (network) => ['publish', '--network', network, '--action', 'post'],
    textFlag: '--status-text',
    imageFlag: '--status-image-url-1',
  },
  '2.x': SINCE_2X,
  '3.x': SINCE_2X,
};

/** The command that publishes for a target, to the first of its networks. */
export function publishCommand(
  target: Target,
): Omit<PublishCommand, 'action'> & { readonly action: readonly string[] } {
  const command = PUBLISH_COMMANDS[target.version];
  return { ...command, action: command.action(publishingNetwork(target)) };
}
