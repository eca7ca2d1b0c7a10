import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessLine } from '../sandbox/accessLog';
import { eventually } from '../workbench/waiting';
import { canariesOf, FORMS, searchFiles, searchProcesses } from './canaries';
import {
  BOXES,
  answer,
  askNewTerminal,
  choose,
  inputsOf,
  sitDown,
  start,
  typeInputs,
  type Desk,
  handOver,
} from './flow';
import { logFilesScript } from './logFiles';
import { overhear, type Overheard } from './overheard';

describe('The secrets of a person', () => {
  let desk: Desk;
  /** Everything shown so far on the screen, in notifications and in webviews. */
  const seen: string[] = [];
  let overheard: Overheard;
  let home: string;

  before(async () => {
    const userSettings = { 'agoras.objectId': 'instagramAccount', 'agoras.agorasVersion': '2.x' };
    home = await mkdtemp(join(tmpdir(), 'agoras-installed-'));
    const executable = join(home, 'agoras');
    await writeFile(executable, '#!/bin/sh\necho "agoras 1.1.5"\n', { mode: 0o755 });
    desk = await sitDown(
      {},
      {
        userSettings,
        machineSettings: { 'agoras.executable': executable },
        preloaded: [await logFilesScript(home)],
        prepare: async (page) => (overheard = await overhear(page)),
      },
    );
  });
  after(async () => {
    await desk.close();
    await rm(home, { recursive: true, force: true });
  });

  async function look(): Promise<void> {
    const { page, notifications } = desk.workbench;
    seen.push(...(await notifications.all()).map(({ text }) => text));
    for (const frame of page.frames()) seen.push(await frame.content().catch(() => ''));
  }

  /** Goes once through everything that handles a secret and shows or writes something, including failures. */
  async function useEverything(): Promise<void> {
    const { workbench, sandbox } = desk;
    const typed = inputsOf(sandbox, sandbox.shortLivedToken('ada'));
    // A wrong secret, a service failure, a connection reset: each failure is reported, then the flow continues.
    await start(workbench);
    await typeInputs(workbench, { ...typed, appSecret: 'f'.repeat(32) });
    await workbench.notifications.expect('Facebook refused the App Secret');
    await look();
    await workbench.notifications.clickButton('Facebook refused the App Secret', 'Enter the App Secret Again');
    sandbox.fault({ on: '/me', kind: 'html502', times: 1 });
    sandbox.fault({ on: '/debug_token', kind: 'reset', times: 1 });
    await answer(workbench, 'appSecret', typed.appSecret);
    await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect('are now in .env');
    await look();
    // The values of the other version are in the .env for a moment.
    await workbench.notifications.clickButton('Agoras 1.1.5 is installed here', 'Switch to Agoras 1.x');
    await workbench.notifications.expect('were rewritten for Agoras 1.x');
    await look();
    for (const destination of ['launch.json', 'launch.json with .env']) {
      await workbench.runCommand('Agoras: Write Flags to…');
      await choose(workbench, 'destination', destination);
    }
    await workbench.runCommand('Agoras: Write Flags to…');
    await workbench.quickInput.expect(BOXES.destination);
    await workbench.quickInput.pressItemButton('.env', 'Show what will change');
    await workbench.page.getByText('INSTAGRAM_ACCESS_TOKEN=[hidden]').first().waitFor();
    await look();
    await workbench.runCommand('View: Close All Editors');
    await workbench.quickInput.expect(BOXES.destination);
    await workbench.quickInput.escape();
    await workbench.quickInput.closed();
    await workbench.runCommand('Agoras: Open Credentials Walkthrough');
    await workbench.webviewFrame('Agoras: Instagram Credentials');
    await workbench.openSidebar('Agoras');
    // Makes room for the next notifications: VS Code shows only a few at a time.
    await workbench.clearNotifications();
    await workbench.runCommand('Agoras: Check Access Token');
    await workbench.notifications.expect(/The token of .* is valid\./);
    await workbench.screenshot('check-token');
    await look();
    await workbench.clearNotifications();
    await workbench.runCommand('Agoras: Renew Access Token…');
    await answer(workbench, 'token', sandbox.shortLivedToken('ada', { expired: true }));
    await workbench.notifications.expect('The token has expired');
    await workbench.notifications.clickButton('The token has expired', 'Enter a New Token');
    await answer(workbench, 'token', sandbox.shortLivedToken('ada'));
    await workbench.notifications.expect('was renewed, and everything written with it was updated');
    await look();
    await workbench.clearNotifications();
    sandbox.fault({ on: '/debug_token', kind: 'rateLimit', code: 4, times: 1 });
    await workbench.runCommand('Agoras: Check Access Token');
    await workbench.notifications.expect('Facebook’s rate limit was reached');
    await workbench.runCommand('Agoras: Show Log');
    await look();
  }

  /** Imports the content of the .env, as if it had existed before. */
  async function useImport(): Promise<void> {
    const { workbench } = desk;
    await workbench.clearNotifications();
    await workbench.runCommand('Agoras: Import Existing Credentials…');
    await workbench.quickInput.pick('.env');
    await workbench.quickInput.expect({ placeholder: /keep \.env up to date/ });
    await look();
    await workbench.quickInput.pick('Leave it as it is');
    await workbench.notifications.expect('was already stored; its credentials now come from .env');
    await look();
  }

  /**
   * Destinations that get secrets on purpose: a terminal's environment has them until it is switched off, as does the
   * clipboard.
   */
  async function useClipboardAndTerminals(): Promise<void> {
    const { workbench, sandbox } = desk;
    await workbench.clearNotifications();
    await workbench.runCommand('Agoras: Use Credentials in Terminals');
    await handOver(workbench);
    await workbench.notifications.expect('New terminals of this window have the credentials');
    assert.ok((await inNewTerminal()).length > 0, 'the search finds what is there: the environment of a terminal');
    await workbench.runCommand('Agoras: Use Credentials in Terminals');
    await workbench.notifications.expect('New terminals no longer have the credentials');
    await look();
    await workbench.runCommand('Terminal: Kill All Terminals');
    assert.deepEqual(await inNewTerminal(), []);
    await workbench.clearNotifications();
    await workbench.runCommand('Agoras: Copy Flags as Command Line');
    await handOver(workbench);
    await workbench.notifications.expect('is on the clipboard, which is cleared in a minute');
    await workbench.screenshot('clipboard');
    await look();
    assert.ok(canariesOf(sandbox).findIn(await workbench.clipboard()).length > 0, 'and the clipboard, for a minute');
  }

  /** The content of a new terminal's environment. */
  async function inNewTerminal(): Promise<string[]> {
    const id = await askNewTerminal(desk, 'echo $$');
    return (await searchProcesses(canariesOf(desk.sandbox), [id])).leaks;
  }

  /** Adds a second account, to switch between the two. */
  async function useTwoAccounts(): Promise<void> {
    const { workbench, sandbox } = desk;
    await workbench.clearNotifications();
    await start(workbench);
    await choose(workbench, 'app', `App ${sandbox.apps.demo.id}`);
    await answer(workbench, 'token', sandbox.shortLivedToken('grace'));
    await choose(workbench, 'destination', 'Only keep them in VS Code');
    await workbench.notifications.expect('are kept in VS Code’s secret storage');
    await workbench.runCommand('Agoras: Switch Account…');
    await workbench.quickInput.pick(sandbox.pages.adaInstagram.name);
    await workbench.notifications.expect('This workspace now uses “Café Lovelace”');
    await look();
  }

  it('are nowhere but in the secret storage and the .env, after the flow, the other commands that show or write something, and several failures', async () => {
    await useEverything();
    await useImport();
    await useTwoAccounts();
    await useClipboardAndTerminals();
    const { workbench, sandbox, workspace } = desk;
    const all = canariesOf(sandbox);
    const data = await searchFiles(workbench.server.dataDir, all);
    const files = await searchFiles(workspace, all);
    const processes = await searchProcesses(all);
    const texts: Readonly<Record<string, readonly string[]>> = {
      'screens and notifications': seen,
      'messages of webviews': overheard.messages,
      'lines of the browser’s console': overheard.console,
      'addresses of requests': sandbox.requests.map(({ method, target }) => `${method} ${target}`),
      'lines of the sandbox’s log': sandbox.requests.map(accessLine),
      'texts that the server printed': [workbench.server.output()],
    };
    const inTexts = Object.entries(texts).flatMap(([place, list]) =>
      list.flatMap((text) => all.findIn(text).map((name) => `${name} in ${place}`)),
    );
    const inFiles = files.leaks.filter((leak) => !leak.endsWith(' in .env'));
    const leaks = [...data.leaks, ...inFiles, ...processes.leaks, ...inTexts];
    const counts = {
      'files of VS Code’s data': data.files,
      'files of the workspace': files.files,
      processes: processes.processes,
      ...Object.fromEntries(Object.entries(texts).map(([place, list]) => [place, list.length])),
    };
    console.log(
      `      ${all.count} canaries, in ${FORMS} forms each, searched for in ${Object.keys(counts).length} places:`,
      `${Object.entries(counts)
        .map(([place, count]) => `${String(count)} ${place}`)
        .join(', ')}: ${leaks.length} leaks`,
    );
    assert.deepEqual(leaks, []);
    assert.ok(all.count >= 10 && data.files >= 10 && seen.length >= 20, 'the search had something to search');
    const logs = (await readdir(workbench.server.dataDir, { recursive: true })).filter((name) => name.endsWith('.log'));
    for (const name of ['Agoras', 'exthost']) {
      assert.ok(
        logs.some((log) => log.includes(name)),
        logs.join(),
      );
    }
    assert.ok(files.leaks.length > 0, 'the search finds what is there: the .env');
    for (const kind of ['render', 'ready']) {
      assert.ok(
        overheard.messages.some((text) => text.includes(`"kind":"${kind}"`)),
        `a message ${kind} was overheard`,
      );
    }
  }).timeout(180_000);

  it('are not in the .env either, once they were deleted and cleared', async () => {
    const { workbench, workspace } = desk;
    for (const [account, button] of [
      ['Café Lovelace', 'Forget and Remove What Was Written'],
      ['Hopper Harbour', 'Forget'],
    ] as const) {
      await workbench.runCommand('Agoras: Forget Credentials…');
      if (account === 'Café Lovelace') await choose(workbench, 'account', account);
      await workbench.notifications.expectDialog(`Forget the credentials of “${account}”`);
      await workbench.screenshot(`forget-${account}`);
      await workbench.notifications.clickDialogButton(`Forget the credentials of “${account}”`, button);
      await workbench.notifications.expect(`The credentials of “${account}” were deleted`);
    }
    const all = canariesOf(desk.sandbox);
    await eventually('the files to be cleared', async () =>
      (await searchFiles(workspace, all)).leaks.length === 0 ? true : undefined,
    );
    assert.deepEqual((await searchFiles(workbench.server.dataDir, all)).leaks, []);
    await rm(join(workspace, '.vscode'), { recursive: true, force: true });
  });
});
