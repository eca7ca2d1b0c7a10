import { parse as parseLossless } from 'lossless-json';
import * as v from 'valibot';

/** Meta sends numbers, numeric strings and, in old deployments, nothing. */
export const Numeric = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+(?:\.\d+)?$/))]),
  v.transform(Number),
  v.finite(),
);

/** Perhaps a number with more digits than a double holds; only these go through the exact parser, which is slow and needs much memory. */
const HUGE_NUMBER = /(?:^|[:[,])\s*-?\d{16}/;

/** JSON with integers beyond 2^53 kept as text; undefined when it is no JSON. */
export function parseJson(body: string): unknown {
  if (body === '') return undefined;
  try {
    if (!HUGE_NUMBER.test(body)) return JSON.parse(body);
    return parseLossless(body, undefined, {
      parseNumber: (text) => {
        const number = Number(text);
        return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
      },
      // As JSON.parse does it; the library would refuse the whole body.
      onDuplicateKey: ({ newValue }) => newValue,
    });
  } catch {
    return undefined;
  }
}
