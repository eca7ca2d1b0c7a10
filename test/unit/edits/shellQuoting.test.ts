import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quoteFor, shellOf, type Shell } from '../../../src/edits/shellQuoting';

/** How one shell reads a word, according to its documentation: an independent second opinion. */
interface ShellRules {
  /** Characters with a special meaning outside quotes. */
  readonly special: RegExp;
  readonly quote: string;
  /** The value of the text between the quotes; undefined if the word would end there or be expanded. */
  readonly readQuoted: (inner: string) => string | undefined;
}

const RULES: Readonly<Record<Exclude<Shell, 'posix'>, ShellRules>> = {
  // fishshell.com/docs/current/language.html, "Quotes" and "Escaping Characters": in single quotes, only \' and \\.
  fish: {
    special: /[\s$\\*?~#(){}[\]<>^&|;"'%]/,
    quote: "'",
    readQuoted: (inner) =>
      /^(?:[^\\']|\\.)*$/su.test(inner) ? inner.replace(/\\([\\'])/g, (_, character: string) => character) : undefined,
  },
  // learn.microsoft.com, "about_Quoting_Rules" and "about_Parsing": two quotes in a row mean one (the first of them),
  // also with typographic quotes; a " or a final backslash doesn't reach a native program unchanged (before 7.3).
  powershell: {
    special: /[\s'"`,;(){}|&<>@#$‘’‚‛“”„]|^-/,
    quote: "'",
    readQuoted: (inner) =>
      /^(?:[^'‘’‚‛"]|['‘’‚‛]{2})*(?<!\\)$/u.test(inner) ? inner.replace(/(['‘’‚‛])['‘’‚‛]/g, '$1') : undefined,
  },
  // `cmd /?` on special characters, and learn.microsoft.com, "Parsing C command-line arguments": quotes don't prevent
  // the expansion of %NAME% or, with delayed expansion, !NAME!, and a backslash would escape the closing quote.
  cmd: {
    special: /[\s&()[\]{}^=;!'+,`~|<>%"]/,
    quote: '"',
    readQuoted: (inner) => (/["%!]|\\$/.test(inner) ? undefined : inner),
  },
};

function readWord(shell: keyof typeof RULES, word: string): string | undefined {
  const { special, quote, readQuoted } = RULES[shell];
  if (!word.startsWith(quote)) return word === '' || special.test(word) ? undefined : word;
  return word.length > 1 && word.endsWith(quote) ? readQuoted(word.slice(1, -1)) : undefined;
}

describe('A word for a shell', () => {
  /** Mostly characters with a meaning for shells: with arbitrary characters, few values would need quotes. */
  const valueForAShell = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from('aZ09-_.:/ \\\'"`$%!^&|<>(){}[]*?~#=;,+@’‘‚‛“')),
      fc.string({ unit: 'grapheme', maxLength: 1 }),
    ),
  });

  for (const shell of ['fish', 'powershell', 'cmd'] as const) {
    it(`is read back by ${shell} as what it was`, () => {
      fc.assert(
        fc.property(valueForAShell, (value) => {
          const quoted = quoteFor(shell, value);
          return !quoted.ok || readWord(shell, quoted.value) === value;
        }),
        { examples: [["it's"], ['\\'], ["\\'"], ['’'], ['a b'], ['']] },
      );
    });
  }

  it('has no control characters: pasted, they would be keys', () => {
    for (const shell of ['posix', 'fish', 'powershell', 'cmd'] as const) {
      for (const value of ['a\nb', 'a\u001bb', 'a\rb', '\ud800']) assert.ok(!quoteFor(shell, value).ok);
    }
  });

  const executables: readonly [string, Shell][] = [
    ['/bin/bash', 'posix'],
    ['/usr/bin/zsh', 'posix'],
    ['/usr/bin/fish', 'fish'],
    ['C:\\Program Files\\PowerShell\\7\\pwsh.exe', 'powershell'],
    ['C:\\WINDOWS\\System32\\WindowsPowerShell\\v1.0\\powershell.exe', 'powershell'],
    ['C:\\WINDOWS\\System32\\cmd.exe', 'cmd'],
    ['C:\\Program Files\\Git\\bin\\bash.exe', 'posix'],
    ['', 'posix'],
  ];
  for (const [executable, shell] of executables) {
    it(`is written for ${shell} where terminals start “${executable}”`, () => {
      assert.equal(shellOf(executable), shell);
    });
  }
});
