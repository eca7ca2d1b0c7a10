// Sources: the command lines of Agoras 1.1.5 (1.x), 1.1.6 and 2.0.5 (2.x) and 3.0.0 (3.x).
import { publishingNetwork } from './flags';
import type { AgorasVersion, Target } from './target';

/** How Agoras is asked to post: `publish --network instagram --action post`, or `instagram post`. */
export type CommandStyle = 'publish' | 'network';

/** How a version of Agoras is asked to post. */
interface PublishCommand {
  /** The module for `python -m`. */
  readonly module: string;
  readonly style: CommandStyle;
}

const SINCE_2X: PublishCommand = { module: 'agoras.cli.main', style: 'network' };

const PUBLISH_COMMANDS: Readonly<Record<AgorasVersion, PublishCommand>> = {
  '1.x': { module: 'agoras.cli', style: 'publish' },
  '2.x': SINCE_2X,
  '3.x': SINCE_2X,
};

/** The names of the Agoras module in all versions. */
export const AGORAS_MODULES: ReadonlySet<string> = new Set(Object.values(PUBLISH_COMMANDS).map(({ module }) => module));

/** The command that publishes for a target, to the first of its networks. `action`: the words after `agoras`. */
export function publishCommand(target: Target): PublishCommand & { readonly action: readonly string[] } {
  const command = PUBLISH_COMMANDS[target.version];
  return { ...command, action: actionWords(command.style, publishingNetwork(target)) };
}

/** The words after `agoras` that ask for a post, before its text and images. */
export function actionWords(style: CommandStyle, network: string): readonly string[] {
  return style === 'publish' ? ['publish', '--network', network, '--action', 'post'] : [network, 'post'];
}

/** A part of a post: its variable, and its flags in each style, the long one first. */
export interface PostPart {
  readonly variable: string;
  readonly flags: Readonly<Record<CommandStyle, readonly [string, ...string[]]>>;
}

/** The text of a post. */
export const TEXT: PostPart = {
  variable: 'STATUS_TEXT',
  flags: { publish: ['--status-text', '-st'], network: ['--text'] },
};

/** The URL of its first image. */
export const IMAGE: PostPart = imagePart(1);

/** Every part that a post can have. */
export const POST_PARTS: readonly PostPart[] = [
  TEXT,
  { variable: 'STATUS_LINK', flags: { publish: ['--status-link', '-sl'], network: ['--link'] } },
  IMAGE,
  ...[2, 3, 4].map(imagePart),
];

function imagePart(number: number): PostPart {
  return {
    variable: `STATUS_IMAGE_URL_${number}`,
    flags: { publish: [`--status-image-url-${number}`, `-i${number}`], network: [`--image-${number}`] },
  };
}
