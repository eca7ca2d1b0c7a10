import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { canariesOf, searchFiles } from './canaries';
import { askNewTerminal, obtain, sitDown, type Desk, handOver } from './flow';

const userSettings = { 'agoras.objectId': 'instagramAccount', 'agoras.agorasVersion': '1.x' };
const ON = 'New terminals of this window have the credentials';
const OFF = 'New terminals no longer have the credentials';

/** The access token in the environment of a new terminal; empty if there is none. */
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
    await handOver(workbench);
    await workbench.notifications.expect(ON);
    await workbench.screenshot('terminal-on');
    const token = await inNewTerminal(desk);
    assert.equal(sandbox.describe(token)?.pageId, sandbox.pages.grace.id);
    assert.equal(sandbox.describe(token)?.expiresAt, 0);
    const { leaks } = await searchFiles(workbench.server.dataDir, canariesOf(sandbox));
    assert.deepEqual(leaks, [], 'nothing of it on disk');
    await workbench.notifications.dismiss(ON);
  });

  it('switches them off with the same command', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Use Credentials in Terminals');
    await workbench.notifications.expect(OFF);
    assert.equal(await inNewTerminal(desk), '');
  });
});
