import type { Node } from 'jsonc-parser';
import { isDeepStrictEqual } from 'node:util';
import { changeChildren, type NewChild } from './jsonEdits';
import {
  ANY_FORMAT,
  childValue,
  isJsonObject,
  keyOf,
  readJson,
  readJsonDocument,
  spellJson,
  type JsonDocument,
  type JsonFormat,
  type JsonObject,
  type JsonValue,
} from './jsonDocument';
import { matchObject, withCommentedKeys } from './jsonMatch';
import { changeInputs, idOf, inputsOf, missingInputs, refersTo, saidIn, withFreeIds } from './launchInputs';
import { expectLaunch, isNamed, nestedIn, type WantedLaunch } from './wantedLaunch';
import { positionAt, type TextPosition } from '../lines';
import { applyEdits, planEdits, type TextEdit, type TextPlan } from '../textPlan';

/** Where launch configurations are stored: in their own file, or under `launch` in a workspace file. */
export type LaunchFileKind = 'launch.json' | 'code-workspace';

/** Why a file can't be changed. */
export type LaunchRefusal =
  /** A syntax error at this position. */
  | ({ readonly kind: 'syntax' } & TextPosition)
  /** Something other than the object or array that VS Code expects; `key` is undefined for the whole file. */
  | ({ readonly kind: 'unexpected'; readonly key?: string; readonly wanted: 'object' | 'array' } & TextPosition)
  /** The person has changed the configuration since it was written, so removing it would remove their work too. */
  | ({ readonly kind: 'changed' } & TextPosition);

/**
 * Sets the launch configuration and its inputs in the text of a `launch.json` or workspace file (`undefined`: the file
 * doesn't exist yet). Every configuration with our name is updated in place, based on what it contains: everything that
 * doesn't have to change stays, byte for byte. Existing inputs stay too, because the person may have changed their
 * text. `format`: used for what the file itself doesn't show.
 */
export function planLaunch(
  text: string | undefined,
  wanted: WantedLaunch,
  format: JsonFormat,
  at: LaunchFileKind,
): TextPlan<LaunchRefusal> {
  if (text === undefined && at === 'launch.json') {
    return { kind: 'create', text: spellJson(newLaunch(wanted), format, '') + format.lineBreak };
  }
  const read = readJsonDocument(text ?? '', format);
  if (!read.ok) return refusedAt(text ?? '', read.error, { kind: 'syntax' });
  const document = read.value;
  const { root } = document;
  if (at === 'launch.json' && (root === undefined || root.type === 'null')) {
    return verified(planEdits(document.text, [fillFile(document, wanted)]), nestedIn({}, at, newLaunch(wanted)));
  }
  if (root?.type !== 'object') return unexpected(document, root, 'object');
  const launch = launchOf(root, at);
  if (launch === undefined) {
    const added = [{ key: 'launch', value: newLaunch(wanted) }];
    const plan = planEdits(
      document.text,
      changeChildren(document, root, () => false, added),
    );
    return verified(plan, nestedIn(readObject(root), at, newLaunch(wanted)));
  }
  const refusal = refuseTypes(document, launch);
  if (refusal) return refusal;
  const { edits, expected } = setLaunch(document, launch, wanted);
  return verified(planEdits(document.text, inOrder(edits)), nestedIn(readObject(root), at, expected));
}

/**
 * Removes what {@link planLaunch} added: the configuration, if it still has the content that was written, in whatever
 * layout, and the inputs that nothing else in the file refers to, not even a comment. `configurations` is kept even if
 * it becomes empty; an empty `inputs` is removed, as VS Code doesn't need it. If the person has changed a configuration
 * or added to it, everything stays and the plan says so.
 */
export function planLaunchRemoval(
  text: string | undefined,
  wanted: WantedLaunch,
  at: LaunchFileKind,
): TextPlan<LaunchRefusal> {
  if (text === undefined) return { kind: 'unchanged' };
  const read = readJsonDocument(text, ANY_FORMAT);
  if (!read.ok) return refusedAt(text, read.error, { kind: 'syntax' });
  const document = read.value;
  const { root } = document;
  if (root === undefined || root.type === 'null') return { kind: 'unchanged' };
  if (root.type !== 'object') return unexpected(document, root, 'object');
  const launch = launchOf(root, at);
  if (launch === undefined) return { kind: 'unchanged' };
  const refusal = refuseTypes(document, launch);
  if (refusal) return refusal;

  const configurations = childValue(launch, 'configurations');
  const ours = configurationsOf(launch, wanted);
  const changed = ours.find((node) => !wanted.isAsWritten(readObject(node)));
  if (changed) return refusedAt(text, changed.offset, { kind: 'changed' });
  const goes = (node: Node): boolean => ours.includes(node);
  const edits = configurations ? changeChildren(document, configurations, goes, []) : [];
  const staying = configurations?.children?.filter((node) => !goes(node)).map(readJson);
  const said = saidIn(applyEdits(text, edits));
  const inputs = childValue(launch, 'inputs');
  const ids = new Set(wanted.inputs.map(({ id }) => id));
  const change = inputs && changeInputs(document, inputs, (input) => isUnused(input, said, wanted, ids), []);
  edits.push(...(change?.edits ?? []));
  if (change && change.expected === undefined) edits.push(...removeKey(document, launch, 'inputs'));
  const plan = planEdits(text, inOrder(edits));
  return verified(plan, nestedIn(readObject(root), at, expectLaunch(readObject(launch), staying, change?.expected)));
}

/** `ids`: the IDs of our questions. */
function isUnused(
  input: JsonValue,
  said: string,
  { isValueInput }: WantedLaunch,
  ids: ReadonlySet<string> = new Set(),
): boolean {
  const id = idOf(input);
  return id !== undefined && (ids.has(id) || isValueInput(input)) && !refersTo(said, id);
}

function removeKey(document: JsonDocument, object: Node, key: string): TextEdit[] {
  return changeChildren(document, object, (child) => keyOf(child) === key, []);
}

function newLaunch(wanted: WantedLaunch): JsonObject {
  return { version: '0.2.0', configurations: [wanted.configuration], inputs: inputsOf(wanted) };
}

/** Fills a file that is empty except for comments, which stay above. */
function fillFile({ text, root, marks, format }: JsonDocument, wanted: WantedLaunch): TextEdit {
  const spelled = spellJson(newLaunch(wanted), format, '');
  if (root) return { offset: root.offset, length: root.length, newText: spelled };
  const lastComment = marks.at(-1);
  const offset = lastComment?.end ?? (text.startsWith('\uFEFF') ? 1 : 0);
  const rest = text.slice(offset);
  const newText = (lastComment ? format.lineBreak : '') + spelled + (/[\r\n]/.test(rest) ? '' : format.lineBreak);
  return { offset, length: 0, newText };
}

/** All launch configurations in a text; empty if it isn't valid JSON with comments. */
export function configurationsIn(text: string, at: LaunchFileKind): readonly Node[] {
  const read = readJsonDocument(text, ANY_FORMAT);
  const root = read.ok ? read.value.root : undefined;
  const launch = root === undefined ? undefined : launchOf(root, at);
  return childValue(launch, 'configurations')?.children ?? [];
}

/** The object that contains `configurations`. */
function launchOf(root: Node, at: LaunchFileKind): Node | undefined {
  return at === 'launch.json' ? root : childValue(root, 'launch');
}

function refuseTypes(document: JsonDocument, launch: Node): TextPlan<LaunchRefusal> | undefined {
  if (launch.type !== 'object') return unexpected(document, launch, 'object', 'launch');
  for (const key of ['configurations', 'inputs']) {
    const value = childValue(launch, key);
    if (value && value.type !== 'array') return unexpected(document, value, 'array', key);
  }
  return undefined;
}

function setLaunch(
  document: JsonDocument,
  launch: Node,
  asked: WantedLaunch,
): { readonly edits: readonly TextEdit[]; readonly expected: JsonObject } {
  const inputs = childValue(launch, 'inputs');
  const present = (inputs?.children ?? []).map(readJson);
  const wanted = withFreeIds(asked, present);
  const configurations = childValue(launch, 'configurations');
  const updates = new Map(
    configurationsOf(launch, wanted).map((node) => [
      node,
      withCommentedKeys(document, node, wanted.update(readObject(node))),
    ]),
  );
  const isNew = updates.size === 0;
  const missing = missingInputs(wanted, present, [...updates.values()]);

  const edits = [...updates].flatMap(([node, update]) => matchObject(document, node, update));
  if (configurations && isNew) {
    edits.push(...changeChildren(document, configurations, () => false, [{ value: wanted.configuration }]));
  }
  const said = present.some((input) => wanted.isValueInput(input))
    ? saidIn(applyEdits(document.text, inOrder(edits))) + JSON.stringify(isNew ? wanted.configuration : [])
    : '';
  const order = [...wanted.inputs, ...wanted.valueInputs];
  const change = inputs && changeInputs(document, inputs, (input) => isUnused(input, said, wanted), missing, order);
  edits.push(...(change?.edits ?? []));
  const added: NewChild[] = [
    ...(launch.children?.length === 0 ? [{ key: 'version', value: '0.2.0' }] : []),
    ...(configurations ? [] : [{ key: 'configurations', value: [wanted.configuration] }]),
    ...(inputs || missing.length === 0 ? [] : [{ key: 'inputs', value: missing }]),
  ];
  const isKeyGone = inputs !== undefined && change?.expected === undefined;
  edits.push(...changeChildren(document, launch, (child) => isKeyGone && keyOf(child) === 'inputs', added));

  const all = (configurations?.children ?? []).map((node) => updates.get(node) ?? readJson(node));
  const allInputs = inputs === undefined && missing.length > 0 ? missing : change?.expected;
  return {
    edits,
    expected: expectLaunch(readObject(launch), isNew ? [...all, wanted.configuration] : all, allInputs),
  };
}

function configurationsOf(launch: Node, { configuration }: WantedLaunch): readonly Node[] {
  const children = childValue(launch, 'configurations')?.children ?? [];
  return children.filter((child) => isNamed(readJson(child), configuration.name));
}

/** The value of an object. Throws for other nodes; callers have to check the type. */
export function readObject(node: Node): JsonObject {
  const value = readJson(node);
  if (!isJsonObject(value)) throw new Error('Not an object');
  return value;
}

/** Sorts the edits by offset, as `planEdits` requires. */
export function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  // An insertion comes before a change at the same offset.
  return [...edits].sort((one, other) => one.offset - other.offset || Math.sign(one.length) - Math.sign(other.length));
}

/** Throws if the plan's result isn't what was expected: that is a bug, and must not damage the file. */
export function verified(plan: TextPlan<never>, expected: JsonObject): TextPlan<never> {
  if (plan.kind !== 'rewrite') return plan;
  const after = readJsonDocument(plan.text, ANY_FORMAT);
  if (after.ok && after.value.root && isDeepStrictEqual(readJson(after.value.root), expected)) return plan;
  throw new Error('The planned text does not read as intended');
}

function unexpected(
  { text }: JsonDocument,
  node: Node | undefined,
  wanted: 'object' | 'array',
  key?: string,
): TextPlan<LaunchRefusal> {
  return refusedAt(text, node?.offset ?? 0, { kind: 'unexpected', wanted, ...(key === undefined ? {} : { key }) });
}

function refusedAt(
  text: string,
  offset: number,
  why:
    { readonly kind: 'syntax' | 'changed' } | Omit<Extract<LaunchRefusal, { kind: 'unexpected' }>, keyof TextPosition>,
): TextPlan<LaunchRefusal> {
  return { kind: 'refused', reason: { ...why, ...positionAt(text, offset) } };
}
