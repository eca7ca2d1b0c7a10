import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openForAll } from '../openForAll';
import { longLifeSeconds } from '../sandbox/tokens';
import { eventually } from '../workbench/waiting';
import { choose, enter, sitDown, type Desk } from './flow';
import { assertNoLeaks } from './leaksAtDesk';

/** The remaining life of the token that the person gets: long enough to open a window during its second half. */
const LIFE_SECONDS = 120;

describe('A person whose token lasts sixty days', () => {
  let desk: Desk;
  /** How far Facebook's clock is behind, in milliseconds: what it issues meanwhile is that much older afterwards. */
  let behind = (longLifeSeconds - LIFE_SECONDS) * 1000;
  let obtainedAt = 0;
  openForAll(
    async () =>
      (desk = await sitDown(
        {},
        { userSettings: { 'agoras.agorasVersion': '3.x' }, facebook: { now: () => Date.now() - behind } },
      )),
  );
  before(async () => {
    desk.sandbox.setPageTokenExchange('refused');
    await enter(desk, 'grace');
    await choose(desk.workbench, 'destination', '.env');
    await desk.workbench.notifications.expect('are renewed automatically before then');
    await desk.workbench.clearNotifications();
    behind = 0;
    obtainedAt = performance.now();
  });

  const token = async () => /INSTAGRAM_REFRESH_TOKEN=(\w+)/.exec((await desk.read('.env')) ?? '')?.[1] ?? '';
  const userSettings = () => readFile(join(desk.workbench.server.dataDir, 'data', 'User', 'settings.json'), 'utf8');

  it('finds it renewed soon after a window is opened, is told so, and says no to it with one click', async () => {
    const { workbench, sandbox } = desk;
    const old = await token();
    await workbench.statusBar('agoras.tokenExpiry', /renewed automatically; until/);
    const isHalfOver = () => performance.now() - obtainedAt > (LIFE_SECONDS / 2) * 1000;
    await eventually('half of the life to be over', () => (isHalfOver() ? true : undefined), {
      timeout: LIFE_SECONDS * 1000,
    });
    await workbench.reload();
    await workbench.notifications.expect(/was renewed automatically and now lasts until .* Updated: \.env\./);
    await workbench.screenshot('renewed-automatically');
    const renewed = await token();
    assert.notEqual(renewed, old);
    const { valid = false, expiresAt = 0 } = sandbox.describe(renewed) ?? {};
    assert.ok(valid && expiresAt - Date.now() / 1000 > 59 * 86_400);
    await workbench.notifications.clickButton('was renewed automatically', 'Do Not Renew Automatically');
    await eventually('the setting', async () =>
      (await userSettings()).includes('"agoras.renewal.automatic": false') ? true : undefined,
    );
    const item = await workbench.statusBar('agoras.tokenExpiry', /expires in \d+ days/);
    assert.equal(item.background, 'none');
  });

  it('has the secrets nowhere but in the secret storage and the .env', () => assertNoLeaks(desk));
});
