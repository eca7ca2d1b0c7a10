import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { BOXES, choose, enterAgain, obtain, sitDown, valueOf, type Desk } from './flow';

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
    await workbench.notifications.clickButton('This workspace now uses', 'Write Flags…');
    await workbench.quickInput.expect(BOXES.destination);
    await workbench.quickInput.leave();
    assert.notEqual(valueOf(await desk.read('.env'), 'INSTAGRAM_OBJECT_ID'), ada.instagram.id);
  });
});
