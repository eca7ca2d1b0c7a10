import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../workbench/waiting';
import { canariesOf, searchFiles } from './canaries';
import { BOXES, choose, enterAgain, obtain, sitDown, valueOf, type Desk } from './flow';

const settings = { 'agoras.objectId': 'instagramAccount' };
const LAUNCH = join('.vscode', 'launch.json');

describe('A person with stored credentials', () => {
  let desk: Desk;
  const dotenv = '# mine\nOTHER=1\n';
  const launch =
    '{\n  // my own\n  "version": "0.2.0",\n  "configurations": [\n    { "type": "node", "name": "mine", "request": "launch" }, // stays\n  ],\n}\n';

  before(async () => {
    desk = await sitDown({ '.env': dotenv }, { userSettings: { ...settings, 'agoras.agorasVersion': '1.x' } });
    await mkdir(join(desk.workspace, '.vscode'));
    await writeFile(join(desk.workspace, LAUNCH), launch);
    await obtain(desk, 'ada');
  });
  after(() => desk.close());

  const set = (setting: string, value: unknown) =>
    writeFile(join(desk.workspace, '.vscode', 'settings.json'), JSON.stringify({ [setting]: value }));
  const setVersion = (version: string) => set('agoras.agorasVersion', version);
  const writeTo = async (destination: string) => {
    await desk.workbench.runCommand('Agoras: Write Flags to…');
    await choose(desk.workbench, 'destination', destination);
  };

  it('chooses among all destinations', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Write Flags to…');
    const { items } = await workbench.quickInput.expect(BOXES.destination);
    assert.deepEqual(
      items.map(({ label }) => label),
      [
        '.env',
        'launch.json',
        'launch.json with .env',
        'GitHub Actions',
        'Clipboard',
        'Terminals of this window',
        'Only keep them in VS Code',
      ],
    );
    await workbench.screenshot('destinations');
    await workbench.quickInput.leave();
  });

  it('sees beforehand what would change, without any secret, and nothing has changed yet', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Write Flags to…');
    await workbench.quickInput.expect(BOXES.destination);
    await workbench.quickInput.pressItemButton('.env', 'Show what will change');
    await workbench.page.getByText('INSTAGRAM_ACCESS_TOKEN=[new value]').first().waitFor();
    await workbench.screenshot('preview');
    await workbench.quickInput.expect(BOXES.destination);
    assert.equal(await workbench.page.getByText(/EAA/).count(), 0);
    await workbench.quickInput.leave();
    assert.equal(await desk.read('.env'), dotenv);
    await workbench.runCommand('View: Close All Editors');
  });

  it('gets a launch configuration without any secret, the rest of the file untouched, and takes it back', async () => {
    const { workbench } = desk;
    await writeTo('launch.json');
    await workbench.notifications.expect('no secret stands in the file');
    await workbench.screenshot('launch-written');
    const text = await desk.read(LAUNCH);
    assert.ok(text?.includes('// my own') === true && text.includes('// stays'));
    assert.match(
      text,
      /"--instagram-access-token",\s*"\$\{command:agoras\.accessToken\}"|INSTAGRAM_ACCESS_TOKEN": "\$\{command:agoras\.accessToken\}"/,
    );
    assert.ok(!text.includes('EAA'));
    await workbench.notifications.clickButton('no secret stands in the file', 'Undo');
    await eventually('the file as it was', async () => ((await desk.read(LAUNCH)) === launch ? true : undefined));
  });

  it('gets a launch configuration that reads the .env, and both files are written', async () => {
    const { workbench } = desk;
    await writeTo('launch.json with .env');
    await workbench.notifications.expect(/reads the credentials of .* from \.env/);
    assert.match((await desk.read(LAUNCH)) ?? '', /"envFile": "\$\{workspaceFolder\}\/\.env"/);
    const env = await desk.read('.env');
    assert.equal(desk.sandbox.describe(valueOf(env, 'INSTAGRAM_ACCESS_TOKEN'))?.kind, 'PAGE');
    await workbench.notifications.dismiss('reads the credentials of');
  });

  it('hears how to load the .env, and gets the command for it', async () => {
    const { workbench } = desk;
    await writeTo('.env');
    await workbench.notifications.expect('were already in .env');
    await workbench.notifications.clickButton('were already in .env', 'Copy Load Command');
    await eventually('the command on the clipboard', async () =>
      /^set -a; \. .*\.env.*; set \+a$/.test(await workbench.clipboard()) ? true : undefined,
    );
  });

  it('changes to Agoras 2.x in the settings, and what was written is rewritten at one press', async () => {
    const { workbench } = desk;
    await setVersion('2.x');
    await workbench.notifications.expect('is for another version of Agoras');
    await workbench.screenshot('version-switched');
    await workbench.notifications.clickButton('is for another version of Agoras', 'Rewrite for Agoras 2.x');
    await workbench.notifications.expect('is now for Agoras 2.x');
    const env = await desk.read('.env');
    assert.ok(env?.startsWith(dotenv) === true);
    assert.doesNotMatch(env, /INSTAGRAM_ACCESS_TOKEN/);
    assert.equal(valueOf(env, 'INSTAGRAM_CLIENT_ID'), desk.sandbox.apps.demo.id);
    assert.equal(desk.sandbox.describe(valueOf(env, 'INSTAGRAM_REFRESH_TOKEN'))?.lifetime, 'long');
    assert.match((await desk.read(LAUNCH)) ?? '', /"module": "agoras\.cli\.main"|agoras instagram post/);
    await setVersion('1.x');
    await workbench.notifications.clickButton('is for another version of Agoras', 'Rewrite for Agoras 1.x');
    await workbench.notifications.expect('is now for Agoras 1.x');
    assert.doesNotMatch((await desk.read('.env')) ?? '', /CLIENT_SECRET|REFRESH_TOKEN/);
  });

  it('has everything rewritten for Facebook alone where the settings name that', async () => {
    const { workbench, sandbox } = desk;
    const isOutdated = 'is for other networks than the settings name';
    await set('agoras.networks', ['facebook']);
    await workbench.notifications.expect(isOutdated);
    await workbench.screenshot('networks-switched');
    await workbench.notifications.clickButton(isOutdated, 'Rewrite for Agoras 1.x');
    const env = await eventually('the .env with the other pair', async () => {
      const text = await desk.read('.env');
      return text?.includes('FACEBOOK_') === true ? text : undefined;
    });
    assert.equal(valueOf(env, 'FACEBOOK_OBJECT_ID'), sandbox.pages.adaInstagram.id);
    assert.equal(sandbox.describe(valueOf(env, 'FACEBOOK_ACCESS_TOKEN'))?.kind, 'PAGE');
    assert.doesNotMatch(env, /INSTAGRAM_/);
    await eventually('the launch configuration by its other name', async () => {
      const text = (await desk.read(LAUNCH)) ?? '';
      return text.includes('publish to Facebook') && !text.includes('publish to Instagram') ? true : undefined;
    });
  });

  it('gets four variables where both networks are wanted, and sees the IDs before, but no token', async () => {
    const { workbench, sandbox } = desk;
    await set('agoras.networks', ['instagram', 'facebook']);
    await workbench.notifications.dismiss('is for other networks than the settings name');
    await enterAgain(desk, 'ada');
    await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
    await workbench.quickInput.expect(BOXES.destination);
    await workbench.quickInput.pressItemButton('.env', 'Show what will change');
    await workbench.page.getByText(`FACEBOOK_OBJECT_ID=${sandbox.pages.adaInstagram.id}`).first().waitFor();
    await workbench.screenshot('networks-preview');
    assert.equal(await workbench.page.getByText(/EAA/).count(), 0);
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect('never expire and are now in .env');
    await workbench.screenshot('networks-written');
    const env = await desk.read('.env');
    const token = valueOf(env, 'INSTAGRAM_ACCESS_TOKEN');
    assert.equal(sandbox.describe(token)?.kind, 'PAGE');
    assert.equal(valueOf(env, 'FACEBOOK_ACCESS_TOKEN'), token);
    assert.notEqual(valueOf(env, 'INSTAGRAM_OBJECT_ID'), '');
    assert.equal(valueOf(env, 'FACEBOOK_OBJECT_ID'), sandbox.pages.adaInstagram.id);
    await workbench.runCommand('View: Close All Editors');
  });

  it('forgets them, and every file is as it was', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Forget Credentials…');
    const { text } = await workbench.notifications.expectDialog('Forget the credentials');
    assert.match(text, /\.env/);
    assert.match(text, /launch\.json/);
    await workbench.screenshot('forget-places');
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget and Clear Files');
    await workbench.notifications.expect('are forgotten');
    assert.equal(await desk.read('.env'), dotenv);
    assert.equal(await desk.read(LAUNCH), launch);
    assert.deepEqual((await searchFiles(desk.workspace, canariesOf(desk.sandbox))).leaks, []);
  });
});

describe('A person whose folder is a Git repository', () => {
  let desk: Desk;

  before(async () => {
    desk = await sitDown({}, { userSettings: { ...settings, 'agoras.agorasVersion': '1.x' } });
    execFileSync('git', ['init', '--quiet'], { cwd: desk.workspace });
    await obtain(desk, 'grace');
  });
  after(() => desk.close());

  const writeDotenv = async () => {
    await desk.workbench.runCommand('Agoras: Write Flags to…');
    await choose(desk.workbench, 'destination', '.env');
  };

  it('is told before anything is written that Git would take the file, and leaves it at that', async () => {
    const { workbench } = desk;
    await writeDotenv();
    await workbench.quickInput.expect(BOXES.exposure);
    await workbench.screenshot('git-question');
    await workbench.quickInput.leave();
    assert.equal(await desk.read('.env'), undefined);
    assert.equal(await desk.read('.gitignore'), undefined);
  });

  it('has it ignored first, and is not asked again', async () => {
    const { workbench } = desk;
    await writeDotenv();
    await choose(workbench, 'exposure', 'Add it to .gitignore, then write');
    await workbench.notifications.expect('never expire and are now in .env');
    assert.match((await desk.read('.gitignore')) ?? '', /^\/?\.env$/m);
    assert.equal(execFileSync('git', ['status', '--short'], { cwd: desk.workspace }).includes('.env'), false);
    await writeDotenv();
    await workbench.notifications.expect('were already in .env');
  });

  it('is warned about a file that Git tracks already', async () => {
    const { workbench, workspace } = desk;
    execFileSync('git', ['add', '--force', '.env'], { cwd: workspace });
    await writeDotenv();
    const { items } = await workbench.quickInput.expect({ placeholder: /^Git tracks this file/ });
    assert.deepEqual(
      items.map(({ label }) => label),
      ['Write it anyway'],
    );
    await workbench.quickInput.leave();
    await rm(join(workspace, '.git'), { recursive: true });
  });
});
