// JSON with comments and trailing commas, as VS Code's own files are: read with the offsets of everything in it.
import { createScanner, parseTree, visit, type Node, type ParseError } from 'jsonc-parser';
import { err, ok, type Outcome } from '../../base/outcome';
import { lineStartAt, majorLineBreak } from '../lines';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !isJsonList(value);
}

export function isJsonList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** How a file is laid out, or is to be where it shows nothing of the kind. */
export interface JsonFormat {
  /** One level. */
  readonly indent: string;
  readonly lineBreak: string;
}

/** A comma or a comment, which the tree leaves out. */
interface JsonMark {
  readonly kind: 'comma' | 'comment';
  readonly start: number;
  readonly end: number;
}

export interface JsonDocument {
  readonly text: string;
  /** Undefined: there are only blanks and comments. */
  readonly root: Node | undefined;
  readonly marks: readonly JsonMark[];
  readonly format: JsonFormat;
  /** All that is inside the outermost braces stands on one line. */
  readonly isOneLine: boolean;
}

/** Nobody nests deeper, and a recursive parser would overflow the stack. */
const DEEPEST = 500;

/** Reads a document; the error is the offset at which it ceases to be one. */
export function readJsonDocument(text: string, fallback: JsonFormat): Outcome<JsonDocument, number> {
  // A byte order mark is no JSON, but VS Code takes it: a blank in its place keeps every offset.
  const readable = text.replace(/^\uFEFF/, ' ');
  const tooDeep = findDeeperThan(DEEPEST, readable);
  if (tooDeep !== undefined) return err(tooDeep);
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: true, allowEmptyContent: true };
  const root = parseTree(readable, errors, options);
  const [error] = errors;
  if (error !== undefined) return err(error.offset);
  const marks: JsonMark[] = [];
  const add = (kind: JsonMark['kind'], start: number, length: number): void => {
    marks.push({ kind, start, end: start + length });
  };
  const visitor = {
    onComment: (offset: number, length: number) => {
      add('comment', offset, length);
    },
    onSeparator: (character: string, offset: number, length: number) => {
      if (character === ',') add('comma', offset, length);
    },
  };
  visit(readable, visitor, options);
  const format = {
    indent: (root && findIndent(text, root)) ?? fallback.indent,
    lineBreak: majorLineBreak(text) ?? fallback.lineBreak,
  };
  return ok({ text, root, marks, format, isOneLine: root !== undefined && !hasLineBreak(textOf(text, root)) });
}

/** The first bracket that has more around it than that, whether they close or not. */
function findDeeperThan(most: number, text: string): number | undefined {
  const scanner = createScanner(text);
  let depth = 0;
  // The length of a token does not tell the end: behind an unclosed comment the scanner's place lies beyond the text.
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const first = text.charAt(scanner.getTokenOffset());
    if (first === '{' || first === '[') depth++;
    if (first === '}' || first === ']') depth--;
    if (depth > most) return scanner.getTokenOffset();
  }
  return undefined;
}

/** The last of equal keys counts, as it does for VS Code. */
export function propertyOf(object: Node, key: string): Node | undefined {
  return object.children?.findLast((property) => keyOf(property) === key);
}

/** The key of a property, without its quotes. */
export function keyOf(property: Node): string {
  return String(property.children?.[0]?.value);
}

/** What stands behind the colon. */
export function valueOf(property: Node): Node {
  const value = property.children?.[1];
  if (value === undefined) throw new Error('A property without a value is an error of the text');
  return value;
}

/** What an object has for a key; undefined where it has none, or is no object. */
export function childValue(object: Node | undefined, key: string): Node | undefined {
  const property = object?.type === 'object' ? propertyOf(object, key) : undefined;
  return property && valueOf(property);
}

/** The value as a program reads it. */
export function readJson(node: Node): JsonValue {
  const children = node.children ?? [];
  switch (node.type) {
    case 'array':
      return children.map(readJson);
    case 'object':
      // Unlike an assignment this takes `__proto__` for a key like any other.
      return Object.fromEntries(children.map((property) => [keyOf(property), readJson(valueOf(property))]));
    case 'property':
      throw new Error('A property is not a value');
    case 'null':
      return null;
    case 'string':
    case 'number':
    case 'boolean':
      return readLiteral(node.value);
  }
}

function readLiteral(value: unknown): JsonValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new Error('A literal of another type');
}

/** The offset behind a node. */
export function endOf(node: Node): number {
  return node.offset + node.length;
}

export function hasLineBreak(text: string): boolean {
  return /[\r\n]/.test(text);
}

/** The blanks with which the line of `offset` begins. */
export function indentAt(text: string, offset: number): string {
  const line = text.slice(lineStartAt(text, offset), offset);
  return /^\uFEFF?([\t ]*)/.exec(line)?.[1] ?? '';
}

/** Spells a value; lines after the first are indented for a value whose own line begins with `base`. */
export function spellJson(value: JsonValue, format: JsonFormat, base: string): string {
  // Inside strings JSON escapes tabs and line breaks: those that stand here are the layout.
  return JSON.stringify(value, undefined, '\t')
    .replace(/^\t+/gm, (tabs) => format.indent.repeat(tabs.length))
    .replaceAll('\n', format.lineBreak + base);
}

/** Spells a value that goes into a document, which may be all on one line. */
export function spellInside({ isOneLine, format }: JsonDocument, value: JsonValue, base: string): string {
  return isOneLine ? JSON.stringify(value) : spellJson(value, format, base);
}

function textOf(text: string, node: Node): string {
  return text.slice(node.offset, endOf(node));
}

/** The first step to the right that the text shows. */
function findIndent(text: string, node: Node): string | undefined {
  if (!hasLineBreak(textOf(text, node))) return undefined;
  const outer = indentAt(text, node.offset);
  let previousEnd = node.offset;
  for (const child of node.children ?? []) {
    // Only the first child of a line: to go back to the start of a long line for each child would be quadratic.
    if (hasLineBreak(text.slice(previousEnd, child.offset))) {
      const inner = indentAt(text, child.offset);
      if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
    }
    const deeper = findIndent(text, child);
    if (deeper !== undefined) return deeper;
    previousEnd = endOf(child);
  }
  return undefined;
}
