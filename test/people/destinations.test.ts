import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../workbench/waiting';
import { canariesOf, searchFiles } from './canaries';
import {
  BOXES,
  choose,
  enterAgain,
  obtain,
  sitDown,
  sitDownWithFolder,
  valueOf,
  type Desk,
  type DeskWithFolder,
} from './flow';

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
  const writeTo = async (destination: string) => {
    await desk.workbench.runCommand('Agoras: Write Flags to…');
    await choose(desk.workbench, 'destination', destination);
  };

  it('sees beforehand what would change, without any secret, and nothing has changed yet', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Write Flags to…');
    await workbench.quickInput.expect(BOXES.destination);
    await workbench.quickInput.pressItemButton('.env', 'Show what will change');
    await workbench.page.getByText('INSTAGRAM_ACCESS_TOKEN=[new value]').first().waitFor();
    await workbench.screenshot('preview');
    // In full view: the list is closed to make room, and reopened.
    await workbench.quickInput.closed();
    await workbench.runCommand('View: Close All Editors');
    await workbench.quickInput.expect(BOXES.destination);
    assert.equal(await workbench.page.getByText(/EAA/).count(), 0);
    await workbench.quickInput.leave();
    assert.equal(await desk.read('.env'), dotenv);
    await workbench.runCommand('View: Close All Editors');
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

  it('has everything rewritten for Facebook alone where the settings name that', async () => {
    const { workbench, sandbox } = desk;
    const isOutdated = 'are for networks other than those in the settings';
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
    await workbench.notifications.dismiss('are for networks other than those in the settings');
    await enterAgain(desk, 'ada');
    await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
    await workbench.quickInput.expect(BOXES.destination);
    await workbench.quickInput.pressItemButton('.env', 'Show what will change');
    await workbench.page.getByText(`FACEBOOK_OBJECT_ID=${sandbox.pages.adaInstagram.id}`).first().waitFor();
    await workbench.screenshot('networks-preview');
    assert.equal(await workbench.page.getByText(/EAA/).count(), 0);
    await workbench.runCommand('View: Close All Editors');
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
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget and Remove What Was Written');
    await workbench.notifications.expect('were deleted');
    assert.equal(await desk.read('.env'), dotenv);
    assert.equal(await desk.read(LAUNCH), launch);
    assert.deepEqual((await searchFiles(desk.workspace, canariesOf(desk.sandbox))).leaks, []);
  });
});

describe('A person whose folder is a Git repository', () => {
  let desk: DeskWithFolder;

  before(async () => {
    desk = await sitDownWithFolder(async (folder) => {
      // The repository belongs to another user as soon as that file exists.
      const program = join(folder, 'git');
      const script = `[ ! -e '${folder}/other' ] || export GIT_TEST_ASSUME_DIFFERENT_OWNER=1`;
      await writeFile(program, `#!/bin/sh\n${script}\nexec git "$@"\n`, { mode: 0o755 });
      return {
        userSettings: { ...settings, 'agoras.agorasVersion': '1.x' },
        machineSettings: { 'git.path': program },
      };
    });
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
    await workbench.quickInput.expect(BOXES.visibility);
    await workbench.screenshot('git-question');
    await workbench.quickInput.leave();
    assert.equal(await desk.read('.env'), undefined);
    assert.equal(await desk.read('.gitignore'), undefined);
  });

  it('has it ignored first, and is not asked again', async () => {
    const { workbench } = desk;
    await writeDotenv();
    await choose(workbench, 'visibility', 'Add it to .gitignore, then write');
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
  });

  it('is told where Git can’t tell, what to do about it, and after that Git is asked again', async () => {
    const { workbench, workspace } = desk;
    const config = await readFile(join(workspace, '.git', 'config'), 'utf8');
    await writeFile(join(workspace, '.git', 'config'), '[core\n');
    const before = await desk.read('.env');
    await writeDotenv();
    const { items } = await workbench.quickInput.expect({ placeholder: /^Git can’t tell/ });
    await workbench.screenshot('git-unknown');
    assert.deepEqual(
      items.map(({ label }) => label),
      ['Ask Git Again', 'Add it to .gitignore, then write', 'Write it anyway'],
    );
    await writeFile(join(workspace, '.git', 'config'), config);
    await workbench.quickInput.pick('Ask Git Again');
    await workbench.quickInput.expect({ placeholder: /^Git tracks this file/ });
    await workbench.quickInput.leave();
    assert.equal(await desk.read('.env'), before);
  });

  it('is told of a repository of another user, and copies the command that Git names for that', async () => {
    const { workbench, workspace, folder } = desk;
    await writeFile(join(folder, 'other'), '');
    await writeDotenv();
    await workbench.quickInput.expect({ placeholder: /^Git can’t tell/ });
    await workbench.screenshot('git-other-owner');
    await workbench.quickInput.pick('Copy the command that makes Git trust it');
    await eventually('the command to be on the clipboard', async () =>
      (await workbench.clipboard()) === `git config --global --add safe.directory ${workspace}` ? true : undefined,
    );
    await workbench.quickInput.expect({ placeholder: /^Git can’t tell/ });
    await workbench.quickInput.leave();
    await rm(join(workspace, '.git'), { recursive: true });
  });
});

describe('A person whose .env others can read', () => {
  let desk: Desk;
  const dotenv = '# mine\nOTHER=1\n';

  before(async () => {
    desk = await sitDown({ '.env': dotenv }, { userSettings: { ...settings, 'agoras.agorasVersion': '1.x' } });
    await chmod(desk.workspace, 0o755);
    await chmod(join(desk.workspace, '.env'), 0o644);
    await obtain(desk, 'grace');
  });
  after(() => desk.close());

  const mode = async () => ((await stat(join(desk.workspace, '.env'))).mode & 0o777).toString(8);

  it('is told before anything is written, has it made private with the write, and undoes both', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Write Flags to…');
    await choose(workbench, 'destination', '.env');
    const { items } = await workbench.quickInput.expect(BOXES.permissions);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['Make it private, then write', 'Write it anyway'],
    );
    await workbench.screenshot('permissions-question');
    assert.deepEqual([await desk.read('.env'), await mode()], [dotenv, '644']);
    await choose(workbench, 'permissions', 'Make it private, then write');
    await workbench.notifications.expect('never expire and are now in .env');
    assert.equal(await mode(), '600');
    await workbench.notifications.clickButton('never expire and are now in .env', 'Undo');
    await eventually('the file as it was', async () =>
      (await desk.read('.env')) === dotenv && (await mode()) === '644' ? true : undefined,
    );
  });
});
