// Edits that change a value to the wanted one, without touching the parts that are already right.
import type { Node } from 'jsonc-parser';
import { isDeepStrictEqual } from 'node:util';
import { changeChildren, changeString, type NewChild } from './jsonEdits';
import {
  endOf,
  indentAt,
  isJsonList,
  isJsonObject,
  keyOf,
  propertyOf,
  readJson,
  spellInside,
  valueOf,
  type JsonDocument,
  type JsonObject,
  type JsonValue,
} from './jsonDocument';
import { alignLists } from './listAlignment';
import type { TextEdit } from '../textPlan';

/** If a key occurs more than once, the last one counts and is changed. Removing a key removes all its occurrences. */
export function matchObject(document: JsonDocument, object: Node, wanted: JsonObject): TextEdit[] {
  const keys = Object.keys(wanted);
  const present = new Map((object.children ?? []).map((property) => [keyOf(property), property]));
  const edits = [...present].flatMap(([key, property]) => {
    const value = ownValue(wanted, key);
    return value === undefined ? [] : matchValue(document, valueOf(property), value);
  });
  const added = keys.flatMap((key, index): NewChild[] => {
    const value = ownValue(wanted, key);
    if (value === undefined || present.has(key)) return [];
    const next = keys.slice(index + 1).find((later) => present.has(later));
    return [{ key, value, before: next === undefined ? undefined : present.get(next) }];
  });
  return [...edits, ...changeChildren(document, object, (property) => !Object.hasOwn(wanted, keyOf(property)), added)];
}

/** An object or list that should be removed is emptied instead if it contains a comment. */
export function withCommentedKeys(document: JsonDocument, object: Node, wanted: JsonObject): JsonObject {
  const commented = (object.children ?? []).map(keyOf).flatMap((key): [string, JsonValue][] => {
    const property = propertyOf(object, key);
    const value = property && valueOf(property);
    if (value === undefined || Object.hasOwn(wanted, key) || !hasComment(document, value)) return [];
    return [[key, value.type === 'array' ? [] : {}]];
  });
  return { ...wanted, ...Object.fromEntries(commented) };
}

/** Own properties only, not inherited ones: a file may contain keys with the same names. */
function ownValue(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function hasComment({ marks }: JsonDocument, node: Node): boolean {
  return marks.some(({ kind, start }) => kind === 'comment' && start > node.offset && start < endOf(node));
}

function matchValue(document: JsonDocument, node: Node, wanted: JsonValue): TextEdit[] {
  const found = readJson(node);
  if (isDeepStrictEqual(found, wanted)) return [];
  if (isJsonObject(found) && isJsonObject(wanted)) return matchObject(document, node, wanted);
  if (isJsonList(found) && isJsonList(wanted)) return matchList(document, node, found, wanted);
  if (typeof found === 'string' && typeof wanted === 'string') return [changeString(document, node, found, wanted)];
  const base = indentAt(document.text, node.offset);
  return [{ offset: node.offset, length: node.length, newText: spellInside(document, wanted, base) }];
}

function matchList(
  document: JsonDocument,
  list: Node,
  found: readonly JsonValue[],
  wanted: readonly JsonValue[],
): TextEdit[] {
  const children = list.children ?? [];
  const edits: TextEdit[] = [];
  const added: NewChild[] = [];
  const staying = new Set<Node>();
  let before: Node | undefined;
  // In reverse, so that the child after a new one is already known.
  for (const { from, to } of alignLists(found, wanted).toReversed()) {
    const child = from === undefined ? undefined : children[from];
    const value = to === undefined ? undefined : wanted[to];
    if (value === undefined) continue;
    if (child === undefined) {
      added.unshift({ value, before });
      continue;
    }
    edits.push(...matchValue(document, child, value));
    staying.add(child);
    before = child;
  }
  return [...edits, ...changeChildren(document, list, (child) => !staying.has(child), added)];
}
