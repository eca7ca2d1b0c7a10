import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { definitionsFor, type Flag, type FlagValues } from '../../../src/agoras/flags';
import { DEFAULT_NETWORKS, NETWORKS, type AgorasVersion, type Target } from '../../../src/agoras/target';
import { commandLine, loadCommand } from '../../../src/agoras/commandLine';
import { quoteFor, shellOf, type Shell } from '../../../src/edits/shellQuoting';
import { Secret } from '../../../src/base/secret';

const VALUES: Readonly<Record<keyof FlagValues, string | Secret>> = {
  accessToken: new Secret('pageToken', 'EAApage'),
  objectId: '17841400000000001',
  pageId: '100000000000002',
  clientId: '123456789012345',
  clientSecret: new Secret('appSecret', '0123456789abcdef0123456789abcdef'),
  refreshToken: new Secret('longLivedUserToken', 'EAAuser'),
};

function forInstagram(version: AgorasVersion): Target {
  return { version, networks: DEFAULT_NETWORKS };
}

function flags(target: Target, values: Partial<typeof VALUES> = {}): Flag[] {
  return definitionsFor(target).map((flag) => ({ ...flag, value: { ...VALUES, ...values }[flag.field] }));
}

function lineFor(target: Target, shell: Shell): string {
  const line = commandLine(flags(target), target, shell);
  assert.ok(line.ok);
  return line.value.reveal();
}

function runBash(script: string, options: { cwd?: string } = {}): string {
  const { PATH = '' } = process.env;
  return execFileSync('bash', ['--noprofile', '--norc', '-c', script], { ...options, encoding: 'utf8', env: { PATH } });
}

describe('The command line', () => {
  const posix2 =
    'INSTAGRAM_OBJECT_ID=17841400000000001 INSTAGRAM_CLIENT_ID=123456789012345 INSTAGRAM_CLIENT_SECRET=0123456789abcdef0123456789abcdef INSTAGRAM_REFRESH_TOKEN=EAAuser agoras instagram post';
  const expected: readonly [AgorasVersion, Shell, string][] = [
    [
      '1.x',
      'posix',
      ' agoras publish --network instagram --action post --instagram-access-token EAApage --instagram-object-id 17841400000000001',
    ],
    [
      '1.x',
      'cmd',
      'agoras publish --network instagram --action post --instagram-access-token EAApage --instagram-object-id 17841400000000001',
    ],
    ['2.x', 'posix', ` ${posix2}`],
    ['2.x', 'fish', ` env ${posix2}`],
    [
      '2.x',
      'powershell',
      "$env:INSTAGRAM_OBJECT_ID='17841400000000001'; $env:INSTAGRAM_CLIENT_ID='123456789012345'; $env:INSTAGRAM_CLIENT_SECRET='0123456789abcdef0123456789abcdef'; $env:INSTAGRAM_REFRESH_TOKEN='EAAuser'; agoras instagram post",
    ],
    [
      '2.x',
      'cmd',
      'set "INSTAGRAM_OBJECT_ID=17841400000000001" && set "INSTAGRAM_CLIENT_ID=123456789012345" && set "INSTAGRAM_CLIENT_SECRET=0123456789abcdef0123456789abcdef" && set "INSTAGRAM_REFRESH_TOKEN=EAAuser" && agoras instagram post',
    ],
  ];
  for (const [version, shell, line] of expected) {
    it(`for Agoras ${version} in ${shell} is ready to be pasted`, () => {
      assert.equal(lineFor(forInstagram(version), shell), line);
    });
  }

  it('publishes to Facebook where that is the only network, with its own flags', () => {
    assert.equal(
      lineFor({ version: '1.x', networks: ['facebook'] }, 'posix'),
      ' agoras publish --network facebook --action post --facebook-access-token EAApage --facebook-object-id 100000000000002',
    );
  });

  it('publishes to Instagram where both are wanted, and needs nothing but another --network for Facebook', () => {
    const flagged = ' --facebook-access-token EAApage --facebook-object-id 100000000000002';
    const both = { version: '1.x', networks: NETWORKS } as const;
    assert.equal(lineFor(both, 'posix'), lineFor(forInstagram('1.x'), 'posix') + flagged);
  });

  it('gives bash exactly the values, whatever they are', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, (objectId) => {
        const line = commandLine(flags(forInstagram('2.x'), { objectId }), forInstagram('2.x'), 'posix');
        if (!line.ok) return /\p{Cc}|\p{Cs}/u.test(objectId);
        const read = runBash(`agoras() { printf %s "$INSTAGRAM_OBJECT_ID"; }; ${line.value.reveal()}`);
        return read === objectId;
      }),
      { numRuns: 60, examples: [["it's"], ['$HOME'], ['`id`'], ['a"b'], ['\\'], ['!!'], ['--flag'], ['~']] },
    );
  });

  it('is refused, without naming the value, where the shell has no spelling for it', () => {
    assert.deepEqual(commandLine(flags(forInstagram('1.x'), { objectId: '%PATH%' }), forInstagram('1.x'), 'cmd'), {
      ok: false,
      error: { kind: 'unquotable', key: 'INSTAGRAM_OBJECT_ID', shell: 'cmd' },
    });
  });

  it('is a secret, because it holds some', () => {
    const line = commandLine(flags(forInstagram('1.x')), forInstagram('1.x'), 'posix');
    assert.ok(line.ok);
    assert.equal(String(line.value), '[redacted]');
  });
});

/** What one shell makes of a word, from its own documentation: an independent second opinion. */
interface ShellRules {
  /** What means something else than itself where nothing quotes it. */
  readonly special: RegExp;
  readonly quote: string;
  /** What stands between the quotes, read; undefined where the word would end or be expanded on the way. */
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
  // learn.microsoft.com, "about_Quoting_Rules" and "about_Parsing": two quotes in a row stand for the first of them,
  // typographic ones included; a " or a last backslash does not reach a native program as it is (before 7.3).
  powershell: {
    special: /[\s'"`,;(){}|&<>@#$‘’‚‛“”„]|^-/,
    quote: "'",
    readQuoted: (inner) =>
      /^(?:[^'‘’‚‛"]|['‘’‚‛]{2})*(?<!\\)$/u.test(inner) ? inner.replace(/(['‘’‚‛])['‘’‚‛]/g, '$1') : undefined,
  },
  // `cmd /?`, on special characters, and learn.microsoft.com, "Parsing C command-line arguments": quotes keep neither
  // %NAME% nor, with delayed expansion, !NAME! from being expanded, and a backslash would escape the closing quote.
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
  /** Mostly of what shells care about: of any characters at all, few would need quotes. */
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

describe('The command that loads a .env', () => {
  it('gives a shell the variables, exported, and leaves it as it was otherwise', () => {
    const folder = mkdtempSync(join(tmpdir(), 'agoras-load-'));
    try {
      writeFileSync(join(folder, 'my .env'), "A=bare\n# B=2\nC='a b'\n");
      const read = runBash(`${load('posix')}; D=4; printenv A C; printenv B D || echo none; echo $-`, { cwd: folder });
      assert.match(read, /^bare\na b\nnone\n[^a]*\n$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('reads in fish and PowerShell what bash reads, whatever an edit has left around the value', () => {
    const dotenv = [
      '# A=comment',
      'BARE=EAApage',
      'export EXPORTED=17841400000000001',
      '  INDENTED=1',
      "SINGLE='1|2'",
      `DOUBLE="it's"`,
      'COMMENTED=EAApage # keep me',
      `QUOTED='a # b' # c`,
      'EMPTY=',
      'EMPTY_COMMENTED= # c',
      'HASH=a#b',
      'EQUALS=a=b',
    ];
    const keys = dotenv.flatMap((line) => /(\w+)=/.exec(line.replace(/^#.*/, ''))?.[1] ?? []);
    const printed = runBash(
      `set -a; ${dotenv.join('\n')}\nset +a; for key in ${keys.join(' ')}; do echo "$key=\${!key}"; done`,
    );
    // The pattern as the shell's own quotes hand it on.
    const patterns = {
      fish: /--regex '((?:[^\\']|\\.)*)'/.exec(load('fish'))?.[1]?.replace(/\\([\\'])/g, '$1'),
      powershell: /-match '((?:[^']|'')*)'/.exec(load('powershell'))?.[1]?.replaceAll("''", "'"),
    };
    for (const [shell, pattern] of Object.entries(patterns)) {
      assert.ok(pattern, shell);
      // Both shells take the line loader for the end of the line, and `.` for anything else: a carriage return, too.
      const read = dotenv.flatMap((line) => {
        const match = new RegExp(pattern, 's').exec(`${line}\r`);
        return match ? [`${match[1] ?? ''}=${match[3] ?? ''}${match[4] ?? ''}\n`] : [];
      });
      assert.equal(read.join(''), printed, shell);
    }
  });

  it('names the file for every shell, in its quotes', () => {
    assert.match(load('fish'), / < 'my \.env'\); set --global --export /);
    assert.match(load('powershell'), /^Get-Content 'my \.env' \| /);
    assert.equal(load('cmd'), 'for /f "usebackq eol=# tokens=1,* delims==" %A in ("my .env") do @set "%A=%~B"');
  });

  function load(shell: Shell): string {
    const command = loadCommand('my .env', shell);
    assert.ok(command.ok);
    return command.value;
  }
});
