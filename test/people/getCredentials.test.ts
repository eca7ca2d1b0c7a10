import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openForAll } from '../openForAll';
import { eventually } from '../workbench/waiting';
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
    assert.equal(first.step, '1/6');
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
    await quickInput.expect(BOXES.agorasVersion);
    await workbench.screenshot('flow-5-version');
    await choose(workbench, 'agorasVersion', 'Agoras 1.x');
    await quickInput.expect(BOXES.objectId);
    await workbench.screenshot('flow-6-object-id');
    await choose(workbench, 'objectId', 'Instagram account ID');
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
    await workbench.quickInput.expect(BOXES.owner);
    await workbench.screenshot('owner');
    await choose(workbench, 'owner', 'Replace them');
    await workbench.notifications.expect(`“${sandbox.pages.grace.name}” never expire`);
    await workbench.notifications.expect('Facebook refuses posts');
    const env = await desk.read('.env');
    assert.equal(valueOf(env, 'INSTAGRAM_OBJECT_ID'), sandbox.pages.grace.id);
    assert.equal(sandbox.describe(valueOf(env, 'INSTAGRAM_ACCESS_TOKEN'))?.pageId, sandbox.pages.grace.id);
    assert.equal(env?.split('\n').length, before2?.split('\n').length, 'the same lines, with new values');
  });
});

describe('A person who gets credentials in a workspace without .env', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown()));

  it('asks for help at a box, and the box waits beside the walkthrough', async () => {
    const { workbench, sandbox } = desk;
    const { quickInput } = workbench;
    await start(workbench);
    await answer(workbench, 'appId', sandbox.apps.demo.id);
    await answer(workbench, 'appSecret', sandbox.apps.demo.secret);
    await quickInput.expect(BOXES.token);
    await quickInput.pressButton(/^Explain this step/);
    const frame = await workbench.webviewFrame('Agoras: Instagram Credentials');
    await frame.getByRole('heading', { name: 'Sign in with Facebook, or generate a token' }).waitFor();
    await quickInput.expect(BOXES.token);
    await workbench.screenshot('help');
    await quickInput.pressButton('Copy the permissions to request');
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
    await choose(workbench, 'agorasVersion', 'Agoras 1.x');
    await quickInput.expect(BOXES.objectId);
    await quickInput.back();
    await quickInput.expect(BOXES.agorasVersion);
    await quickInput.back();
    await choose(workbench, 'page', sandbox.pages.adaPlain.name);
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect(/Facebook will refuse every post until it shows an Instagram account/);
    const env = await desk.read('.env');
    assert.equal(valueOf(env, 'INSTAGRAM_OBJECT_ID'), sandbox.pages.adaPlain.id);
    assert.equal(sandbox.describe(valueOf(env, 'INSTAGRAM_ACCESS_TOKEN'))?.pageId, sandbox.pages.adaPlain.id);
    assert.equal((await stat(join(desk.workspace, '.env'))).mode & 0o777, 0o600, 'nobody else may read it');
  });
});
