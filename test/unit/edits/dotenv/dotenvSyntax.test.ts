import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAssignments } from '../../../../src/edits/dotenv/dotenvSyntax';
import { runs } from '../../runs';
import { brokenFile, wildFile } from './dotenvFiles';
import { readers } from './dotenvReaders';

/** Text of characters that have a meaning in a `.env`. */
const crypticText = fc
  .array(
    fc.constantFrom(
      ...Array.from('A=== \t\n\n\r\'"`\\#:-.\uFEFF\u00A0|$'),
      ...['KEY', '\r\n', '\\n', 'export ', 'export'],
    ),
    { maxLength: 40, size: 'max' },
  )
  .map((parts) => parts.join(''));

describe('A .env is read', () => {
  it('as npm dotenv reads it, however broken it is', () => {
    const file = fc.oneof({ arbitrary: crypticText, weight: 3 }, wildFile, brokenFile);
    fc.assert(
      fc.property(file, (text) => {
        const values = Object.fromEntries(readAssignments(text).map(({ key, value }) => [key, value]));
        assert.deepEqual(values, { ...readers.dotenv(text) });
      }),
      { numRuns: runs(10_000) },
    );
  }).timeout(10_000);

  const values = [
    ['a line break of any kind inside quotes, which is LF', '"a\r\nb\rc"', 'a\nb\nc'],
    ['line breaks that double quotes spell', '"a\\nb\\rc"', 'a\nb\rc'],
    ['a backslash in single quotes, which spells nothing', "'a\\nb'", 'a\\nb'],
    ['a backslash without quotes, which spells nothing', 'a\\nb', 'a\\nb'],
    ['a single quotation mark, which quotes nothing', '"', '"'],
    ['quotation marks around others, which go', `'it's'`, "it's"],
    ['double ones around others, which still spell line breaks', '"a"b\\n"', 'a"b\n'],
    ['a comment behind it', 'a # b # c', 'a'],
  ] as const;
  for (const [what, spelled, value] of values) {
    it(`with ${what}`, () => {
      const text = `KEY=${spelled}`;
      assert.deepEqual(
        readAssignments(text).map((assignment) => assignment.value),
        [value],
      );
      assert.equal(readers.dotenv(text)['KEY'], value);
    });
  }

  it('with every part in its place', () => {
    const parts = ['# first\r\n', '  ', 'export KEY', ' = ', "'a\nb'", '  # comment', '\r\n', 'LAST=1'];
    const at = (index: number): number => parts.slice(0, index).join('').length;
    assert.deepEqual(readAssignments(parts.join(''))[0], {
      key: 'KEY',
      value: 'a\nb',
      lineStart: at(1),
      keyEnd: at(3),
      valueStart: at(4),
      valueEnd: at(5),
      lineEnd: at(6),
      nextLine: at(7),
    });
  });

  it('with parts that never overlap and come in order', () => {
    fc.assert(
      fc.property(fc.oneof(crypticText, brokenFile), (text) => {
        let last = 0;
        for (const { lineStart, keyEnd, valueStart, valueEnd, lineEnd, nextLine } of readAssignments(text)) {
          const offsets = [last, lineStart, keyEnd, valueStart, valueEnd, lineEnd, nextLine, text.length];
          assert.deepEqual(
            offsets,
            offsets.toSorted((a, b) => a - b),
          );
          last = nextLine;
        }
      }),
    );
  });

  it('the same from the end of a line on, whatever stands before it', () => {
    const said = (text: string) => readAssignments(text).map(({ key, value }) => ({ key, value }));
    fc.assert(
      fc.property(fc.oneof(crypticText, wildFile, brokenFile), (text) => {
        for (const [index, { lineEnd }] of readAssignments(text).entries()) {
          assert.deepEqual(said(text.slice(lineEnd)), said(text).slice(index + 1));
        }
      }),
    );
  });

  const hardships = [
    ['lines', 'KEY=value # comment\n'],
    ['blank lines', '\n'],
    ['blank lines below a key', 'KEY\n\n'],
    ['quotes that never close', `A='x\nB="x\nC=\`x\n`],
    ['escaped quotes', `A="\\"x\nB='\\'x\n`],
    ['escaped quotes that could all be the last', `\\"  \n`, 'A="'],
    ['exports without a key', 'export \n'],
    ['words without an end', 'word'],
    ['blanks without an end', ' ', 'KEY=x'],
  ] as const;
  for (const [what, part, start = ''] of hardships) {
    it(`at once, even with 100,000 ${what}`, () => {
      const text = start + part.repeat(100_000);
      const started = performance.now();
      readAssignments(text);
      assert.ok(performance.now() - started < 5000);
    }).timeout(20_000);
  }
});
