import fc from 'fast-check';
import type { DotenvEntry } from '../../../../src/edits/dotenv/dotenvPlan';

export const COMMENT = 'Instagram credentials for Agoras';
export const TOKEN = 'INSTAGRAM_ACCESS_TOKEN';
export const OBJECT_ID = 'INSTAGRAM_OBJECT_ID';
export const OUR_KEYS = [TOKEN, OBJECT_ID] as const;

const BARE_CHARACTERS = 'ABCXYZabcxyz0189_.:@%+,=/^-';

const bareValue = fc.string({ unit: fc.constantFrom(...Array.from(BARE_CHARACTERS)) });
const appToken = fc
  .tuple(fc.stringMatching(/^[0-9]{1,16}$/), fc.stringMatching(/^[0-9a-f]{1,32}$/))
  .map((parts) => parts.join('|'));
const freeText = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...Array.from(' \t#"`!&;()<>*?~{}[]|=é€😀A'), ' #', 'export ') }),
  )
  .filter((text) => !/['\\$\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(text.replaceAll('\t', '')));
const mildText = fc.string({ unit: fc.constantFrom(...Array.from(' \t#!&;()<>*?~{}|=é€😀A'), ' #', 'export ') });
const textWithApostrophe = fc.array(mildText, { minLength: 2, maxLength: 3 }).map((parts) => parts.join("'"));

/** Values that can be written: the first four rules. */
export const spellableValue = fc.oneof(bareValue, appToken, freeText, textWithApostrophe);

/** Values that can't be written. */
export const unspellableValue = fc
  .tuple(fc.string(), fc.constantFrom('\n', '\r', '\r\n', '\0', '\\', '$', `'"`, "'`", '\u2028', '\uD800'), fc.string())
  .map((parts) => parts.join(''));

export const entries: fc.Arbitrary<DotenvEntry[]> = fc.tuple(spellableValue, spellableValue).map(([token, id]) => [
  { key: TOKEN, value: token },
  { key: OBJECT_ID, value: id },
]);

interface Alphabet {
  readonly indents: readonly string[];
  readonly separators: readonly string[];
  readonly values: readonly string[];
  readonly tails: readonly string[];
  readonly plainLines: readonly string[];
}

const simpleValues = [
  '',
  'old',
  '0',
  'a.b:c@d%e+f,g=h/i^j-k',
  "'old'",
  '"old"',
  "'two words'",
  '"it\'s"',
  "'# no comment'",
];
const multiLineValues = [
  `"first\n${TOKEN}=inside\n\nlast"`,
  `'-----BEGIN KEY-----\n${OBJECT_ID}="inside"\n-----END KEY-----'`,
];

/** Lines that every reader accepts, including shells and Node (Node 20 reads an indented comment as a key). */
const plain: Alphabet = {
  indents: ['', '  '],
  separators: ['='],
  values: simpleValues,
  tails: ['', '  ', ' # comment', " # it's"],
  plainLines: ['', '# a comment', "# don't", `# ${TOKEN}=not-live`, '# "half a quote', `#${OBJECT_ID}=`],
};

/** Lines as people write them, whichever reader they use. */
const wild: Alphabet = {
  indents: ['', '  ', '\t'],
  separators: ['=', ' = ', '= ', ' =', ': '],
  values: [...simpleValues, '`old`', 'two words', 'a#b', '"\\"old\\""', "'a'b'", 'C:\\', 'é', '"a\\nb"'],
  tails: [...plain.tails, '#glued', '\t# tab'],
  plainLines: [
    ...plain.plainLines,
    '  # indented',
    '   ',
    '\t',
    'no assignment',
    'export',
    `export ${TOKEN}`,
    '\u00A0',
  ],
};

function assignment(alphabet: Alphabet, keys: readonly string[], values: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...alphabet.indents),
      fc.constantFrom('', '', 'export '),
      fc.constantFrom(...keys),
      fc.constantFrom(...alphabet.separators),
      fc.constantFrom(...values),
      fc.constantFrom(...alphabet.tails),
    )
    .map((parts) => parts.join(''));
}

function lines(alphabet: Alphabet): fc.Arbitrary<string>[] {
  return [
    fc.constantFrom(...alphabet.plainLines),
    assignment(
      alphabet,
      ['OTHER', 'NODE_ENV', `MY_${TOKEN}`, `${TOKEN}_OLD`],
      [...alphabet.values, ...multiLineValues],
    ),
    assignment(alphabet, OUR_KEYS, alphabet.values),
  ];
}

function fileOf(line: fc.Arbitrary<string>, lineBreaks: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(fc.tuple(line, fc.constantFrom(...lineBreaks)), { maxLength: 12 }), fc.boolean())
    .map(([all, ended]) =>
      all.map(([text, lineBreak], index) => (ended || index < all.length - 1 ? text + lineBreak : text)).join(''),
    );
}

/** A file that means the same to every reader. */
export const plainFile = fileOf(fc.oneof(...lines(plain)), ['\n']);

const withByteOrderMark = (text: string): string => `\uFEFF${text}`;

/** A file in which every quote is closed and the values of our own keys are on one line. */
export const wildFile = fc
  .oneof(
    fileOf(fc.oneof(...lines(wild)), ['\n']),
    fileOf(fc.oneof(...lines(wild)), ['\r\n']),
    fileOf(fc.oneof(...lines(wild)), ['\n', '\r\n']),
  )
  .chain((text) => fc.constantFrom(text, withByteOrderMark(text)));

const brokenValues = ["'open", '"open', '`open', `'\\'`, `"\\"x"`, `\n'below'`, ...multiLineValues];

/** A file that may have unclosed quotes, and line breaks that only some readers recognize. */
export const brokenFile = fileOf(
  fc.oneof(...lines(wild), assignment(wild, ['OTHER', ...OUR_KEYS], brokenValues), fc.constantFrom('OTHER:', '=')),
  ['\n', '\r\n', '\r', '\r\r\n'],
);
