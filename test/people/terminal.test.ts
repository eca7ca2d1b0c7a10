import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { eventually } from '../workbench/waiting';
import { answer, choose, enter, filesWith, obtain, sitDown, type Desk } from './flow';

const userSettings = { 'agoras.objectId': 'instagramAccount', 'agoras.agorasVersion': '1.x' };
const ON = 'New terminals of this window have the credentials';
const OFF = 'New terminals no longer have the credentials';

/** What a new terminal says that the access token is; empty where it has none. `name`: of the file that it writes. */
async function inNewTerminal({ workbench, read }: Desk, name: string): Promise<string> {
  const file = `${name}.${String(Date.now())}.txt`;
  await workbench.runCommand('Terminal: Create New Terminal');
  await workbench.page.locator('.terminal.xterm.focus').waitFor();
  await workbench.page.keyboard.type(`(printenv INSTAGRAM_ACCESS_TOKEN; echo end) > ${file}`);
  await workbench.page.keyboard.press('Enter');
  const printed = await eventually('the terminal to answer', async () => {
    const text = await read(file);
    return text?.endsWith('end\n') === true ? text : undefined;
  });
  return printed.slice(0, -'end\n'.length).trim();
}

describe('A person who uses the credentials in terminals', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown({}, { userSettings })));
  before(() => obtain(desk, 'grace'));

  it('has none in a terminal before', async () => {
    assert.equal(await inNewTerminal(desk, 'before'), '');
  });

  it('switches them on, and a new terminal has the token that works', async () => {
    const { workbench, sandbox } = desk;
    await workbench.runCommand('Agoras: Use Credentials in Terminals');
    await workbench.notifications.expect(ON);
    await workbench.screenshot('terminal-on');
    const token = await inNewTerminal(desk, 'on');
    assert.equal(sandbox.describe(token)?.pageId, sandbox.pages.grace.id);
    assert.equal(sandbox.describe(token)?.expiresAt, 0);
    assert.deepEqual(await filesWith(workbench.server.dataDir, [token]), [], 'nothing of it on disk');
    await workbench.notifications.dismiss(ON);
  });

  it('renews the token, and a new terminal has the new one', async () => {
    const { workbench, sandbox } = desk;
    sandbox.invalidate({ person: 'grace' }, 'passwordChanged');
    await workbench.runCommand('Agoras: Renew Access Token…');
    await answer(workbench, 'token', sandbox.shortLivedToken('grace'));
    await workbench.notifications.expect('is renewed, and so is everything');
    await workbench.notifications.dismiss('is renewed, and so is everything');
    assert.equal(sandbox.describe(await inNewTerminal(desk, 'renewed'))?.valid, true);
  });

  it('switches them off with the same command', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Use Credentials in Terminals');
    await workbench.notifications.expect(OFF);
    assert.equal(await inNewTerminal(desk, 'off'), '');
  });

  it('forgets the credentials, and terminals forget them, too', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Use Credentials in Terminals');
    await workbench.notifications.expect(ON);
    await workbench.runCommand('Agoras: Forget Credentials…');
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget');
    await workbench.notifications.expect('are forgotten');
    assert.equal(await inNewTerminal(desk, 'forgotten'), '');
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
    assert.equal(await inNewTerminal(desk, 'before'), '', 'Agoras 2.x reads no access token');
    await workbench.runCommand('Agoras: Write Flags to…');
    await choose(workbench, 'agorasVersion', 'Agoras 1.x');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect('are now in .env');
    assert.equal(sandbox.describe(await inNewTerminal(desk, 'after'))?.pageId, sandbox.pages.grace.id);
  });
});
