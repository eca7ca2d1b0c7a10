// Brings a launch configuration that is there up to date, from what it says. A person may have changed anything in it:
// credentials change, and what the version of Agoras decides. The rest is given back as it was.
import { CREDENTIAL_VARIABLES } from './flags';
import { AGORAS_MODULES, POST_PARTS, type CommandStyle } from './publishCommand';
import { shellOfCommand, updateWords, type CredentialFlag } from './publishWords';
import { updateTerminalCommand } from './terminalCommand';
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from '../edits/json/jsonDocument';
import { fillInOrder } from '../edits/json/listAlignment';
import type { Shell } from '../edits/shellQuoting';

/** Where a configuration takes credentials: as arguments, in the command line of a terminal, or in its environment alone. */
export type CredentialPlace = 'arguments' | 'command' | 'environment';

export interface PlacedCredentials {
  readonly flags: readonly CredentialFlag[];
  readonly variables: Readonly<Record<string, string>>;
}

/** What a configuration is brought up to date with. */
export interface LaunchUpdate {
  readonly module: string;
  readonly style: CommandStyle;
  readonly shell: Shell;
  /** The `.env` that has the values, as it stands in the file; undefined: VS Code has them. */
  readonly envFile: string | undefined;
  /** The `.env` that has them otherwise. */
  readonly otherEnvFile: string | undefined;
  /** The values come from where the configuration takes them already. */
  readonly keepsSource: boolean;
  /** The variables that this Agoras reads, for these networks. */
  readonly variables: ReadonlySet<string>;
  /** The credentials in a place; with `isInFile` as far as a `.env` does not have them. */
  readonly place: (place: CredentialPlace, isInFile: boolean) => PlacedCredentials;
  /** Whether a text asks VS Code for a value. */
  readonly refersToValue: (text: string) => boolean;
}

interface Source {
  readonly isFile: boolean;
  readonly envFile: JsonValue | undefined;
}

/** `python` is what the Python debugger was called before. */
const PYTHON_TYPES: readonly unknown[] = ['debugpy', 'python'];

/** In which order keys are written. */
const KEY_ORDER = ['name', 'type', 'request', 'module', 'args', 'console', 'command', 'envFile', 'env'];

const PART_VARIABLES = POST_PARTS.map(({ variable }) => variable);

/** A launch configuration brought up to date: what `update` does not concern stays as the person has it. */
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
  // Beside references to the values in VS Code a .env is the person's own.
  if (envFile === undefined) return { isFile: false, envFile: !asksVscode && own === otherEnvFile ? undefined : own };
  return { isFile: true, envFile: asksVscode ? envFile : (own ?? envFile) };
}

/** What starts Agoras, as far as it is recognised, and where that leaves the credentials. */
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

/** Undefined where nothing would be left in it. */
function updateEnvironment(
  found: JsonValue | undefined,
  wanted: PlacedCredentials['variables'],
  { variables, refersToValue }: LaunchUpdate,
  { isFile }: Source,
): JsonValue | undefined {
  const isNeeded = Object.keys(wanted).length > 0;
  if (found === undefined || !isJsonObject(found)) return isNeeded ? wanted : found;
  /** Beside a .env a person may set a value of their own, which counts more. */
  const isOwn = (key: string, value: JsonValue): boolean =>
    isFile && variables.has(key) && !refersToValue(JSON.stringify(value));
  const staying = Object.entries(found).flatMap(([key, value]): [string, JsonValue][] => {
    const credential = Object.hasOwn(wanted, key) ? wanted[key] : undefined;
    if (credential !== undefined) return [[key, credential]];
    // A variable of the other network that does not ask us for its value is the person's.
    const isOurs = isOfNetworks(key, variables) || refersToValue(JSON.stringify(value));
    return CREDENTIAL_VARIABLES.has(key) && isOurs && !isOwn(key, value) ? [] : [[key, value]];
  });
  const order = [...PART_VARIABLES, ...Object.keys(wanted)];
  const filled = fillInOrder<[string, JsonValue]>(staying, Object.entries(wanted), ([key]) => key, order);
  return filled.length === 0 && Object.keys(found).length > 0 ? undefined : Object.fromEntries(filled);
}

/** The variables of a network begin with its name. */
function isOfNetworks(key: string, variables: ReadonlySet<string>): boolean {
  const [network] = key.split('_');
  return [...variables].some((variable) => variable.split('_')[0] === network);
}

/** Undefined takes a key out. */
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
