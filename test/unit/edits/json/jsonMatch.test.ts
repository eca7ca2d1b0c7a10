import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJson, readJsonDocument, type JsonObject } from '../../../../src/edits/json/jsonDocument';
import { matchObject } from '../../../../src/edits/json/jsonMatch';
import { planEdits } from '../../../../src/edits/textPlan';
import { runs } from '../../runs';
import { FORMAT, read } from './launchFiles';

/** The text of an object after it was changed to the wanted value. */
function matched(text: string, wanted: JsonObject): string {
  const document = readJsonDocument(text, FORMAT);
  assert.ok(document.ok && document.value.root);
  const { root } = document.value;
  const edits = matchObject(document.value, root, wanted).sort(
    (one, other) => one.offset - other.offset || Math.sign(one.length) - Math.sign(other.length),
  );
  const plan = planEdits(text, edits);
  assert.ok(plan.kind !== 'refused' && plan.kind !== 'create');
  const after = plan.kind === 'unchanged' ? text : plan.text;
  const again = readJsonDocument(after, FORMAT);
  assert.ok(again.ok && again.value.root, after);
  assert.deepEqual(readJson(again.value.root), wanted, after);
  return after;
}

describe('An object in a file that has to say something else', () => {
  const cases: readonly (readonly [string, string, JsonObject, string])[] = [
    [
      'gets a new word in front of another, above the comments on that',
      '{ "a": [\n    "x",\n    // on y\n    /* too */ "y" // behind\n  ] }',
      { a: ['x', 'new', 'y'] },
      '{ "a": [\n    "x",\n    "new",\n    // on y\n    /* too */ "y" // behind\n  ] }',
    ],
    [
      'gets it behind a comment on the word before',
      '{ "a": [\n    "x", // on x\n    "y"\n  ] }',
      { a: ['x', 'new', 'y'] },
      '{ "a": [\n    "x", // on x\n    "new",\n    "y"\n  ] }',
    ],
    [
      'gets it in the same line',
      '{ "a": ["x", /* on y */ "y"] }',
      { a: ['new', 'x', 'n', 'y'] },
      '{ "a": ["new", "x", /* on y */ "n", "y"] }',
    ],
    [
      'loses and gets words at one time',
      '{ "a": [\n  "x", "y",\n  "z"\n] }',
      { a: ['y', 'new', 'z', 'end'] },
      '{ "a": [\n  "y",\n  "new",\n  "z",\n  "end"\n] }',
    ],
    [
      'gets keys where they are wanted, among those that stay',
      '{\n  "b": 1, // on b\n  "d": 2\n}',
      { a: 0, b: 1, c: { x: 1 }, d: 2 },
      '{\n  "a": 0,\n  "b": 1, // on b\n  "c": {\n    "x": 1\n  },\n  "d": 2\n}',
    ],
    [
      'keeps the spelling of a text around what changes in it',
      '{ "a": "caf\\u00e9 \\ud83d\\ude00 --old=\\/x\\t" }',
      { a: 'café 😀 --new=/x\t' },
      '{ "a": "caf\\u00e9 \\ud83d\\ude00 --new=\\/x\\t" }',
    ],
    ['never changes half a character', '{ "a": "😀" }', { a: '😁' }, '{ "a": "😁" }'],
    ['changes only the last of equal keys', '{ "a": 1, "b": 0, "a": 2 }', { a: 3, b: 0 }, '{ "a": 1, "b": 0, "a": 3 }'],
    [
      'has keys that objects have by nature only where the file has them',
      '{ "toString": "a", "valueOf": "b" }',
      { valueOf: 'c', constructor: 'd' },
      '{ "valueOf": "c", "constructor": "d" }',
    ],
  ];
  for (const [what, before, wanted, after] of cases) {
    it(what, () => {
      assert.equal(matched(before, wanted), after);
    });
  }

  it('says it whatever it was, and to be told twice is to be told once', () => {
    const word = fc.constantFrom('a', '--b=1', '--c=1', '--c=2', 'é"\\', '😀', '');
    const { value: wanted } = fc.letrec<{ value: JsonObject; item: JsonObject[string] }>((tie) => ({
      value: fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'toString'), tie('item'), {
        maxKeys: 4,
        noNullPrototype: true,
      }),
      item: fc.oneof({ maxDepth: 3 }, word, fc.constant(1), tie('value'), fc.array(word, { maxLength: 5 })),
    }));
    const spelled = fc
      .tuple(wanted, fc.constantFrom('', '\t', '  '), fc.constantFrom('', '/* c */', '// c\n', '// é\r\n'))
      .map(([value, indent, comment]) => {
        const text = JSON.stringify(value, undefined, indent);
        // JSON strings can't contain line breaks, so these are the places between tokens.
        return indent === '' ? text : text.replaceAll('\n', ` ${comment}\n`);
      });
    fc.assert(
      fc.property(spelled, wanted, (text, value) => {
        const after = matched(text, value);
        read(after);
        assert.equal(matched(after, value), after);
      }),
      { numRuns: runs(2000) },
    );
  }).timeout(20_000);
});
