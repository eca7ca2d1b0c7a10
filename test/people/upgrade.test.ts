import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { SAMPLE } from '../unit/findings/upgrade/sampleWorkspace';
import { eventually } from '../workbench/waiting';
import { obtain, sitDown, type Desk } from './flow';

const QUESTION = 'Upgrade this workspace to Agoras 3?';
const DONE = 'were upgraded to Agoras 3';

describe('A person whose workspace is for Agoras 1.x', () => {
  const texts = Object.fromEntries(Object.entries(SAMPLE).map(([name, { text }]) => [name, text]));
  let desk: Desk;
  openForAll(
    async () =>
      (desk = await sitDown(texts, {
        userSettings: { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' },
      })),
  );
  before(() => obtain(desk, 'grace'));

  const names = Object.keys(texts);
  /** Waits until all files are unchanged, or until all are changed. */
  const allFiles = (are: 'as before' | 'changed') =>
    eventually(`all files to be ${are}`, async () => {
      const now = await Promise.all(names.map(async (name) => (await desk.read(name)) === texts[name]));
      return now.every((isBefore) => isBefore === (are === 'as before')) ? true : undefined;
    });

  it('sees every change in VS Code’s own preview, applies them, and has all files upgraded', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Upgrade to Agoras 3…');
    const { text } = await workbench.notifications.expectDialog(QUESTION);
    assert.match(text, /\.env/);
    await workbench.screenshot('upgrade-question');
    await workbench.notifications.clickDialogButton(QUESTION, 'Upgrade');
    const apply = workbench.page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Apply' });
    await apply.waitFor();
    await workbench.screenshot('upgrade-preview');
    assert.doesNotMatch(await workbench.page.locator('body').innerText(), /EAA/);
    await apply.click();
    await workbench.notifications.expect(DONE);
    await workbench.screenshot('upgraded');
    await allFiles('changed');
    assert.match((await desk.read('.env')) ?? '', /^INSTAGRAM_REFRESH_TOKEN=/m);
    assert.doesNotMatch((await desk.read('.env')) ?? '', /INSTAGRAM_ACCESS_TOKEN/);
  });

  it('takes all of it back with one button, byte for byte', async () => {
    await desk.workbench.notifications.clickButton(DONE, 'Undo');
    await allFiles('as before');
  });
});
