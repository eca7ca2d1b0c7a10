// Sources: the command lines of Agoras 1.1.5 (1.x) and 1.1.6 (2.x).
import type { AgorasVersion } from '../credentials/flags';

/** How a version of Agoras is told to post to Instagram. */
export interface PublishCommand {
  /** For `python -m`. */
  readonly module: string;
  /** Behind `agoras`. */
  readonly action: readonly string[];
  readonly textFlag: string;
  readonly imageFlag: string;
}

export const PUBLISH_COMMANDS: Readonly<Record<AgorasVersion, PublishCommand>> = {
  '1.x': {
    module: 'agoras.cli',
    action: ['publish', '--network', 'instagram', '--action', 'post'],
    textFlag: '--status-text',
    imageFlag: '--status-image-url-1',
  },
  '2.x': {
    module: 'agoras.cli.main',
    action: ['instagram', 'post'],
    textFlag: '--text',
    imageFlag: '--image-1',
  },
};
