import assert from 'node:assert/strict';
import { lineStartAt, majorLineBreak, positionAt } from '../../../src/edits/lines';

describe('The line break of a file', () => {
  const files: readonly (readonly [string, string, string | undefined])[] = [
    ['is not known where there is one line', 'A=1', undefined],
    ['is LF', 'A=1\n', '\n'],
    ['is CRLF', 'A=1\r\n', '\r\n'],
    ['is that of most lines', 'A=1\r\nB=2\r\nC=3\n', '\r\n'],
    ['is LF where both are as many', 'A=1\r\nB=2\n', '\n'],
  ];
  for (const [what, text, expected] of files) {
    it(what, () => {
      assert.equal(majorLineBreak(text), expected);
    });
  }
});

describe('A place in a file', () => {
  it('is told as an editor shows it, whatever ends the lines', () => {
    const text = '\uFEFFa\rb\r\nc\ndef';
    assert.deepEqual(positionAt(text, text.indexOf('a')), { line: 1, column: 1 });
    assert.deepEqual(positionAt(text, text.indexOf('b')), { line: 2, column: 1 });
    assert.deepEqual(positionAt(text, text.indexOf('f')), { line: 4, column: 3 });
  });

  it('is on the line that starts behind the last line break before it', () => {
    assert.equal(lineStartAt('ab', 1), 0);
    assert.equal(lineStartAt('a\rbc', 3), 2);
    assert.equal(lineStartAt('a\nbc', 2), 2);
  });
});
