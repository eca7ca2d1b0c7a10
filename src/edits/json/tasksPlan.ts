// Updates tasks and the inputs that they refer to, in a tasks.json or under `tasks` in a workspace file.
import { isDeepStrictEqual } from 'node:util';
import { changeChildren } from './jsonEdits';
import {
  childValue,
  isJsonObject,
  readJson,
  readJsonDocument,
  type JsonFormat,
  type JsonObject,
  type JsonValue,
} from './jsonDocument';
import { matchObject, withCommentedKeys } from './jsonMatch';
import { changeInputs, idOf, refersTo } from './launchInputs';
import { inOrder, readObject, verified } from './launchPlan';
import type { LaunchInput } from './wantedLaunch';
import { planEdits, type TextPlan } from '../textPlan';

export interface WantedTasks {
  /** Returns the updated task, or the same object if it stays. */
  readonly update: (task: JsonObject) => JsonObject;
  /** The inputs for values: those that a task refers to are added to the file. */
  readonly inputs: readonly LaunchInput[];
}

/** Also `unchanged` if the file doesn't contain a list of tasks. */
export function planTasks(
  text: string,
  { update, inputs: wanted }: WantedTasks,
  format: JsonFormat,
  at: 'tasks.json' | 'code-workspace',
): TextPlan<never> {
  const read = readJsonDocument(text, format);
  const document = read.ok ? read.value : undefined;
  const root = document?.root;
  const file = at === 'tasks.json' ? root : childValue(root, 'tasks');
  const list = childValue(file, 'tasks');
  const inputs = childValue(file, 'inputs');
  if (document === undefined || root === undefined || file === undefined || list?.type !== 'array') {
    return { kind: 'unchanged' };
  }
  if (inputs !== undefined && inputs.type !== 'array') return { kind: 'unchanged' };
  const tasks = (list.children ?? []).map((node) => {
    const found = readJson(node);
    const updated = isJsonObject(found) ? update(found) : found;
    const isSame = !isJsonObject(updated) || isDeepStrictEqual(found, updated);
    return { node, value: isSame ? found : withCommentedKeys(document, node, updated), isSame };
  });
  const edits = tasks.flatMap(({ node, value, isSame }) =>
    isSame || !isJsonObject(value) ? [] : matchObject(document, node, value),
  );
  const values = tasks.map(({ value }) => value);
  const present = (inputs?.children ?? []).map(readJson);
  const missing = wanted.filter(
    (input) => refersTo(JSON.stringify(values), input.id) && present.every((one) => idOf(one) !== input.id),
  );
  const change = inputs && changeInputs(document, inputs, () => false, missing, missing);
  const added = inputs === undefined && missing.length > 0 ? [{ key: 'inputs', value: missing }] : [];
  edits.push(...(change?.edits ?? []), ...changeChildren(document, file, () => false, added));
  const expected = {
    ...readObject(file),
    tasks: values,
    ...(missing.length === 0 ? {} : { inputs: change?.expected ?? missing }),
  };
  const plan = planEdits(text, inOrder(edits));
  return verified(plan, at === 'tasks.json' ? expected : withTasks(readObject(root), expected));
}

function withTasks(root: JsonObject, tasks: JsonValue): JsonObject {
  return { ...root, tasks };
}
