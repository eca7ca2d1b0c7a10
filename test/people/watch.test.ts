import assert from 'node:assert/strict';
import { eventually } from '../workbench/waiting';
import { MovableClock } from '../workbench/movableClock';
import { answer, obtain, sitDown, type Desk } from './flow';

const userSettings = { 'agoras.objectId': 'instagramAccount', 'agoras.agorasVersion': '1.x' };
const SECONDS_PER_DAY = 86_400;

describe('A person whose VS Code watches over the token', () => {
  let clock: MovableClock;
  let desk: Desk;

  before(async () => {
    clock = await MovableClock.create();
    desk = await sitDown({}, { userSettings, env: clock.env }, { now: clock.now });
    await obtain(desk, 'grace');
  });
  after(async () => {
    await desk.close();
    await clock.remove();
  });

  const checks = () => desk.sandbox.requests.filter(({ path }) => path.endsWith('/debug_token'));

  /** Opens VS Code again some days later; what is due is looked at soon after that. */
  async function comeBackAfter(days: number): Promise<void> {
    desk.sandbox.clearRequests();
    await clock.moveOn(days * SECONDS_PER_DAY);
    await desk.workbench.reload();
  }

  /** Hovers over the status bar until it tells this. */
  async function tells(words: RegExp): Promise<void> {
    const { page } = desk.workbench;
    const hover = page.locator('.workbench-hover').filter({ hasText: 'Last checked' });
    await eventually(
      String(words),
      async () => {
        await page.mouse.move(640, 400);
        await page.locator('.statusbar-item[id$="agoras.tokenExpiry"]').hover();
        await hover.waitFor({ timeout: 2000 }).catch(() => undefined);
        return words.test((await hover.allInnerTexts()).join()) ? true : undefined;
      },
      { timeout: 60_000, seen: async () => (await hover.allInnerTexts()).join() },
    );
  }

  async function renew(): Promise<void> {
    const { workbench, sandbox } = desk;
    await workbench.runCommand('Agoras: Renew Access Token…');
    await answer(workbench, 'token', sandbox.shortLivedToken('grace'));
    await workbench.notifications.expect('is renewed, and so is everything');
    await workbench.clearNotifications();
  }

  it('has it checked once a day, and notices nothing of that', async () => {
    await comeBackAfter(2);
    await tells(/Last checked this minute: valid/);
    assert.equal(checks().length, 1);
    assert.deepEqual(await desk.workbench.notifications.all(), []);
  });

  it('without a network keeps the last known state, with its age, and reads no message', async () => {
    const { workbench, sandbox } = desk;
    sandbox.fault({ on: '/debug_token', kind: 'reset' });
    await comeBackAfter(3);
    await tells(/Last checked 3 days ago: valid\.\s*Facebook could not be reached/);
    await workbench.screenshot('status-bar-offline');
    assert.match(await workbench.statusBarText('agoras.tokenExpiry'), /never expires/);
    assert.deepEqual(await workbench.notifications.all(), []);
    sandbox.clearFaults();
  });

  it('hears once that it died with a password change', async () => {
    const { workbench, sandbox } = desk;
    sandbox.invalidate({ person: 'grace' }, 'passwordChanged');
    await comeBackAfter(1);
    const item = await workbench.statusBar('agoras.tokenExpiry', /not valid/);
    assert.equal(item.background, 'error');
    const { buttons } = await workbench.notifications.expect('no longer works: Agoras cannot publish with it');
    assert.deepEqual(buttons, ['Renew', 'Remind Me Later', 'Do Not Show Again']);
    await workbench.screenshot('reminder-not-valid');
    await comeBackAfter(1);
    await tells(/Last checked this minute: not valid/);
    assert.deepEqual(await workbench.notifications.all(), []);
  });

  it('does not hear it a second time where a check of their own has told it', async () => {
    const { workbench, sandbox } = desk;
    await renew();
    sandbox.invalidate({ person: 'grace' }, 'passwordChanged');
    await workbench.runCommand('Agoras: Check Access Token');
    await workbench.notifications.expect('no longer works');
    await workbench.clearNotifications();
    await comeBackAfter(1);
    await tells(/Last checked this minute: not valid/);
    assert.deepEqual(await workbench.notifications.all(), []);
  });

  it('reads “expired” when Facebook has ended the access to data, and hears that once', async () => {
    const { workbench } = desk;
    await renew();
    await comeBackAfter(91);
    await workbench.notifications.expect(/The credentials of .* ended on/);
    await comeBackAfter(1);
    await tells(/Last checked this minute/);
    const item = await workbench.statusBar('agoras.tokenExpiry', /expired/);
    assert.equal(item.background, 'error');
    assert.deepEqual(await workbench.notifications.all(), []);
  });
});
