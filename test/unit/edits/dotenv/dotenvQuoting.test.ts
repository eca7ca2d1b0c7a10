import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isReadAs, spellDotenvValue } from '../../../../src/edits/dotenv/dotenvQuoting';
import { err, ok } from '../../../../src/base/outcome';
import { runs } from '../../runs';
import { spellableValue, unspellableValue } from './dotenvFiles';
import { readers, readWithBash } from './dotenvReaders';

describe('A value in a .env', () => {
  const spellings = [
    ['an access token', 'EAABsbCS1iHgBO7ZCZA', 'EAABsbCS1iHgBO7ZCZA'],
    ['an ID', '17841400000000000', '17841400000000000'],
    ['every character that needs no quotes', 'aZ09_.:@%+,=/^-', 'aZ09_.:@%+,=/^-'],
    ['nothing', '', ''],
    ['an app token', '123|abc', "'123|abc'"],
    ['words', 'two words', "'two words'"],
    ['what looks like a comment', '# no comment', "'# no comment'"],
    ['double quotes', 'say "yes"', `'say "yes"'`],
    ['a backtick', 'a`b', "'a`b'"],
    ['a tab', 'a\tb', "'a\tb'"],
    ['letters beyond ASCII', 'é', "'é'"],
    ['an apostrophe', "it's", `"it's"`],
  ] as const;
  for (const [what, value, spelled] of spellings) {
    it(`is spelled ${spelled === '' ? 'as nothing' : spelled.slice(0, 20)} for ${what}`, () => {
      assert.deepEqual(spellDotenvValue(value), ok(spelled));
    });
  }

  const problems = [
    ['a line loader', 'a\nb', 'lineBreak'],
    ['a carriage return', 'a\r', 'lineBreak'],
    ['a Unicode line separator', 'a\u2028b', 'lineBreak'],
    ['a NUL', 'a\0b', 'controlCharacter'],
    ['an escape character', '\u001b[0m', 'controlCharacter'],
    ['half a surrogate pair', 'a\uD83D', 'controlCharacter'],
    ['a backslash', 'C:\\', 'quoting'],
    ['a dollar', 'a$b', 'quoting'],
    ['both kinds of quotes', `'"`, 'quoting'],
    ['an apostrophe and a backtick', "'`", 'quoting'],
  ] as const;
  for (const [what, value, problem] of problems) {
    it(`is refused when it holds ${what}`, () => {
      assert.deepEqual(spellDotenvValue(value), err(problem));
    });
  }

  it('is refused wherever in it the character stands that no spelling can hold', () => {
    fc.assert(fc.property(unspellableValue, (value) => !spellDotenvValue(value).ok));
  });

  it('is read back by dotenv, dotenvx and Node as it was given', () => {
    fc.assert(
      fc.property(spellableValue, (value) => {
        const text = `BEFORE=1\nKEY=${spell(value)}\nAFTER=2\n`;
        for (const [name, read] of Object.entries(readers)) {
          assert.deepEqual({ ...read(text) }, { BEFORE: '1', KEY: value, AFTER: '2' }, name);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('is read back by a shell as it was given', () => {
    fc.assert(
      fc.property(fc.array(spellableValue, { minLength: 300, maxLength: 300 }), (values) => {
        const files = values.map((value) => `KEY=${spell(value)}\n`);
        assert.deepEqual(
          readWithBash(files, ['KEY']).map(({ KEY }) => KEY),
          values,
        );
      }),
      { numRuns: 1 },
    );
  }).timeout(10_000);

  it('counts as there in any quotes that nobody reads differently', () => {
    assert.ok(isReadAs('abc', 'abc'));
    assert.ok(isReadAs("'abc'", 'abc'));
    assert.ok(isReadAs('"a c"', 'a c'));
    assert.ok(!isReadAs('a c', 'a c'), 'a shell would run c');
    assert.ok(!isReadAs('"a`c"', 'a`c'), 'a shell would run c');
    assert.ok(!isReadAs('`abc`', 'abc'), 'a shell would run abc');
    assert.ok(!isReadAs("'it's'", "it's"), 'dotenv alone takes this');
  });

  function spell(value: string): string {
    const spelled = spellDotenvValue(value);
    assert.ok(spelled.ok, JSON.stringify(value));
    return spelled.value;
  }
});
