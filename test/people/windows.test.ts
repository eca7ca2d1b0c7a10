import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { eventually } from '../workbench/waiting';
import type { Workbench } from '../workbench/workbench';
import { expectWelcome } from './accountsView';
import { obtain, sitDown, type Desk, handOver } from './flow';

const userSettings = { 'agoras.objectId': 'instagramAccount', 'agoras.agorasVersion': '1.x' };
const ITEM = 'agoras.tokenExpiry';

describe('A person with two windows', () => {
  let desk: Desk;
  let other: Workbench;
  openForAll(async () => (desk = await sitDown({}, { userSettings })));
  before(async () => {
    other = await desk.workbench.openFurtherWindow({ workspace: desk.workspace });
    // To be able to miss a later change, this window must first have seen that there is no account: its view says so.
    await other.openSidebar('Agoras');
    await expectWelcome(other, /No credentials are stored yet/, ['Get Instagram Credentials']);
  });
  after(() => other.close());

  it('gets credentials in one; in a browser the other is not shown them, and says so', async () => {
    await desk.workbench.page.bringToFront();
    await obtain(desk, 'grace');
    await other.page.bringToFront();
    await other.runCommand('Agoras: Use Credentials in Terminals');
    await other.notifications.expect('Another window changed the stored credentials');
    assert.equal(await other.hasStatusBarItem(ITEM), false);
    await other.screenshot('windows-behind');
    await other.clearNotifications();
  });

  it('finds them in the other after a reload', async () => {
    await other.reload();
    await other.runCommand('Agoras: Use Credentials in Terminals');
    await handOver(other);
    await other.notifications.expect('New terminals of this window have the credentials');
    const { text } = await other.statusBar(ITEM);
    assert.match(text, /never expires/);
  });

  it('forgets them in one, and sees them in the other no longer', async () => {
    const { workbench } = desk;
    await workbench.page.bringToFront();
    await workbench.runCommand('Agoras: Forget Credentials…');
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget');
    await workbench.notifications.expect('were deleted');
    await other.comeBack();
    await eventually('the status bar item to go', async () =>
      (await other.hasStatusBarItem(ITEM)) ? undefined : true,
    );
  });
});
