import assert from 'node:assert/strict';
import fc from 'fast-check';
import { updateTerminalCommand } from '../../../src/agoras/terminalCommand';
import { quoteFor, type Shell } from '../../../src/edits/shellQuoting';
import { runBash } from '../edits/bash';
import { wantedFor } from '../edits/json/launchFiles';
import { runs } from '../runs';

/** The words after Agoras in a command line, as parsed. */
function wordsIn(command: string, shell: Shell): readonly string[] | undefined {
  let words: readonly string[] | undefined;
  const same = updateTerminalCommand(command, shell, 'agoras.cli', (found) => (words = found));
  assert.equal(same, words === undefined ? undefined : command);
  return words;
}

describe('A command line in a terminal', () => {
  const lines: readonly (readonly [Shell, string, readonly string[] | undefined])[] = [
    ['posix', `agoras a 'b "c' "d 'e" f\\ g`, ['a', `'b "c'`, `"d 'e"`, 'f\\ g']],
    ['posix', 'agoras "$(cat "a b" | head)" `a "b"`;c', ['"$(cat "a b" | head)"', '`a "b"`']],
    ['posix', 'agoras a=$(b (c) ")") d)', ['a=$(b (c) ")")', 'd']],
    ['posix', 'agoras a\\"b "c\\"d" \'e\\\' f', ['a\\"b', '"c\\"d"', "'e\\'", 'f']],
    ['posix', 'agoras a \\\n  b\nc', ['a', 'b']],
    ['posix', 'agoras a 2>&1', ['a']],
    ['posix', 'agoras a#b # not c', ['a#b']],
    ['powershell', 'agoras a # not b', ['a']],
    ['cmd', 'agoras a # b', ['a', '#', 'b']],
    ['posix', '(cd x; agoras a)', ['a']],
    ['posix', 'FOO=1 "/opt/my tools/agoras" a&', ['a']],
    ['posix', "agoras 'a", undefined],
    ['posix', 'agoras $(a', undefined],
    ['posix', 'pip install agoras-x; echo agorasx a', undefined],
    ['fish', `agoras 'a\\'b' c(cat "x)")d`, [`'a\\'b'`, 'c(cat "x)")d']],
    ['powershell', "& 'C:\\Tools\\agoras.exe' a `'b \"c`\"d\" 'e''f'; g", ['a', "`'b", '"c`"d"', "'e''f'"]],
    ['powershell', 'agoras a `\r\n b "$(Get-Content "c d")"', ['a', 'b', '"$(Get-Content "c d")"']],
    ['cmd', `C:\\Tools\\Agoras.EXE a 'b ^& "c&d" "%X:"='%"`, ['a', "'b", '^&', '"c&d"', `"%X:"='%"`]],
    ['cmd', 'agoras 100% a', ['100%', 'a']],
  ];
  for (const [shell, command, words] of lines) {
    it(`is taken apart as ${shell} does, and what does not change stays: ${JSON.stringify(command)}`, () => {
      assert.deepEqual(wordsIn(command, shell), words);
    });
  }

  it('is taken apart whatever is quoted in it', () => {
    const values = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 });
    fc.assert(
      fc.property(values, fc.constantFrom<Shell>('posix', 'fish', 'powershell', 'cmd'), (all, shell) => {
        const quoted = all.flatMap((value) => {
          const spelled = quoteFor(shell, value);
          return spelled.ok ? [spelled.value] : [];
        });
        assert.deepEqual(wordsIn(`agoras ${quoted.join('  ')} | x`, shell), quoted);
      }),
      { numRuns: runs(500) },
    );
  });

  it('always ends to be read', () => {
    const anyText = fc.string({ unit: fc.constantFrom(...Array.from('agors \t\f\v\n\r\'"`$()\\^%:=&|;<>2')) });
    fc.assert(
      fc.property(anyText, fc.constantFrom<Shell>('posix', 'fish', 'powershell', 'cmd'), (text, shell) => {
        wordsIn(`agoras ${text}`, shell);
      }),
      { numRuns: runs(2000) },
    );
  });
});

describe('A text that a person types before a terminal publishes', () => {
  it('reaches Agoras as it was typed, and nothing in it is run', () => {
    const options = { version: '3.x', debugger: 'node-terminal' } as const;
    const { command } = wantedFor(options).configuration;
    for (const text of [`It's "here" & now`, '$(touch x) `touch x` $HOME', '-x', '" ; echo y "', '', 'a\\', '*']) {
      const quoted = quoteFor('posix', text);
      assert.ok(quoted.ok && typeof command === 'string');
      const script = `agoras() { printf '<%s>' "$@"; }; STATUS_TEXT=${quoted.value}; STATUS_IMAGE_URL_1=u; ${command}`;
      assert.equal(runBash(script), `<instagram><post><--text=${text}><--image-1=u>`);
    }
  });
});
