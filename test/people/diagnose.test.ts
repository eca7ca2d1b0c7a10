import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { openForAll } from '../openForAll';
import { eventually } from '../workbench/waiting';
import { checkAccessibility } from './axe';
import { obtain, sitDown, type Desk } from './flow';
import { focused, overflow, tabTo } from './walkthroughSteps';

const TITLE = 'Agoras: Diagnosis';
const THEMES = ['Light Modern', 'Dark High Contrast', 'Light High Contrast', 'Dark Modern'];

const launch = `{
  "configurations": [
    {
      // Mine.
      "name": "Post",
      "type": "debugpy",
      "request": "launch",
      "module": "agoras.cli.main",
      "args": ["instagram", "post", "--text", "\${input:text}"],
      "envFile": ".env"
    }
  ],
  "inputs": [{ "id": "text", "type": "promptString", "description": "Text" }]
}
`;
const joined = launch.replace('"--text", "${input:text}"', '"--text=${input:text}"');

const values = ['CLIENT_ID=1', 'CLIENT_SECRET=2', 'REFRESH_TOKEN=3', 'OBJECT_ID=4'].map(
  (line) => `INSTAGRAM_${line}\n`,
);
const dotenv = `# mine\nINSTAGRAM_ACCESS_TOKEN=old\n${values.join('')}`;

describe('A person who asks what would keep Agoras from publishing', () => {
  let desk: Desk;
  let frame: Frame;
  openForAll(
    async () =>
      (desk = await sitDown(
        { '.env': dotenv, '.vscode/launch.json': launch, 'node_modules/other/.env': dotenv },
        // In a browser, VS Code would save by itself after a second.
        { userSettings: { 'agoras.agorasVersion': '3.x', 'files.autoSave': 'off' } },
      )),
  );
  before(() => obtain(desk, 'grace'));

  const summary = (text: RegExp) => frame.locator('#summary', { hasText: text }).waitFor();

  it('sees it all in one report, without a file being opened', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Diagnose This Workspace…');
    frame = await workbench.webviewFrame(TITLE);
    await summary(/^Problems: 2\. Couldn’t be checked: \d\.$/);
    const findings = await frame.locator('#section-files .finding:has(.place)').allTextContents();
    const said = findings.map((text) => text.replace(/\s+/g, ' ').trim());
    assert.deepEqual(
      said.map((text) => text.split(' ')[1]),
      ['.env:2', '.vscode/launch.json:9'],
    );
    assert.match(await frame.locator('#section-files .hint').innerText(), /^Files checked: 2\. Folders: 1\.$/);
    const tabs = await workbench.page.locator('.tabs-container .tab').allTextContents();
    assert.deepEqual(
      tabs.filter((name) => /env|launch/.test(name)),
      [],
    );
  });

  it('meets no barrier, in light, dark and high contrast', async () => {
    const { workbench } = desk;
    await workbench.clearNotifications();
    for (const theme of THEMES) {
      await workbench.setTheme(theme);
      const { kept, broken } = await checkAccessibility(frame);
      assert.deepEqual(broken, [], theme);
      assert.ok(kept > 15, 'axe has looked');
      await workbench.screenshot(`diagnosis-${theme}`);
    }
  });

  it('reads it at 200 percent, and in a column of 170 pixels, without scrolling sideways', async () => {
    const { page } = desk.workbench;
    // The size of a 1280×800 window at 200 percent zoom.
    await page.setViewportSize({ width: 640, height: 400 });
    await eventually('the narrow window', async () =>
      (await frame.evaluate<number>('innerWidth')) < 640 ? true : undefined,
    );
    assert.deepEqual(await overflow(frame), []);
    await desk.workbench.screenshot('diagnosis-zoomed');
    await page.setViewportSize({ width: 1280, height: 800 });
    await frame.evaluate(`document.body.style.width = '170px'`);
    const wide = await frame.evaluate<string[]>(`
      [...document.querySelectorAll('main *:not(.unseen)')]
        .filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().right > 170.5)
        .map((element) => element.outerHTML.slice(0, 120))`);
    assert.deepEqual(wide, []);
    await desk.workbench.screenshot('diagnosis-170');
    await frame.evaluate(`document.body.style.width = ''`);
  });

  it('goes to the place of a finding by the keyboard, and back', async () => {
    const { workbench } = desk;
    await frame.locator('#report-title').focus();
    await tabTo(desk, frame, 'files-1-open');
    await workbench.press('Enter');
    await workbench.page.locator('.tab.active[data-resource-name="launch.json"]').waitFor();
    await eventually('the cursor in line 9', async () => {
      const position = await workbench.page.locator('#status\\.editor\\.selection').textContent();
      return /Ln 9\b/.test(position ?? '') ? true : undefined;
    });
    await workbench.runCommand('View: Close Editor');
    frame = await workbench.webviewFrame(TITLE);
    await summary(/^Problems: 2/);
  });

  it('fixes all at once, saves, and the report is clean', async () => {
    const { workbench } = desk;
    await frame.locator('#report-title').focus();
    await tabTo(desk, frame, 'report-fixAll');
    await workbench.press('Enter');
    await summary(/^Problems: 1\./);
    assert.equal(await desk.read('.env'), dotenv.replace('INSTAGRAM_ACCESS_TOKEN=old\n', ''));
    assert.match(
      (await frame.locator('#announcement').textContent()) ?? '',
      /^Fixed\. Problems: 1\. Couldn’t be checked: \d\.$/,
    );
    // The element that had the focus is gone.
    await eventually('the focus on the heading', async () =>
      (await focused(frame)) === 'report-title' ? true : undefined,
    );
    assert.equal(await desk.read('.vscode/launch.json'), launch);
    await workbench.screenshot('diagnosis-fixed');
    await frame.locator('button', { hasText: 'Save All Files' }).click();
    await summary(/^No problems were found\. Couldn’t be checked: \d\.$/);
    assert.equal(await desk.read('.vscode/launch.json'), joined);
    await workbench.screenshot('diagnosis-clean');
  });

  it('copies it as a text that names no Page and holds no secret', async () => {
    const { workbench, sandbox } = desk;
    await frame.locator('#report-copy').click();
    await workbench.notifications.expect('The report was copied');
    const text = await workbench.clipboard();
    assert.match(
      text,
      /^Agoras: Diagnosis\nAgoras Credentials \d+\.\d+\.\d+\nVS Code \d+\.\d+\.\d+ \(\w+, remote\)\nAgoras unknown\n/,
    );
    assert.doesNotMatch(text, new RegExp(sandbox.pages.grace.name));
    assert.doesNotMatch(text, /EAA/);
    assert.ok(!text.includes(desk.workspace));
  });

  it('is told once a file has changed that the report is about, and looks again by the keyboard', async () => {
    const { workbench } = desk;
    await workbench.clearNotifications();
    await frame.locator('#report-title').click();
    assert.equal(await frame.locator('#outdated').count(), 0);
    await writeFile(join(desk.workspace, '.env'), dotenv);
    await frame.locator('#outdated', { hasText: 'has changed since' }).waitFor();
    assert.match((await frame.locator('#announcement').textContent()) ?? '', /has changed since/);
    assert.equal(await focused(frame), 'report-title');
    const { broken } = await checkAccessibility(frame);
    assert.deepEqual(broken, []);
    await workbench.screenshot('diagnosis-outdated');
    await tabTo(desk, frame, 'report-again');
    await workbench.press('Enter');
    await summary(/^Problems: 1\./);
    await frame.locator('#outdated').waitFor({ state: 'detached' });
  });
});
