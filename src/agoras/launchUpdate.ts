// Brings an existing launch configuration up to date. A person may have changed anything in it: only the credentials
// and what depends on the Agoras version change, the rest stays as it was.
import { CREDENTIAL_VARIABLES } from './flags';
import { AGORAS_MODULES, POST_PARTS, type CommandStyle } from './publishCommand';
import { shellOfCommand, updateWords, type CredentialFlag } from './publishWords';
import { updateTerminalCommand } from './terminalCommand';
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from '../edits/json/jsonDocument';
import { fillInOrder } from '../edits/json/listAlignment';
import type { Shell } from '../edits/shellQuoting';

/**
 * Where a configuration takes credentials: arguments, the command line of a terminal, or only environment variables.
 */
export type CredentialPlace = 'arguments' | 'command' | 'environment';

export interface PlacedCredentials {
  readonly flags: readonly CredentialFlag[];
  readonly variables: Readonly<Record<string, string>>;
}

/** What an update needs to know. */
export interface LaunchUpdate {
  readonly module: string;
  readonly style: CommandStyle;
  readonly shell: Shell;
  /** The `.env` with the values, as its path is written in the file; undefined if VS Code provides the values. */
  readonly envFile: string | undefined;
  /** The `.env` that held the values until now; its `envFile` reference is removed. */
  readonly otherEnvFile: string | undefined;
  /** Whether the configuration keeps taking the values from where it takes them now. */
  readonly keepsSource: boolean;
  /** The variables that this Agoras version reads for these networks. */
  readonly variables: ReadonlySet<string>;
  /** The credentials to put in a place; `isInFile`: leaves out what a `.env` already provides. */
  readonly place: (place: CredentialPlace, isInFile: boolean) => PlacedCredentials;
  /** Whether a text contains a reference that makes VS Code ask for a value. */
  readonly refersToValue: (text: string) => boolean;
}

interface Source {
  readonly isFile: boolean;
  readonly envFile: JsonValue | undefined;
}

/** `python` is the former name of the Python debugger. */
const PYTHON_TYPES: readonly unknown[] = ['debugpy', 'python'];

/** The order in which keys are written. */
const KEY_ORDER = ['name', 'type', 'request', 'module', 'args', 'console', 'command', 'envFile', 'env'];

const PART_VARIABLES = POST_PARTS.map(({ variable }) => variable);

/** Updates a launch configuration; everything that `update` doesn't cover stays as the person wrote it. */
export function updateLaunch(found: JsonObject, update: LaunchUpdate): JsonObject {
  const source = sourceOf(found, update);
  const command = updateCommand(found, update, source);
  const { variables } = update.place(command.place, source.isFile);
  const env = updateEnvironment(found['env'], variables, update, source);
  return withValues(found, { ...command.values, envFile: source.envFile, env });
}

function sourceOf(found: JsonObject, update: LaunchUpdate): Source {
  const { envFile, otherEnvFile, keepsSource, refersToValue } = update;
  const own = found['envFile'];
  const asksVscode = refersToValue(JSON.stringify([found['env'], found['args'], found['command']]));
  if (keepsSource) return { isFile: !asksVscode && (own ?? envFile) !== undefined, envFile: own };
  // A .env used together with references to values in VS Code is the person's own.
  if (envFile === undefined) return { isFile: false, envFile: !asksVscode && own === otherEnvFile ? undefined : own };
  return { isFile: true, envFile: asksVscode ? envFile : (own ?? envFile) };
}

/** Updates the part that starts Agoras, if it is recognized, and says where credentials go as a result. */
function updateCommand(
  found: JsonObject,
  { module, style, shell, place }: LaunchUpdate,
  { isFile }: Source,
): { readonly place: CredentialPlace; readonly values: JsonObject } {
  const { type, module: foundModule, args, command, env } = found;
  if (PYTHON_TYPES.includes(type) && typeof foundModule === 'string' && AGORAS_MODULES.has(foundModule)) {
    const credentials = place('arguments', isFile).flags;
    const words = args !== undefined && isTextList(args) ? updateWords(args, { style, credentials }) : undefined;
    if (words === undefined) return { place: 'environment', values: { module } };
    return { place: 'arguments', values: { module, args: words } };
  }
  if (type === 'node-terminal' && typeof command === 'string') {
    const variables = new Set(env !== undefined && isJsonObject(env) ? Object.keys(env) : []);
    const credentials = place('command', isFile).flags;
    const updated = updateTerminalCommand(command, shellOfCommand(command, shell), module, (words) =>
      updateWords(words, { style, credentials, terminal: { shell, variables } }),
    );
    if (updated !== undefined) return { place: 'command', values: { command: updated } };
  }
  return { place: 'environment', values: {} };
}

/** Undefined if the environment would be left empty. */
function updateEnvironment(
  found: JsonValue | undefined,
  wanted: PlacedCredentials['variables'],
  { variables, refersToValue }: LaunchUpdate,
  { isFile }: Source,
): JsonValue | undefined {
  const isNeeded = Object.keys(wanted).length > 0;
  if (found === undefined || !isJsonObject(found)) return isNeeded ? wanted : found;
  /** Next to a .env, a person may set a value of their own; it overrides the file. */
  const isOwn = (key: string, value: JsonValue): boolean =>
    isFile && variables.has(key) && !refersToValue(JSON.stringify(value));
  const staying = Object.entries(found).flatMap(([key, value]): [string, JsonValue][] => {
    const credential = Object.hasOwn(wanted, key) ? wanted[key] : undefined;
    if (credential !== undefined) return [[key, credential]];
    // A variable of the other network is the person's own unless it refers to one of our values.
    const isOurs = isOfNetworks(key, variables) || refersToValue(JSON.stringify(value));
    return CREDENTIAL_VARIABLES.has(key) && isOurs && !isOwn(key, value) ? [] : [[key, value]];
  });
  const order = [...PART_VARIABLES, ...Object.keys(wanted)];
  const filled = fillInOrder<[string, JsonValue]>(staying, Object.entries(wanted), ([key]) => key, order);
  return filled.length === 0 && Object.keys(found).length > 0 ? undefined : Object.fromEntries(filled);
}

/** The variables of a network start with its name. */
function isOfNetworks(key: string, variables: ReadonlySet<string>): boolean {
  const [network] = key.split('_');
  return [...variables].some((variable) => variable.split('_')[0] === network);
}

/** An undefined value removes its key. */
function withValues(found: JsonObject, values: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const staying = Object.entries(found).flatMap(([key, value]): [string, JsonValue][] => {
    if (!Object.hasOwn(values, key)) return [[key, value]];
    const next = values[key];
    return next === undefined ? [] : [[key, next]];
  });
  const wanted = Object.entries(values).flatMap(([key, value]): [string, JsonValue][] =>
    value === undefined ? [] : [[key, value]],
  );
  return Object.fromEntries(fillInOrder(staying, wanted, ([key]) => key, KEY_ORDER));
}

function isTextList(value: JsonValue): value is readonly string[] {
  return isJsonList(value) && value.every((item) => typeof item === 'string');
}
