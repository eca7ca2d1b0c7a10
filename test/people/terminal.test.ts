import assert from 'node:assert/strict';
import { eventually } from '../workbench/waiting';
import { filesWith, obtain, sitDown, type Desk } from './flow';

const userSettings = { 'agoras.objectId': 'instagramAccount', 'agoras.agorasVersion': '1.x' };
const ON = 'New terminals of this window have the credentials';
const OFF = 'New terminals no longer have the credentials';

describe('A person who uses the credentials in terminals', () => {
  let desk: Desk;

  before(async () => {
    desk = await sitDown({}, { userSettings });
    await obtain(desk, 'grace');
  });
  after(() => desk.close());

  /** What a new terminal says that a variable is; empty where it has none. */
  async function inNewTerminal(name: string): Promise<string> {
    const { workbench } = desk;
    const file = `${name}.${String(Date.now())}.txt`;
    await workbench.runCommand('Terminal: Create New Terminal');
    await workbench.page.locator('.terminal.xterm.focus').waitFor();
    await workbench.page.keyboard.type(`(printenv INSTAGRAM_ACCESS_TOKEN; echo end) > ${file}`);
    await workbench.page.keyboard.press('Enter');
    const printed = await eventually('the terminal to answer', async () => {
      const text = await desk.read(file);
      return text?.endsWith('end\n') === true ? text : undefined;
    });
    return printed.slice(0, -'end\n'.length).trim();
  }

  it('has none in a terminal before', async () => {
    assert.equal(await inNewTerminal('before'), '');
  });

  it('switches them on, and a new terminal has the token that works', async () => {
    const { workbench, sandbox } = desk;
    await workbench.runCommand('Agoras: Use Credentials in Terminals');
    await workbench.notifications.expect(ON);
    await workbench.screenshot('terminal-on');
    const token = await inNewTerminal('on');
    assert.equal(sandbox.describe(token)?.pageId, sandbox.pages.grace.id);
    assert.equal(sandbox.describe(token)?.expiresAt, 0);
    assert.deepEqual(await filesWith(workbench.server.dataDir, [token]), [], 'nothing of it on disk');
    await workbench.notifications.dismiss(ON);
  });

  it('switches them off with the same command', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Use Credentials in Terminals');
    await workbench.notifications.expect(OFF);
    assert.equal(await inNewTerminal('off'), '');
  });

  it('forgets the credentials, and terminals forget them, too', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Use Credentials in Terminals');
    await workbench.notifications.expect(ON);
    await workbench.runCommand('Agoras: Forget Credentials…');
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget');
    await workbench.notifications.expect('are forgotten');
    assert.equal(await inNewTerminal('forgotten'), '');
  });
});
