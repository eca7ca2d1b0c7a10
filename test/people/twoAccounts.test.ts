import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { checkAccessibility } from './axe';
import { BOXES, choose, enterAgain, obtain, sitDown, valueOf, type Desk } from './flow';
import { openTab, overflow, show, SIDEBAR, TITLE } from './walkthroughSteps';

const userSettings = { 'agoras.objectId': 'instagramAccount', 'agoras.agorasVersion': '1.x' };

describe('A person with two accounts', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown({}, { userSettings })));
  before(async () => {
    await obtain(desk, 'grace');
    await enterAgain(desk, 'ada');
    await choose(desk.workbench, 'page', desk.sandbox.pages.adaInstagram.name);
    await choose(desk.workbench, 'destination', '.env');
    await desk.workbench.notifications.expect('are now in .env');
    await desk.workbench.clearNotifications();
  });

  it('reads both in one table, in each theme and in a narrow sidebar, and checks them with one button', async () => {
    const { workbench, sandbox } = desk;
    await workbench.openSidebar('Agoras');
    const frames = { sidebar: await workbench.webviewFrame(SIDEBAR), editor: await openTab(desk) };
    for (const theme of ['Light Modern', 'Dark High Contrast', 'Dark Modern']) {
      await workbench.setTheme(theme);
      for (const [place, frame] of Object.entries(frames)) {
        await show(frame, '#accounts');
        const { broken } = await checkAccessibility(frame);
        assert.deepEqual(broken, [], `${place}, ${theme}`);
        assert.deepEqual(await overflow(frame), [], place);
      }
      await workbench.screenshot(`all-accounts-${theme}`);
    }
    const rows = await frames.editor.locator('#accounts tbody tr th').allTextContents();
    assert.deepEqual(rows, [`${sandbox.pages.adaInstagram.name} used by this workspace`, sandbox.pages.grace.name]);
    await frames.editor.locator('#accounts-checkAllTokens').press('Enter');
    await workbench.notifications.expect('The tokens of all 2 accounts are valid.');
    await workbench.clearNotifications();
  });

  it('starts what is done with one of them from its row', async () => {
    const { workbench, sandbox } = desk;
    const frame = await workbench.webviewFrame(TITLE);
    await frame.getByRole('button', { name: `Check ${sandbox.pages.grace.name}` }).press('Enter');
    await workbench.notifications.expect(`The token of “${sandbox.pages.grace.name}” is valid`);
    await frame.getByRole('button', { name: `Use Here ${sandbox.pages.grace.name}` }).press('Enter');
    await workbench.notifications.expectDialog(`Switch this workspace to “${sandbox.pages.grace.name}”?`);
    await workbench.notifications.clickDialogButton('Switch this workspace', 'Cancel');
    await workbench.clearNotifications();
    await workbench.runCommand('View: Close All Editors');
  });

  it('switches, agrees that the .env of the other is rewritten, and the status bar shows the new one', async () => {
    const { workbench, sandbox } = desk;
    const { adaInstagram: ada, grace } = sandbox.pages;
    await workbench.runCommand('Agoras: Switch Account…');
    await workbench.quickInput.expect({ placeholder: 'Which account should this workspace use?' });
    await workbench.screenshot('switch-account');
    await workbench.quickInput.pick(grace.name);
    const { text } = await workbench.notifications.expectDialog(`Switch this workspace to “${grace.name}”?`);
    assert.match(text, /\.env/);
    await workbench.screenshot('switch-and-rewrite');
    await workbench.notifications.clickDialogButton('Switch this workspace', 'Switch and Rewrite');
    await workbench.notifications.expect(`now uses “${grace.name}”`);
    const env = await desk.read('.env');
    assert.equal(valueOf(env, 'INSTAGRAM_OBJECT_ID'), grace.instagram.id);
    assert.equal(sandbox.describe(valueOf(env, 'INSTAGRAM_ACCESS_TOKEN'))?.pageId, grace.id);
    const { label } = await workbench.statusBar('agoras.tokenExpiry');
    assert.match(label, new RegExp(grace.name));
    await workbench.notifications.clickButton('This workspace now uses', 'Write Flags to…');
    await workbench.quickInput.expect(BOXES.destination);
    await workbench.quickInput.leave();
    assert.notEqual(valueOf(await desk.read('.env'), 'INSTAGRAM_OBJECT_ID'), ada.instagram.id);
  });
});
