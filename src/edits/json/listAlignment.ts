// Finds the smallest change from one list to another, so that comments and layout around the items stay with them.
import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from './jsonDocument';

type List = readonly JsonValue[];

/** Items that stay or change have both indexes, removed ones have no `to`, new ones no `from`. */
export interface AlignmentStep {
  readonly from?: number;
  readonly to?: number;
}

/** How similar two items are. Any number of pairs of one kind counts less than a single pair of a better kind. */
const SAME_OPTION = 1_000_000_000;
const SAME = 1_000_000;
const AKIN = 1000;
const ANY = 1;

/** Longer lists are simply paired by index: comparing them would take too long, and nobody writes them by hand. */
const MOST_COMPARISONS = 250_000;

/** The steps from one list to another, in order. As many items as possible stay in place or change in place. */
export function alignLists(before: List, after: List): readonly AlignmentStep[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isDeepStrictEqual(before[start], after[start])) start++;
  let tail = 0;
  while (tail < shorter - start && isDeepStrictEqual(before.at(-1 - tail), after.at(-1 - tail))) tail++;
  const [restBefore, restAfter] = [before, after].map((list) => list.slice(start, list.length - tail));
  return [
    ...inPairs(start, start),
    ...alignMiddle(restBefore ?? [], restAfter ?? []).map((step) => shifted(step, start, start)),
    ...inPairs(tail, tail).map((step) => shifted(step, before.length - tail, after.length - tail)),
  ];
}

/** Inserts each missing item before the first one that follows it in `order`, otherwise at the end. */
export function fillInOrder<T>(
  items: readonly T[],
  wanted: readonly T[],
  keyOf: (item: T) => string | undefined,
  order: readonly (string | undefined)[] = wanted.map(keyOf),
): readonly T[] {
  const filled = [...items];
  for (const item of [...wanted].reverse()) {
    const key = keyOf(item);
    if (filled.some((present) => keyOf(present) === key)) continue;
    const later = new Set(order.slice(order.indexOf(key) + 1));
    const at = filled.findIndex((present) => later.has(keyOf(present)));
    filled.splice(at === -1 ? filled.length : at, 0, item);
  }
  return filled;
}

/**
 * Finds the best alignment with dynamic programming: `best[i][j]` is the highest similarity of the rests from `i` and
 * `j` on.
 */
function alignMiddle(before: List, after: List): readonly AlignmentStep[] {
  if (before.length * after.length > MOST_COMPARISONS) return inPairs(before.length, after.length);
  const common = before.map((one) => after.map((other) => commonOf(one, other)));
  const best = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const bestAt = (from: number, to: number): number => best[from]?.[to] ?? 0;
  const pairAt = (from: number, to: number): number => (common[from]?.[to] ?? 0) + bestAt(from + 1, to + 1);
  for (let from = before.length - 1; from >= 0; from--) {
    const row = best[from] ?? [];
    for (let to = after.length - 1; to >= 0; to--) {
      row[to] = Math.max(pairAt(from, to), bestAt(from + 1, to), bestAt(from, to + 1));
    }
  }
  const steps: AlignmentStep[] = [];
  let [from, to] = [0, 0];
  while (from < before.length && to < after.length) {
    if (bestAt(from, to) === pairAt(from, to)) steps.push({ from: from++, to: to++ });
    else if (bestAt(from, to) === bestAt(from + 1, to)) steps.push({ from: from++ });
    else steps.push({ to: to++ });
  }
  return [...steps, ...inPairs(before.length - from, after.length - to).map((step) => shifted(step, from, to))];
}

function commonOf(one: JsonValue, other: JsonValue): number {
  // An option means the same wherever it is, so it stays, and the words around it are removed or added instead.
  if (isDeepStrictEqual(one, other)) return typeof one === 'string' && one.startsWith('-') ? SAME_OPTION : SAME;
  return areAkin(one, other) ? AKIN : ANY;
}

/**
 * Whether the new word is an option with the same value under another name, joined or separate, or with the same name.
 */
function areAkin(one: JsonValue, other: JsonValue): boolean {
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  const [[name, value], [otherName, otherValue]] = [partsOf(one), partsOf(other)];
  if (name.startsWith('-') && name === otherName) return true;
  return otherValue !== undefined && (value === otherValue || one === otherValue);
}

function partsOf(word: string): readonly [name: string, value: string | undefined] {
  const sign = word.indexOf('=');
  return sign === -1 ? [word, undefined] : [word.slice(0, sign), word.slice(sign + 1)];
}

/** Pairs items by index; surplus items are removed or new. */
function inPairs(before: number, after: number): readonly AlignmentStep[] {
  return Array.from({ length: Math.max(before, after) }, (_, index) => ({
    ...(index < before ? { from: index } : {}),
    ...(index < after ? { to: index } : {}),
  }));
}

function shifted({ from, to }: AlignmentStep, fromBy: number, toBy: number): AlignmentStep {
  return {
    ...(from === undefined ? {} : { from: from + fromBy }),
    ...(to === undefined ? {} : { to: to + toBy }),
  };
}
