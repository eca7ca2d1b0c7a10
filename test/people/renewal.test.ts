import assert from 'node:assert/strict';
import { BOXES, answer, choose, enterAnotherApp, obtain, sitDown, valueOf, type Desk } from './flow';

const userSettings = { 'agoras.objectId': 'instagramAccount', 'agoras.agorasVersion': '2.x' };

describe('A person with two accounts', () => {
  let desk: Desk;

  before(async () => {
    desk = await sitDown({}, { userSettings });
    await obtain(desk, 'ada');
    const { workbench } = desk;
    await enterAnotherApp(desk, 'grace');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect(/are now in \.env\. Agoras 2\.x needs them renewed by/);
  });
  after(() => desk.close());

  it('renews one with a new short-lived token, and the .env follows', async () => {
    const { workbench, sandbox } = desk;
    const old = valueOf(await desk.read('.env'), 'INSTAGRAM_REFRESH_TOKEN');
    await workbench.runCommand('Agoras: Renew Access Token…');
    await choose(workbench, 'account', sandbox.pages.grace.name);
    await workbench.quickInput.expect({ ...BOXES.token, title: `Renew the Token of “${sandbox.pages.grace.name}”` });
    await workbench.screenshot('renew');
    await answer(workbench, 'token', sandbox.shortLivedToken('grace'));
    await workbench.notifications.expect('is renewed, and so is everything');
    await workbench.notifications.dismiss('is renewed, and so is everything');
    const renewed = valueOf(await desk.read('.env'), 'INSTAGRAM_REFRESH_TOKEN');
    assert.notEqual(renewed, old);
    assert.equal(sandbox.describe(renewed)?.lifetime, 'long');
  });

  it('gets a dead one back to life, and hears it when the new token is no good', async () => {
    const { workbench, sandbox } = desk;
    sandbox.changePassword('grace');
    await workbench.runCommand('Agoras: Renew Access Token…');
    await choose(workbench, 'account', sandbox.pages.grace.name);
    await answer(workbench, 'token', sandbox.pageToken('grace', sandbox.pages.grace.id, { from: 'shortLived' }));
    await workbench.notifications.expect(/User Token/);
    await workbench.notifications.clickButton(/User Token/, 'Enter a New Token');
    await answer(workbench, 'token', sandbox.shortLivedToken('grace'));
    await workbench.notifications.expect('is renewed, and so is everything');
    const written = sandbox.describe(valueOf(await desk.read('.env'), 'INSTAGRAM_REFRESH_TOKEN'));
    assert.equal(written?.valid, true);
  });

  it('switches to the other one, which the status bar shows from then on', async () => {
    const { workbench, sandbox } = desk;
    await workbench.runCommand('Agoras: Switch Account…');
    await workbench.quickInput.expect({ placeholder: 'Which account should this workspace use?' });
    await workbench.screenshot('switch-account');
    await workbench.quickInput.pick(sandbox.pages.adaInstagram.name);
    await workbench.notifications.expect(`now uses “${sandbox.pages.adaInstagram.name}”`);
    const { label } = await workbench.statusBar('agoras.tokenExpiry');
    assert.match(label, new RegExp(sandbox.pages.adaInstagram.name));
    await workbench.notifications.clickButton('This workspace now uses', 'Write Flags…');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect(`“${sandbox.pages.adaInstagram.name}” are now in .env`);
    assert.equal(valueOf(await desk.read('.env'), 'INSTAGRAM_OBJECT_ID'), sandbox.pages.adaInstagram.instagram.id);
  });
});
