// Reads JSON with comments and trailing commas, like VS Code's own files, and keeps the offset of everything in it.
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

/** The layout of a file, and the default for what the file itself doesn't show. */
export interface JsonFormat {
  /** One level of indentation. */
  readonly indent: string;
  readonly lineBreak: string;
}

/** For texts that are only read or cut from, or that show their own layout. */
export const ANY_FORMAT: JsonFormat = { indent: '\t', lineBreak: '\n' };

/** A comma or comment, which the parse tree doesn't contain. */
interface JsonMark {
  readonly kind: 'comma' | 'comment';
  readonly start: number;
  readonly end: number;
}

export interface JsonDocument {
  readonly text: string;
  /** Undefined if the text contains only whitespace and comments. */
  readonly root: Node | undefined;
  readonly marks: readonly JsonMark[];
  readonly format: JsonFormat;
  /** Whether everything inside the outermost braces is on one line. */
  readonly isOneLine: boolean;
}

/** Nobody nests deeper, and a recursive parser would overflow the stack. */
const DEEPEST = 500;

/** Parses a document; the error is the offset of the first syntax error. */
export function readJsonDocument(text: string, fallback: JsonFormat): Outcome<JsonDocument, number> {
  // VS Code accepts a byte order mark, JSON doesn't: replacing it with a space keeps all offsets.
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

/** The offset of the first bracket that is nested deeper than `most`, whether or not brackets are closed. */
function findDeeperThan(most: number, text: string): number | undefined {
  const scanner = createScanner(text);
  let depth = 0;
  // Compares offsets, not token lengths: after an unclosed comment, the scanner's position is beyond the end of the
  // text.
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const first = text.charAt(scanner.getTokenOffset());
    if (first === '{' || first === '[') depth++;
    if (first === '}' || first === ']') depth--;
    if (depth > most) return scanner.getTokenOffset();
  }
  return undefined;
}

/** If a key occurs more than once the last one counts, as in VS Code. */
export function propertyOf(object: Node, key: string): Node | undefined {
  return object.children?.findLast((property) => keyOf(property) === key);
}

/** The key of a property, without its quotes. */
export function keyOf(property: Node): string {
  return String(property.children?.[0]?.value);
}

export function valueOf(property: Node): Node {
  const value = property.children?.[1];
  if (value === undefined) throw new Error('A property without a value is an error of the text');
  return value;
}

/** The value of a key; undefined if the node isn't an object or doesn't have the key. */
export function childValue(object: Node | undefined, key: string): Node | undefined {
  const property = object?.type === 'object' ? propertyOf(object, key) : undefined;
  return property && valueOf(property);
}

export function readJson(node: Node): JsonValue {
  const children = node.children ?? [];
  switch (node.type) {
    case 'array':
      return children.map(readJson);
    case 'object':
      // Unlike an assignment, this treats `__proto__` as a normal key.
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

export function endOf(node: Node): number {
  return node.offset + node.length;
}

export function hasLineBreak(text: string): boolean {
  return /[\r\n]/.test(text);
}

/** The whitespace at the start of the line of `offset`. */
export function indentAt(text: string, offset: number): string {
  const line = text.slice(lineStartAt(text, offset), offset);
  return /^\uFEFF?([\t ]*)/.exec(line)?.[1] ?? '';
}

/**
 * Formats a value. Lines after the first are indented; `base`: the indentation of the line that the value starts on.
 */
export function spellJson(value: JsonValue, format: JsonFormat, base: string): string {
  // Tabs and line breaks inside strings are escaped, so any others are layout.
  return JSON.stringify(value, undefined, '\t')
    .replace(/^\t+/gm, (tabs) => format.indent.repeat(tabs.length))
    .replaceAll('\n', format.lineBreak + base);
}

/** Formats a value that is inserted into a document, on one line if the document is. */
export function spellInside({ isOneLine, format }: JsonDocument, value: JsonValue, base: string): string {
  return isOneLine ? JSON.stringify(value) : spellJson(value, format, base);
}

function textOf(text: string, node: Node): string {
  return text.slice(node.offset, endOf(node));
}

/** The first indentation step found in the text. */
function findIndent(text: string, node: Node): string | undefined {
  if (!hasLineBreak(textOf(text, node))) return undefined;
  const outer = indentAt(text, node.offset);
  let previousEnd = node.offset;
  for (const child of node.children ?? []) {
    // Only for the first child on a line: going back to the line start for each child would take quadratic time.
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
