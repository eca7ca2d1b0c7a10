import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installAgoras } from '../agoras/standIn';
import { writeStoredToken } from '../agoras/tokenStore';
import { openForAll } from '../openForAll';
import { eventually } from '../workbench/waiting';
import { answer, sitDownWithFolder, valueOf, type DeskWithFolder } from './flow';

const SOURCES = { placeholder: /^(?:Which credentials should be imported|Looking for credentials)/ };
const KEEP = { placeholder: /keep \.env up to date from now on/ };

/** With an Agoras 3.0.0 that has its own storage. */
function sitDownWithAgoras(): Promise<DeskWithFolder> {
  return sitDownWithFolder((folder) =>
    Promise.resolve({
      machineSettings: { 'agoras.executable': join(folder, 'agoras') },
      env: { AGORAS_STORAGE_DIR: join(folder, 'storage') },
    }),
  );
}

/** The `.env` that somebody has used for a long time. */
async function writeEnv({ workspace }: DeskWithFolder, variables: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(workspace, '.env'), `# by hand\n${lines.join('')}`, { mode: 0o600 });
}

async function chooseSource({ workbench }: DeskWithFolder, label: string, picture: string): Promise<void> {
  await workbench.quickInput.expect(SOURCES);
  await eventually(`${label} in the list`, async () =>
    (await workbench.quickInput.items()).some((item) => item.label === label) ? true : undefined,
  );
  await workbench.screenshot(picture);
  await workbench.quickInput.pick(label);
}

async function check({ workbench }: DeskWithFolder): Promise<void> {
  await workbench.clearNotifications();
  await workbench.runCommand('Agoras: Check Access Token');
  await workbench.notifications.expect(/The token of .* is valid\./);
}

/** With a new token: renewing from the stored one would gain nothing. */
async function renew({ workbench, sandbox }: DeskWithFolder, person: 'ada' | 'grace'): Promise<void> {
  await workbench.clearNotifications();
  await workbench.runCommand('Agoras: Renew Access Token…');
  await answer(workbench, 'token', sandbox.shortLivedToken(person));
  await workbench.notifications.expect('was renewed, and everything written with it was updated');
}

describe('A person who has a .env of Agoras 1.x', () => {
  let desk: DeskWithFolder;
  openForAll(async () => (desk = await sitDownWithAgoras()));

  it('is offered to import it, is asked for the App Secret alone, and has it checked and renewed', async () => {
    const { workbench, sandbox } = desk;
    const { id, instagram } = sandbox.pages.adaInstagram;
    const token = sandbox.pageToken('ada', id, { from: 'longLived' });
    await writeEnv(desk, { INSTAGRAM_ACCESS_TOKEN: `'${token}'`, INSTAGRAM_OBJECT_ID: instagram.id });
    await workbench.reload();
    await workbench.openSidebar('Agoras');
    const offer = workbench.page.getByRole('button', { name: 'Import Them' });
    await offer.waitFor();
    await workbench.screenshot('import-offer');
    await offer.click();
    await chooseSource(desk, '.env', 'import-source-1');
    await workbench.quickInput.expect({ message: `App Secret of the app ${sandbox.apps.demo.id}`, isPassword: true });
    await workbench.screenshot('import-app-secret');
    await workbench.quickInput.paste(sandbox.apps.demo.secret);
    await workbench.quickInput.accept();
    await workbench.quickInput.expect(KEEP);
    await workbench.screenshot('import-keep');
    await workbench.quickInput.pick('Keep it up to date');
    await workbench.notifications.expect('were imported from .env and verified');
    await workbench.screenshot('import-done-1');
    await workbench.statusBar('tokenExpiry', /never expires/);
    await check(desk);
    await renew(desk, 'ada');
    const renewed = valueOf(await desk.read('.env'), 'INSTAGRAM_ACCESS_TOKEN').replaceAll("'", '');
    assert.deepEqual([sandbox.describe(renewed)?.kind, sandbox.describe(renewed)?.valid], ['PAGE', true]);
    assert.match((await desk.read('.env')) ?? '', /^# by hand\n/);
  });
});

describe('A person who has a .env of Agoras 3.x', () => {
  let desk: DeskWithFolder;
  openForAll(async () => (desk = await sitDownWithAgoras()));

  it('is asked for nothing but whether to keep it up to date, and has it checked and renewed', async () => {
    const { workbench, sandbox } = desk;
    await writeEnv(desk, {
      INSTAGRAM_OBJECT_ID: sandbox.pages.grace.instagram.id,
      INSTAGRAM_CLIENT_ID: sandbox.apps.demo.id,
      INSTAGRAM_CLIENT_SECRET: sandbox.apps.demo.secret,
      INSTAGRAM_REFRESH_TOKEN: sandbox.longLivedToken('grace'),
    });
    await workbench.runCommand('Agoras: Import Existing Credentials…');
    await chooseSource(desk, '.env', 'import-source-3');
    await workbench.quickInput.expect(KEEP);
    await workbench.quickInput.pick('Keep it up to date');
    await workbench.notifications.expect('were imported from .env and verified');
    await workbench.screenshot('import-done-3');
    const token = () => desk.read('.env').then((env) => valueOf(env, 'INSTAGRAM_REFRESH_TOKEN'));
    assert.equal(sandbox.describe(await token())?.kind, 'PAGE');
    await check(desk);
    await renew(desk, 'grace');
    assert.equal(sandbox.describe(await token())?.valid, true);
  });
});

describe('A person who is logged in with an installed Agoras', () => {
  let desk: DeskWithFolder;
  openForAll(async () => (desk = await sitDownWithAgoras()));

  it('imports what it has stored, and has it checked and renewed', async () => {
    const { workbench, sandbox, folder } = desk;
    installAgoras(folder, '3.0.0', sandbox.url);
    writeStoredToken(join(folder, 'storage'), {
      platform: 'instagram',
      identifier: 'demo@grace',
      data: {
        user_id: sandbox.pages.grace.instagram.id,
        client_id: sandbox.apps.demo.id,
        client_secret: sandbox.apps.demo.secret,
        refresh_token: sandbox.longLivedToken('grace'),
      },
    });
    await workbench.runCommand('Agoras: Import Existing Credentials…');
    await chooseSource(desk, 'The storage of Agoras 3.0.0, demo@grace', 'import-source-storage');
    await workbench.notifications.expect('were imported from the storage of Agoras 3.0.0, demo@grace');
    await workbench.screenshot('import-done-storage');
    await check(desk);
    await renew(desk, 'grace');
  });
});
