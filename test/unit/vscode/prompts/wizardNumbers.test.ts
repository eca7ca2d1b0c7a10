import assert from 'node:assert/strict';
import { apps, pages } from '../../../sandbox/world';
import { Computer } from '../../../window/computer';
import { computerWithRepository } from '../../../window/gitProgram';
import type { Answers } from '../../../window/userDouble';

const ada = pages.adaInstagram;

describe('The numbers of the questions', () => {
  let computer: Computer;
  afterEach(() => computer.shutDown());

  const app: Answers = [
    ['App ID', apps.demo.id],
    ['App Secret', apps.demo.secret],
  ];
  const rest = (): Answers => [
    ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
    ['Short-lived user token', computer.sandbox.shortLivedToken('ada')],
    ['Choose the Page', ada.name],
    ['Which version', 'Agoras 1.x'],
    ['Which ID', 'Instagram account ID'],
    ['Where should', 'Only keep'],
  ];
  const numbered = (title: string, ...numbers: readonly string[]) => numbers.map((number) => `${title} (${number})`);

  it('have one total from the first to the last; what an answer brings up belongs to its step', async () => {
    computer = await Computer.start();
    const window = computer.openWindow();
    await window.does('getCredentials', [...app, ...rest()]);
    const numbers = ['1/6', '2/6', '3/6', '3/6', '4/6', '5/6', '5/6', '6/6'];
    assert.deepEqual(window.user.titles, numbered('Get Instagram Credentials', ...numbers));
  });

  it('have the same total where another app than the stored one is wanted', async () => {
    computer = await Computer.start();
    await computer.openWindow().does('getCredentials', [...app, ...rest()]);
    const window = computer.openWindow({ open: ['b'] });
    await window.does('getCredentials', [['Use a stored app', 'Another app'], ...app, ...rest()]);
    const numbers = ['1/5', '1/5', '1/5', '2/5', '2/5', '3/5', '4/5', '4/5', '5/5'];
    assert.deepEqual(window.user.titles, numbered('Get Instagram Credentials', ...numbers));
  });

  it('have the same total whether Git ignores the chosen file or not', async () => {
    ({ computer } = await computerWithRepository());
    const window = computer.openWindow({ settings: { 'agoras.objectId': 'instagramAccount' } });
    const version = ['Which version', 'Agoras 1.x'] as const;
    await window.does('writeFlags', [
      version,
      ['Where should', '.env'],
      ['Git doesn’t ignore', 'Add it to .gitignore, then write'],
    ]);
    assert.deepEqual(window.user.titles, numbered('Write Flags', '1/2', '2/2', '2/2'));
    await window.does('writeFlags', [version, ['Where should', 'launch.json']]);
    assert.deepEqual(window.user.titles, numbered('Write Flags', '1/2', '2/2'));
  });

  it('are left out where there is only one step', async () => {
    let window;
    ({ computer, window } = await computerWithRepository());
    await window.does('writeFlags', [
      ['Where should', '.env'],
      ['Git doesn’t ignore', 'Write it anyway'],
    ]);
    assert.deepEqual(window.user.titles, ['Write Flags', 'Write Flags']);
  });

  it('have one total for an import, whatever is missing in what was found', async () => {
    computer = await Computer.start();
    const token = computer.sandbox.pageToken('ada', ada.id, { from: 'longLived' });
    computer.write('a/.env', `INSTAGRAM_ACCESS_TOKEN=${token}\nINSTAGRAM_OBJECT_ID=${ada.instagram.id}\n`);
    const window = computer.openWindow();
    await window.does('importCredentials', [
      ['Which credentials', '.env'],
      ['App Secret', apps.demo.secret],
      [`“${ada.name}”: keep`, 'Leave it as it is'],
    ]);
    assert.deepEqual(window.user.titles, numbered('Import Existing Credentials', '1/3', '1/3', '3/3'));
  });
});
