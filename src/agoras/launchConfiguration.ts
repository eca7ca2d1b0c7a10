// The launch configuration that publishes with Agoras. No secret stands in it: VS Code asks this extension for each
// value when the configuration is started, or the debugger reads them from a .env. Sources: the command lines of Agoras
// 1.1.5 (1.x) and 1.1.6 (2.x); the `contributes.debuggers` of the Python debugger and of VS Code's JavaScript debugger.
import { ALL_FLAGS, definitionsFor, publishingNetwork, type FlagDefinition, type FlagValues } from './flags';
import { NETWORK_NAMES, type Target } from './target';
import { publishCommand } from './publishCommand';

/** The configuration is found again by this name. */
export function launchName(target: Target): string {
  return `Agoras: publish to ${NETWORK_NAMES[publishingNetwork(target)]}`;
}

/** `debugpy` is the Python debugger; `node-terminal` comes with VS Code and runs any command line in a terminal. */
export type LaunchDebugger = 'debugpy' | 'node-terminal';

/** Where the values come from: this extension's commands, or a `.env` at a path as it stands in the file. */
export type LaunchSource = { readonly kind: 'commands' } | { readonly kind: 'envFile'; readonly path: string };

export interface LaunchConfiguration {
  readonly [key: string]: string | readonly string[] | Readonly<Record<string, string>>;
  readonly name: string;
}

/** A question that VS Code asks before it starts the configuration. */
export interface LaunchInput {
  readonly [key: string]: string;
  readonly id: string;
}

/** What a `launch.json` needs for publishing. */
export interface LaunchWanted {
  readonly configuration: LaunchConfiguration;
  readonly inputs: readonly LaunchInput[];
}

const TEXT_INPUT = 'agorasText';
const IMAGE_INPUT = 'agorasImageUrl';

const ASKED_TEXT = `\${input:${TEXT_INPUT}}`;
const ASKED_IMAGE = `\${input:${IMAGE_INPUT}}`;

/** Both versions of Agoras read these where the flags are absent. */
const ASKED_ENVIRONMENT = { STATUS_TEXT: ASKED_TEXT, STATUS_IMAGE_URL_1: ASKED_IMAGE };

/** Every key that a configuration of ours may have; whatever else stands in it is the person's. */
export const LAUNCH_KEYS: ReadonlySet<string> = new Set([
  'name',
  'type',
  'request',
  'module',
  'args',
  'console',
  'command',
  'envFile',
  'env',
]);

/** Every variable that a configuration of ours may set. */
export const LAUNCH_VARIABLES: ReadonlySet<string> = new Set([
  ...ALL_FLAGS.map(({ environment }) => environment),
  ...Object.keys(ASKED_ENVIRONMENT),
]);

/** The two questions; their words are the caller's, in the person's language. */
export function launchInputs(words: { readonly text: string; readonly imageUrl: string }): readonly LaunchInput[] {
  return [
    { id: TEXT_INPUT, type: 'promptString', description: words.text },
    { id: IMAGE_INPUT, type: 'promptString', description: words.imageUrl },
  ];
}

/** How `launch.json` asks this extension for a value: by the command that is named like the field. */
export function valueReference(field: keyof FlagValues): string {
  return `\${command:agoras.${field}}`;
}

export function launchConfiguration(
  wanted: Target & { readonly debugger: LaunchDebugger; readonly source: LaunchSource },
): LaunchConfiguration {
  const { source } = wanted;
  switch (wanted.debugger) {
    case 'debugpy':
      return pythonConfiguration(wanted, source);
    case 'node-terminal':
      return terminalConfiguration(wanted, source);
  }
}

function pythonConfiguration(target: Target, source: LaunchSource): LaunchConfiguration {
  const { module, action, textFlag, imageFlag } = publishCommand(target);
  const isAsked = source.kind === 'commands';
  const flags = isAsked ? definitionsFor(target) : [];
  return {
    name: launchName(target),
    type: 'debugpy',
    request: 'launch',
    module,
    args: [...action, textFlag, ASKED_TEXT, imageFlag, ASKED_IMAGE, ...flags.flatMap(flagArguments)],
    // In a terminal the debugger would type the command line, and the token would stay in the shell's history.
    console: 'internalConsole',
    ...fromEnvironment(source, environmentOf(flags.filter(({ flag }) => flag === undefined))),
  };
}

/** What is asked goes through the environment: in the command line a quote in the text would end it for the shell. */
function terminalConfiguration(target: Target, source: LaunchSource): LaunchConfiguration {
  const flags = source.kind === 'commands' ? definitionsFor(target) : [];
  return {
    name: launchName(target),
    type: 'node-terminal',
    request: 'launch',
    command: ['agoras', ...publishCommand(target).action].join(' '),
    ...fromEnvironment(source, { ...environmentOf(flags), ...ASKED_ENVIRONMENT }),
  };
}

function fromEnvironment(
  source: LaunchSource,
  env: Readonly<Record<string, string>>,
): Readonly<Record<string, string | Readonly<Record<string, string>>>> {
  return {
    ...(source.kind === 'envFile' ? { envFile: source.path } : {}),
    ...(Object.keys(env).length === 0 ? {} : { env }),
  };
}

function flagArguments({ flag, field }: FlagDefinition): string[] {
  return flag === undefined ? [] : [flag, valueReference(field)];
}

function environmentOf(flags: readonly FlagDefinition[]): Readonly<Record<string, string>> {
  return Object.fromEntries(flags.map(({ environment, field }) => [environment, valueReference(field)]));
}
