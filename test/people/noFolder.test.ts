import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openForAll } from '../openForAll';
import { expectWelcome } from './accountsView';
import { BOXES, choose, enter, sitDown, sitDownWithFolder, valueOf, type Desk, type DeskWithFolder } from './flow';

const fixed = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };

describe('A person without an open folder', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown({}, { workspace: undefined, userSettings: fixed })));

  it('reads in the sidebar that a folder is needed for a .env', async () => {
    const { workbench } = desk;
    await workbench.openSidebar('Agoras');
    await expectWelcome(workbench, /To write them to a \.env, open a folder first/, [
      'Get Instagram Credentials',
      'Open Folder',
    ]);
    await workbench.screenshot('accounts-no-folder');
  });

  it('still gets the credentials, kept in VS Code', async () => {
    const { workbench } = desk;
    await enter(desk, 'grace');
    const { items } = await workbench.quickInput.expect(BOXES.destination);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['GitHub Actions', 'Clipboard', 'Terminals of this window', 'Only keep them in VS Code'],
      'there is no folder to write to; a repository can be named',
    );
    await choose(workbench, 'destination', 'Only keep them in VS Code');
    await workbench.notifications.expect('are kept in VS Code’s secret storage');
    const item = await workbench.statusBar('agoras.tokenExpiry');
    assert.match(item.text, /never expires/);
  });

  it('hears, when the password was changed, that the stored token is dead, and why', async () => {
    const { workbench, sandbox } = desk;
    sandbox.changePassword('grace');
    await workbench.clickStatusBar('agoras.tokenExpiry');
    await workbench.quickInput.expect({ title: `Agoras: ${sandbox.pages.grace.name}`, placeholder: 'never expires' });
    await workbench.screenshot('actions');
    await workbench.quickInput.pick(/Check Access Token/);
    await workbench.notifications.expect(/no longer works.*password change.*Renew it with a new short-lived token/);
    const item = await workbench.statusBar('agoras.tokenExpiry', /not valid/);
    assert.equal(item.background, 'error');
    await workbench.screenshot('token-dead');
    await workbench.notifications.clickButton('no longer works', 'Renew Access Token');
    await workbench.quickInput.expect(BOXES.token);
    await workbench.quickInput.leave();
  });
});

describe('A person with two folders open', () => {
  let desk: DeskWithFolder;
  openForAll(async () => {
    desk = await sitDownWithFolder(async (folder) => {
      for (const name of ['site', 'shop']) await mkdir(join(folder, name));
      const workspace = join(folder, 'both.code-workspace');
      await writeFile(workspace, '{\n  // both of them\n  "folders": [{ "path": "site" }, { "path": "shop" }]\n}\n');
      return { workspace, userSettings: fixed };
    });
    return desk;
  });

  it('is asked which folder’s .env it is, and the other one gets none', async () => {
    const { workbench, sandbox } = desk;
    await enter(desk, 'grace');
    await choose(workbench, 'destination', '.env');
    const { items } = await workbench.quickInput.expect(BOXES.location);
    assert.deepEqual(
      items.map(({ label, description }) => `${label} ${description}`),
      ['site .env', 'shop .env'],
    );
    await workbench.screenshot('two-folders');
    await workbench.quickInput.pick('shop');
    await workbench.notifications.expect('never expire');
    const env = await readFile(join(desk.folder, 'shop', '.env'), 'utf8');
    assert.equal(valueOf(env, 'INSTAGRAM_OBJECT_ID'), sandbox.pages.grace.instagram.id);
    await assert.rejects(readFile(join(desk.folder, 'site', '.env')), { code: 'ENOENT' });
  });

  it('may have the launch configuration in the workspace file, which keeps its comments', async () => {
    const { workbench } = desk;
    const file = join(desk.folder, 'both.code-workspace');
    await workbench.runCommand('Agoras: Write Flags to…');
    await choose(workbench, 'destination', 'launch.json');
    await choose(workbench, 'location', 'This workspace file');
    await workbench.notifications.expect('contains no secrets');
    const text = await readFile(file, 'utf8');
    assert.match(text, /"launch": \{/);
    assert.match(text, /Agoras: publish to Instagram/);
    assert.ok(text.includes('// both of them'));
  });
});
