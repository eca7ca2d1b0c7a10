// How a launch configuration or task asks this extension for a value. `${command:agoras.accessToken}` stands for that of
// the account that the workspace uses; `${input:agoras.accessToken.<account>}` leads to an input of type `command`, which
// passes the account on, so that what was written for one account gets the values of no other. Sources: VS Code's
// variables reference and its `configurationResolver`.
import { isDeepStrictEqual } from 'node:util';
import { VALUE_FIELDS, type FlagValues } from './flags';

type ValueField = keyof FlagValues;

/** What is asked for; without an account the one that the workspace uses is meant. */
export interface AskedField {
  readonly field: ValueField;
  readonly account?: string;
}

/**
 * The input by which a value of an account is asked for: the argument of its command names the account. So does its id,
 * and a configuration which a person has copied stays that account's.
 */
export function valueInput(field: ValueField, account: string) {
  const command = valueCommand(field);
  return { id: `${command}.${account}`, type: 'command', command, args: { account } };
}

/** Refers to an input. */
export function inputReference(id: string): string {
  return `\${input:${id}}`;
}

function valueCommand(field: ValueField): string {
  return `agoras.${field}`;
}

const FIELD = `agoras\\.(?:${VALUE_FIELDS.join('|')})`;

const VALUE_REFERENCE = new RegExp(`\\$\\{(?:command:${FIELD}|input:${FIELD}\\.[^{}]+)\\}`);

/** The id that {@link valueInput} gives, or one with a number behind it, where the file had that id for something else. */
const INPUT_ID = new RegExp(`^(${FIELD})\\.([\\w.]+?)(?:-\\d+)?$`);

const INPUT_REFERENCE = new RegExp(`\\$\\{input:(${FIELD})\\.([\\w.]+?)(?:-\\d+)?\\}`, 'g');

/** Whether an input is one that was written for a value, of whichever account, and still asks for that. */
export function isValueInput(input: unknown): boolean {
  if (!isFields(input) || typeof input['id'] !== 'string') return false;
  const [, command, account] = INPUT_ID.exec(input['id']) ?? [];
  const { type, args } = input;
  return type === 'command' && command === input['command'] && isDeepStrictEqual(args, { account });
}

/** The accounts whose values a text asks for by inputs that were written for that, each once. */
export function accountsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(INPUT_REFERENCE)].map(([, , account = '']) => account))];
}

/** The text with each of those references as it was written before any id had a number. */
export function withoutNumbers(text: string): string {
  return text.replace(INPUT_REFERENCE, (_whole, command: string, account: string) =>
    inputReference(`${command}.${account}`),
  );
}

/** Whether a text asks for a value, in either way. */
export function refersToValue(text: string): boolean {
  return VALUE_REFERENCE.test(text);
}

/** All that VS Code runs or asks for, whatever braces the argument has inside. */
const VARIABLES = /\$\{(command|input):([^}]*)\}/g;

/**
 * The fields that an entry of a launch.json or tasks.json asks for, each once, and for which account. `inputs`: the list
 * beside it, in which VS Code looks up `${input:…}`. What stands inside an input counts as asked for by who refers to it:
 * not every VS Code reads a variable there, but none is handed more than this says.
 */
export function fieldsAskedBy(entry: unknown, inputs: unknown): readonly AskedField[] {
  const list: readonly unknown[] = Array.isArray(inputs) ? inputs : [];
  const asked = new Map<string, AskedField>();
  const add = (command: unknown, args: unknown): void => {
    const field = VALUE_FIELDS.find((one) => valueCommand(one) === command);
    if (field === undefined) return;
    const account = accountIn(args);
    asked.set(JSON.stringify([field, account]), account === undefined ? { field } : { field, account });
  };
  const looked = new Set<string>();
  const look = (value: unknown): void => {
    for (const text of textsIn(value)) {
      for (const [, kind, name = ''] of text.matchAll(VARIABLES)) {
        if (kind === 'command') add(name, undefined);
        else if (!looked.has(name)) {
          looked.add(name);
          lookAt(inputNamed(list, name));
        }
      }
    }
  };
  const lookAt = (input: Fields | undefined): void => {
    if (input === undefined) return;
    if (input['type'] === 'command') add(input['command'], input['args']);
    look(input);
  };
  look(entry);
  return [...asked.values()];
}

/**
 * The account that a command which gives a value is called for, by its argument. Nothing else may stand there: for
 * `${command:…}` VS Code passes the whole configuration, and a key of that is no choice of an account.
 */
export function accountIn(argument: unknown): string | undefined {
  if (!isFields(argument) || Object.keys(argument).join() !== 'account') return undefined;
  const { account } = argument;
  return typeof account === 'string' ? account : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** Of equal ids the last counts, as it does for VS Code. */
function inputNamed(inputs: readonly unknown[], id: string): Fields | undefined {
  return inputs.filter(isFields).findLast((input) => input['id'] === id);
}

/** Every text in a value, keys as well: VS Code replaces variables in both. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return isFields(value) ? Object.entries(value).flatMap(([key, child]) => [key, ...textsIn(child)]) : [];
}
