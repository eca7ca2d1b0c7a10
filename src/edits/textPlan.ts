/** One replacement in a text. Offsets count UTF-16 code units of the text before any edit, as VS Code counts them. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly newText: string;
}

/**
 * What to do with a text file, decided before anything is touched. `edits` and `text` say the same: a closed file is
 * written from `text`, an open editor takes `edits`, so that nobody's cursor or unsaved typing is lost.
 */
export type TextPlan<Refusal> =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'create'; readonly text: string }
  | { readonly kind: 'rewrite'; readonly text: string; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'refused'; readonly reason: Refusal };

/** Applies edits that are sorted by offset and do not overlap. Throws on others: that is a bug, not a case. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let copied = 0;
  for (const { offset, length, newText } of edits) {
    if (offset < copied || length < 0 || offset + length > text.length) {
      throw new RangeError(`Edit at ${offset} overlaps the one before it, or leaves the text`);
    }
    parts.push(text.slice(copied, offset), newText);
    copied = offset + length;
  }
  parts.push(text.slice(copied));
  return parts.join('');
}

/** The plan that carries out `edits` (sorted, not overlapping). Edits that change nothing are left out. */
export function planEdits(text: string, edits: readonly TextEdit[]): TextPlan<never> {
  const effective = joinTouching(
    edits.filter(({ offset, length, newText }) => text.slice(offset, offset + length) !== newText),
  );
  if (effective.length === 0) return { kind: 'unchanged' };
  return { kind: 'rewrite', text: applyEdits(text, effective), edits: effective };
}

/** Two edits that touch become one: editors need not agree on the order of two insertions at one offset. */
function joinTouching(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last?.offset !== undefined && last.offset + last.length === edit.offset) {
      const length = last.length + edit.length;
      joined[joined.length - 1] = { offset: last.offset, length, newText: last.newText + edit.newText };
    } else {
      joined.push(edit);
    }
  }
  return joined;
}

/** One plan for two that follow one another: the second is made for the text that the first one leaves. */
export function chainPlans<R>(
  text: string | undefined,
  first: TextPlan<R>,
  next: (text: string | undefined) => TextPlan<R>,
): TextPlan<R> {
  if (first.kind === 'refused') return first;
  if (first.kind === 'unchanged') return next(text);
  const second = next(first.text);
  if (second.kind === 'refused') return second;
  const after = second.kind === 'unchanged' ? first.text : second.text;
  return text === undefined ? { kind: 'create', text: after } : planEdits(text, [differenceOf(text, after)]);
}

/** The one replacement that leads from a text to another: what they share at both ends stays out of it. */
function differenceOf(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charAt(start) === after.charAt(start)) start++;
  while (isInsideCharacter(before, start) || isInsideCharacter(after, start)) start--;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  while (isInsideCharacter(before, before.length - tail) || isInsideCharacter(after, after.length - tail)) tail--;
  return { offset: start, length: before.length - start - tail, newText: after.slice(start, after.length - tail) };
}

/** No editor has a position between the halves of a surrogate pair or of CRLF. */
function isInsideCharacter(text: string, offset: number): boolean {
  return /^(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|\r\n)$/.test(text.slice(offset - 1, offset + 1)) && offset > 0;
}
