import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { eventually } from '../workbench/waiting';
import type { Workbench } from '../workbench/workbench';
import { obtain, sitDown, type Desk } from './flow';

const userSettings = { 'agoras.objectId': 'instagramAccount', 'agoras.agorasVersion': '1.x' };
const ITEM = 'agoras.tokenExpiry';

describe('A person with two windows', () => {
  let desk: Desk;
  let other: Workbench;
  openForAll(async () => (desk = await sitDown({}, { userSettings })));
  before(async () => {
    other = await desk.workbench.openFurtherWindow({ workspace: desk.workspace });
  });
  after(() => other.close());

  it('gets credentials in one, and finds them in the other when they go there', async () => {
    await other.runCommand('Agoras: Show Log');
    await desk.workbench.page.bringToFront();
    await obtain(desk, 'grace');
    await other.page.bringToFront();
    const { text } = await other.statusBar(ITEM);
    assert.match(text, /never expires/);
    await other.screenshot('windows-other');
  });

  it('reads there, in a browser, that a window knows only older secrets; after a reload they are there', async () => {
    await other.runCommand('Agoras: Use Credentials in Terminals');
    await other.notifications.expect('Reload the window');
    await other.screenshot('windows-older');
    await other.clearNotifications();
    await other.reload();
    await other.runCommand('Agoras: Use Credentials in Terminals');
    await other.notifications.expect('New terminals of this window have the credentials');
  });

  it('forgets them in one, and sees them in the other no longer', async () => {
    const { workbench } = desk;
    await workbench.page.bringToFront();
    await workbench.runCommand('Agoras: Forget Credentials…');
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget');
    await workbench.notifications.expect('are forgotten');
    await other.page.bringToFront();
    await eventually('the status bar item to go', async () =>
      (await other.hasStatusBarItem(ITEM)) ? undefined : true,
    );
  });
});
