import assert from 'node:assert/strict';
import { eventually } from '../workbench/waiting';
import { checkAccessibility } from './axe';
import { choose, enter, enterAgain, sitDown, type Desk } from './flow';
import { SIDEBAR, STEPS, TITLE, cutWords, isOpen, openTab, overflow, show } from './walkthroughSteps';

const THEMES = ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast'];
/** The subjects of the drawings on the Welcome page, in the order of its steps. */
const PICTURES = [
  'Linked accounts',
  'use cases of the Create App page',
  'permissions of a use case',
  'Graph API Explorer',
  'list of your Pages',
  'list of checks',
];
const TITLE_OF_DRAWING = `document.querySelector('svg title')?.textContent ?? ''`;

describe('The walkthrough, looked at', () => {
  let desk: Desk;

  before(async () => {
    // VS Code's default: the browser decides how much motion there is.
    desk = await sitDown({ '.env': '' }, { userSettings: { 'workbench.reduceMotion': 'auto' } });
    const { workbench } = desk;
    await enter(desk, 'grace');
    await choose(workbench, 'agorasVersion', 'Agoras 1.x');
    await choose(workbench, 'objectId', 'Page ID');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect('are now in .env');
  });
  after(() => desk.close());

  it('meets no barrier, in the tab or in the sidebar, in light, dark and high contrast', async () => {
    const { workbench } = desk;
    await workbench.openSidebar('Agoras');
    const sidebar = await workbench.webviewFrame(SIDEBAR);
    await sidebar.locator('#heading-link').waitFor();
    const frames = { sidebar, editor: await openTab(desk) };
    for (const frame of Object.values(frames)) {
      for (const step of STEPS) if (!(await isOpen(frame, step))) await frame.locator(`#heading-${step}`).click();
    }
    await workbench.clearNotifications();
    for (const theme of [...THEMES.slice(1), 'Dark Modern']) {
      await workbench.setTheme(theme);
      for (const [place, frame] of Object.entries(frames)) {
        const { kept, broken } = await checkAccessibility(frame);
        assert.deepEqual(broken, [], `${place}, ${theme}`);
        assert.ok(kept > 20, 'axe has looked');
        assert.deepEqual(await cutWords(frame), [], `${place}, ${theme}`);
      }
      for (const [part, selector] of [
        ['result', 'h1'],
        ['facebook', '#part-facebook'],
        ['vscode', '#part-vscode'],
      ] as const) {
        for (const frame of Object.values(frames)) await show(frame, selector);
        await workbench.screenshot(`walkthrough-${part}-${theme}`);
      }
    }
  });

  it('meets none in any of the ways to an app', async () => {
    const { workbench } = desk;
    const frame = await workbench.webviewFrame(TITLE);
    for (const appCase of ['other', 'ownUseCases', 'ownProducts', 'useCases']) {
      await frame.locator(`#case-${appCase}`).check();
      await frame.locator(`#click-${appCase}-appId`).waitFor();
      const { broken } = await checkAccessibility(frame);
      assert.deepEqual(broken, [], appCase);
      assert.deepEqual(await cutWords(frame), [], appCase);
      await show(frame, '#step-app');
      await workbench.screenshot(`walkthrough-app-${appCase}`);
    }
  });

  it('reads it in a sidebar of 170 pixels, and at 200 percent, without scrolling sideways', async () => {
    const { workbench } = desk;
    const { page } = workbench;
    const sidebar = await workbench.webviewFrame(SIDEBAR);
    const box = await page.locator('.part.sidebar').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width, 400);
    await page.mouse.down();
    await page.mouse.move(box.x + 172, 400, { steps: 5 });
    await page.mouse.up();
    const width = await eventually('a narrow sidebar', async () => {
      const narrow = await sidebar.evaluate<number>('innerWidth');
      return narrow < 175 ? narrow : undefined;
    });
    assert.ok(width >= 165, String(width));
    assert.deepEqual(await overflow(sidebar), []);
    for (const [part, selector] of [
      ['top', 'h1'],
      ['steps', '#part-facebook'],
    ] as const) {
      await show(sidebar, selector);
      await workbench.screenshot(`sidebar-170-${part}`);
    }
    // The size of a 1280×800 window at 200 percent zoom.
    await page.setViewportSize({ width: 640, height: 400 });
    const tab = await workbench.webviewFrame(TITLE);
    assert.deepEqual(await overflow(tab), []);
    await workbench.screenshot('walkthrough-zoomed');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('sees what is being done turn, and stand still where motion is reduced', async () => {
    const { workbench, sandbox } = desk;
    const frame = await workbench.webviewFrame(TITLE);
    sandbox.fault({ on: '/me', kind: 'delay', ms: 60_000 });
    await enterAgain(desk, 'ada');
    await frame.locator('.mark.running').first().waitFor();
    const moving = () => frame.evaluate<number>(`document.getAnimations().length`);
    assert.notEqual(await moving(), 0);
    await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
    await eventually('everything to stand still', async () => ((await moving()) === 0 ? true : undefined));
    await workbench.page.emulateMedia({ reducedMotion: null });
    await workbench.quickInput.leave();
    sandbox.clearFaults();
  });

  it('is on the Welcome page in six steps, each with a picture', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.quickInput.pick('Get Instagram Credentials');
    const steps = workbench.page.locator('.gettingStartedContainer .step-list-container .getting-started-step');
    await eventually('six steps', async () => ((await steps.count()) === 6 ? true : undefined));
    for (const [index, picture] of PICTURES.entries()) {
      await steps.nth(index).click();
      await eventually(`the picture of ${picture}`, async () => {
        const titles = workbench.page.frames().map((frame) => frame.evaluate<string>(TITLE_OF_DRAWING).catch(() => ''));
        return (await Promise.all(titles)).some((title) => title.includes(picture)) ? true : undefined;
      });
      await workbench.screenshot(`welcome-${String(index + 1)}`);
    }
  });
});
