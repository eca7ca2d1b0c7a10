import assert from 'node:assert/strict';
import { apps, pages } from '../../../sandbox/world';
import { Computer, type FlowWindow } from '../../../window/computer';
import { ESCAPE } from '../../../window/userDouble';

const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
const mine = '# mine\nOTHER=1\n';
const launch = '{\n  // my own\n  "version": "0.2.0",\n  "configurations": []\n}\n';

describe('“Write Flags to…”', () => {
  let computer: Computer;
  let window: FlowWindow;
  beforeEach(async () => {
    computer = await Computer.start();
    computer.write('a/.env', mine);
    computer.write('a/.vscode/launch.json', launch);
    window = computer.openWindow({ settings });
    await window.does('getCredentials', computer.obtaining('ada', 'Only keep'));
  });
  afterEach(() => computer.shutDown());

  const env = () => computer.read('a/.env') ?? '';
  const configurations = () => computer.read('a/.vscode/launch.json') ?? '';
  const writeTo = (destination: string) => window.does('writeFlags', [['Where should', destination]]);

  it('offers every destination but VS Code, where they are already', async () => {
    await writeTo(ESCAPE);
    assert.deepEqual(window.user.seen, [
      ['.env', 'launch.json', 'launch.json with .env', 'GitHub Actions', 'Clipboard', 'Terminals of this window'],
    ]);
  });

  it('writes a launch configuration without any secret, the rest of the file untouched, and takes it back', async () => {
    await writeTo('launch.json');
    assert.match(window.message, /contains no secrets/);
    assert.match(
      configurations(),
      /\/\/ my own[^]*INSTAGRAM_ACCESS_TOKEN": "\$\{input:agoras\.accessToken\.\d+\.\d+\}"/,
    );
    assert.doesNotMatch(configurations(), /EAA/);
    await window.press('Undo');
    assert.equal(configurations(), launch);
  });

  it('writes a launch configuration that reads the .env, and both files; forgetting clears both', async () => {
    await writeTo('launch.json with .env');
    assert.match(window.message, /reads the credentials of .* from \.env/);
    assert.match(configurations(), /"envFile": "\$\{workspaceFolder\}\/\.env"/);
    assert.ok(env().startsWith(mine));
    await window.does('forgetCredentials', [['Forget the credentials', 'Forget and Remove What Was Written']]);
    assert.deepEqual([env(), configurations()], [mine, launch]);
  });

  it('writes nothing for another Agoras where it can’t be stored which token that one needs', async () => {
    await writeTo('.env');
    const before = env();
    await window.change('agoras.agorasVersion', '2.x');
    const cut = { step: 'store agoras.accounts', manner: 'rejected' as const };
    await window.during([['Where should', '.env']], () => window.run('writeFlags', cut));
    assert.match(window.message, /secret storage reported an error/);
    assert.equal(env(), before);
  });

  it('tells how to load the .env, and copies the command for it', async () => {
    await writeTo('.env');
    assert.match(window.message, /Agoras doesn’t load this file by itself/);
    await window.press('Copy Load Command');
    assert.match(window.clipboard, /^set -a; \. .*\.env.*; set \+a$/);
    assert.match(window.user.told.at(-1)?.message ?? '', /^Copied: set -a; .*Paste it into a terminal/);
    await writeTo('.env');
    assert.match(window.message, /were already in \.env; nothing changed/);
  });

  it('copies that command later, too, and offers to write where there is no .env with the credentials', async () => {
    await window.does('copyLoadCommand', []);
    assert.match(window.message, /No \.env of this workspace has the credentials/);
    assert.equal(window.clipboard, '');
    await writeTo('.env');
    await window.does('copyLoadCommand', []);
    assert.match(window.clipboard, /^set -a; \. .*\.env.*; set \+a$/);
  });

  it('rewrites at one press what was written, when the settings name another Agoras, and back', async () => {
    await writeTo('launch.json with .env');
    await window.change('agoras.agorasVersion', '2.x');
    await window.press('Rewrite for Agoras 2.x');
    assert.ok(env().startsWith(mine));
    assert.doesNotMatch(env(), /INSTAGRAM_ACCESS_TOKEN/);
    assert.match(env(), new RegExp(`INSTAGRAM_CLIENT_ID=${apps.demo.id}`));
    assert.match(configurations(), /agoras instagram post/);
    await window.change('agoras.agorasVersion', '1.x');
    await window.press('Rewrite for Agoras 1.x');
    assert.doesNotMatch(env(), /CLIENT_SECRET|REFRESH_TOKEN/);
  });

  it('rewrites for Facebook alone where the settings name that, and the configuration has its other name', async () => {
    await writeTo('launch.json with .env');
    await window.change('agoras.networks', ['facebook']);
    await window.press('Rewrite for Agoras 1.x', 'networks other than');
    assert.match(env(), new RegExp(`FACEBOOK_OBJECT_ID=${pages.adaInstagram.id}`));
    assert.doesNotMatch(env(), /INSTAGRAM_/);
    assert.match(configurations(), /publish to Facebook/);
    assert.doesNotMatch(configurations(), /publish to Instagram/);
  });

  it('leaves out what a person has taken out, also of what is rewritten', async () => {
    await writeTo('launch.json with .env');
    computer.write('a/.env', mine);
    computer.write('a/.vscode/launch.json', launch);
    await window.change('agoras.agorasVersion', '2.x');
    await window.press('Rewrite for Agoras 2.x');
    assert.deepEqual([env(), configurations()], [mine, launch]);
  });

  it('gives terminals the variables of the Agoras that is written for, and takes them away when it is forgotten', async () => {
    await window.does('useInTerminal', [['Share the credentials', 'Share']]);
    assert.deepEqual([...window.terminals.keys()], ['INSTAGRAM_ACCESS_TOKEN', 'INSTAGRAM_OBJECT_ID']);
    await window.change('agoras.agorasVersion', '2.x');
    await writeTo('.env');
    assert.ok(window.terminals.has('INSTAGRAM_REFRESH_TOKEN') && !window.terminals.has('INSTAGRAM_ACCESS_TOKEN'));
    await window.does('forgetCredentials', [['Forget the credentials', 'Forget and Remove What Was Written']]);
    assert.equal(window.terminals.size, 0);
  });

  it('copies the command line without touching a file', async () => {
    await window.does('copyFlags', [['Share the credentials', 'Share']]);
    assert.match(window.clipboard, /--instagram-access-token EAA\w+ --instagram-object-id \d+/);
    assert.deepEqual([env(), configurations()], [mine, launch]);
  });
});
