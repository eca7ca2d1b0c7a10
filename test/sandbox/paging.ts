// Result pages: https://developers.facebook.com/docs/graph-api/results
import { parameterInvalid } from './errors';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
// An interface, because an alias may not refer to itself through Readonly<Record>.
export interface JsonObject {
  readonly [key: string]: Json;
}

export interface EdgeAnswer {
  readonly data: readonly Json[];
  readonly paging?: JsonObject;
}

export interface Slice {
  readonly limit: string | undefined;
  readonly after: string | undefined;
  /** The complete URL of another result page of the same edge. */
  readonly urlAfter: (cursor: string, limit: number) => string;
}

const defaultLimit = 25;
const largestLimit = 100;

/**
 * Cuts out one result page. As in the real API, what the caller may not see is removed afterwards, so a page can be
 * shorter than the limit, or even empty, with more pages to come. Only a missing `next` marks the end.
 */
export function cutResultPage<Item extends { readonly id: string }>(
  items: readonly Item[],
  slice: Slice,
  mayBeSeen: (item: Item) => boolean,
  render: (item: Item) => Json,
): EdgeAnswer {
  const limit = readLimit(slice.limit);
  const start = slice.after === undefined || slice.after === '' ? 0 : positionAfter(items, slice.after);
  const cut = items.slice(start, start + limit);
  const data = cut.filter(mayBeSeen).map(render);
  const [first, last] = [cut[0], cut.at(-1)];
  const more = start + limit < items.length;
  if (!first || !last || (data.length === 0 && !more)) return { data };
  const after = cursorOf(last);
  return {
    data,
    paging: {
      cursors: { before: cursorOf(first), after },
      ...(more ? { next: slice.urlAfter(after, limit) } : {}),
    },
  };
}

function readLimit(limit: string | undefined): number {
  if (limit === undefined || limit === '') return defaultLimit;
  if (!/^[1-9]\d*$/.test(limit)) throw parameterInvalid('Param limit must be a positive integer');
  return Math.min(Number(limit), largestLimit);
}

function cursorOf(item: { readonly id: string }): string {
  return Buffer.from(item.id).toString('base64');
}

function positionAfter(items: readonly { readonly id: string }[], cursor: string): number {
  const index = items.findIndex((item) => cursorOf(item) === cursor);
  if (index < 0) throw parameterInvalid('Invalid cursors values');
  return index + 1;
}
