// Texts that parsers stumble over, and ways to put them into valid texts.
import fc from 'fast-check';

const ODD_TEXTS: readonly string[] = [
  ...Array.from('\uFEFF\r\n\0\u0085\u2028\u00A0\t\u202E\u2066\u200B\uDC00\uD800😀é"\'`\\#$%&=:,;|{}[]- '),
  ...['\r\n', '\x1B[31m', '\\n', '\\u0000', '\\ud800', '\\"', ' #', '${input:x}', '%00', '%7C', '%3D', '%zz', '<html>'],
  ...['/*', '*/', '//', '__proto__', 'constructor', 'prototype', 'toString', 'true', 'null', 'NaN', '-0', '1e999'],
  ...['0x10', '9007199254740993', '9'.repeat(400), 'export ', 'EAA', 'IGQ', 'access_token', 'client_secret=', 'KEY'],
];

const ODD_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype', 'toString', 'length', '', '0'];

const MEGABYTE = 2 ** 20;
/** Lines cost more than characters. */
const MOST_LINES = 10_000;

/** A short text, repeated many times. */
const longText = fc
  .tuple(fc.constantFrom(...ODD_TEXTS, '1', 'a', 'ab', 'A=1\n', '[1,'), fc.constantFrom(1000, 50_000, MEGABYTE))
  .map(([piece, length]) => {
    const times = length / piece.length;
    return piece.repeat(/[\r\n]/.test(piece) ? Math.min(times, MOST_LINES) : times);
  });

const shortText = fc
  .array(fc.oneof(fc.constantFrom(...ODD_TEXTS), fc.string(), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 8,
  })
  .map((pieces) => pieces.join(''));

export const oddText = fc.oneof({ arbitrary: shortText, weight: 60 }, { arbitrary: longText, weight: 1 });

/** Thousands of nested brackets, closed or not. */
export const deepText = fc
  .tuple(
    fc.constantFrom(['[', ']'], ['{"a":', '}'], ['[[{"configurations":[', ']}]]'], ['[ // c\n', ']']),
    fc.constantFrom(100, 1000, 5000, 50_000),
    fc.constantFrom('', '1', '{}'),
    fc.boolean(),
  )
  .map(([[open = '', close = ''], depth, core, isClosed]) => {
    return open.repeat(depth) + core + (isClosed ? close.repeat(depth) : '');
  });

/** A list on one line, as long as a file can be. */
export const wideText = fc
  .tuple(fc.constantFrom('1', '{}', '[ ]', '{"a":1}', '"a"', '\n1'), fc.constantFrom(100, 1000, 5000))
  .map(([item, length]) => `[${Array.from({ length }, () => item).join(',')}]`);

const scalar = fc.oneof(
  oddText,
  fc.constantFrom(null, true, false, 0, -0, -1, 1.5, 2 ** 53, 1e21, Number.MAX_VALUE, '0', '1', '17841400000000003'),
  fc.double(),
);

/** A JSON value of any type. */
export const oddValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...ODD_KEYS), shortText), tie('value'), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
})).value;

/** The text with parts removed or duplicated, and odd texts inserted. */
export function mutated(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const change = fc.tuple(place, fc.nat(12), fc.oneof(shortText, fc.constantFrom('cut', 'double')));
  return fc.tuple(texts, fc.array(change, { maxLength: 3 })).map(([text, changes]) =>
    changes.reduce((changed, [at, length, what]) => {
      const start = Math.floor(at * changed.length);
      const end = start + length;
      if (what === 'cut') return changed.slice(0, start) + changed.slice(end);
      if (what === 'double') return changed.slice(0, end) + changed.slice(start);
      return changed.slice(0, start) + what + changed.slice(start);
    }, text),
  );
}

type Path = readonly (string | number)[];

/** The value with a few parts removed, replaced or added. */
export function altered(sample: unknown, anything: fc.Arbitrary<unknown> = oddValue): fc.Arbitrary<unknown> {
  const paths = pathsIn(sample, []);
  const path = fc.oneof(
    fc.constantFrom(...paths),
    fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...ODD_KEYS)).map(([parent, key]) => [...parent, key]),
  );
  const change = fc.tuple(path, fc.option(anything, { nil: undefined }));
  return fc
    .array(change, { maxLength: 3 })
    .map((changes) => changes.reduce((value, [at, part]) => replaceAt(value, at, part), sample));
}

function pathsIn(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))];
}

function replaceAt(value: unknown, [key, ...rest]: Path, part: unknown): unknown {
  if (key === undefined) return part;
  if (typeof value !== 'object' || value === null) return value;
  const entries = new Map<string, unknown>(Object.entries(value));
  const replaced = replaceAt(entries.get(String(key)), rest, part);
  if (replaced === undefined) entries.delete(String(key));
  else entries.set(String(key), replaced);
  return Array.isArray(value) ? [...entries.values()] : Object.fromEntries(entries);
}

export function spelled(values: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return values.map((value) => (value === undefined ? '' : JSON.stringify(value)));
}
