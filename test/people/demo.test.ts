import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../workbench/root';
import { USE_THIS_ADDRESS } from '../workbench/addressQuestion';
import { eventually } from '../workbench/waiting';
import { openWorkbench, type Workbench } from '../workbench/workbench';
import { actionsSinceThePalette, recordActions } from './actions';
import { answer, choose, start, typeInputs, valueOf } from './flow';

/** From the palette, the first time: the command, three values, four choices. */
const MOST_ACTIONS = 11;

describe('A person who tries the demo', () => {
  let demo: ChildProcess;
  let printed = '';
  let workbench: Workbench | undefined;

  before(() => {
    demo = spawn(process.execPath, [join(projectRoot, 'out', 'test', 'demo', 'main.mjs'), '--no-open'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    demo.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  });
  after(async () => {
    await workbench?.close();
    demo.kill('SIGKILL');
  });

  /** What the demo prints after a label. */
  function printedBehind(word: string): Promise<string> {
    return eventually(
      `the demo to print ${word}`,
      () => Promise.resolve(new RegExp(`${word}:? +(\\S+)`).exec(printed)?.[1]),
      { timeout: 60_000, seen: () => Promise.resolve(printed) },
    );
  }

  it('opens the address, types the three printed values, and has a token in .env', async () => {
    const url = await printedBehind('Workbench');
    assert.match(await printedBehind('Sandbox'), /^http:\/\/127\.0\.0\.1:\d+$/);
    const close = () => Promise.resolve();
    workbench = await openWorkbench({
      server: { dataDir: '', url: () => url, output: () => printed, close },
      leavesAddressQuestion: true,
    });
    const values = {
      appId: await printedBehind('App ID'),
      appSecret: await printedBehind('App Secret'),
      token: await printedBehind('Short-lived token'),
    };
    await recordActions(workbench.page);
    const begin = performance.now();
    await start(workbench);
    await workbench.notifications.expectDialog(`tokens to “${new URL(await printedBehind('Sandbox')).host}” instead`);
    await workbench.screenshot('demo-address');
    await workbench.notifications.clickDialogButton('instead of Facebook?', USE_THIS_ADDRESS);
    await typeInputs(workbench, values);
    await choose(workbench, 'page', 'Café Lovelace');
    await choose(workbench, 'agorasVersion', 'Agoras 3.x');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect('never expire and are now in .env');
    const [command = '', question, ...others] = await actionsSinceThePalette(workbench.page);
    // People who use Facebook itself aren't asked.
    assert.equal(question, 'click');
    const actions = [command, ...others];
    console.log(
      `      ${actions.length} actions, ${((performance.now() - begin) / 1000).toFixed(1)} s for quick hands`,
    );
    assert.ok(actions.length <= MOST_ACTIONS, actions.join(', '));
    const folder = new URL(url).searchParams.get('folder');
    assert.ok(folder !== null);
    assert.match(valueOf(await readFile(join(folder, '.env'), 'utf8'), 'INSTAGRAM_REFRESH_TOKEN'), /^EAA/);
    assert.match(await readFile(join(folder, '.gitignore'), 'utf8'), /^\.env$/m);
  });

  it('does it again with the stored app in six actions: the command, the app, the token and two choices', async () => {
    assert.ok(workbench);
    await workbench.clearNotifications();
    await start(workbench);
    await choose(workbench, 'app', /^App \d+$/);
    await answer(workbench, 'token', await printedBehind('Short-lived token'));
    await choose(workbench, 'page', 'Café Lovelace');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect('never expire and are now in .env');
    const expected = ['Enter', 'Enter', 'paste', 'Enter', 'Enter', 'Enter'];
    assert.deepEqual(await actionsSinceThePalette(workbench.page), expected);
  });

  it('ends it, and nothing is left behind', async () => {
    const folder = new URL(await printedBehind('Workbench')).searchParams.get('folder') ?? '';
    const ended = once(demo, 'exit');
    demo.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null]);
    await assert.rejects(readFile(join(folder, '.env')), { code: 'ENOENT' });
  });
});
