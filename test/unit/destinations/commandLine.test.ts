import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { FLAGS, type AgorasVersion, type Flag, type FlagValues } from '../../../src/credentials/flags';
import { commandLine, loadCommand } from '../../../src/destinations/commandLine';
import { quoteFor, shellOf, type Shell } from '../../../src/destinations/shells';
import { Secret } from '../../../src/secret';

const VALUES: Readonly<Record<keyof FlagValues, string | Secret>> = {
  accessToken: new Secret('pageToken', 'EAApage'),
  objectId: '17841400000000001',
  clientId: '123456789012345',
  clientSecret: new Secret('appSecret', '0123456789abcdef0123456789abcdef'),
  refreshToken: new Secret('longLivedUserToken', 'EAAuser'),
};

function flags(version: AgorasVersion, values: Partial<typeof VALUES> = {}): Flag[] {
  return FLAGS[version].map((flag) => ({ ...flag, value: { ...VALUES, ...values }[flag.field] }));
}

function lineFor(version: AgorasVersion, shell: Shell): string {
  const line = commandLine(flags(version), version, shell);
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
      assert.equal(lineFor(version, shell), line);
    });
  }

  it('gives bash exactly the values, whatever they are', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, (objectId) => {
        const line = commandLine(flags('2.x', { objectId }), '2.x', 'posix');
        if (!line.ok) return /\p{Cc}|\p{Cs}/u.test(objectId);
        const read = runBash(`agoras() { printf %s "$INSTAGRAM_OBJECT_ID"; }; ${line.value.reveal()}`);
        return read === objectId;
      }),
      { numRuns: 60, examples: [["it's"], ['$HOME'], ['`id`'], ['a"b'], ['\\'], ['!!'], ['--flag'], ['~']] },
    );
  });

  it('is refused, without naming the value, where the shell has no spelling for it', () => {
    assert.deepEqual(commandLine(flags('1.x', { objectId: '%PATH%' }), '1.x', 'cmd'), {
      ok: false,
      error: { kind: 'unquotable', key: 'INSTAGRAM_OBJECT_ID', shell: 'cmd' },
    });
  });

  it('is a secret, because it holds some', () => {
    const line = commandLine(flags('1.x'), '1.x', 'posix');
    assert.ok(line.ok);
    assert.equal(String(line.value), '[redacted]');
  });
});

/** How each shell reads a quoted word back, from its own rules: an independent second opinion. */
const READERS: Readonly<Record<Exclude<Shell, 'posix'>, (word: string) => string>> = {
  // fish, "Quotes": in single quotes only \' and \\ mean something else than themselves.
  fish: (word) => word.replace(/^'([^]*)'$/, (_, inner: string) => inner.replace(/\\([\\'])/g, '$1')),
  // PowerShell, "about_Quoting_Rules": two single quotes in a row stand for one; so do the typographic ones.
  powershell: (word) => word.replace(/^'([^]*)'$/, (_, inner: string) => inner.replace(/(['‘’‚‛])\1/g, '$1')),
  // cmd: the quotes belong to the argument parser of the program, which takes them off.
  cmd: (word) => word.replace(/^"([^]*)"$/, '$1'),
};

describe('A word for a shell', () => {
  for (const shell of ['fish', 'powershell', 'cmd'] as const) {
    it(`is read back by ${shell} as what it was`, () => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), (value) => {
          const quoted = quoteFor(shell, value);
          return !quoted.ok || READERS[shell](quoted.value) === value;
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
      const load = loadCommand('my .env', 'posix');
      assert.ok(load.ok);
      const read = runBash(`${load.value}; D=4; printenv A C; printenv B D || echo none; echo $-`, { cwd: folder });
      assert.match(read, /^bare\na b\nnone\n[^a]*\n$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('names the file for the other shells', () => {
    for (const shell of ['fish', 'powershell', 'cmd'] as const) {
      const load = loadCommand('.env', shell);
      assert.ok(load.ok && load.value.includes('.env') && !load.value.includes('set -a'));
    }
  });
});
