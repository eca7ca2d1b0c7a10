import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openForAll } from '../openForAll';
import { BOXES, choose, inputsOf, sitDownWithFolder, start, typeInputs, valueOf, type DeskWithFolder } from './flow';

const objectId = { 'agoras.objectId': 'instagramAccount' };

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
    const { items } = await workbench.quickInput.expect(BOXES.agorasVersion);
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
