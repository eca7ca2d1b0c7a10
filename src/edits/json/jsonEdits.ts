// Edits inside one array, object or string that leave every comment, and the layout of all that stays, as they are.
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

/** Something new in an array, or with a key in an object. */
export interface NewChild {
  readonly key?: string;
  readonly value: JsonValue;
  /** A child that stays; absent: the new one goes to the end. */
  readonly before?: Node | undefined;
}

/** A bracket, child, comma or comment of a container. What lies between two of them are blanks. */
interface Piece {
  readonly kind: 'open' | 'close' | 'child' | 'comma' | 'comment';
  readonly start: number;
  readonly end: number;
  readonly goes: boolean;
}

/**
 * Takes children out of an array or object and puts new ones in: before a child that stays and the comments above it, or
 * at the end, behind every comment that is there. A child goes with one comma and with the line that it leaves empty; a
 * trailing comma stays one, and no other becomes one.
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

/** Changes a string where it differs, so that the rest keeps its spelling: escapes are somebody's choice. */
export function changeString({ text }: JsonDocument, node: Node, before: string, after: string): TextEdit {
  // One for each UTF-16 code unit of the value, as the file spells it.
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

/** No editor has a position between the halves of a surrogate pair. */
function isInsidePair(text: string, offset: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(offset - 1, 0), offset + 1));
}

/** Replaces what stands between two pieces that stay with `insertion` and the blanks that are still wanted. */
function closeGap(text: string, left: Piece, gone: readonly Piece[], right: Piece, insertion: string): TextEdit {
  const gap = text.slice(left.end, right.start);
  const blanks = blanksLeft(text, left, gone, right, insertion !== '');
  // As short as can be: an editor keeps the cursor where nothing changes.
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
  // Without its line break a comment would swallow what comes behind it.
  if (isLineComment(text, left)) return before;
  if (right.kind === 'close') return after;
  return hasLineBreak(before) || left.kind === 'open' ? before : before || after;
}

/** The pieces in order; commas that are no longer needed go too. */
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
  /** Marks up to an offset; the comma among them belongs to the child before. */
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

/** New children, each before one that stays: on a line of its own where that one is, else in the same line. */
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

/** Where a child begins together with the comments that stand in the lines above it. */
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
    // It stands behind something else, in the line above.
    else if (isFirstOfLine(at)) break;
  }
  return { offset: pieces[first ?? child]?.start ?? start, isOnOwnLine: first !== undefined };
}

function spellChild({ key, value }: NewChild, isOnOneLine: boolean, format: JsonFormat, indent: string): string {
  const prefix = key === undefined ? '' : `${JSON.stringify(key)}: `;
  return prefix + (isOnOneLine ? JSON.stringify(value) : spellJson(value, format, indent));
}

/** New children as those before them are laid out, with what has to stand around them. */
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
