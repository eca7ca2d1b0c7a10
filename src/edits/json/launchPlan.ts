import type { Node } from 'jsonc-parser';
import { isDeepStrictEqual } from 'node:util';
import { changeChildren, type NewChild } from './jsonEdits';
import {
  endOf,
  indentAt,
  isJsonList,
  isJsonObject,
  keyOf,
  propertyOf,
  readJson,
  readJsonDocument,
  spellInside,
  spellJson,
  valueOf,
  type JsonDocument,
  type JsonFormat,
  type JsonObject,
  type JsonValue,
} from './jsonDocument';
import { expectRemoved, expectSet, nestedIn, type WantedLaunch } from './wantedLaunch';
import { positionAt, type TextPosition } from '../lines';
import { applyEdits, planEdits, type TextEdit, type TextPlan } from '../textPlan';

/** Where launch configurations live: in a file of their own, or below `launch` in a workspace file. */
export type LaunchFileKind = 'launch.json' | 'code-workspace';

/** Why a file is left as it is. */
export type LaunchRefusal =
  /** It ceases to be JSON with comments there. */
  | ({ readonly kind: 'syntax' } & TextPosition)
  /** Something else stands where VS Code wants an object or an array; `key` is absent for the file as a whole. */
  | ({ readonly kind: 'unexpected'; readonly key?: string; readonly wanted: 'object' | 'array' } & TextPosition)
  /** The person has changed the configuration since it was written: taking it out would take their work too. */
  | ({ readonly kind: 'changed' } & TextPosition);

/** For a text that is only read, or taken from. */
const ANY_FORMAT: JsonFormat = { indent: '\t', lineBreak: '\n' };

/**
 * Sets the launch configuration and its inputs in the text of a `launch.json` or workspace file (`undefined`: there is
 * none yet). Every configuration of our name is brought up to date where it stands: keys of ours change, come and go,
 * keys that the person has added stay. An input that is there stays as it is: the person may have changed its text.
 * `format` is for what the file itself does not show.
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
  const plan = planEdits(document.text, inOrder(setLaunch(document, launch, wanted)));
  return verified(plan, nestedIn(readObject(root), at, expectSet(readObject(launch), wanted)));
}

/**
 * Takes out what {@link planLaunch} has put in: the configuration, if it is still what was written, however it is laid
 * out by now, and the inputs that nothing else in the file refers to, not even a comment. `configurations` stays when
 * it gets empty; `inputs` does not, for VS Code needs none. A configuration that the person has changed, or added to,
 * stays with everything, and the plan says so.
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
  const changed = ours.find((node) => !isDeepStrictEqual(readJson(node), wanted.configuration));
  if (changed) return refusedAt(text, changed.offset, { kind: 'changed' });
  const edits = configurations ? changeChildren(document, configurations, (child) => ours.includes(child), []) : [];
  const unused = unusedInputs(applyEdits(text, edits), wanted);
  const removal = removeInputs(document, launch, unused);
  const plan = planEdits(text, inOrder([...edits, ...removal.edits]));
  const expected = expectRemoved(readObject(launch), wanted, unused, removal.isKeyGone);
  return verified(plan, nestedIn(readObject(root), at, expected));
}

function newLaunch({ configuration, inputs }: WantedLaunch): JsonObject {
  return { version: '0.2.0', configurations: [configuration], inputs };
}

/** For a file that says nothing yet: its comments stay, above. */
function fillFile({ text, root, marks, format }: JsonDocument, wanted: WantedLaunch): TextEdit {
  const spelled = spellJson(newLaunch(wanted), format, '');
  if (root) return { offset: root.offset, length: root.length, newText: spelled };
  const lastComment = marks.at(-1);
  const offset = lastComment?.end ?? (text.startsWith('\uFEFF') ? 1 : 0);
  const rest = text.slice(offset);
  const newText = (lastComment ? format.lineBreak : '') + spelled + (/[\r\n]/.test(rest) ? '' : format.lineBreak);
  return { offset, length: 0, newText };
}

/** The object that has `configurations`. */
function launchOf(root: Node, at: LaunchFileKind): Node | undefined {
  return at === 'launch.json' ? root : childValue(root, 'launch');
}

function childValue(object: Node, key: string): Node | undefined {
  const property = propertyOf(object, key);
  return property && valueOf(property);
}

function refuseTypes(document: JsonDocument, launch: Node): TextPlan<LaunchRefusal> | undefined {
  if (launch.type !== 'object') return unexpected(document, launch, 'object', 'launch');
  for (const key of ['configurations', 'inputs']) {
    const value = childValue(launch, key);
    if (value && value.type !== 'array') return unexpected(document, value, 'array', key);
  }
  return undefined;
}

function setLaunch(document: JsonDocument, launch: Node, wanted: WantedLaunch): TextEdit[] {
  const { configuration } = wanted;
  const configurations = childValue(launch, 'configurations');
  const ours = configurationsOf(launch, wanted);
  const inputs = childValue(launch, 'inputs');
  const present = (inputs?.children ?? []).map(idOf);
  const missing = wanted.inputs.filter(({ id }) => !present.includes(id));
  const added: NewChild[] = [
    ...(launch.children?.length === 0 ? [{ key: 'version', value: '0.2.0' }] : []),
    ...(configurations ? [] : [{ key: 'configurations', value: [configuration] }]),
    ...(inputs || missing.length === 0 ? [] : [{ key: 'inputs', value: missing }]),
  ];
  const edits = ours.flatMap((node) => setObject(document, node, configuration, wanted.ownKeys, wanted.ownVariables));
  if (configurations && ours.length === 0) {
    edits.push(...changeChildren(document, configurations, () => false, [{ value: configuration }]));
  }
  if (inputs) {
    const values = missing.map((value) => ({ value }));
    edits.push(...changeChildren(document, inputs, () => false, values));
  }
  return [...edits, ...changeChildren(document, launch, () => false, added)];
}

function configurationsOf(launch: Node, { configuration }: WantedLaunch): readonly Node[] {
  const children = childValue(launch, 'configurations')?.children ?? [];
  return children.filter((child) => child.type === 'object' && readObject(child)['name'] === configuration.name);
}

function idOf(input: Node): JsonValue | undefined {
  return input.type === 'object' ? readObject(input)['id'] : undefined;
}

/** Brings the keys in `ours` to what is wanted, each time that one stands there; all others are the person's. */
function setObject(
  document: JsonDocument,
  object: Node,
  wanted: JsonObject,
  ours: ReadonlySet<string>,
  ownVariables: ReadonlySet<string>,
): TextEdit[] {
  const properties = object.children ?? [];
  const goes = (property: Node): boolean => {
    const key = keyOf(property);
    if (!ours.has(key) || wanted[key] !== undefined) return false;
    return key !== 'env' || !hasOtherKeys(childValue(object, key), ownVariables);
  };
  const edits = properties.flatMap((property) => {
    if (!ours.has(keyOf(property)) || goes(property)) return [];
    return setValue(document, valueOf(property), wanted[keyOf(property)] ?? {}, ownVariables);
  });
  const added = Object.entries(wanted)
    .filter(([key]) => propertyOf(object, key) === undefined)
    .map(([key, value]) => ({ key, value }));
  return [...edits, ...changeChildren(document, object, goes, added)];
}

/** The person may have put variables of their own into the environment. */
function hasOtherKeys(object: Node | undefined, keys: ReadonlySet<string>): boolean {
  return object?.type === 'object' && (object.children ?? []).some((child) => !keys.has(keyOf(child)));
}

/** Changes as little as can be, so that comments inside stay. */
function setValue(
  document: JsonDocument,
  node: Node,
  wanted: JsonValue,
  ownVariables: ReadonlySet<string>,
): TextEdit[] {
  if (isDeepStrictEqual(readJson(node), wanted)) return [];
  if (node.type === 'object' && isJsonObject(wanted)) {
    return setObject(document, node, wanted, ownVariables, ownVariables);
  }
  if (node.type === 'array' && isJsonList(wanted)) {
    const children = node.children ?? [];
    const edits = children.flatMap((child, index) => {
      const value = wanted[index];
      return value === undefined ? [] : setValue(document, child, value, ownVariables);
    });
    const added = wanted.slice(children.length).map((value) => ({ value }));
    const isSurplus = (child: Node): boolean => children.indexOf(child) >= wanted.length;
    return [...edits, ...changeChildren(document, node, isSurplus, added)];
  }
  const base = indentAt(document.text, node.offset);
  return [{ offset: node.offset, length: node.length, newText: spellInside(document, wanted, base) }];
}

function unusedInputs(rest: string, { inputs }: WantedLaunch): readonly string[] {
  const read = readJsonDocument(rest, ANY_FORMAT);
  if (!read.ok || !read.value.root) throw new Error('The text without the configuration does not parse');
  // As it stands, comments included, and as it reads: an escape may hide in a string.
  const said = rest + JSON.stringify(readJson(read.value.root));
  return inputs.map(({ id }) => id).filter((id) => !said.includes(`\${input:${id}}`));
}

function removeInputs(
  document: JsonDocument,
  launch: Node,
  ids: readonly string[],
): { readonly edits: readonly TextEdit[]; readonly isKeyGone: boolean } {
  const inputs = childValue(launch, 'inputs');
  if (!inputs) return { edits: [], isKeyGone: false };
  const goes = (input: Node): boolean => ids.some((id) => id === idOf(input));
  const children = inputs.children ?? [];
  const hasComment = document.marks.some(
    ({ kind, start }) => kind === 'comment' && start > inputs.offset && start < endOf(inputs),
  );
  const isKeyGone = children.length > 0 && children.every(goes) && !hasComment;
  if (!isKeyGone) return { edits: changeChildren(document, inputs, goes, []), isKeyGone };
  return { edits: changeChildren(document, launch, (child) => keyOf(child) === 'inputs', []), isKeyGone };
}

function readObject(node: Node): JsonObject {
  const value = readJson(node);
  if (!isJsonObject(value)) throw new Error('Not an object');
  return value;
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((one, other) => one.offset - other.offset);
}

/** A plan that does not lead to what is expected is a bug, and the file must not pay for it. */
function verified(plan: TextPlan<never>, expected: JsonObject): TextPlan<never> {
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
