import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { eventually } from '../workbench/waiting';
import { BOXES, answer, choose, inputsOf, sitDown, typeInputs, type Desk } from './flow';
import {
  STEPS,
  SIDEBAR,
  TITLE,
  expectOpen,
  expectState,
  expectTally,
  focused,
  isOpen,
  openSteps,
  openTab,
  restoredTab,
  tabTo,
} from './walkthroughSteps';

describe('A person who has never heard of the Graph API', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown({ '.env': '' })));

  it('opens the walkthrough and finds the first step open, with a picture and a way on', async () => {
    const frame = await openTab(desk);
    await expectOpen(frame, ['link']);
    const link = frame.locator('#open-link-switchToPage');
    assert.equal(await link.innerText(), 'Open your Pages');
    assert.equal(await link.getAttribute('href'), 'https://www.facebook.com/pages/?category=your_pages');
    await frame.locator('#body-link').getByRole('img', { name: 'Linked accounts' }).waitFor();
    await desk.workbench.screenshot('walkthrough-first');
  });

  it('walks through by the keyboard alone: from step to step, through the flow, to the last tick', async () => {
    const { workbench, sandbox } = desk;
    const frame = await workbench.webviewFrame(TITLE);
    await frame.locator('h1').click();
    const came = await tabTo(desk, frame, 'next-link');
    const order = [
      'intro-getCredentials',
      'heading-link',
      'click-link-switchToPage',
      'open-link-switchToPage',
      'click-link-linkedAccounts',
      'open-link-linkedAccounts',
      'click-link-connectInstagram',
      'next-link',
    ];
    assert.deepEqual(came, order, 'the order on the page');
    await workbench.press('Enter');
    assert.deepEqual(await openSteps(frame), ['app']);
    assert.equal(await focused(frame), 'heading-app', 'the focus goes along');
    await workbench.screenshot('walkthrough-keyboard');
    await tabTo(desk, frame, 'case-useCases');
    await workbench.press('ArrowDown');
    assert.equal(await focused(frame), 'case-other');
    await expectTally(frame, 'app', '0 of 9');
    await workbench.press('ArrowUp');
    await expectTally(frame, 'app', '0 of 10');
    for (const [index, click] of ['createApp', 'nameApp', 'chooseUseCase'].entries()) {
      await tabTo(desk, frame, `click-useCases-${click}`);
      await workbench.press('Space');
      await expectTally(frame, 'app', `${String(index + 1)} of 10`);
    }
    await workbench.screenshot('walkthrough-ticked');
    await tabTo(desk, frame, 'next-app');
    await workbench.press('Space');
    assert.deepEqual(await openSteps(frame), ['token']);

    await tabTo(desk, frame, 'copy-permissions');
    await workbench.press('Enter');
    await eventually('the permissions on the clipboard', async () =>
      /^pages_show_list,.*instagram_content_publish$/.test(await workbench.clipboard()) ? true : undefined,
    );

    await tabTo(desk, frame, 'token-getCredentials');
    await workbench.press('Enter');
    const typed = inputsOf(sandbox, sandbox.shortLivedToken('ada'));
    await workbench.quickInput.expect(BOXES.appId);
    await expectState(frame, 'app', 'running');
    const settings = frame.locator('#page-basicSettings');
    assert.equal(await settings.getAttribute('href'), 'https://developers.facebook.com/apps/');
    await answer(workbench, 'appId', typed.appId);
    await workbench.quickInput.expect(BOXES.appSecret);
    await eventually('the links to open the app that was typed', async () =>
      (await settings.getAttribute('href'))?.endsWith(`/apps/${typed.appId}/settings/basic/`) === true
        ? true
        : undefined,
    );
    await answer(workbench, 'appSecret', typed.appSecret);
    await workbench.quickInput.expect(BOXES.token);
    await expectState(frame, 'app', 'done');
    await expectState(frame, 'token', 'running');
    await answer(workbench, 'token', typed.token);
    await workbench.quickInput.expect({ ...BOXES.page, item: sandbox.pages.adaInstagram.name });
    await expectState(frame, 'page', 'running');
    await expectState(frame, 'exchange', 'done');
    await workbench.screenshot('walkthrough-running');
    await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
    await workbench.quickInput.expect(BOXES.agorasVersion);
    await expectState(frame, 'page', 'done');
    await expectState(frame, 'flags', 'running');
    await choose(workbench, 'agorasVersion', 'Agoras 1.x');
    await choose(workbench, 'objectId', 'Instagram account ID');
    await choose(workbench, 'destination', '.env');
    for (const step of STEPS) await expectState(frame, step, 'done');
    await frame.getByText('9 of 9 steps done').waitFor();
    await eventually('the focus to be back at its step', async () =>
      (await focused(frame)) === 'heading-token' ? true : undefined,
    );
    const result = frame.getByRole('region', { name: 'Your credentials' });
    await result.getByText(sandbox.pages.adaInstagram.instagram.id).first().waitFor();
    assert.doesNotMatch(await frame.content(), new RegExp(`EAA|${sandbox.apps.demo.secret}`));
    await workbench.notifications.expect('are now in .env');
    await workbench.clearNotifications();
    await workbench.screenshot('walkthrough-done');
  });

  it('keeps open steps, scroll position, selection and focus while the state changes', async () => {
    const { workbench } = desk;
    const frame = await workbench.webviewFrame(TITLE);
    await frame.locator('#heading-account').click();
    await frame.locator('#heading-verified').click();
    await frame.locator('#verified-checkToken').focus();
    await frame.evaluate(`getSelection().selectAllChildren(document.querySelector('#body-account p'))`);
    const selected = await frame.evaluate<string>('String(getSelection())');
    const scroll = await frame.evaluate<number>('scrollY');
    assert.ok(scroll > 0 && selected.length > 20);
    await frame.evaluate(`document.getElementById('announcement').textContent = ''`);
    await workbench.press('Enter');
    await eventually('the announcement of the check', async () =>
      (await frame.getByRole('status').textContent()) === '“Check that it works” is done.' ? true : undefined,
    );
    const open = await openSteps(frame);
    assert.ok(open.includes('account') && open.includes('verified'));
    assert.equal(await frame.evaluate('scrollY'), scroll);
    assert.equal(await frame.evaluate('String(getSelection())'), selected);
    assert.equal(await frame.evaluate('document.activeElement.id'), 'verified-checkToken');
    await workbench.clearNotifications();
  });

  it('finds the tab as it was when it comes back to the front, and after a reload of the window', async () => {
    const { workbench } = desk;
    let frame = await workbench.webviewFrame(TITLE);
    const open = await openSteps(frame);
    await workbench.runCommand('File: New Untitled Text File');
    await eventually('the tab to be hidden', async () =>
      frame.isDetached() ||
      !(await frame
        .locator('h1')
        .isVisible()
        .catch(() => false))
        ? true
        : undefined,
    );
    frame = await openTab(desk);
    await expectState(frame, 'written', 'done');
    await expectOpen(frame, open);
    await expectTally(frame, 'app', '3 of 10');

    await workbench.reload();
    frame = await restoredTab(desk);
    await expectState(frame, 'written', 'done');
    await frame.getByText('9 of 9 steps done').waitFor();
    await expectOpen(frame, open);
    await expectTally(frame, 'app', '3 of 10');
    await eventually('the scroll position', async () =>
      (await frame.evaluate<number>('scrollY')) > 0 ? true : undefined,
    );
    await frame.getByText('The results are kept until the window is closed.').waitFor();
  });
});

describe('A person who makes a mistake', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown({ '.env': '' })));

  it('reads in the tab and in the sidebar which step needs attention and why, and sees it mended', async () => {
    const { workbench, sandbox } = desk;
    await workbench.openSidebar('Agoras');
    const frames = [await workbench.webviewFrame(SIDEBAR), await openTab(desk)];
    const typed = inputsOf(sandbox, sandbox.shortLivedToken('ada'));
    const wrong = { ...typed, appSecret: '0'.repeat(32) };
    await workbench.runCommand('Agoras: Get Instagram Credentials…');
    await typeInputs(workbench, wrong);
    const button = 'Enter the App Secret Again';
    const message = await workbench.notifications.expect(/secret/i);
    for (const frame of frames) {
      await expectState(frame, 'app', 'attention');
      assert.ok(await isOpen(frame, 'app'), 'the step that needs attention is open');
      assert.equal(await frame.locator('#reason-app').innerText(), message.text);
      assert.ok(!(await frame.content()).includes(typed.token));
    }
    await workbench.screenshot('walkthrough-attention');
    await workbench.notifications.clickButton(/secret/i, button);
    await answer(workbench, 'appSecret', typed.appSecret);
    await workbench.quickInput.expect(BOXES.page);
    for (const frame of frames) await expectState(frame, 'app', 'done');
    await workbench.quickInput.leave();
    for (const frame of frames) await expectState(frame, 'app', 'todo');
  });
});
