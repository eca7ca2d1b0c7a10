import assert from 'node:assert/strict';
import { apps, pages } from '../../../sandbox/world';
import { Computer, type FlowWindow } from '../../../window/computer';
import { ESCAPE } from '../../../window/userDouble';

/** Everything that a workspace can set in advance, so that no other question would be needed. */
const settled = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
const ada = pages.adaInstagram.name;
const QUESTION = `Share the credentials of “${ada}” with “`;

describe('A task or a link that runs a command which hands credentials out', () => {
  let computer: Computer;
  beforeEach(async () => {
    computer = await Computer.start();
    // Obtained in another workspace: this one has never used the account.
    const elsewhere = computer.openWindow({ open: ['elsewhere'], settings: settled });
    await elsewhere.does('getCredentials', computer.obtaining('ada', 'Only keep'));
  });
  afterEach(() => computer.shutDown());

  const open = (settings: Readonly<Record<string, unknown>> = {}) =>
    computer.openWindow({ settings: { ...settled, ...settings } });
  const runs = (window: FlowWindow, answer: string, command: string, argument?: unknown) =>
    window.during([[QUESTION, answer]], async () => {
      await window.execute(command, argument);
      await new Promise((resolve) => setImmediate(resolve));
    });

  it('writes no .env before the person has agreed, and names the file', async () => {
    const window = open({ 'agoras.destination': 'dotenv', 'agoras.dotenv.path': 'public/config.env' });
    computer.write('a/public/x', '');
    await runs(window, ESCAPE, 'agoras.writeFlags');
    assert.match(window.user.asked.join('\n'), /public\/config\.env/);
    assert.equal(computer.read('a/public/config.env'), undefined);
    await runs(window, 'Share', 'agoras.writeFlags');
    assert.match(computer.read('a/public/config.env') ?? '', /INSTAGRAM_ACCESS_TOKEN=EAA/);
  });

  it('writes none for an account that it names, either', async () => {
    const window = open({ 'agoras.destination': 'dotenv' });
    await runs(window, ESCAPE, 'agoras.writeFlags', `${apps.demo.id}.${pages.adaInstagram.id}`);
    assert.equal(computer.read('a/.env'), undefined);
  });

  it('copies nothing, and asks each time', async () => {
    const window = open();
    for (const [command, settings] of [
      ['agoras.copyFlags', {}],
      ['agoras.writeFlags', { 'agoras.destination': 'clipboard' }],
    ] as const) {
      const other = open(settings);
      await runs(other, ESCAPE, command);
      assert.equal(other.clipboard, '');
    }
    await runs(window, 'Share', 'agoras.copyFlags');
    assert.match(window.clipboard, /EAA/);
    await runs(window, ESCAPE, 'agoras.copyFlags');
  });

  it('gives terminals nothing, by whichever command', async () => {
    for (const [command, settings] of [
      ['agoras.useInTerminal', {}],
      ['agoras.writeFlags', { 'agoras.destination': 'terminal' }],
    ] as const) {
      const window = open(settings);
      await runs(window, ESCAPE, command);
      assert.equal(window.terminals.size, 0);
    }
  });

  it('does not put another account’s values into terminals that have some', async () => {
    const window = open();
    await window.does('getCredentials', computer.obtaining('grace', 'Terminals'));
    const before = new Map(window.terminals);
    assert.ok(before.size > 0);
    await runs(window, ESCAPE, 'agoras.switchAccount', `${apps.demo.id}.${pages.adaInstagram.id}`);
    assert.deepEqual(window.terminals, before);
  });

  it('is asked nothing more where the person has answered something in that run', async () => {
    const window = open();
    await window.does('writeFlags', [['Where should', '.env']]);
    assert.match(computer.read('a/.env') ?? '', /INSTAGRAM_ACCESS_TOKEN=EAA/);
  });
});
