import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openForAll } from '../openForAll';
import { eventually } from '../workbench/waiting';
import { answer, obtain, sitDown, type Desk } from './flow';

const userSettings = { 'agoras.objectId': 'instagramAccount', 'agoras.agorasVersion': '1.x' };
const SECONDS_PER_DAY = 86_400;
/** How long Facebook gives data access after a login. */
const DATA_ACCESS_DAYS = 90;

describe('A person who looks at the status bar', () => {
  let desk: Desk;
  let firstLookIsOver = 0;
  openForAll(async () => (desk = await sitDown({}, { userSettings })));
  before(() => {
    firstLookIsOver = performance.now() + 8000;
    return obtain(desk, 'grace');
  });

  /** A token whose login was so long ago that data access ends in this many seconds. */
  function tokenEndingIn(seconds: number): string {
    const ageSeconds = DATA_ACCESS_DAYS * SECONDS_PER_DAY - seconds;
    return desk.sandbox.shortLivedToken('grace', { ageSeconds, lifeSeconds: ageSeconds + 3600 });
  }

  async function renewWith(token: string): Promise<void> {
    const { workbench } = desk;
    // The notification of an earlier renewal.
    await workbench.clearNotifications();
    await workbench.runCommand('Agoras: Renew Access Token…');
    await answer(workbench, 'token', token);
    await workbench.notifications.expect('was renewed, and everything written with it was updated');
  }

  /**
   * Each window checks once, five seconds after opening: either this one has already shown the reminder, or the next
   * one does. If this window were closed at that moment, the reminder would be lost.
   */
  async function reminded(threshold: 'early' | 'soon'): Promise<void> {
    const { workbench } = desk;
    await eventually('the first look to be over', () => (performance.now() > firstLookIsOver ? true : undefined));
    const isTold = (await memory()).includes(`"threshold":"${threshold}"`);
    if (!isTold) await workbench.reload();
    await workbench.notifications.expect(/a new login every 90 days\. Renew .* or they will stop working/);
    assert.ok((await memory()).includes(`"threshold":"${threshold}"`));
  }

  async function shows(text: RegExp, background: 'warning' | 'none', picture: string): Promise<void> {
    const { workbench } = desk;
    const item = await workbench.statusBar('agoras.tokenExpiry', text);
    assert.equal(item.background, background, `background of “${item.text}”`);
    for (const theme of ['Light Modern', 'Dark Modern']) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`status-bar-${picture}-${theme}`);
    }
  }

  const memory = () => {
    const folder = join(desk.workbench.server.dataDir, 'data', 'User', 'globalStorage');
    return readFile(join(folder, 'agoras.agoras-credentials', 'watch.json'), 'utf8').catch(() => '');
  };

  it('sees a warning within the last week, and is reminded again, once for all windows', async () => {
    const { workbench } = desk;
    await renewWith(tokenEndingIn(3.5 * SECONDS_PER_DAY));
    await shows(/expires in 3 days/, 'warning', '3-days');
    desk.sandbox.clearRequests();
    await reminded('soon');
    assert.deepEqual(desk.sandbox.requests, [], 'a reminder costs no call: no check is due');
    await workbench.screenshot('reminder-soon');
    await workbench.notifications.clickButton('a new login every 90 days', 'Do Not Show Again');
    await eventually('the wish to be remembered', async () =>
      (await memory()).includes('isMuted') ? true : undefined,
    );
  });
});
