import { parse as parseLossless } from 'lossless-json';
import * as v from 'valibot';

/** Meta sends numbers or numeric strings; old versions leave such fields out. */
export const Numeric = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+(?:\.\d+)?$/))]),
  v.transform(Number),
  v.finite(),
);

/**
 * Finds numbers that may have more digits than a double can hold. Only texts with such numbers go through the exact
 * parser, which is slow and needs a lot of memory.
 */
const HUGE_NUMBER = /(?:^|[:[,])\s*-?\d{16}/;

/** Parses JSON, keeping integers beyond 2^53 as text; undefined if it isn't JSON. */
export function parseJson(body: string): unknown {
  if (body === '') return undefined;
  try {
    if (!HUGE_NUMBER.test(body)) return JSON.parse(body);
    return parseLossless(body, undefined, {
      parseNumber: (text) => {
        const number = Number(text);
        return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
      },
      // Like JSON.parse; by default the library rejects the whole text.
      onDuplicateKey: ({ newValue }) => newValue,
    });
  } catch {
    return undefined;
  }
}
