// Edits to an array, object or string that preserve all comments and the layout of everything that stays.
import type { Node } from 'jsonc-parser';
import {
  endOf,
  hasLineBreak,
  indentAt,
  spellJson,
  type JsonDocument,
  type JsonFormat,
  type JsonValue,
} from './jsonDocument';
import type { TextEdit } from '../textPlan';

/** A new item of an array, or a new property of an object. */
export interface NewChild {
  readonly key?: string;
  readonly value: JsonValue;
  /** The existing child to insert it before; undefined: at the end. */
  readonly before?: Node | undefined;
}

/** A bracket, child, comma or comment of a container. Between two pieces there is only whitespace. */
interface Piece {
  readonly kind: 'open' | 'close' | 'child' | 'comma' | 'comment';
  readonly start: number;
  readonly end: number;
  readonly goes: boolean;
}

/**
 * Removes children from an array or object and adds new ones: before an existing child and the comments above it, or at
 * the end, after all comments. Removing a child also removes one comma and the line if it becomes empty. A trailing
 * comma is kept, and none is added where there was none.
 */
export function changeChildren(
  document: JsonDocument,
  container: Node,
  goes: (child: Node) => boolean,
  added: readonly NewChild[],
): TextEdit[] {
  const last = added.filter(({ before }) => before === undefined);
  const pieces = piecesOf(document, container, goes, last.length > 0);
  const insertion = last.length === 0 ? '' : spellChildren(document, container, pieces, last);
  const edits = insertBefore(document, container, pieces, added);
  const lastChild = pieces.findLast(({ kind, goes: isGone }) => kind === 'child' && !isGone);
  if (insertion !== '' && lastChild && commaAfter(pieces, lastChild) === undefined) {
    edits.push({ offset: lastChild.end, length: 0, newText: ',' });
  }
  let left: Piece | undefined;
  let gone: Piece[] = [];
  for (const piece of pieces) {
    if (piece.goes) {
      gone.push(piece);
      continue;
    }
    const text = piece.kind === 'close' ? insertion : '';
    if (left && (gone.length > 0 || text !== '')) edits.push(closeGap(document.text, left, gone, piece, text));
    left = piece;
    gone = [];
  }
  return edits;
}

/**
 * Changes only the part of a string that differs, so that the rest stays as written: which characters are escaped is
 * the author's choice.
 */
export function changeString({ text }: JsonDocument, node: Node, before: string, after: string): TextEdit {
  // One element per UTF-16 code unit of the value, as written in the file.
  const spelled = text.slice(node.offset + 1, endOf(node) - 1).match(/\\u[\dA-Fa-f]{4}|\\.|[^\\]/gs) ?? [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charAt(start) === after.charAt(start)) start++;
  while (isInsidePair(before, start) || isInsidePair(after, start)) start--;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  while (isInsidePair(before, before.length - tail) || isInsidePair(after, after.length - tail)) tail--;
  const changed = after.slice(start, after.length - tail);
  return {
    offset: node.offset + 1 + spelled.slice(0, start).join('').length,
    length: spelled.slice(start, spelled.length - tail).join('').length,
    newText: JSON.stringify(changed).slice(1, -1),
  };
}

/** No editor can place an edit between the halves of a surrogate pair. */
function isInsidePair(text: string, offset: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(offset - 1, 0), offset + 1));
}

/** Replaces the text between two pieces that stay with `insertion` and the whitespace that is still needed. */
function closeGap(text: string, left: Piece, gone: readonly Piece[], right: Piece, insertion: string): TextEdit {
  const gap = text.slice(left.end, right.start);
  const blanks = blanksLeft(text, left, gone, right, insertion !== '');
  // Keeps the edit as short as possible: an editor keeps the cursor where nothing changes.
  const kept = gap.endsWith(blanks) ? blanks.length : 0;
  return {
    offset: left.end,
    length: gap.length - kept,
    newText: insertion + blanks.slice(0, blanks.length - kept),
  };
}

function blanksLeft(text: string, left: Piece, gone: readonly Piece[], right: Piece, isFilled: boolean): string {
  const firstChild = gone.find(({ kind }) => kind === 'child');
  const before = text.slice(left.end, (firstChild ?? right).start).replace(',', '');
  const after = text.slice(gone.at(-1)?.end ?? right.start, right.start);
  if (firstChild === undefined) return before;
  if (left.kind === 'open' && right.kind === 'close' && !isFilled) return '';
  if (hasLineBreak(after)) return after;
  // Without its line break, a line comment would include what follows.
  if (isLineComment(text, left)) return before;
  if (right.kind === 'close') return after;
  return hasLineBreak(before) || left.kind === 'open' ? before : before || after;
}

/** The pieces in order; also marks commas for removal that are no longer needed. */
function piecesOf(
  document: JsonDocument,
  container: Node,
  goes: (child: Node) => boolean,
  isAdding: boolean,
): readonly Piece[] {
  const children = container.children ?? [];
  const end = endOf(container);
  const marks = document.marks.filter(({ start }) => start > container.offset && start < end);
  const pieces: Piece[] = [{ kind: 'open', start: container.offset, end: container.offset + 1, goes: false }];
  const hasTrailingComma = marks.some(
    ({ kind, start }) => kind === 'comma' && start >= endOf(children.at(-1) ?? container),
  );
  const lastStaying = children.findLastIndex((child) => !goes(child));
  const isLastCommaLoose = !hasTrailingComma && !isAdding;

  let at = 0;
  /** Adds the commas and comments up to an offset; a comma belongs to the child before it. */
  const takeMarks = (until: number, isCommaGone: boolean): void => {
    for (let mark = marks[at]; mark && mark.start < until; mark = marks[++at]) {
      pieces.push({ ...mark, goes: mark.kind === 'comma' && isCommaGone });
    }
  };
  let isCommaGone = false;
  for (const [index, child] of children.entries()) {
    takeMarks(child.offset, isCommaGone);
    const isGone = goes(child);
    pieces.push({ kind: 'child', start: child.offset, end: endOf(child), goes: isGone });
    while ((marks[at]?.start ?? end) < endOf(child)) at++;
    isCommaGone = isGone || (index === lastStaying && isLastCommaLoose);
  }
  takeMarks(end, isCommaGone);
  return [...pieces, { kind: 'close', start: end - 1, end, goes: false }];
}

function commaAfter(pieces: readonly Piece[], child: Piece): Piece | undefined {
  const behind = pieces.slice(pieces.indexOf(child) + 1);
  const next = behind.findIndex(({ kind }) => kind === 'child');
  return behind.slice(0, next === -1 ? undefined : next).find(({ kind }) => kind === 'comma');
}

/** Inserts new children before existing ones: on their own line if the existing one is, otherwise on the same line. */
function insertBefore(
  { text, format }: JsonDocument,
  container: Node,
  pieces: readonly Piece[],
  added: readonly NewChild[],
): TextEdit[] {
  const isOnOneLine = !hasLineBreak(text.slice(container.offset, endOf(container)));
  return added.flatMap((child) => {
    if (child.before === undefined) return [];
    const { offset: start } = child.before;
    const { offset, isOnOwnLine } = lineAbove(text, pieces, start);
    const indent = indentAt(text, isOnOwnLine ? offset : start);
    const gap = isOnOwnLine ? format.lineBreak + indent : ' ';
    return [{ offset, length: 0, newText: `${spellChild(child, isOnOneLine, format, indent)},${gap}` }];
  });
}

/** Where a child starts, including the comments on the lines above it. */
function lineAbove(
  text: string,
  pieces: readonly Piece[],
  start: number,
): { readonly offset: number; readonly isOnOwnLine: boolean } {
  const child = pieces.findIndex((piece) => piece.start === start);
  const isFirstOfLine = (index: number): boolean =>
    hasLineBreak(text.slice(pieces[index - 1]?.end, pieces[index]?.start));
  let first = isFirstOfLine(child) ? child : undefined;
  for (let at = child; pieces[at - 1]?.kind === 'comment'; at--) {
    if (isFirstOfLine(at - 1)) first = at - 1;
    // The comment follows something else on the line above, so it doesn't belong to this child.
    else if (isFirstOfLine(at)) break;
  }
  return { offset: pieces[first ?? child]?.start ?? start, isOnOwnLine: first !== undefined };
}

function spellChild({ key, value }: NewChild, isOnOneLine: boolean, format: JsonFormat, indent: string): string {
  const prefix = key === undefined ? '' : `${JSON.stringify(key)}: `;
  return prefix + (isOnOneLine ? JSON.stringify(value) : spellJson(value, format, indent));
}

/** Formats new children like the existing ones, with the separators around them. */
function spellChildren(
  document: JsonDocument,
  container: Node,
  pieces: readonly Piece[],
  added: readonly NewChild[],
): string {
  const { text, format } = document;
  const model = pieces.findLast(({ kind }) => kind === 'child');
  const last = pieces.findLast(({ kind, goes }) => kind !== 'close' && !goes);
  const outer = indentAt(text, container.offset);
  const indent = model ? indentAt(text, model.start) : outer + format.indent;
  const isOnOneLine = model ? !hasLineBreak(text.slice(container.offset, endOf(container))) : document.isOneLine;
  const isOnOwnLine = model ? lineAbove(text, pieces, model.start).isOnOwnLine : !document.isOneLine;
  const breaks = isOnOwnLine || (last !== undefined && isLineComment(text, last));
  const lead = breaks ? format.lineBreak + indent : last?.kind === 'open' ? '' : ' ';

  const spelled = added.map((child) => spellChild(child, isOnOneLine, format, indent));
  const hasTrailingComma = model !== undefined && commaAfter(pieces, model) !== undefined;
  const joined = spelled.map((child) => lead + child).join(',') + (hasTrailingComma ? ',' : '');
  const needsBreak = breaks && !model && !hasLineBreak(text.slice(last?.end, endOf(container)));
  return needsBreak ? joined + format.lineBreak + outer : joined;
}

function isLineComment(text: string, piece: Piece): boolean {
  return piece.kind === 'comment' && text.startsWith('//', piece.start);
}
