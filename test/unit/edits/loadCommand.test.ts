import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCommand } from '../../../src/edits/loadCommand';
import type { Shell } from '../../../src/edits/shellQuoting';
import { runBash } from './bash';

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
    // The pattern after the shell has removed its quotes.
    const patterns = {
      fish: /--regex '((?:[^\\']|\\.)*)'/.exec(load('fish'))?.[1]?.replace(/\\([\\'])/g, '$1'),
      powershell: /-match '((?:[^']|'')*)'/.exec(load('powershell'))?.[1]?.replaceAll("''", "'"),
    };
    for (const [shell, pattern] of Object.entries(patterns)) {
      assert.ok(pattern, shell);
      // Both shells process single lines, and their `.` matches everything else, including a carriage return.
      const read = dotenv.flatMap((line) => {
        const match = new RegExp(pattern, 's').exec(`${line}\r`);
        return match ? [`${match[1] ?? ''}=${match[3] ?? ''}${match[4] ?? ''}\n`] : [];
      });
      assert.equal(read.join(''), printed, shell);
    }
  });

  it('names the file for every shell, in its quotes', () => {
    assert.match(load('fish'), / < 'my \.env'\); set --global --export /);
    assert.match(load('powershell'), /^Get-Content -LiteralPath 'my \.env' \| /);
    assert.equal(load('cmd'), 'for /f "usebackq eol=# tokens=1,* delims==" %A in ("my .env") do @set "%A=%~B"');
  });

  it('names a file by its whole path for every shell, in its quotes, and takes no name for anything else', () => {
    const folder = "/home/ada/it's [1] & 2";
    assert.equal(load('posix', `${folder}/.env`), String.raw`set -a; . '/home/ada/it'\''s [1] & 2/.env'; set +a`);
    assert.ok(load('fish', `${folder}/.env`).includes(String.raw`< '/home/ada/it\'s [1] & 2/.env');`));
    assert.ok(
      load('powershell', `${folder}/.env`).startsWith("Get-Content -LiteralPath '/home/ada/it''s [1] & 2/.env' |"),
    );
    const onWindows = 'C:\\Users\\Ada & Co\\site\\.env';
    assert.ok(load('cmd', onWindows).includes(`in ("${onWindows}") do`));
    assert.ok(load('powershell', onWindows).startsWith(`Get-Content -LiteralPath '${onWindows}' |`));
    assert.equal(load('posix', onWindows), "set -a; . 'C:/Users/Ada & Co/site/.env'; set +a", 'Git Bash');
    assert.equal(load('posix', '-x/.env'), "set -a; . './-x/.env'; set +a");
    assert.ok(!loadCommand('C:\\100%\\.env', 'cmd').ok, 'nothing keeps cmd from expanding it');
  });

  it('loads a file by its whole path from any folder', () => {
    const folder = mkdtempSync(join(tmpdir(), "agoras-load-it's [1] "));
    try {
      writeFileSync(join(folder, '.env'), 'A=here\n');
      assert.equal(runBash(`${load('posix', join(folder, '.env'))}; printenv A`, { cwd: '/' }), 'here\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  function load(shell: Shell, path = 'my .env'): string {
    const command = loadCommand(path, shell);
    assert.ok(command.ok);
    return command.value;
  }
});
