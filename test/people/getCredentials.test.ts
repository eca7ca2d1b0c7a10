import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openForAll } from '../openForAll';
import { eventually } from '../workbench/waiting';
import { canariesOf, searchFiles } from './canaries';
import { BOXES, answer, choose, enter, enterAgain, inputsOf, sitDown, start, valueOf, type Desk } from './flow';

describe('A person who gets Instagram credentials', () => {
  let desk: Desk;
  const before_ = '# my project\nOTHER=1 # keep me\n';
  openForAll(async () => (desk = await sitDown({ '.env': before_ })));

  it('types three values, makes three choices, and finds a permanent token and the object ID in .env', async () => {
    const { workbench, sandbox } = desk;
    const { quickInput } = workbench;
    const token = sandbox.shortLivedToken('ada');
    const typed = inputsOf(sandbox, token);

    await workbench.commandPalette('Agoras');
    await quickInput.expect({ value: '>Agoras' });
    await workbench.screenshot('command-palette');
    await quickInput.leave();
    await start(workbench);
    const first = await quickInput.expect(BOXES.appId);
    assert.equal(first.step, '1/7');
    assert.equal(first.title, 'Get Instagram Credentials');
    await workbench.screenshot('flow-1-app-id');
    await answer(workbench, 'appId', typed.appId);
    await quickInput.expect(BOXES.appSecret);
    await quickInput.paste(typed.appSecret);
    await workbench.screenshot('flow-2-app-secret');
    await quickInput.accept();
    await quickInput.expect(BOXES.token);
    await workbench.screenshot('flow-3-ways');
    await quickInput.paste(token);
    await quickInput.expect({ ...BOXES.tokenBox, value: token });
    await workbench.screenshot('flow-3-token');
    await quickInput.accept();

    await quickInput.expect({ ...BOXES.page, item: sandbox.pages.adaInstagram.name });
    await workbench.screenshot('flow-4-pages');
    await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
    await quickInput.expect(BOXES.objectId);
    await workbench.screenshot('flow-5-object-id');
    await choose(workbench, 'objectId', 'Instagram account ID');
    await quickInput.expect(BOXES.agorasVersion);
    await workbench.screenshot('flow-6-version');
    await choose(workbench, 'agorasVersion', 'Agoras 1.x');
    await quickInput.expect(BOXES.destination);
    await workbench.screenshot('flow-7-destination');
    await choose(workbench, 'destination', '.env');

    await workbench.notifications.expect('never expire and are now in .env');
    await workbench.screenshot('flow-8-done');
    const env = await desk.read('.env');
    const written = sandbox.describe(valueOf(env, 'INSTAGRAM_ACCESS_TOKEN'));
    assert.equal(written?.kind, 'PAGE');
    assert.equal(written.expiresAt, 0);
    assert.equal(written.valid, true);
    assert.equal(written.pageId, sandbox.pages.adaInstagram.id);
    assert.equal(valueOf(env, 'INSTAGRAM_OBJECT_ID'), sandbox.pages.adaInstagram.instagram.id);
    assert.ok(env?.startsWith(before_) === true, 'what was there before stays');
    assert.equal(env.slice(before_.length).trim().split('\n').length, 3, 'a comment and two lines');
  });

  it('sees in the status bar that the token never expires', async () => {
    const item = await desk.workbench.statusBar('agoras.tokenExpiry');
    assert.match(item.text, /never expires/);
    assert.match(item.label, new RegExp(desk.sandbox.pages.adaInstagram.name));
  });

  it('a second person, with one Page and the Page ID, is asked for the token and the object ID only', async () => {
    const { workbench, sandbox } = desk;
    const before2 = await desk.read('.env');
    await enterAgain(desk, 'grace');
    await choose(workbench, 'objectId', 'Page ID');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect(`“${sandbox.pages.grace.name}” never expire`);
    await workbench.notifications.expect('the publishing call refuses posts');
    const env = await desk.read('.env');
    assert.equal(valueOf(env, 'INSTAGRAM_OBJECT_ID'), sandbox.pages.grace.id);
    assert.equal(sandbox.describe(valueOf(env, 'INSTAGRAM_ACCESS_TOKEN'))?.pageId, sandbox.pages.grace.id);
    assert.equal(env?.split('\n').length, before2?.split('\n').length, 'the same lines, with new values');
  });
});

describe('A person who gets credentials in a workspace without .env', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown()));

  const steps = ['appId', 'appSecret', 'token', 'page', 'objectId', 'agorasVersion', 'destination'] as const;

  it('presses Escape at each question, and nothing is written, kept, or remembered', async () => {
    const { workbench, sandbox } = desk;
    const { quickInput } = workbench;
    for (const last of steps) {
      const typed = inputsOf(sandbox, sandbox.shortLivedToken('ada'));
      await start(workbench);
      for (const step of steps.slice(0, steps.indexOf(last))) {
        if (step === 'appId') await answer(workbench, step, typed.appId);
        else if (step === 'appSecret') await answer(workbench, step, typed.appSecret);
        else if (step === 'token') await answer(workbench, step, typed.token);
        else if (step === 'page') await choose(workbench, step, sandbox.pages.adaInstagram.name);
        else if (step === 'objectId') await choose(workbench, step, 'Instagram account ID');
        else if (step === 'agorasVersion') await choose(workbench, step, 'Agoras 1.x');
      }
      await quickInput.expect(BOXES[last]);
      await quickInput.leave();
      assert.equal(await desk.read('.env'), undefined, `after Escape at ${last}`);
    }
    assert.deepEqual(await workbench.notifications.all(), []);
    await workbench.runCommand('Agoras: Check Access Token');
    await workbench.notifications.expect('No credentials are stored yet.');
    await workbench.notifications.dismiss('No credentials are stored yet.');
    assert.equal(await workbench.hasStatusBarItem('agoras.tokenExpiry'), false);
    assert.deepEqual((await searchFiles(workbench.server.dataDir, canariesOf(sandbox))).leaks, []);
  });

  it('goes Back and finds what was typed', async () => {
    const { workbench, sandbox } = desk;
    const { quickInput } = workbench;
    await start(workbench);
    await answer(workbench, 'appId', sandbox.apps.demo.id);
    await quickInput.expect(BOXES.appSecret);
    await quickInput.type('0123');
    await quickInput.back();
    assert.equal((await quickInput.expect(BOXES.appId)).value, sandbox.apps.demo.id);
    await quickInput.accept();
    assert.equal((await quickInput.expect(BOXES.appSecret)).value, '0123');
    await quickInput.leave();
  });

  it('is told while typing that it cannot be right, and is not let on', async () => {
    const { workbench, sandbox } = desk;
    const { quickInput } = workbench;
    await start(workbench);
    await quickInput.expect(BOXES.appId);
    await quickInput.type('my app');
    await quickInput.expect({ message: 'digits only', severity: 'error' });
    await quickInput.accept();
    await quickInput.paste('123');
    await quickInput.expect({ message: '15 or 16 digits', severity: 'info' });
    await quickInput.accept();
    await quickInput.expect({ message: '15 or 16 digits', severity: 'error' });
    await workbench.screenshot('validation');
    await quickInput.paste(sandbox.apps.demo.secret);
    await quickInput.expect({ message: 'looks like an App Secret', severity: 'error' });
    await quickInput.leave();
  });

  it('asks for help at a box, and the box waits beside the walkthrough', async () => {
    const { workbench, sandbox } = desk;
    const { quickInput } = workbench;
    await start(workbench);
    await answer(workbench, 'appId', sandbox.apps.demo.id);
    await answer(workbench, 'appSecret', sandbox.apps.demo.secret);
    await quickInput.expect(BOXES.token);
    await quickInput.pressButton(/^Explain this step/);
    const frame = await workbench.webviewFrame('Agoras: Instagram Credentials');
    await frame.getByRole('heading', { name: 'Generate a short-lived token' }).waitFor();
    await quickInput.expect(BOXES.token);
    await workbench.screenshot('help');
    await quickInput.pressButton('Copy the permissions to ask for');
    await eventually('the permissions on the clipboard', async () =>
      /^pages_show_list,.*instagram_content_publish$/.test(await workbench.clipboard()) ? true : undefined,
    );
    await quickInput.leave();
  });

  it('goes Back to another Page, and its own object ID is written', async () => {
    const { workbench, sandbox } = desk;
    const { quickInput } = workbench;
    await enter(desk, 'ada');
    await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
    await choose(workbench, 'objectId', 'Instagram account ID');
    await quickInput.expect(BOXES.agorasVersion);
    await quickInput.back();
    await quickInput.expect(BOXES.objectId);
    await quickInput.back();
    await choose(workbench, 'page', sandbox.pages.adaPlain.name);
    await choose(workbench, 'agorasVersion', 'Agoras 1.x');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect(/Publishing will be refused until .* is connected/);
    const env = await desk.read('.env');
    assert.equal(valueOf(env, 'INSTAGRAM_OBJECT_ID'), sandbox.pages.adaPlain.id);
    assert.equal(sandbox.describe(valueOf(env, 'INSTAGRAM_ACCESS_TOKEN'))?.pageId, sandbox.pages.adaPlain.id);
    assert.equal((await stat(join(desk.workspace, '.env'))).mode & 0o777, 0o600, 'nobody else may read it');
  });
});
