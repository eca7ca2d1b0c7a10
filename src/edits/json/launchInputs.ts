// The inputs of a launch file: adds those that a configuration refers to, and removes our value inputs that nothing
// refers to.
import type { Node } from 'jsonc-parser';
import { isDeepStrictEqual } from 'node:util';
import { changeChildren, type NewChild } from './jsonEdits';
import { isJsonObject, readJson, readJsonDocument, type JsonDocument, type JsonValue } from './jsonDocument';
import { hasComment } from './jsonMatch';
import { fillInOrder } from './listAlignment';
import type { LaunchInput, WantedLaunch } from './wantedLaunch';
import type { TextEdit } from '../textPlan';

/** A change to the inputs of a file. */
export interface InputsChange {
  readonly edits: readonly TextEdit[];
  /** All inputs after the change; undefined if the key should be removed. */
  readonly expected: readonly JsonValue[] | undefined;
}

/**
 * Adds a number to the IDs of our inputs if the file uses them for something else, which a person wrote and may need.
 * This way, each reference gets the values of the account that it was written for.
 */
export function withFreeIds(wanted: WantedLaunch, present: readonly JsonValue[]): WantedLaunch {
  const ids = new Map(
    wanted.valueInputs.flatMap((input): [string, string][] => {
      const id = freeId(input, present);
      return id === input.id ? [] : [[input.id, id]];
    }),
  );
  return ids.size === 0 ? wanted : wanted.withInputIds(ids);
}

function freeId(input: LaunchInput, present: readonly JsonValue[]): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? input.id : `${input.id}-${number}`;
    if (present.every((one) => idOf(one) !== id || isSameInput(one, input))) return id;
  }
}

/** Whether an input does the same as ours, whatever was added to it. */
function isSameInput(found: JsonValue, { id: _id, ...wanted }: LaunchInput): boolean {
  return isJsonObject(found) && Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(found[key], value));
}

export function inputsOf({ inputs, valueInputs, configuration }: WantedLaunch): readonly LaunchInput[] {
  return [...inputs, ...referredTo(valueInputs, JSON.stringify(configuration))];
}

/** The inputs that are missing. For existing configurations, only those that they refer to. */
export function missingInputs(
  wanted: WantedLaunch,
  present: readonly JsonValue[],
  updated: readonly JsonValue[],
): readonly LaunchInput[] {
  const { inputs, valueInputs } = wanted;
  const needed =
    updated.length === 0 ? inputsOf(wanted) : referredTo([...inputs, ...valueInputs], JSON.stringify(updated));
  const ids = new Set(present.map(idOf));
  return needed.filter(({ id }) => !ids.has(id));
}

function referredTo(inputs: readonly LaunchInput[], said: string): readonly LaunchInput[] {
  return inputs.filter(({ id }) => refersTo(said, id));
}

export function refersTo(said: string, id: string): boolean {
  return said.includes(`\${input:${id}}`);
}

/** The raw text, including comments, plus the parsed text, because escapes can hide a reference in a string. */
export function saidIn(text: string): string {
  const read = readJsonDocument(text, { indent: '', lineBreak: '\n' });
  if (!read.ok || !read.value.root) throw new Error('The text does not parse after its change');
  return text + JSON.stringify(readJson(read.value.root));
}

/**
 * Removes inputs and adds new ones at their places in `order`. If none is left, `expected` is undefined and the caller
 * has to remove the key.
 */
export function changeInputs(
  document: JsonDocument,
  list: Node,
  goes: (input: JsonValue) => boolean,
  added: readonly LaunchInput[],
  order: readonly LaunchInput[] = [],
): InputsChange {
  const children = list.children ?? [];
  const staying = children.map((node) => ({ node, input: readJson(node) })).filter(({ input }) => !goes(input));
  const items = fillInOrder<{ readonly input: JsonValue; readonly node?: Node }>(
    staying,
    added.map((input) => ({ input })),
    ({ input }) => idOf(input),
    order.map(({ id }) => id),
  );
  const isKeyGone = children.length > 0 && items.length === 0 && !hasComment(document, list);
  if (isKeyGone) return { edits: [], expected: undefined };
  const nodes = new Set(staying.map(({ node }) => node));
  const newChildren = items.flatMap(({ node, input }, index): NewChild[] => {
    if (node !== undefined) return [];
    return [{ value: input, before: items.slice(index + 1).find((later) => later.node !== undefined)?.node }];
  });
  return {
    edits: changeChildren(document, list, (child) => !nodes.has(child), newChildren),
    expected: items.map(({ input }) => input),
  };
}

export function idOf(input: JsonValue): string | undefined {
  const id = isJsonObject(input) ? input['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}
