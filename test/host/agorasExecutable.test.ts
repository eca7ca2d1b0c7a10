import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createInstalledAgorasReader } from '../../src/vscode/settings/installedAgoras';

describe('The installed Agoras', () => {
  let home: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'agoras-executable-'));
  });
  afterEach(() => setExecutable(undefined));
  after(() => rm(home, { recursive: true, force: true }));

  function setExecutable(executable: string | undefined): Thenable<void> {
    const settings = vscode.workspace.getConfiguration('agoras');
    return settings.update('executable', executable, vscode.ConfigurationTarget.Workspace);
  }

  async function setScript(body: string): Promise<void> {
    const path = join(home, 'agoras');
    await writeFile(path, `#!/bin/sh\n${body}\n`);
    await chmod(path, 0o755);
    await setExecutable(path);
  }

  const AGORAS_1_1_5 = 'test "$1" = --version || exit 2; echo "agoras 1.1.5"';
  const found = async () => (await createInstalledAgorasReader().read())?.exact;

  it('is asked for its version once, at home, and again when the settings name another', async () => {
    const calls = join(home, 'calls');
    await setScript(`echo "$(pwd) $1" >> '${calls}'; echo "agoras 2.0.5"`);
    const { read } = createInstalledAgorasReader();
    for (const time of ['first', 'second']) assert.equal((await read())?.exact, '2.0.5', time);
    assert.equal(await readFile(calls, 'utf8'), `${homedir()} --version\n`);
    await setExecutable(join(home, 'elsewhere'));
    assert.equal(await read(), undefined);
  });

  it('that calls itself 1.1.5 is told from the 1.1.6 that does so, too, by what it can do', async () => {
    await setScript(AGORAS_1_1_5);
    assert.equal(await found(), '1.1.5');
    await setScript('test "$1" = --version && echo "agoras 1.1.5" || echo "usage: agoras instagram {authorize,post}"');
    assert.equal(await found(), '1.1.6');
    await setScript('echo "agoras 1.1.5"');
    assert.equal(await found(), '1.1.5', 'it answers everything alike, and so proves nothing');
  });

  const silent: readonly [string, string][] = [
    ['prints something else', 'echo "Python 3.11.7"'],
    ['stops with an error', 'echo "agoras 1.1.5"; exit 1'],
    ['never answers, and does not listen when it is to stop', "trap '' TERM; while :; do sleep 1; done"],
  ];
  for (const [what, body] of silent) {
    it(`is unknown where the program ${what}`, async () => {
      await setScript(body);
      assert.equal(await createInstalledAgorasReader().read(), undefined);
    });
  }

  const impossible: readonly [string, string][] = [
    ['a file that is not there', '/no/such/agoras'],
    ['a folder', tmpdir()],
    ['a path below a file', join(process.execPath, 'agoras')],
    ['a name that is too long', 'a'.repeat(5000)],
    ['a NUL', 'a\0b'],
  ];
  for (const [what, executable] of impossible) {
    it(`is unknown where the setting is ${what}`, async () => {
      await setExecutable(executable);
      assert.equal(await createInstalledAgorasReader().read(), undefined);
    });
  }
});
