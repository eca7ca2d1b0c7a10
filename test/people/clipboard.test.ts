import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CLIPBOARD_SECONDS } from '../../src/vscode/destinations/clipboard';
import { openForAll } from '../openForAll';
import { eventually } from '../workbench/waiting';
import { canariesOf, searchFiles, searchProcesses } from './canaries';
import {
  BOXES,
  choose,
  inputsOf,
  obtain,
  sitDown,
  sitDownWithFolder,
  start,
  typeInputs,
  valueOf,
  type Desk,
  type DeskWithFolder,
} from './flow';

const objectId = { 'agoras.objectId': 'instagramAccount' };
const COPIED = 'is on the clipboard, which is cleared in a minute';

/** What a real shell would start Agoras with. */
function runInBash(line: string): { args: string[]; env: string } {
  const script = `agoras() { printf '%s\\n' "$@"; echo ---; env | grep '^INSTAGRAM_' || true; }; ${line}`;
  const printed = execFileSync('bash', ['--noprofile', '--norc', '-c', script], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  const [args = '', env = ''] = printed.split('---\n');
  return { args: args.trim().split('\n'), env };
}

describe('A person who copies the flags', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown({}, { userSettings: { ...objectId, 'agoras.agorasVersion': '1.x' } })));
  before(() => obtain(desk, 'grace'));

  it('can paste a command line that bash reads as meant, and after a minute no longer: nothing of it is left', async () => {
    const { workbench, sandbox, workspace } = desk;
    await workbench.runCommand('Agoras: Copy Flags as Command Line');
    await workbench.notifications.expect(COPIED);
    await workbench.screenshot('clipboard');
    const { args } = runInBash(await workbench.clipboard());
    const after = (flag: string) => args[args.indexOf(flag) + 1] ?? '';
    assert.deepEqual(args.slice(0, 5), ['publish', '--network', 'instagram', '--action', 'post']);
    assert.equal(sandbox.describe(after('--instagram-access-token'))?.pageId, sandbox.pages.grace.id);
    assert.equal(after('--instagram-object-id'), sandbox.pages.grace.instagram.id);
    await eventually(
      'the clipboard to be cleared',
      async () => ((await workbench.clipboard()) === '' ? true : undefined),
      { timeout: (CLIPBOARD_SECONDS + 20) * 1000 },
    );
    const all = canariesOf(sandbox);
    for (const folder of [workbench.server.dataDir, workspace]) {
      assert.deepEqual((await searchFiles(folder, all)).leaks, []);
    }
    assert.deepEqual((await searchProcesses(all)).leaks, []);
  });
});

describe('A person who has Agoras installed', () => {
  let desk: DeskWithFolder;
  openForAll(async () => {
    desk = await sitDownWithFolder(async (folder) => {
      const executable = join(folder, 'agoras');
      const wait = `until [ -e '${join(folder, 'awake')}' ]; do sleep 0.1; done`;
      await writeFile(executable, `#!/bin/sh\n${wait}; [ "$1" = --version ] && echo "agoras 1.1.5"\n`);
      await chmod(executable, 0o755);
      return { userSettings: objectId, machineSettings: { 'agoras.executable': executable } };
    });
    return desk;
  });

  it('is offered that version first, chooses the other, hears of it, and switches at one press', async () => {
    const { workbench, sandbox } = desk;
    await start(workbench);
    await workbench.quickInput.expect(BOXES.appId);
    // Only now does the program answer: the first box must not have waited for it.
    await writeFile(join(desk.folder, 'awake'), '');
    await typeInputs(workbench, inputsOf(sandbox, sandbox.shortLivedToken('grace')));
    const { items } = await workbench.quickInput.expect({ placeholder: 'Which Agoras do you use' });
    assert.match(items[0]?.description ?? '', /installed: 1\.1\.5/);
    await workbench.screenshot('installed');
    await choose(workbench, 'agorasVersion', 'Agoras 2.x');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect(
      'Agoras 1.1.5 is installed here, but the credentials are written for Agoras 2.x',
    );
    await workbench.screenshot('version-mismatch');
    await workbench.notifications.clickButton('is installed here', 'Switch to Agoras 1.x');
    await workbench.notifications.expect('is now for Agoras 1.x');
    const env = await desk.read('.env');
    assert.equal(sandbox.describe(valueOf(env, 'INSTAGRAM_ACCESS_TOKEN'))?.kind, 'PAGE');
    assert.equal(valueOf(env, 'INSTAGRAM_CLIENT_SECRET'), '');
  });
});
