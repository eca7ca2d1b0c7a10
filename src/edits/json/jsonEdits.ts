// Edits inside one array or object that leave every comment, and the layout of all that stays, as they are.
import type { Node } from 'jsonc-parser';
import { endOf, hasLineBreak, indentAt, spellJson, type JsonDocument, type JsonValue } from './jsonDocument';
import type { TextEdit } from '../textPlan';

/** Something new in an array, or with a key in an object. */
export interface NewChild {
  readonly key?: string;
  readonly value: JsonValue;
}

/** A bracket, child, comma or comment of a container. What lies between two of them are blanks. */
interface Piece {
  readonly kind: 'open' | 'close' | 'child' | 'comma' | 'comment';
  readonly start: number;
  readonly end: number;
  readonly goes: boolean;
}

/**
 * Takes children out of an array or object and puts new ones at its end, behind every comment that is there. A child
 * goes with one comma and with the line that it leaves empty; a trailing comma stays one, and no other becomes one.
 */
export function changeChildren(
  document: JsonDocument,
  container: Node,
  goes: (child: Node) => boolean,
  added: readonly NewChild[],
): TextEdit[] {
  const pieces = piecesOf(document, container, goes, added.length > 0);
  const insertion = added.length === 0 ? '' : spellChildren(document, container, pieces, added);
  const edits: TextEdit[] = [];
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
  const isOnOwnLine = model
    ? hasLineBreak(text.slice(pieces[pieces.indexOf(model) - 1]?.end, model.start))
    : !document.isOneLine;
  const breaks = isOnOwnLine || (last !== undefined && isLineComment(text, last));
  const lead = breaks ? format.lineBreak + indent : last?.kind === 'open' ? '' : ' ';

  const spelled = added.map(({ key, value }) => {
    const prefix = key === undefined ? '' : `${JSON.stringify(key)}: `;
    return prefix + (isOnOneLine ? JSON.stringify(value) : spellJson(value, format, indent));
  });
  const hasTrailingComma = model !== undefined && commaAfter(pieces, model) !== undefined;
  const joined = spelled.map((child) => lead + child).join(',') + (hasTrailingComma ? ',' : '');
  const needsBreak = breaks && !model && !hasLineBreak(text.slice(last?.end, endOf(container)));
  return needsBreak ? joined + format.lineBreak + outer : joined;
}

function isLineComment(text: string, piece: Piece): boolean {
  return piece.kind === 'comment' && text.startsWith('//', piece.start);
}
