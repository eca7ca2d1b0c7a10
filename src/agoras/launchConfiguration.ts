// The launch configuration that publishes with Agoras. No secret stands in it: VS Code asks this extension for each
// value of the account when the configuration is started, or the debugger reads them from a .env. Sources: the command lines of Agoras
// 1.1.5 (1.x), 1.1.6 (2.x) and 3.0.0 (3.x); the `contributes.debuggers` of the Python debugger and of VS Code's
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

/** The configuration is found again by this name. */
export function launchName(target: Target): string {
  return `Agoras: publish to ${NETWORK_NAMES[publishingNetwork(target)]}`;
}

/** `debugpy` is the Python debugger; `node-terminal` comes with VS Code and runs any command line in a terminal. */
export type LaunchDebugger = 'debugpy' | 'node-terminal';

/**
 * Where the values come from: this extension's commands, or a `.env` at a path as it stands in the file. `insteadOf`: the
 * `.env` of which a configuration is freed that has read the values from it.
 */
export type LaunchSource =
  | { readonly kind: 'commands'; readonly insteadOf?: string | undefined }
  | { readonly kind: 'envFile'; readonly path: string };

/** On what a launch configuration depends besides the target. */
export interface LaunchSetup {
  /** For a new configuration; one that is there keeps its own. */
  readonly debugger: LaunchDebugger;
  /** Of VS Code's terminal. */
  readonly shell: Shell;
  /** Of an Agoras 1.x: no variable has any effect on it. */
  readonly readsFlagsOnly: boolean;
}

export interface LaunchOptions extends Target, LaunchSetup {
  /** Whose values these are. */
  readonly accountId: string;
  readonly source: LaunchSource;
  /** The person has not chosen the source now: a configuration that is there keeps its own. */
  readonly keepsSource?: boolean | undefined;
  /** A configuration counts as what was written also where it was for another account. */
  readonly isForAnyAccount?: boolean | undefined;
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

/** With other ids of inputs than those that are written where nothing stands in the way. */
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

/** A configuration keeps the debugger that it was written for, and others may have written it in another shell. */
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
        // In a terminal the debugger would type the command line, and the token would stay in the shell's history.
        console: 'internalConsole',
        ...environmentFrom(source, variables),
      };
    }
    case 'node-terminal': {
      const { flags, variables } = placeCredentials(options, 'command', isInFile);
      // What is asked goes through the environment: in the command line a quote in the text would end it for the shell.
      const asked = [TEXT, IMAGE].map((part) => expandedFlag(shell, part.flags[style][0], part.variable));
      return {
        ...head,
        command: ['agoras', ...action, ...asked, ...flags.flatMap(({ words }) => words)].join(' '),
        // First: VS Code goes through them in this order, and asks all of it even where no value is handed over.
        ...environmentFrom(source, { [TEXT.variable]: ASKED_TEXT, [IMAGE.variable]: ASKED_IMAGE, ...variables }),
      };
    }
    default:
      return assertNever(options.debugger);
  }
}

/** What the configuration says of the environment: the `.env`, and the variables that VS Code fills in. */
function environmentFrom(source: LaunchSource, env: Readonly<Record<string, string>>): JsonObject {
  return {
    ...(source.kind === 'envFile' ? { envFile: source.path } : {}),
    ...(Object.keys(env).length === 0 ? {} : { env }),
  };
}

/** A value is a variable where that is enough: everybody on the computer can read the arguments of a process. */
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
        // A .env is no source of flags.
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

/** By its variable, so that the shell's history holds no secret. */
function flagInTerminal({ flag, environment }: FlagDefinition, shell: Shell): CredentialFlag[] {
  return flag === undefined ? [] : [{ flag, words: [expandedFlag(shell, flag, environment)] }];
}
