// The launch configuration that publishes with Agoras. No secret stands in it: VS Code asks this extension for each
// value when the configuration is started, or the debugger reads them from a .env. Sources: the command lines of Agoras
// 1.1.5 (1.x) and 1.1.6 (2.x); the `contributes.debuggers` of the Python debugger and of VS Code's JavaScript debugger.
import { ALL_FLAGS, definitionsFor, publishingNetwork, type FlagDefinition, type FlagValues } from './flags';
import { NETWORK_NAMES, type Target } from './target';
import { publishCommand } from './publishCommand';
import type { JsonObject } from '../edits/json/jsonDocument';
import type { WantedLaunch } from '../edits/json/wantedLaunch';

type Configuration = WantedLaunch['configuration'];

/** The configuration is found again by this name. */
export function launchName(target: Target): string {
  return `Agoras: publish to ${NETWORK_NAMES[publishingNetwork(target)]}`;
}

/** `debugpy` is the Python debugger; `node-terminal` comes with VS Code and runs any command line in a terminal. */
export type LaunchDebugger = 'debugpy' | 'node-terminal';

/** Where the values come from: this extension's commands, or a `.env` at a path as it stands in the file. */
export type LaunchSource = { readonly kind: 'commands' } | { readonly kind: 'envFile'; readonly path: string };

export interface LaunchOptions extends Target {
  readonly debugger: LaunchDebugger;
  readonly source: LaunchSource;
}

/** What a person is asked before a launch configuration publishes, in their language. */
export interface LaunchQuestions {
  readonly text: string;
  readonly imageUrl: string;
}

const TEXT_INPUT = 'agorasText';
const IMAGE_INPUT = 'agorasImageUrl';

const ASKED_TEXT = `\${input:${TEXT_INPUT}}`;
const ASKED_IMAGE = `\${input:${IMAGE_INPUT}}`;

/** Both versions of Agoras read these where the flags are absent. */
const ASKED_ENVIRONMENT = { STATUS_TEXT: ASKED_TEXT, STATUS_IMAGE_URL_1: ASKED_IMAGE };

/** Every key that a configuration of ours may have. */
const LAUNCH_KEYS: ReadonlySet<string> = new Set([
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
const LAUNCH_VARIABLES: ReadonlySet<string> = new Set([
  ...ALL_FLAGS.map(({ environment }) => environment),
  ...Object.keys(ASKED_ENVIRONMENT),
]);

/** What a `launch.json` needs for publishing. */
export function wantedLaunch(options: LaunchOptions, questions: LaunchQuestions): WantedLaunch {
  return {
    configuration: configurationFor(options),
    inputs: [
      { id: TEXT_INPUT, type: 'promptString', description: questions.text },
      { id: IMAGE_INPUT, type: 'promptString', description: questions.imageUrl },
    ],
    ownKeys: LAUNCH_KEYS,
    ownVariables: LAUNCH_VARIABLES,
  };
}

/** How `launch.json` asks this extension for a value: by the command that is named like the field. */
export function valueReference(field: keyof FlagValues): string {
  return `\${command:agoras.${field}}`;
}

function configurationFor(options: LaunchOptions): Configuration {
  const { source } = options;
  const name = launchName(options);
  const { module, action, textFlag, imageFlag } = publishCommand(options);
  const flags = source.kind === 'commands' ? definitionsFor(options) : [];
  switch (options.debugger) {
    case 'debugpy': {
      const flagged = flags.flatMap(({ flag, field }) => (flag === undefined ? [] : [flag, valueReference(field)]));
      return {
        name,
        type: 'debugpy',
        request: 'launch',
        module,
        args: [...action, textFlag, ASKED_TEXT, imageFlag, ASKED_IMAGE, ...flagged],
        // In a terminal the debugger would type the command line, and the token would stay in the shell's history.
        console: 'internalConsole',
        ...environmentFrom(
          source,
          flags.filter(({ flag }) => flag === undefined),
        ),
      };
    }
    case 'node-terminal':
      return {
        name,
        type: 'node-terminal',
        request: 'launch',
        command: ['agoras', ...action].join(' '),
        // What is asked goes through the environment: in the command line a quote in the text would end it for the shell.
        ...environmentFrom(source, flags, ASKED_ENVIRONMENT),
      };
  }
}

/** What the configuration says of the environment: the `.env`, and the variables that VS Code fills in. */
function environmentFrom(
  source: LaunchSource,
  flags: readonly FlagDefinition[],
  asked: Readonly<Record<string, string>> = {},
): JsonObject {
  const values = Object.fromEntries(flags.map(({ environment, field }) => [environment, valueReference(field)]));
  const env = { ...values, ...asked };
  return {
    ...(source.kind === 'envFile' ? { envFile: source.path } : {}),
    ...(Object.keys(env).length === 0 ? {} : { env }),
  };
}
