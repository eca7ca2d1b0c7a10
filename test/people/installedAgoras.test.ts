import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installAgoras } from '../agoras/standIn';
import { openForAll } from '../openForAll';
import {
  BOXES,
  choose,
  handOver,
  inputsOf,
  obtain,
  sitDownWithFolder,
  start,
  typeInputs,
  valueOf,
  type DeskWithFolder,
} from './flow';
import { assertNoLeaks } from './leaksAtDesk';
import { TITLE } from './walkthroughSteps';

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
      'Agoras 1.1.5 is installed here, but the credentials were written for Agoras 2.x',
    );
    await workbench.screenshot('version-mismatch');
    await workbench.notifications.clickButton('is installed here', 'Switch to Agoras 1.x');
    await workbench.notifications.expect('were rewritten for Agoras 1.x');
    const env = await desk.read('.env');
    assert.equal(sandbox.describe(valueOf(env, 'INSTAGRAM_ACCESS_TOKEN'))?.kind, 'PAGE');
    assert.equal(valueOf(env, 'INSTAGRAM_CLIENT_SECRET'), '');
  });
});

describe('A person who has Agoras 3.0.0 prove the credentials', () => {
  let desk: DeskWithFolder;
  openForAll(async () => {
    desk = await sitDownWithFolder((folder) =>
      Promise.resolve({
        userSettings: { ...objectId, 'agoras.agorasVersion': '3.x' },
        machineSettings: { 'agoras.executable': join(folder, 'agoras') },
      }),
    );
    installAgoras(desk.folder, '3.0.0', desk.sandbox.url);
    return desk;
  });
  afterEach(() => {
    const { posts, requests } = desk.sandbox;
    const publishing = requests.filter(
      ({ effectiveMethod, path }) => effectiveMethod === 'POST' && /\/(?:media|media_publish|feed|photos)$/.test(path),
    );
    assert.deepEqual([posts, publishing], [[], []], 'nothing was posted');
  });

  it('is offered it at the end of getting them, and hears that Agoras has logged in', async () => {
    const { workbench, sandbox } = desk;
    await obtain(desk, 'grace');
    await workbench.notifications.expect('Agoras 3.0.0 is installed here and can log in with the new credentials');
    await workbench.screenshot('proof-offered');
    await workbench.notifications.clickButton('is installed here', 'Always Prove');
    await workbench.notifications.expectDialog('Share the credentials of');
    await workbench.screenshot('proof-consent');
    await handOver(workbench);
    await workbench.notifications.expect(
      `Agoras 3.0.0 logged in to Instagram with the credentials of “${sandbox.pages.grace.name}”. Nothing was posted.`,
    );
    await workbench.screenshot('proof-accepted');
    const { instagram } = sandbox.pages.grace;
    assert.ok(
      sandbox.requests.some(
        ({ version, path }) => version?.startsWith('v21.0') === true && path === `/${instagram.id}/media`,
      ),
    );
    await workbench.notifications.clickButton('logged in to Instagram', 'Show the Report');
    const report = (await workbench.webviewFrame(TITLE)).locator('#result');
    await report.getByText('Agoras 3.0.0 logged in; nothing was posted').scrollIntoViewIfNeeded();
    await workbench.screenshot('proof-report');
    await workbench.clearNotifications();
  });

  it('hears from Agoras that it cannot log in with a dead token, and from Facebook why', async () => {
    const { workbench, sandbox } = desk;
    sandbox.changePassword('grace');
    await workbench.runCommand('Agoras: Prove with the Installed Agoras');
    await handOver(workbench);
    await workbench.notifications.expect(
      /Agoras 3\.0\.0 couldn’t log in to Instagram with the credentials of .* password/,
    );
    await workbench.screenshot('proof-refused');
    await workbench.notifications.clickButton('couldn’t log in', 'Renew Access Token');
    await workbench.quickInput.expect(BOXES.token);
    await workbench.screenshot('proof-renew');
    await workbench.quickInput.leave();
  });

  it('has the secrets nowhere but in the secret storage and the .env', () => assertNoLeaks(desk));
});
