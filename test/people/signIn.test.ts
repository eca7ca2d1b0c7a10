import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openForAll } from '../openForAll';
import { actionsSinceThePalette, recordActions } from './actions';
import { canariesOf, searchFiles } from './canaries';
import { answer, BOXES, choose, inputsOf, sitDown, start, valueOf, type Desk } from './flow';
import { logFilesScript } from './logFiles';

/** With a stored app, from the palette to the `.env`. */
const MOST_ACTIONS = 7;

const WAITING = { placeholder: /Press Continue in your browser|Still waiting/, item: 'Cancel' };

describe('A person who signs in with Facebook', () => {
  let desk: Desk;
  let home: string;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'agoras-sign-in-'));
    const userSettings = { 'agoras.agorasVersion': '1.x' };
    desk = await sitDown({}, { userSettings, preloaded: [await logFilesScript(home)] });
  });
  after(async () => {
    await desk.close();
    await rm(home, { recursive: true, force: true });
  });

  /** Does something that opens Facebook's dialog; returns the dialog's page. */
  async function dialogAfter(act: () => Promise<unknown>): Promise<Page> {
    const [dialog] = await Promise.all([desk.workbench.page.context().waitForEvent('page'), act()]);
    await dialog.getByRole('heading', { name: `Continue as ${desk.sandbox.people.ada.name}?` }).waitFor();
    return dialog;
  }

  it('presses Enter and Continue, pastes no token, and has one in .env that never expires', async () => {
    const { workbench, sandbox } = desk;
    const { appId, appSecret } = inputsOf(sandbox, '');
    await start(workbench);
    await answer(workbench, 'appId', appId);
    await answer(workbench, 'appSecret', appSecret);
    await workbench.quickInput.expect(BOXES.token);
    const dialog = await dialogAfter(() => workbench.quickInput.accept());
    await workbench.quickInput.expect(WAITING);
    await workbench.screenshot('sign-in-waiting');
    // A page that knows the port, a local program, and an old tab: none of them ends the wait.
    const back = new URL(new URL(dialog.url()).searchParams.get('redirect_uri') ?? '');
    const root = back.pathname.replace(/\/callback$/, '');
    const page = await workbench.page.context().newPage();
    const pictures = ['//', '/callback?error=1', '/callback?code=AQ1&state=old'];
    // It counts as loaded when all images have failed.
    await page.setContent(pictures.map((path) => `<img src="${back.origin}${root}${path}">`).join('\n'));
    await page.close();
    for (const path of ['/callback?code=AQ1&state=old', '/callback?error=1', '//', '/favicon.ico']) {
      await dialog.evaluate(statusOf, root + path);
    }
    await workbench.quickInput.expect({ ...WAITING, placeholder: 'Press Continue in your browser' });
    const oldTab = await workbench.page.context().newPage();
    await oldTab.goto(`${back.origin}${root}/callback?code=AQ1&state=old`);
    await oldTab.getByText('doesn’t belong to this sign-in').waitFor();
    await oldTab.close();
    await workbench.quickInput.expect({ placeholder: 'Still waiting' });
    await dialog.screenshot({ path: 'out/screenshots/sign-in-dialog.png' });
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByRole('heading', { name: 'You are signed in' }).waitFor();
    await dialog.screenshot({ path: 'out/screenshots/sign-in-done.png' });
    await dialog.close();
    await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
    await choose(workbench, 'objectId', 'Instagram account ID');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect('never expire and are now in .env');
    const token = valueOf(await desk.read('.env'), 'INSTAGRAM_ACCESS_TOKEN');
    assert.equal(sandbox.describe(token)?.expiresAt, 0);
    await workbench.clearNotifications();
  });

  it('does it again with the stored app in seven actions, none of them a paste', async () => {
    const { workbench, sandbox } = desk;
    await recordActions(workbench.page);
    await start(workbench);
    await choose(workbench, 'app', `App ${sandbox.apps.demo.id}`);
    await workbench.quickInput.expect(BOXES.token);
    const dialog = await dialogAfter(() => workbench.quickInput.accept());
    await recordActions(dialog);
    await dialog.getByRole('button', { name: 'Continue' }).press('Enter');
    await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
    await choose(workbench, 'objectId', 'Instagram account ID');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect('never expire and are now in .env');
    // The actions in the browser, then those in VS Code.
    const actions = ['Continue', ...(await actionsSinceThePalette(workbench.page))];
    console.log(`      ${actions.length} actions`);
    assert.ok(actions.length <= MOST_ACTIONS && !actions.includes('paste'), actions.join(', '));
    await dialog.close();
    await workbench.clearNotifications();
  });

  it('presses “Not now”, is told in the browser and in VS Code, and pastes the final address instead', async () => {
    const { workbench, sandbox } = desk;
    await workbench.runCommand('Agoras: Sign In with Facebook…');
    const dialog = await dialogAfter(() => choose(workbench, 'app', `App ${sandbox.apps.demo.id}`));
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await dialog.getByRole('heading', { name: 'You didn’t sign in.' }).waitFor();
    await dialog.screenshot({ path: 'out/screenshots/sign-in-declined.png' });
    await dialog.close();
    await workbench.screenshot('sign-in-declined-told');
    await workbench.notifications.clickButton('You didn’t sign in.', 'Enter a New Token');
    await workbench.quickInput.expect(BOXES.token);
    const other = await dialogAfter(() => workbench.quickInput.pick('Sign in and paste the final address'));
    await other.getByRole('button', { name: 'Continue' }).click();
    await other.getByRole('heading', { name: 'Success' }).waitFor();
    const finalAddress = other.url();
    await other.close();
    await workbench.quickInput.expect({ message: 'paste the address it ends up at', isPassword: true });
    await workbench.screenshot('sign-in-final-address');
    await workbench.quickInput.paste(finalAddress);
    await workbench.quickInput.accept();
    await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
    await workbench.quickInput.expect(BOXES.objectId);
    await workbench.quickInput.leave();
  });

  it('sees Facebook refuse the address back, presses Cancel, and chooses among the other ways', async () => {
    const { workbench, sandbox } = desk;
    const { id, secret } = sandbox.apps.other;
    await workbench.runCommand('Agoras: Sign In with Facebook…');
    await choose(workbench, 'app', 'Another app…');
    await answer(workbench, 'appId', id);
    await workbench.quickInput.expect(BOXES.appSecret);
    await workbench.quickInput.paste(secret);
    const opened = workbench.page.context().waitForEvent('page');
    await workbench.quickInput.accept();
    const dialog = await opened;
    await dialog.getByRole('heading', { name: 'URL Blocked' }).waitFor();
    const back = new URL(new URL(dialog.url()).searchParams.get('redirect_uri') ?? '');
    assert.equal(await dialog.evaluate(statusOf, back.pathname), 404, 'somebody waits there');
    await dialog.close();
    await workbench.quickInput.expect(WAITING);
    await workbench.quickInput.pick('Facebook Shows an Error…');
    await workbench.quickInput.expect({ placeholder: 'what does Facebook show?', item: 'URL Blocked' });
    await workbench.screenshot('sign-in-errors');
    await workbench.quickInput.pick('URL Blocked');
    await workbench.notifications.expect(/URL Blocked: .*Valid OAuth Redirect URIs/);
    await workbench.screenshot('sign-in-error-explained');
    await workbench.quickInput.expect(WAITING);
    await workbench.quickInput.pick('Cancel');
    await workbench.quickInput.expect({ ...BOXES.token, item: 'Sign in and paste the final address' });
    await workbench.screenshot('sign-in-other-ways');
    assert.notEqual(await workbench.page.evaluate(statusOf, back.pathname), 404, 'nobody waits any more');
    await workbench.quickInput.leave();
  });

  it('renews with it, too', async () => {
    const { workbench, sandbox } = desk;
    sandbox.changePassword('ada');
    await workbench.runCommand('Agoras: Renew Access Token…');
    await workbench.quickInput.expect({ ...BOXES.token, title: 'Renew Access Token of' });
    const dialog = await dialogAfter(() => workbench.quickInput.accept());
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await workbench.notifications.expect('was renewed');
    await dialog.close();
    assert.equal(sandbox.describe(valueOf(await desk.read('.env'), 'INSTAGRAM_ACCESS_TOKEN'))?.valid, true);
  });

  it('finds neither code nor state nor token in any log or state of VS Code', async () => {
    const { workbench, sandbox } = desk;
    const ofSignIns = sandbox.requests.flatMap(({ form, query }) => [form['code'], query['state']]);
    assert.ok(ofSignIns.filter((text) => text !== undefined).length >= 6, 'there was something to find');
    const all = canariesOf(sandbox);
    const { leaks, files } = await searchFiles(workbench.server.dataDir, all);
    assert.deepEqual(leaks, []);
    assert.ok(files > 3);
    await workbench.runCommand('Agoras: Show Log');
    await workbench.page.locator('.view-line', { hasText: 'agoras.renewToken: done' }).first().waitFor();
    assert.deepEqual(all.findIn(await workbench.page.locator('body').innerText()), []);
  });

  it('ticks one Page alone, and is told at once that the other account no longer works', async () => {
    const { workbench, sandbox } = desk;
    const { adaInstagram, adaPlain, adaAnalyst } = sandbox.pages;
    await workbench.runCommand('Agoras: Sign In with Facebook…');
    const dialog = await dialogAfter(() => choose(workbench, 'app', `App ${sandbox.apps.demo.id}`));
    await dialog.getByRole('checkbox', { name: 'All current and future Pages' }).uncheck();
    for (const { name } of [adaInstagram, adaAnalyst]) await dialog.getByRole('checkbox', { name }).uncheck();
    await dialog.getByRole('checkbox', { name: adaPlain.name }).check();
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByRole('heading', { name: 'You are signed in' }).waitFor();
    await dialog.close();
    await workbench.quickInput.expect({ placeholder: 'Facebook shows no Instagram account' });
    await workbench.screenshot('no-instagram');
    await workbench.quickInput.pick('Continue without an Instagram account');
    await choose(workbench, 'destination', 'Only keep them in VS Code');
    await workbench.notifications.expect(`made the credentials of ${adaInstagram.name} stop working`);
    await workbench.screenshot('sign-in-replaced');
  });
});

/** Runs in a page: the HTTP status of an address on the same site, or 0. */
const statusOf = (path: string): Promise<number> =>
  fetch(path).then(
    ({ status }) => status,
    () => 0,
  );

describe('A person whose browser is on another computer than VS Code', () => {
  let desk: Desk;
  openForAll(async () => {
    const env = { VSCODE_PROXY_URI: 'https://{{port}}.remote.invalid/' };
    const userSettings = { 'agoras.graphApi.dialogUrl': 'https://www.facebook.com' };
    return (desk = await sitDown({}, { env, userSettings }));
  });

  it('is asked for the final address at once', async () => {
    const { workbench, sandbox } = desk;
    await start(workbench);
    await answer(workbench, 'appId', sandbox.apps.demo.id);
    await answer(workbench, 'appSecret', sandbox.apps.demo.secret);
    await workbench.quickInput.expect(BOXES.token);
    await workbench.quickInput.accept();
    const box = await workbench.quickInput.expect({ message: 'paste the address it ends up at', isPassword: true });
    assert.match(box.message, /https:\/\/www\.facebook\.com\/connect\/login_success\.html/);
    const opened = new URL(await workbench.expectLink(/^https:\/\/www\.facebook\.com\/v25\.0\/dialog\/oauth/));
    assert.equal(opened.searchParams.get('redirect_uri'), 'https://www.facebook.com/connect/login_success.html');
    assert.match(opened.searchParams.get('scope') ?? '', /^pages_show_list,.*instagram_content_publish$/);
    await workbench.quickInput.paste('https://www.facebook.com/connect/login_success.html?code=AQ1&state=guessed');
    await workbench.quickInput.accept();
    await workbench.quickInput.expect({ message: 'belongs to another sign-in', severity: 'error' });
    // Escape leads to the other ways of getting a token, and from there to the end.
    await workbench.quickInput.escape();
    await workbench.quickInput.expect(BOXES.token);
    await workbench.quickInput.leave();
  });
});
