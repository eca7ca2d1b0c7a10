import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openForAll } from '../openForAll';
import { eventually } from '../workbench/waiting';
import { obtain, sitDown, sitDownWithFolder, type Desk } from './flow';
import { expectProblems, hoverOver, openFromExplorer } from './openFiles';

const TOKEN = `EAA${'x'.repeat(60)}`;

const launch = `{
  "configurations": [
    {
      // Mine.
      "name": "Post",
      "type": "debugpy",
      "request": "launch",
      "module": "agoras.cli.main",
      "args": ["instagram", "post", "--text", "\${input:text}"],
      "env": { "INSTAGRAM_REFRESH_TOKEN": "${TOKEN}" },
      "envFile": ".env"
    }
  ],
  "inputs": [{ "id": "text", "type": "promptString", "description": "Text" }]
}
`;

const tasks = `{
  "version": "2.0.0",
  "tasks": [
    { "label": "a", "type": "process", "command": "agoras", "args": ["instagram", "post", "--text", "\${input:text}"] },
    // The other one.
    { "label": "b", "type": "process", "command": "agoras", "args": ["instagram", "post", "--text", "\${input:text}"] }
  ],
  "inputs": [{ "id": "text", "type": "promptString", "description": "Text" }]
}
`;

describe('A person who edits the files that Agoras reads', () => {
  let desk: Desk;
  openForAll(
    async () =>
      (desk = await sitDown(
        {
          '.env': '# mine\nINSTAGRAM_CLIENT_ID=1\nINSTAGRAM_OBJECT_ID=2\n',
          '.vscode/launch.json': launch,
          '.vscode/tasks.json': tasks,
        },
        { userSettings: { 'agoras.agorasVersion': '3.x' } },
      )),
  );
  before(() => obtain(desk, 'grace'));

  /** Puts the cursor into a word, and applies one of the quick fixes there. */
  async function fixAt(word: string, label: string): Promise<void> {
    const { workbench } = desk;
    await workbench.page.locator('.view-line span span', { hasText: word }).last().click();
    const action = workbench.page.locator('.action-widget .monaco-list-row', { hasText: label });
    await eventually(`the quick fix ${label}`, async () => {
      // If pressed while VS Code is still moving the focus, the keys open nothing, or something that closes again.
      await workbench.press('ControlOrMeta+.');
      return action.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => undefined,
      );
    });
    await workbench.screenshot(`quick-fix-${label.replaceAll(' ', '-').toLowerCase()}`);
    await action.and(workbench.page.locator('.focused')).waitFor();
    await workbench.press('Enter');
  }

  it('sees in .env what is missing, and writes it from the light bulb', async () => {
    const { workbench } = desk;
    await openFromExplorer(workbench, '.env');
    const [message = ''] = await expectProblems(workbench, 1);
    assert.match(message, /incomplete.*Missing: INSTAGRAM_CLIENT_SECRET, INSTAGRAM_REFRESH_TOKEN/);
    await workbench.screenshot('problems-dotenv');
    await fixAt('INSTAGRAM_CLIENT_ID', 'Write Flags to…');
    await workbench.quickInput.expect({ placeholder: 'Where should the credentials go' });
    await workbench.quickInput.pick('.env');
    await workbench.notifications.expect('are now in .env');
    await expectProblems(workbench, 0);
    await workbench.clearNotifications();
  });

  it('hovers over a value and reads whose it is, never the value', async () => {
    const { workbench, sandbox } = desk;
    await workbench.runCommand('View: Focus Active Editor Group');
    const hover = await hoverOver(workbench, 'INSTAGRAM_REFRESH_TOKEN', sandbox.pages.grace.name);
    await workbench.screenshot('hover-dotenv');
    const text = (await hover.textContent()) ?? '';
    // VS Code uses no-break spaces.
    assert.match(text.replace(/\s/g, ' '), /Page token of.*never expires.*Last checked/);
    assert.doesNotMatch(text, /EAA/);
  });

  it('sees a secret and a text that breaks in launch.json, and has the text joined', async () => {
    const { workbench } = desk;
    await openFromExplorer(workbench, '.vscode/launch.json');
    const [plain = '', loose = '', ...others] = await expectProblems(workbench, 2);
    assert.match(loose, /begins with a dash/);
    assert.match(plain, /INSTAGRAM_REFRESH_TOKEN is a secret/);
    assert.deepEqual(others, []);
    await workbench.screenshot('problems-launch');
    await workbench.runCommand('View: Focus Active Editor Group');
    const hover = await hoverOver(workbench, 'INSTAGRAM_REFRESH_TOKEN', 'No stored account has this value');
    await hover.getByRole('link', { name: 'Import Existing Credentials…' }).waitFor();
    await workbench.screenshot('hover-unknown');
    // The hover covers the text below.
    await workbench.page.mouse.move(0, 0);
    await hover.waitFor({ state: 'detached' });
    await fixAt('--text', 'Join them with an equals sign');
    await expectProblems(workbench, 1);
    await workbench.runCommand('File: Save');
    const joined = launch.replace('"--text", "${input:text}"', '"--text=${input:text}"');
    await eventually('the file to be saved', async () =>
      (await desk.read('.vscode/launch.json')) === joined ? true : undefined,
    );
  });

  it('has all that can be mended in a file mended at once', async () => {
    const { workbench } = desk;
    await openFromExplorer(workbench, '.vscode/tasks.json');
    await expectProblems(workbench, 3);
    await workbench.runCommand('View: Focus Active Editor Group');
    await workbench.runCommand('Fix All');
    await expectProblems(workbench, 1);
    await workbench.runCommand('File: Save');
    const joined = tasks.replaceAll('"--text", "${input:text}"', '"--text=${input:text}"');
    await eventually('the file to be saved', async () =>
      (await desk.read('.vscode/tasks.json')) === joined ? true : undefined,
    );
  });
});

describe('A person who opens two folders that are not trusted', () => {
  let desk: Desk;
  openForAll(
    async () =>
      (desk = await sitDownWithFolder(async (folder) => {
        for (const [name, version] of [
          ['site', '3.x'],
          ['shop', '1.x'],
        ] as const) {
          await mkdir(join(folder, name, '.vscode'), { recursive: true });
          const settings = JSON.stringify({ 'agoras.agorasVersion': version });
          await writeFile(join(folder, name, '.vscode', 'settings.json'), settings);
          const values = `INSTAGRAM_ACCESS_TOKEN=${TOKEN}\nINSTAGRAM_OBJECT_ID=17841400000000001\n`;
          await writeFile(join(folder, name, `${name}.env`), values);
        }
        const workspace = join(folder, 'both.code-workspace');
        await writeFile(workspace, '{ "folders": [{ "path": "site" }, { "path": "shop" }] }');
        const userSettings = {
          'security.workspace.trust.startupPrompt': 'never',
          'security.workspace.trust.untrustedFiles': 'open',
          // Both files stay open.
          'workbench.editor.enablePreview': false,
          'agoras.agorasVersion': '3.x',
        };
        return { workspace, asksForTrust: true, userSettings };
      })),
  );

  it('sees each file held against their own setting, whatever the folder says', async () => {
    const { workbench } = desk;
    await openFromExplorer(workbench, 'site/site.env');
    await openFromExplorer(workbench, 'shop/shop.env');
    for (const message of await expectProblems(workbench, 2)) assert.match(message, /Agoras 3\.x/);
    await workbench.screenshot('problems-untrusted');
  });

  it('hovers over a value there, and reads what it looks like', async () => {
    const { workbench } = desk;
    await workbench.runCommand('View: Focus Active Editor Group');
    const hover = await hoverOver(workbench, 'INSTAGRAM_ACCESS_TOKEN', 'No stored account has this value');
    assert.doesNotMatch((await hover.textContent()) ?? '', /EAA/);
  });

  it('trusts them, and each file is held against the Agoras of its folder', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await workbench.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    const [message = ''] = await expectProblems(workbench, 1);
    assert.match(message, /Agoras 3\.x/);
    await workbench.screenshot('problems-trusted');
  });
});
