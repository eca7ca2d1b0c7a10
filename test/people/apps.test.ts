import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { openForAll } from '../openForAll';
import { apps } from '../sandbox/world';
import { answer, BOXES, choose, sitDown, start, valueOf, type Desk } from './flow';

type App = Extract<keyof typeof apps, 'useCase' | 'useCaseBare' | 'businessLogin' | 'typeNone' | 'consumer' | 'live'>;

const WAITING = { placeholder: /Press Continue in your browser|Still waiting/, item: 'Cancel' };

/** Types ID and secret, and starts to sign in; returns the page that the browser opens. */
async function signIn(desk: Desk, name: App): Promise<Page> {
  const { workbench } = desk;
  const { id, secret } = apps[name];
  await start(workbench);
  const { placeholder } = await workbench.quickInput.expect({ placeholder: /Use a stored app again|15 or 16 digits/ });
  if (placeholder.startsWith('Use a stored app')) await choose(workbench, 'app', 'Another app…');
  await answer(workbench, 'appId', id);
  await answer(workbench, 'appSecret', secret);
  await workbench.quickInput.expect(BOXES.token);
  return opened(desk, () => workbench.quickInput.accept());
}

async function opened(desk: Desk, act: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([desk.workbench.page.context().waitForEvent('page'), act()]);
  return page;
}

async function pressContinue(dialog: Page): Promise<void> {
  await dialog.getByRole('button', { name: 'Continue' }).click();
  // If the page were closed sooner, it would never be redirected back.
  await dialog.getByRole('heading', { name: 'You are signed in' }).waitFor();
  await dialog.close();
}

async function expectCredentials(desk: Desk): Promise<void> {
  const { workbench, sandbox } = desk;
  await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
  await choose(workbench, 'destination', '.env');
  const { quickInput } = workbench;
  // Credentials of the same Page from another app may exist.
  const isOwned = await Promise.race([
    quickInput.expect(BOXES.owner).then(() => true),
    workbench.notifications.expect(/(?:are now|were already) in \.env/).then(() => false),
  ]);
  if (isOwned) await choose(workbench, 'owner', 'Replace them');
  await workbench.notifications.expect(/(?:are now|were already) in \.env/);
  const token = valueOf(await desk.read('.env'), 'INSTAGRAM_REFRESH_TOKEN');
  assert.equal(sandbox.describe(token)?.valid, true);
}

describe('A person who comes with an app of', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown({}, { userSettings: { 'agoras.agorasVersion': '3.x' } })));
  afterEach(async () => {
    desk.sandbox.setDialogErrors({ by: 'page', withState: true });
    await desk.workbench.clearNotifications();
  });

  it('today, with its use case complete: signs in, and has credentials', async () => {
    const dialog = await signIn(desk, 'useCase');
    await pressContinue(dialog);
    await expectCredentials(desk);
  });

  it('today, whose permissions were never added: reads which ones, and is led to where they are added', async () => {
    const { workbench, sandbox } = desk;
    sandbox.setDialogErrors({ by: 'redirect', withState: true });
    const dialog = await signIn(desk, 'useCaseBare');
    await dialog.getByRole('heading', { name: 'Facebook didn’t sign you in.' }).waitFor();
    await dialog.close();
    await workbench.screenshot('app-without-permissions');
    await workbench.notifications.clickButton(
      /Facebook didn’t sign you in.*Permissions and features.*instagram_content_publish/,
      'Open the App Dashboard',
    );
    await workbench.expectLink(new RegExp(`/apps/${apps.useCaseBare.id}/use_cases/`));
  });

  it('Login for Business, which refuses permissions: finds the error, and reads which setting takes its configuration', async () => {
    const { workbench } = desk;
    const refused = await signIn(desk, 'businessLogin');
    await refused.getByRole('heading', { name: /It looks like this app isn.t available/ }).waitFor();
    await refused.close();
    await workbench.quickInput.expect(WAITING);
    await workbench.quickInput.pick('Facebook Shows an Error…');
    await workbench.quickInput.pick('It looks like this app isn’t available');
    await workbench.notifications.expect(/agoras\.signIn\.configurationId/);
    await workbench.quickInput.expect(WAITING);
    // Escape leads to the other ways of getting a token, and from there to the end.
    await workbench.quickInput.escape();
    await workbench.quickInput.expect(BOXES.token);
    await workbench.quickInput.leave();
  });

  it('an earlier year, of the type None: signs in, and has credentials', async () => {
    const dialog = await signIn(desk, 'typeNone');
    await pressContinue(dialog);
    await expectCredentials(desk);
  });

  it('the type Consumer: reads that it lacks the permissions, once', async () => {
    const { workbench, sandbox } = desk;
    sandbox.setDialogErrors({ by: 'redirect', withState: true });
    const dialog = await signIn(desk, 'consumer');
    await dialog.close();
    await workbench.notifications.expect(/Facebook didn’t sign you in.*lacks a permission/);
    const told = (await workbench.notifications.all()).filter(({ severity }) => severity === 'error');
    assert.equal(told.length, 1);
  });

  it('its own that is live, which does not come back to this computer: pastes the final address, and has credentials', async () => {
    const { workbench } = desk;
    const blocked = await signIn(desk, 'live');
    await blocked.getByRole('heading', { name: 'URL Blocked' }).waitFor();
    await blocked.close();
    await workbench.quickInput.expect(WAITING);
    await workbench.quickInput.pick('Cancel');
    const dialog = await opened(desk, () => workbench.quickInput.pick('Sign in and paste the final address'));
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByRole('heading', { name: 'Success' }).waitFor();
    const finalAddress = dialog.url();
    await dialog.close();
    await workbench.quickInput.expect({ message: 'paste the address it ends up at' });
    await workbench.quickInput.paste(finalAddress);
    await workbench.quickInput.accept();
    await expectCredentials(desk);
  });
});

describe('A person whose settings name the login configuration of an app', () => {
  let desk: Desk;
  openForAll(async () => {
    const [{ id }] = apps.businessLogin.login.configurations;
    const userSettings = { 'agoras.agorasVersion': '3.x', 'agoras.signIn.configurationId': id };
    return (desk = await sitDown({}, { userSettings }));
  });

  it('signs in with it, and has credentials', async () => {
    await pressContinue(await signIn(desk, 'businessLogin'));
    await expectCredentials(desk);
  });
});
