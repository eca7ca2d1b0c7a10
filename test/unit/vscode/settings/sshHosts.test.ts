import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { readSshHosts } from '../../../../src/vscode/settings/sshHosts';

const CONFIG = `Host github-work gh.work
  HostName github.com
  User git
Host github-443
  HostName SSH.GitHub.com
  Port 443
Host other
  HostName git.example.org
Match originalhost asked exec "echo %n >> MARK"
  HostName github.com
`;

function pathOfSsh(): string | undefined {
  try {
    return execFileSync('sh', ['-c', 'command -v ssh'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

describe('The host that SSH has by another name', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'agoras-ssh-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function script(text: string): string {
    writeFileSync(at('ssh'), `#!/bin/sh\n${text}\n`);
    chmodSync(at('ssh'), 0o755);
    return at('ssh');
  }

  describe('as OpenSSH itself says', () => {
    let ssh: string;
    beforeEach(function () {
      const real = pathOfSsh();
      if (real === undefined) this.skip();
      // SSH looks for its configuration in the home folder given by the system, not by `HOME`.
      writeFileSync(at('config'), CONFIG.replace('MARK', at('mark')));
      ssh = script(`exec '${real}' -F '${at('config')}' "$@"`);
    });

    it('is the one of its configuration, and its own where that knows nothing of it', async () => {
      assert.deepEqual(
        Object.fromEntries(await readSshHosts(['github-work', 'gh.work', 'github-443', 'other', 'x'], ssh)),
        {
          'github-work': 'github.com',
          'gh.work': 'github.com',
          'github-443': 'ssh.github.com',
          other: 'git.example.org',
          x: 'x',
        },
      );
    });

    it('is found by a command of the person’s own, which gets the name and nothing else', async () => {
      assert.equal((await readSshHosts(['asked'], ssh)).get('asked'), 'github.com');
      assert.equal(readFileSync(at('mark'), 'utf8'), 'asked\n');
    });
  });

  for (const host of [
    '-oProxyCommand=touch mark',
    '-F/tmp/x',
    '',
    'a b',
    'a;touch mark',
    'a`touch mark`',
    '$(touch mark)',
    'a\nb',
    'a/../b',
    '../x',
    "a'b",
    'a"b',
    'a%h',
    'git@host',
    '[::1]',
  ]) {
    it(`is not asked for where the name could be more than one: ${JSON.stringify(host)}`, async () => {
      const ssh = script(`: > '${at('mark')}'; echo hostname github.com`);
      assert.equal((await readSshHosts([host], ssh)).size, 0);
      assert.equal(existsSync(at('mark')), false);
    });
  }

  it('is asked for without a chance to be an option, once each, and not for hundreds', async () => {
    const ssh = script(`echo "$*" >> '${at('asked')}'; printf 'user git\\r\\nhostname GitHub.com\\r\\n'`);
    const hosts = Array.from({ length: 200 }, (_, index) => `h${String(index)}`);
    const answers = await readSshHosts(['work', 'work', ...hosts], ssh);
    assert.equal(answers.get('work'), 'github.com');
    const asked = readFileSync(at('asked'), 'utf8').trim().split('\n');
    assert.ok(asked.includes('-G -- work') && asked.length === 8, asked.join());
    assert.equal(answers.size, 8);
  });

  it('stays unknown where there is no SSH, or one that fails, is silent or never ends', async () => {
    assert.equal((await readSshHosts(['work'], at('nothing'))).size, 0);
    for (const text of ['exit 255', 'exit 0', 'echo hostname', 'echo hostname github.com; exit 1', 'exec sleep 60']) {
      assert.equal((await readSshHosts(['work'], script(text))).size, 0, text);
    }
  }).timeout(20_000);

  it('is not asked of a program that lies in the folder that is open', async () => {
    const { PATH: path = '' } = process.env;
    const home = process.cwd();
    script(`: > '${at('mark')}'; echo hostname github.com`);
    try {
      process.chdir(folder);
      process.env['PATH'] = ['.', path].join(delimiter);
      await readSshHosts(['github-work']);
    } finally {
      process.chdir(home);
      process.env['PATH'] = path;
    }
    assert.equal(existsSync(at('mark')), false);
  });
});
