import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../workbench/waiting';
import { canaries, searchFiles, searchProcesses, type Canaries } from './canaries';
import { BOXES, answer, choose, inputsOf, sitDown, start, typeInputs, type Desk } from './flow';

describe('The secrets of a person', () => {
  let desk: Desk;
  /** What was on the screen, in notifications and in webviews, at any time. */
  const seen: string[] = [];

  before(async () => {
    const userSettings = { 'agoras.objectId': 'instagramAccount', 'agoras.agorasVersion': '2.x' };
    desk = await sitDown({}, { userSettings });
  });
  after(() => desk.close());

  async function look(): Promise<void> {
    const { page, notifications } = desk.workbench;
    seen.push(...(await notifications.all()).map(({ text }) => text));
    for (const frame of page.frames()) seen.push(await frame.content().catch(() => ''));
  }

  /**
   * Goes once through what handles a secret and shows or writes something, and through failures on the way. The
   * clipboard and the terminals, which are given secrets on purpose, have tests of their own.
   */
  async function useEverything(): Promise<void> {
    const { workbench, sandbox } = desk;
    const typed = inputsOf(sandbox, sandbox.shortLivedToken('ada'));
    // A wrong secret, trouble of the service, a reset: each failure is told, then the flow goes on.
    await start(workbench);
    await typeInputs(workbench, { ...typed, appSecret: 'f'.repeat(32) });
    await workbench.notifications.expect('Facebook refused the App Secret');
    await look();
    await workbench.notifications.clickButton('Facebook refused the App Secret', 'Enter the App Secret Again');
    await answer(workbench, 'appSecret', typed.appSecret);
    sandbox.fault({ on: '/me', kind: 'html502', times: 1 });
    sandbox.fault({ on: '/debug_token', kind: 'reset', times: 1 });
    await answer(workbench, 'token', typed.token);
    await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect('are now in .env');
    await look();
    for (const destination of ['launch.json', 'launch.json with .env', 'Only keep them in VS Code']) {
      await workbench.runCommand('Agoras: Write Flags to…');
      await choose(workbench, 'destination', destination);
    }
    await workbench.runCommand('Agoras: Write Flags to…');
    await workbench.quickInput.expect(BOXES.destination);
    await workbench.quickInput.pressItemButton('.env', 'Show what will change');
    await workbench.page.getByText('INSTAGRAM_CLIENT_SECRET=[hidden]').first().waitFor();
    await look();
    await workbench.quickInput.escape();
    await workbench.quickInput.closed();
    await workbench.runCommand('Agoras: Open Credentials Walkthrough');
    await workbench.webviewFrame('Agoras: Instagram Credentials');
    await workbench.openSidebar('Agoras');
    // Room for what comes: VS Code shows a few at a time.
    await workbench.clearNotifications();
    await workbench.runCommand('Agoras: Check Access Token');
    await workbench.notifications.expect('is valid and never expires');
    await look();
    await workbench.clearNotifications();
    await workbench.runCommand('Agoras: Renew Access Token…');
    await answer(workbench, 'token', sandbox.shortLivedToken('ada', { expired: true }));
    await workbench.notifications.expect('The token has expired');
    await workbench.notifications.clickButton('The token has expired', 'Enter a New Token');
    await answer(workbench, 'token', sandbox.shortLivedToken('ada'));
    await workbench.notifications.expect('is renewed, and so is everything');
    await look();
    await workbench.clearNotifications();
    sandbox.fault({ on: '/debug_token', kind: 'rateLimit', code: 4, times: 1 });
    await workbench.runCommand('Agoras: Check Access Token');
    await workbench.notifications.expect('Facebook asks for a pause');
    await workbench.runCommand('Agoras: Show Log');
    await look();
  }

  function planted(): Canaries {
    const { sandbox } = desk;
    const named = new Map<string, string>([[sandbox.apps.demo.secret, 'the App Secret']]);
    for (const { form, query, headers } of sandbox.requests) {
      const proof = query['appsecret_proof'];
      if (proof !== undefined) named.set(proof, 'an appsecret_proof');
      const tokens = [
        form['fb_exchange_token'],
        query['input_token'],
        headers['authorization']?.replace('Bearer ', ''),
      ];
      for (const token of tokens) if (token !== undefined) named.set(token, sandbox.describe(token)?.kind ?? 'a token');
    }
    return canaries(named);
  }

  it('are nowhere but in the secret storage and the .env, after the flow, the other commands that show or write something, and several failures', async () => {
    await useEverything();
    const { workbench, sandbox, workspace } = desk;
    const all = planted();
    const data = await searchFiles(workbench.server.dataDir, all);
    const files = await searchFiles(workspace, all);
    const processes = await searchProcesses(all);
    const screen = seen.flatMap((text) => all.findIn(text));
    const addresses = sandbox.requests.flatMap(({ path, query }) => {
      // debug_token is documented to take its two tokens so; an appsecret_proof is a parameter by definition.
      const { appsecret_proof: _proof, ...others } = query;
      return path.endsWith('/debug_token') ? [] : all.findIn(JSON.stringify(others));
    });
    console.log(
      [
        `      ${all.count} canaries, in 9 forms each, searched for in`,
        `${data.files} files of VS Code’s data, ${files.files} files of the workspace, ${seen.length} screens and messages,`,
        `${processes.processes} processes, ${sandbox.requests.length} addresses of requests: 0 leaks expected`,
      ].join(' '),
    );
    assert.ok(all.count >= 10 && data.files >= 10 && seen.length >= 20, 'the search had something to search');
    assert.deepEqual(data.leaks, []);
    assert.deepEqual(
      files.leaks.filter((leak) => !leak.endsWith(' in .env')),
      [],
    );
    assert.ok(files.leaks.length > 0, 'the search finds what is there: the .env');
    assert.deepEqual(processes.leaks, []);
    assert.deepEqual(screen, []);
    assert.deepEqual(addresses, []);
  }).timeout(180_000);

  it('are not in the .env either, once they are forgotten and cleared', async () => {
    const { workbench, workspace } = desk;
    await workbench.runCommand('Agoras: Forget Credentials…');
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget and Clear Files');
    await workbench.notifications.expect('are forgotten');
    const all = planted();
    await eventually('the files to be cleared', async () =>
      (await searchFiles(workspace, all)).leaks.length === 0 ? true : undefined,
    );
    assert.deepEqual((await searchFiles(workbench.server.dataDir, all)).leaks, []);
    await rm(join(workspace, '.vscode'), { recursive: true, force: true });
  });
});
