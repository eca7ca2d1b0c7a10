import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/sandbox';
import { USE_THIS_ADDRESS } from '../workbench/addressQuestion';
import { eventually } from '../workbench/waiting';
import { obtain, sitDownWithFolder, type DeskWithFolder } from './flow';
import { logFilesScript } from './logFiles';

const DAY_MILLISECONDS = 86_400_000;
const QUESTION = 'instead of Facebook?';

describe('A person whose VS Code is to send secrets to a stranger', () => {
  let desk: DeskWithFolder;
  let stranger: Sandbox;
  let daysLater = 0;

  before(async () => {
    stranger = await startSandbox();
    desk = await sitDownWithFolder(async (folder) => ({
      asksForTrust: true,
      leavesAddressQuestion: true,
      preloaded: [await logFilesScript(folder), await clockScript(folder)],
      userSettings: {
        'security.workspace.trust.startupPrompt': 'never',
        'agoras.objectId': 'instagramAccount',
        'agoras.agorasVersion': '1.x',
      },
    }));
    await Promise.all([
      obtain(desk, 'grace'),
      desk.workbench.notifications.clickDialogButton(QUESTION, USE_THIS_ADDRESS),
    ]);
  });
  after(async () => {
    await desk.close();
    await stranger.close();
  });

  /** A script that sets the extension host's clock at startup to what the folder says. */
  async function clockScript(folder: string): Promise<string> {
    const [clock, late] = [join(folder, 'clock.cjs'), join(folder, 'late')];
    await writeFile(late, '0');
    await writeFile(
      clock,
      `const late = Number(require('node:fs').readFileSync(${JSON.stringify(late)}));
       const now = Date.now;
       Date.now = () => now() + late;`,
    );
    return clock;
  }

  /** Opens the window again, two days after the last time: a check is due. */
  async function openTwoDaysLater(): Promise<void> {
    daysLater += 2;
    await writeFile(join(desk.folder, 'late'), String(daysLater * DAY_MILLISECONDS));
    desk.sandbox.clearRequests();
    await desk.workbench.reload();
  }

  function settingsFile(room: 'Machine' | 'User'): string {
    return join(desk.workbench.server.dataDir, 'data', room, 'settings.json');
  }

  async function logged(text: string): Promise<true | undefined> {
    const logs = join(desk.workbench.server.dataDir, 'data', 'logs');
    const files = (await readdir(logs, { recursive: true })).filter((name) => name.endsWith('Agoras Credentials.log'));
    const texts = await Promise.all(files.map((name) => readFile(join(logs, name), 'utf8')));
    return texts.some((log) => log.includes(text)) ? true : undefined;
  }

  /** Newer versions show settings in front of everything, and accept no command until they are closed. */
  async function leaveSettings(): Promise<void> {
    const { page } = desk.workbench;
    await eventually('the settings to be closed', async () => {
      if (!(await page.locator('.monaco-modal-editor-block').isVisible())) return true;
      await page.keyboard.press('Escape');
      return undefined;
    });
  }

  it('has a due check made where they have agreed to it, whatever a container and the workspace name', async () => {
    const settings = JSON.stringify({ 'agoras.graphApi.baseUrl': stranger.url });
    await writeFile(settingsFile('Machine'), settings);
    await mkdir(join(desk.workspace, '.vscode'));
    await writeFile(join(desk.workspace, '.vscode', 'settings.json'), settings);
    await openTwoDaysLater();
    await eventually('the check', () => Promise.resolve(desk.sandbox.requests.length > 0 ? true : undefined));
    await desk.workbench.statusBar('agoras.tokenExpiry', /never expires/);
    assert.deepEqual(stranger.requests, []);
  });

  it('has nothing sent unasked where their own settings name the stranger, and finds the account as it was', async () => {
    const settings = JSON.parse(await readFile(settingsFile('User'), 'utf8')) as Record<string, unknown>;
    const changed = { ...settings, 'agoras.graphApi.baseUrl': stranger.url };
    await writeFile(settingsFile('User'), JSON.stringify(changed));
    await openTwoDaysLater();
    await eventually('the log to say why', () => logged(`nobody has agreed to ${stranger.url}`));
    await desk.workbench.statusBar('agoras.tokenExpiry', /never expires/);
    assert.deepEqual([stranger.requests, desk.sandbox.requests], [[], []]);
  });

  it('is asked by a command, by name; after a no nothing was sent', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Check Access Token');
    const { text, buttons } = await workbench.notifications.expectDialog(QUESTION);
    assert.ok(text.includes(`Send the App Secret and tokens to “${new URL(stranger.url).host}” ${QUESTION}`), text);
    assert.deepEqual([...buttons].sort(), ['Cancel', 'Open Settings', USE_THIS_ADDRESS]);
    await workbench.screenshot('address-question');
    await workbench.notifications.clickDialogButton(QUESTION, 'Cancel');
    await workbench.runCommand('Agoras: Check Access Token');
    await workbench.notifications.clickDialogButton(QUESTION, 'Open Settings');
    await workbench.page.locator('.settings-editor', { hasText: 'Base Url' }).waitFor();
    await leaveSettings();
    assert.deepEqual(stranger.requests, []);
  });

  it('has it asked there after a yes, and is not asked again in the next window', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Check Access Token');
    await workbench.notifications.clickDialogButton(QUESTION, USE_THIS_ADDRESS);
    await workbench.notifications.expect('no longer works');
    const count = stranger.requests.length;
    assert.ok(count > 0);
    await workbench.reload();
    await workbench.runCommand('Agoras: Check Access Token');
    await workbench.notifications.expect('no longer works');
    assert.ok(stranger.requests.length > count);
  });
});
