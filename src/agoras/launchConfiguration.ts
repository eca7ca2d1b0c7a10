// The launch configuration that publishes with Agoras. It contains no secrets: VS Code asks this extension for each
// value when the configuration is started, or the debugger reads the values from a .env. Sources: the command lines of
// Agoras 1.1.5 (1.x), 1.1.6 (2.x) and 3.0.0 (3.x); the `contributes.debuggers` of the Python debugger and of VS Code's
// JavaScript debugger.
import { isDeepStrictEqual } from 'node:util';
import {
  definitionsFor,
  publishingNetwork,
  SHOWN_VARIABLES,
  VALUE_FIELDS,
  type FlagDefinition,
  type FlagValues,
} from './flags';
import { NETWORK_NAMES, type Target } from './target';
import { IMAGE, publishCommand, TEXT } from './publishCommand';
import { expandedFlag, SHELLS, type CredentialFlag } from './publishWords';
import { updateLaunch, type CredentialPlace, type PlacedCredentials } from './launchUpdate';
import { accountsIn, inputReference, isValueInput, refersToValue, valueInput, withoutNumbers } from './valueReferences';
import { assertNever } from '../base/outcome';
import type { JsonObject } from '../edits/json/jsonDocument';
import type { WantedLaunch } from '../edits/json/wantedLaunch';
import type { Shell } from '../edits/shellQuoting';

type Configuration = WantedLaunch['configuration'];

/** The name by which the configuration is found again. */
export function launchName(target: Target): string {
  return `Agoras: publish to ${NETWORK_NAMES[publishingNetwork(target)]}`;
}

/** `debugpy` is the Python debugger; `node-terminal` comes with VS Code and runs any command line in a terminal. */
export type LaunchDebugger = 'debugpy' | 'node-terminal';

/**
 * Where the values come from: this extension's commands, or a `.env` (`path` as written in the file). `insteadOf`: the
 * `.env` that an existing configuration read its values from until now; the reference to it is removed.
 */
export type LaunchSource =
  | { readonly kind: 'commands'; readonly insteadOf?: string | undefined }
  | { readonly kind: 'envFile'; readonly path: string };

/** What a launch configuration depends on besides the target. */
export interface LaunchSetup {
  /** Only for a new configuration; an existing one keeps its debugger. */
  readonly debugger: LaunchDebugger;
  /** The shell of VS Code's terminal. */
  readonly shell: Shell;
  /** Whether the installed Agoras 1.x ignores variables. */
  readonly readsFlagsOnly: boolean;
}

export interface LaunchOptions extends Target, LaunchSetup {
  /** The account whose values are used. */
  readonly accountId: string;
  readonly source: LaunchSource;
  /** The person has not been asked for the source this time: an existing configuration keeps its own. */
  readonly keepsSource?: boolean | undefined;
  /** Whether a configuration written for another account also counts as written by us. */
  readonly isForAnyAccount?: boolean | undefined;
}

/** Prompts shown before a launch configuration publishes, in the person's language. */
export interface LaunchQuestions {
  readonly text: string;
  readonly imageUrl: string;
}

const TEXT_INPUT = 'agorasText';
const IMAGE_INPUT = 'agorasImageUrl';

const ASKED_TEXT = `\${input:${TEXT_INPUT}}`;
const ASKED_IMAGE = `\${input:${IMAGE_INPUT}}`;

/** `inputIds`: default input id → the id to use instead, where the file already uses the default for something else. */
interface Setup extends LaunchOptions {
  readonly inputIds: ReadonlyMap<string, string>;
}

/** What a `launch.json` needs for publishing. */
export function wantedLaunch(
  options: LaunchOptions,
  questions: LaunchQuestions,
  inputIds: ReadonlyMap<string, string> = new Map(),
): WantedLaunch {
  const { source, shell, keepsSource = false } = options;
  const { module, style } = publishCommand(options);
  const setup = { ...options, inputIds };
  const definitions = definitionsFor(options);
  return {
    configuration: configurationFor(setup),
    inputs: [
      { id: TEXT_INPUT, type: 'promptString', description: questions.text },
      { id: IMAGE_INPUT, type: 'promptString', description: questions.imageUrl },
    ],
    valueInputs: VALUE_FIELDS.filter((one) => definitions.some(({ field }) => field === one)).map((field) => ({
      ...valueInput(field, options.accountId),
      id: inputIdFor(setup, field),
    })),
    isValueInput,
    withInputIds: (ids) => wantedLaunch(options, questions, ids),
    update: (found) =>
      updateLaunch(found, {
        module,
        style,
        shell,
        envFile: source.kind === 'envFile' ? source.path : undefined,
        otherEnvFile: source.kind === 'commands' ? source.insteadOf : undefined,
        keepsSource,
        variables: new Set(definitions.map(({ environment }) => environment)),
        place: (place, isInFile) => placeCredentials(setup, place, isInFile),
        refersToValue,
      }),
    isAsWritten: (found) => isAsWritten(found, options),
  };
}

function inputIdFor({ accountId, inputIds }: Setup, field: keyof FlagValues): string {
  const { id } = valueInput(field, accountId);
  return inputIds.get(id) ?? id;
}

function isAsWritten(found: JsonObject, options: LaunchOptions): boolean {
  const text = JSON.stringify(found);
  const [accountId = options.accountId, ...others] = accountsIn(text);
  if (others.length > 0 || (accountId !== options.accountId && options.isForAnyAccount !== true)) return false;
  const numberless: unknown = JSON.parse(withoutNumbers(text));
  return everySetup({ ...options, accountId }).some((one) => isDeepStrictEqual(numberless, configurationFor(one)));
}

/**
 * All configurations that we may have written: existing ones keep their debugger, and someone else may use another
 * shell.
 */
function everySetup(options: LaunchOptions): readonly Setup[] {
  const inputIds = new Map<string, string>();
  return (['debugpy', 'node-terminal'] as const).flatMap((debug) =>
    SHELLS.flatMap((shell) =>
      [true, false].map((readsFlagsOnly) => ({ ...options, inputIds, debugger: debug, shell, readsFlagsOnly })),
    ),
  );
}

function configurationFor(options: Setup): Configuration {
  const { source, shell } = options;
  const isInFile = source.kind === 'envFile';
  const name = launchName(options);
  const { module, action, style } = publishCommand(options);
  const [textFlag, imageFlag] = [TEXT, IMAGE].map(({ flags }) => flags[style][0]);
  const head = { name, type: options.debugger, request: 'launch' };
  switch (options.debugger) {
    case 'debugpy': {
      const { flags, variables } = placeCredentials(options, 'arguments', isInFile);
      const asked = [`${textFlag}=${ASKED_TEXT}`, `${imageFlag}=${ASKED_IMAGE}`];
      return {
        ...head,
        module,
        args: [...action, ...asked, ...flags.flatMap(({ words }) => words)],
        // With `integratedTerminal` the debugger would type the command line, leaving the token in the shell's history.
        console: 'internalConsole',
        ...environmentFrom(source, variables),
      };
    }
    case 'node-terminal': {
      const { flags, variables } = placeCredentials(options, 'command', isInFile);
      // Answers are passed as variables: in the command line, a quote in the text would end the argument.
      const asked = [TEXT, IMAGE].map((part) => expandedFlag(shell, part.flags[style][0], part.variable));
      return {
        ...head,
        command: ['agoras', ...action, ...asked, ...flags.flatMap(({ words }) => words)].join(' '),
        // The questions come first: VS Code resolves variables in this order, and asks them all even if no value is
        // released.
        ...environmentFrom(source, { [TEXT.variable]: ASKED_TEXT, [IMAGE.variable]: ASKED_IMAGE, ...variables }),
      };
    }
    default:
      return assertNever(options.debugger);
  }
}

/** The `envFile` and `env` properties of a configuration. */
function environmentFrom(source: LaunchSource, env: Readonly<Record<string, string>>): JsonObject {
  return {
    ...(source.kind === 'envFile' ? { envFile: source.path } : {}),
    ...(Object.keys(env).length === 0 ? {} : { env }),
  };
}

/** Uses a variable wherever possible, because anyone on the computer can read the arguments of a process. */
function placeCredentials(options: Setup, place: CredentialPlace, isInFile: boolean): PlacedCredentials {
  const definitions = definitionsFor(options);
  const referenceTo = (field: keyof FlagValues): string => inputReference(inputIdFor(options, field));
  const isFlag = ({ flag, environment }: FlagDefinition): boolean =>
    flag !== undefined && (options.readsFlagsOnly || (place === 'arguments' && SHOWN_VARIABLES.has(environment)));
  const variablesOf = (some: readonly FlagDefinition[]): Record<string, string> =>
    isInFile ? {} : Object.fromEntries(some.map(({ environment, field }) => [environment, referenceTo(field)]));
  switch (place) {
    case 'arguments':
      return {
        // A .env can't provide flags.
        flags: isInFile
          ? []
          : definitions.filter(isFlag).flatMap((definition) => flagInList(definition, referenceTo(definition.field))),
        variables: variablesOf(definitions.filter((definition) => !isFlag(definition))),
      };
    case 'command':
      return {
        flags: definitions.filter(isFlag).flatMap((definition) => flagInTerminal(definition, options.shell)),
        variables: variablesOf(definitions),
      };
    case 'environment':
      return { flags: [], variables: variablesOf(definitions) };
    default:
      return assertNever(place);
  }
}

function flagInList({ flag }: FlagDefinition, reference: string): CredentialFlag[] {
  return flag === undefined ? [] : [{ flag, words: [flag, reference] }];
}

/** Refers to the variable, so that the secret doesn't end up in the shell's history. */
function flagInTerminal({ flag, environment }: FlagDefinition, shell: Shell): CredentialFlag[] {
  return flag === undefined ? [] : [{ flag, words: [expandedFlag(shell, flag, environment)] }];
}
