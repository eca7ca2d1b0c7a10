/** Replaces a part of a text. Offsets are UTF-16 code units in the text before all edits, as in VS Code. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly newText: string;
}

/**
 * What to do with a text file, decided before anything is changed. `edits` and `text` have the same result: a closed
 * file is written from `text`, an open editor gets `edits`, so that the cursor and unsaved changes are kept.
 */
export type TextPlan<Refusal> =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'create'; readonly text: string }
  | { readonly kind: 'rewrite'; readonly text: string; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'refused'; readonly reason: Refusal };

/** Applies edits that are sorted by offset and don't overlap. Throws for others, because that is a bug. */
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

/** The plan for `edits` (sorted, not overlapping). Edits that change nothing are left out. */
export function planEdits(text: string, edits: readonly TextEdit[]): TextPlan<never> {
  const effective = joinTouching(
    edits.filter(({ offset, length, newText }) => text.slice(offset, offset + length) !== newText),
  );
  if (effective.length === 0) return { kind: 'unchanged' };
  return { kind: 'rewrite', text: applyEdits(text, effective), edits: effective };
}

/** Merges edits that touch: editors may apply two insertions at the same offset in any order. */
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

/** Combines two consecutive plans into one; `next` is given the result of the first. */
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

/** The single replacement from one text to another, without what they have in common at both ends. */
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

/** No editor can place an edit between the halves of a surrogate pair or of a CRLF. */
function isInsideCharacter(text: string, offset: number): boolean {
  return /^(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|\r\n)$/.test(text.slice(offset - 1, offset + 1)) && offset > 0;
}
