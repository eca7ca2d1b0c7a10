import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { canariesOf, searchFiles } from './canaries';
import { answer, askNewTerminal, choose, enter, obtain, sitDown, type Desk } from './flow';

const userSettings = { 'agoras.objectId': 'instagramAccount', 'agoras.agorasVersion': '1.x' };
const ON = 'New terminals of this window have the credentials';
const OFF = 'New terminals no longer have the credentials';

/** What a new terminal says that the access token is; empty where it has none. */
const inNewTerminal = (desk: Desk) => askNewTerminal(desk, 'printenv INSTAGRAM_ACCESS_TOKEN');

describe('A person who uses the credentials in terminals', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown({}, { userSettings })));
  before(() => obtain(desk, 'grace'));

  it('has none in a terminal before', async () => {
    assert.equal(await inNewTerminal(desk), '');
  });

  it('switches them on, and a new terminal has the token that works', async () => {
    const { workbench, sandbox } = desk;
    await workbench.runCommand('Agoras: Use Credentials in Terminals');
    await workbench.notifications.expect(ON);
    await workbench.screenshot('terminal-on');
    const token = await inNewTerminal(desk);
    assert.equal(sandbox.describe(token)?.pageId, sandbox.pages.grace.id);
    assert.equal(sandbox.describe(token)?.expiresAt, 0);
    const { leaks } = await searchFiles(workbench.server.dataDir, canariesOf(sandbox));
    assert.deepEqual(leaks, [], 'nothing of it on disk');
    await workbench.notifications.dismiss(ON);
  });

  it('renews the token, and a new terminal has the new one', async () => {
    const { workbench, sandbox } = desk;
    sandbox.changePassword('grace');
    await workbench.runCommand('Agoras: Renew Access Token…');
    await answer(workbench, 'token', sandbox.shortLivedToken('grace'));
    await workbench.notifications.expect('is renewed, and so is everything');
    await workbench.notifications.dismiss('is renewed, and so is everything');
    assert.equal(sandbox.describe(await inNewTerminal(desk))?.valid, true);
  });

  it('switches them off with the same command', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Use Credentials in Terminals');
    await workbench.notifications.expect(OFF);
    assert.equal(await inNewTerminal(desk), '');
  });

  it('forgets the credentials, and terminals forget them, too', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Use Credentials in Terminals');
    await workbench.notifications.expect(ON);
    await workbench.runCommand('Agoras: Forget Credentials…');
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget');
    await workbench.notifications.expect('are forgotten');
    assert.equal(await inNewTerminal(desk), '');
  });
});

describe('A person who changes to another Agoras', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown({}, { userSettings: { 'agoras.objectId': 'instagramAccount' } })));

  it('finds its variables in new terminals, too', async () => {
    const { workbench, sandbox } = desk;
    await enter(desk, 'grace');
    await choose(workbench, 'agorasVersion', 'Agoras 2.x');
    await choose(workbench, 'destination', 'Terminals of this window');
    await workbench.notifications.expect(ON);
    assert.equal(await inNewTerminal(desk), '', 'Agoras 2.x reads no access token');
    await workbench.runCommand('Agoras: Write Flags to…');
    await choose(workbench, 'agorasVersion', 'Agoras 1.x');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect('are now in .env');
    assert.equal(sandbox.describe(await inNewTerminal(desk))?.pageId, sandbox.pages.grace.id);
  });
});
