import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { installAgoras } from '../../../agoras/standIn';
import { writeStoredToken } from '../../../agoras/tokenStore';
import { apps, pages } from '../../../sandbox/world';
import { Computer, type FlowWindow } from '../../../window/computer';
import { BACK, ESCAPE, type Answers } from '../../../window/userDouble';

const { adaInstagram: ada, grace } = pages;
const { id: appId, secret: appSecret } = apps.demo;

describe('“Import Existing Credentials”', () => {
  let window: FlowWindow;
  let computer: Computer;

  const openIn = (...open: readonly string[]) => computer.openWindow({ open });
  const pageToken = (from: 'longLived' | 'shortLived' = 'longLived') =>
    computer.sandbox.pageToken('ada', ada.id, { from });
  const pair = (token = pageToken(), objectId: string = ada.instagram.id) =>
    `# mine\nINSTAGRAM_ACCESS_TOKEN="${token}"\nINSTAGRAM_OBJECT_ID=${objectId}\nOTHER=1\n`;
  const set = (token: string, changes: Readonly<Record<string, string>> = {}) =>
    Object.entries({
      INSTAGRAM_OBJECT_ID: ada.instagram.id,
      INSTAGRAM_CLIENT_ID: appId,
      INSTAGRAM_CLIENT_SECRET: appSecret,
      INSTAGRAM_REFRESH_TOKEN: token,
      ...changes,
    })
      .filter(([, value]) => value !== '')
      .map(([key, value]) => `${key}=${value}\n`)
      .join('');
  const env = () => computer.read('a/.env') ?? '';
  const valueOf = (key: string) => new RegExp(`^${key}="?(.*?)"?$`, 'm').exec(env())?.[1] ?? '';
  const does = (...answers: Answers) => window.does('importCredentials', [['Which credentials', '.env'], ...answers]);
  const KEEP = [`“${ada.name}”: keep`, 'Keep it up to date'] as const;
  const LEAVE = [`“${ada.name}”: keep`, 'Leave it as it is'] as const;
  const SECRET = [`App Secret of the app ${appId}`, appSecret] as const;

  afterEach(() => computer.shutDown());
  beforeEach(async () => {
    computer = await Computer.start();
    window = openIn('a');
  });

  it('of Agoras 1.x takes the App Secret and nothing else, and touches no byte of the .env', async () => {
    computer.write('a/.env', pair());
    await does(SECRET, KEEP);
    assert.match(window.message, /imported from \.env and verified.*Page token never expires.*kept up to date/);
    assert.match(window.message, /you’ll need to sign in to renew it/);
    assert.equal(env(), pair(valueOf('INSTAGRAM_ACCESS_TOKEN')));
    assert.deepEqual(computer.accounts, [{ page: ada.name, written: ['a/.env'] }]);
    assert.ok(!window.user.asked.join().includes(appSecret));
  });

  it('is renewed by a sign-in where only the Page token was found, and the .env follows', async () => {
    computer.write('a/.env', pair());
    await does(SECRET, KEEP);
    const before = valueOf('INSTAGRAM_ACCESS_TOKEN');
    computer.sandbox.changePassword('ada');
    await window.does('renewToken', [
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', computer.sandbox.shortLivedToken('ada')],
    ]);
    assert.match(window.message, /was renewed, and everything written with it was updated/);
    const token = valueOf('INSTAGRAM_ACCESS_TOKEN');
    assert.notEqual(token, before);
    assert.equal(computer.sandbox.describe(token)?.valid, true);
    assert.match(env(), /^# mine\n.*\n.*\nOTHER=1\n$/);
  });

  it('of another Agoras says that the workspace is set to that from now on', async () => {
    computer.write('a/.env', set(computer.sandbox.longLivedToken('ada')));
    await does(KEEP);
    assert.doesNotMatch(window.message, /now set to/);
    computer.write('a/.env', pair());
    await does(KEEP);
    assert.match(window.message, /This workspace is now set to Agoras 1\.x\./);
  });

  it('of Agoras 2.x and 3.x asks for nothing, and derives the Page token that never expires', async () => {
    computer.write('a/.env', set(computer.sandbox.longLivedToken('ada')));
    await does(KEEP);
    assert.match(window.message, /and verified/);
    assert.equal(computer.sandbox.describe(valueOf('INSTAGRAM_REFRESH_TOKEN'))?.kind, 'PAGE');
    assert.deepEqual(computer.accounts, [{ page: ada.name, written: ['a/.env'] }]);
  });

  it('of a short-lived token exchanges it first; of a .env that is left alone nothing is noted', async () => {
    const text = set(computer.sandbox.shortLivedToken('ada'));
    computer.write('a/.env', text);
    await does(LEAVE);
    assert.equal(env(), text);
    assert.deepEqual(computer.accounts, [{ page: ada.name, written: [] }]);
    const { userToken } = storedSecrets(computer);
    assert.equal(computer.sandbox.describe(userToken)?.lifetime, 'long');
  });

  it('asks which Page where the object ID names none, and writes what was missing', async () => {
    computer.write('a/.env', set(computer.sandbox.longLivedToken('ada'), { INSTAGRAM_OBJECT_ID: '' }));
    await does(['Choose the Page', ada.name], KEEP);
    assert.equal(valueOf('INSTAGRAM_OBJECT_ID'), ada.instagram.id);
  });

  it('looks up a Page ID that is typed after no Page was found', async () => {
    const token = computer.sandbox.longLivedToken('nobody');
    computer.write('a/.env', set(token, { INSTAGRAM_OBJECT_ID: '' }));
    await does(['Noel Nobody has no Page that this token can see', 'Type a Page ID'], ['Page ID', ada.id]);
    assert.match(window.user.told.at(-1)?.message ?? '', /Facebook can’t find an object with this ID/);
  });

  it('goes on with a sign-in where the token is missing', async () => {
    computer.write('a/.env', set('', { INSTAGRAM_CLIENT_SECRET: '' }));
    await does(
      SECRET,
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', computer.sandbox.shortLivedToken('grace')],
      ['Which version', 'Agoras 3.x'],
      ['Where should', 'Only keep'],
    );
    assert.deepEqual(computer.accounts, [{ page: grace.name, written: [] }]);
  });

  it('says of a dead token why, and signs in with the app that is known', async () => {
    computer.write('a/.env', set(computer.sandbox.longLivedToken('grace')));
    computer.sandbox.changePassword('grace');
    await does(
      ['The token that was found no longer works. A password change', 'Enter a New Token'],
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', computer.sandbox.shortLivedToken('grace')],
      ['Where should', '.env'],
    );
    assert.equal(computer.sandbox.describe(valueOf('INSTAGRAM_REFRESH_TOKEN'))?.valid, true);
  });

  it('asks for the App Secret again where it is wrong, and for the App ID where Facebook does not tell it', async () => {
    computer.write('a/.env', pair());
    await does(
      [SECRET[0], 'f'.repeat(32)],
      ['Facebook refused the App Secret', 'Enter the App Secret Again'],
      SECRET,
      LEAVE,
    );
    assert.match(window.user.told.at(-1)?.message ?? '', /and verified/);
    computer.sandbox.fault({ on: '/app', kind: 'custom', code: 100, message: 'requires an appsecret_proof', times: 1 });
    await does(['App ID of the app', appId], LEAVE);
    assert.match(window.message, /was already stored/);
    assert.equal(computer.accounts.length, 1);
  });

  it('refuses a Page token that ends, and stores nothing', async () => {
    computer.write('a/.env', pair(pageToken('shortLived')));
    await does(SECRET, KEEP);
    assert.match(window.message, /The Page token didn’t pass the check.*will expire/);
    assert.equal(computer.stored, '');
  });

  it('stores nothing after Escape, whichever question it is pressed at, and goes Back through them', async () => {
    computer.write('a/.env', pair());
    const answers: Answers = [['Which credentials', '.env'], SECRET, KEEP];
    for (const last of answers.keys()) {
      const [question = ''] = answers[last] ?? [];
      await window.does('importCredentials', [...answers.slice(0, last), [question, ESCAPE]]);
      assert.deepEqual([window.user.told, computer.stored], [[], ''], question);
    }
    await does([SECRET[0], BACK], ['Which credentials', '.env'], SECRET, [KEEP[0], BACK], SECRET, KEEP);
    assert.match(window.message, /and verified/);
  });

  it('keeps the person’s own token of an account that is stored, where only its Page token is found', async () => {
    window = computer.openWindow({
      settings: { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' },
    });
    await window.does('getCredentials', computer.obtaining('ada', 'Only keep'));
    const { userToken } = storedSecrets(computer);
    computer.write('a/.env', pair());
    await does(KEEP);
    assert.match(window.message, /was already stored; its credentials now come from \.env/);
    assert.equal(storedSecrets(computer).userToken, userToken);
    assert.equal(computer.accounts.length, 1);
  });

  it('says where it has looked in vain, and that it cannot read what dotenvx has encrypted', async () => {
    await window.does('importCredentials', []);
    assert.match(window.message, /No credentials were found here\. Searched: \.env, the environment of VS Code/);
    computer.write('a/.env', 'DOTENV_PUBLIC_KEY=x\nINSTAGRAM_ACCESS_TOKEN=encrypted:abc\n');
    await does();
    assert.match(window.message, /The credentials in \.env can’t be read\. dotenvx has encrypted/);
  });

  it('of several folders shows each .env, and remembers the one that was chosen', async () => {
    window = openIn('a', 'b');
    await window.does('getCredentials', [
      ...computer.obtaining('ada', '.env').slice(0, -1),
      ['Which version', 'Agoras 3.x'],
      ['Where should', '.env'],
      ['In which folder', 'a'],
    ]);
    computer.write(
      'b/.env',
      set(computer.sandbox.longLivedToken('grace'), { INSTAGRAM_OBJECT_ID: grace.instagram.id }),
    );
    await window.does('importCredentials', [
      ['Which credentials', 'b/.env'],
      [`“${grace.name}”: keep`, 'Keep it up to date'],
    ]);
    assert.deepEqual(computer.accounts, [
      { page: ada.name, written: ['a/.env'] },
      { page: grace.name, written: ['b/.env'] },
    ]);
    assert.match(
      window.message,
      /This workspace now uses “Hopper Harbour”\. Still using the credentials of another account: a\/\.env/,
    );
  });

  describe('of an installed Agoras', () => {
    const found = (token: string) => ({
      platform: 'instagram' as const,
      data: { user_id: ada.instagram.id, client_id: appId, client_secret: appSecret, refresh_token: token },
    });
    const storage = () => computer.at('agoras-storage');
    let executable: string;
    beforeEach(() => {
      process.env['AGORAS_STORAGE_DIR'] = storage();
      ({ executable } = installAgoras(computer.at('bin'), '3.0.0', computer.sandbox.url));
    });
    afterEach(() => {
      delete process.env['AGORAS_STORAGE_DIR'];
    });
    const open = (isTrusted = true) =>
      computer.openWindow({ settings: { 'agoras.executable': executable }, isTrusted });

    it('takes over what it has stored, and remembers for which Agoras', async () => {
      writeStoredToken(storage(), { ...found(computer.sandbox.longLivedToken('ada')), identifier: 'demo@ada' });
      window = open();
      await window.does('importCredentials', [['Which credentials', 'The storage of Agoras 3.0.0, demo@ada']]);
      assert.match(window.message, /imported from the storage of Agoras 3\.0\.0, demo@ada and verified/);
      assert.deepEqual(computer.accounts, [{ page: ada.name, written: [] }]);
    });

    it('says that it could not read what is stored, instead of that there is nothing', async () => {
      writeStoredToken(storage(), { ...found(computer.sandbox.longLivedToken('ada')), identifier: 'demo@ada' });
      for (const [what, line] of [
        ['the list', 'exit 3'],
        ['a login', '[ "$3" = list ] && printf \'Stored tokens:\\n\\n  instagram: demo@ada\\n\''],
      ] as const) {
        const broken = computer.at('bin/broken');
        const lines = ['#!/bin/sh', '[ "$1" = --version ] && echo "agoras 3.0.0" && exit 0', line, ''];
        computer.write('bin/broken', lines.join('\n'), 0o755);
        window = computer.openWindow({ settings: { 'agoras.executable': broken } });
        await window.does('importCredentials', [['Which credentials', 'The storage of Agoras 3.0.0']]);
        assert.match(window.message, /The credentials in the storage of Agoras 3\.0\.0 can’t be read/, what);
      }
    });

    it('does not start it in Restricted Mode, nor where it has stored nothing', async () => {
      window = open();
      await window.does('importCredentials', []);
      assert.match(window.message, /Searched: .*, the storage of Agoras 3\.0\.0\./);
      assert.equal(computer.read('agoras-storage/.key'), undefined, 'Agoras would have made it');
      writeStoredToken(storage(), { ...found(computer.sandbox.longLivedToken('ada')), identifier: 'demo@ada' });
      window = open(false);
      await window.does('importCredentials', []);
      assert.match(window.message, /Searched: .env, the environment of VS Code\./);
    });
  });

  it('in Restricted Mode reads the .env, and no link that leads out', async () => {
    window = computer.openWindow({ isTrusted: false });
    computer.write('a/.env', pair());
    await does(SECRET, LEAVE);
    assert.match(window.message, /and verified/);
    computer.write('elsewhere/.env', pair());
    computer.delete('a/.env');
    symlinkSync(computer.at('elsewhere/.env'), computer.at('a/.env'));
    await does();
    assert.match(window.message, /The credentials in \.env can’t be read\. It isn’t a text file that VS Code can open/);
  });
});

function storedSecrets(computer: Computer): { readonly userToken: string } {
  const { accounts } = JSON.parse(computer.stored) as { accounts: { secrets: { userToken: string } }[] };
  const [account] = accounts;
  assert.ok(account);
  return account.secrets;
}
