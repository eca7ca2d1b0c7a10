// How one list becomes another with the least that changes, so that what is written around its items stays with them.
import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from './jsonDocument';

type List = readonly JsonValue[];

/** An item that stays or changes has both indexes, one that goes has no `to`, and one that is new has no `from`. */
export interface AlignmentStep {
  readonly from?: number;
  readonly to?: number;
}

/** What an old item and a new one have in common. No number of pairs of one kind outweighs a pair of a better kind. */
const SAME_OPTION = 1_000_000_000;
const SAME = 1_000_000;
const AKIN = 1000;
const ANY = 1;

/** Lists that would take longer to compare are paired from the start: nobody has written them by hand. */
const MOST_COMPARISONS = 250_000;

/** The steps from one list to another, in order: as many items as can be stay where they are, or change in place. */
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

/** Puts each item that is missing before the first one that comes after it in `order`, else at the end. */
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

/** The best way by dynamic programming: `best[i][j]` is the most that the rests from `i` and `j` on have in common. */
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
  // An option means something wherever it stands, so it is rather the words around it that go and come.
  if (isDeepStrictEqual(one, other)) return typeof one === 'string' && one.startsWith('-') ? SAME_OPTION : SAME;
  return areAkin(one, other) ? AKIN : ANY;
}

/** An option with another name and the same value, as one word or as two, or with the same name and another value. */
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

/** Item for item from the start; what one list has more goes or is new. */
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
