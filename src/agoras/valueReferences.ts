// How a launch configuration or task asks this extension for a value. `${command:agoras.accessToken}` is a value of the
// account that the workspace uses. `${input:agoras.accessToken.<account>}` refers to an input of type `command` that
// passes the account along, so that an entry written for one account never gets another account's values. Sources: VS
// Code's variables reference and its `configurationResolver`.
import { isDeepStrictEqual } from 'node:util';
import { VALUE_FIELDS, type FlagValues } from './flags';

type ValueField = keyof FlagValues;

/** A field that is asked for; without `account`, it is that of the account the workspace uses. */
export interface AskedField {
  readonly field: ValueField;
  readonly account?: string;
}

/**
 * The input that asks for a value of an account. Its command's argument and its id both name the account, so a copied
 * configuration stays with that account.
 */
export function valueInput(field: ValueField, account: string) {
  const command = valueCommand(field);
  return { id: `${command}.${account}`, type: 'command', command, args: { account } };
}

/** A reference to an input. */
export function inputReference(id: string): string {
  return `\${input:${id}}`;
}

function valueCommand(field: ValueField): string {
  return `agoras.${field}`;
}

const FIELD = `agoras\\.(?:${VALUE_FIELDS.join('|')})`;

const VALUE_REFERENCE = new RegExp(`\\$\\{(?:command:${FIELD}|input:${FIELD}\\.[^{}]+)\\}`);

/** The id from {@link valueInput}, possibly with a number appended because the file used that id for something else. */
const INPUT_ID = new RegExp(`^(${FIELD})\\.([\\w.]+?)(?:-\\d+)?$`);

const INPUT_REFERENCE = new RegExp(`\\$\\{input:(${FIELD})\\.([\\w.]+?)(?:-\\d+)?\\}`, 'g');

/** Whether an input was written to ask for a value, of any account, and still does. */
export function isValueInput(input: unknown): boolean {
  if (!isFields(input) || typeof input['id'] !== 'string') return false;
  const [, command, account] = INPUT_ID.exec(input['id']) ?? [];
  const { type, args } = input;
  return type === 'command' && command === input['command'] && isDeepStrictEqual(args, { account });
}

/** The accounts whose values a text asks for through our inputs, without duplicates. */
export function accountsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(INPUT_REFERENCE)].map(([, , account = '']) => account))];
}

/** The text with our references as they were written originally, without a number in any id. */
export function withoutNumbers(text: string): string {
  return text.replace(INPUT_REFERENCE, (_whole, command: string, account: string) =>
    inputReference(`${command}.${account}`),
  );
}

/** Whether a text asks for a value in either of the two ways. */
export function refersToValue(text: string): boolean {
  return VALUE_REFERENCE.test(text);
}

/** Everything that VS Code runs or asks for, whatever braces the argument contains. */
const VARIABLES = /\$\{(command|input):([^}]*)\}/g;

/**
 * The fields that an entry of a launch.json or tasks.json asks for, without duplicates, and for which account.
 * `inputs`: the list in the same file in which VS Code looks up `${input:…}`. References inside an input count for the
 * entry that uses the input. Not every VS Code version resolves them, but this way no entry gets more than this
 * function reports.
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
 * The account in the argument of a command that returns a value. The argument must contain nothing else: for
 * `${command:…}`, VS Code passes the whole configuration, and a key of that is not a choice of account.
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

/** If several inputs have this id the last one counts, as in VS Code. */
function inputNamed(inputs: readonly unknown[], id: string): Fields | undefined {
  return inputs.filter(isFields).findLast((input) => input['id'] === id);
}

/** Every string in a value, including keys: VS Code replaces variables in both. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return isFields(value) ? Object.entries(value).flatMap(([key, child]) => [key, ...textsIn(child)]) : [];
}
