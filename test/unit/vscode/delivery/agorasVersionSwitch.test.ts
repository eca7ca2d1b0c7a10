import assert from 'node:assert/strict';
import { pages } from '../../../sandbox/world';
import { Computer, type FlowWindow } from '../../../window/computer';

const { grace } = pages;

describe('Whoever uses Agoras', () => {
  let computer: Computer;
  beforeEach(async () => {
    computer = await Computer.start();
  });
  afterEach(() => computer.shutDown());

  const variables = (file: string): ReadonlyMap<string, string> =>
    new Map(
      (computer.read(file) ?? '')
        .split('\n')
        .filter((line) => /^[A-Z]/.test(line))
        .map((line) => {
          const [key = '', value = ''] = line.split('=');
          return [key, value];
        }),
    );
  const names = (file: string) => [...variables(file).keys()].join(' ');
  const tokenIn = (file: string, name: string) => computer.sandbox.describe(variables(file).get(name) ?? '');

  const FOUR = 'INSTAGRAM_OBJECT_ID INSTAGRAM_CLIENT_ID INSTAGRAM_CLIENT_SECRET INSTAGRAM_REFRESH_TOKEN';
  const FACEBOOK_FOUR = FOUR.replaceAll('INSTAGRAM', 'FACEBOOK');
  const TWO = 'INSTAGRAM_ACCESS_TOKEN INSTAGRAM_OBJECT_ID';

  async function obtain(window: FlowWindow, destination = '.env'): Promise<void> {
    await window.does('getCredentials', computer.obtaining('grace', destination));
  }

  it('3.x is asked for no object ID, and has four variables that never expire', async () => {
    const window = computer.openWindow({ settings: { 'agoras.agorasVersion': '3.x' } });
    await obtain(window);
    assert.match(window.message, /never expire and are now in \.env/);
    assert.match(window.statusBar ?? '', /never expires/);
    assert.equal(names('a/.env'), FOUR);
    assert.equal(variables('a/.env').get('INSTAGRAM_OBJECT_ID'), grace.instagram.id);
    assert.deepEqual([tokenIn('a/.env', 'INSTAGRAM_REFRESH_TOKEN')?.kind], ['PAGE']);
    await window.does('checkToken', []);
    assert.match(window.message, /is valid\. The Page token never expires\. Facebook wants you to log in again by/);
  });

  it('3.x hears of the 60 days where Facebook does not exchange the Page token, everywhere the same', async () => {
    computer.sandbox.setPageTokenExchange('refused');
    const window = computer.openWindow({ settings: { 'agoras.agorasVersion': '3.x' } });
    await obtain(window);
    assert.match(
      window.message,
      /are now in \.env\. They last until \w+ \d+, \d{4} and are renewed automatically before then\./,
    );
    assert.match(window.statusBar ?? '', /renewed automatically; until \w+ \d+, \d{4}/);
    assert.equal(tokenIn('a/.env', 'INSTAGRAM_REFRESH_TOKEN')?.kind, 'USER');
    await window.does('checkToken', []);
    assert.match(
      window.message,
      /is valid\. Your user token expires on \w+ \d+, \d{4} and is renewed automatically before then\./,
    );
    assert.doesNotMatch(window.message, /never/);
  });

  it('1.x and then updates it: the other four take the place of the two, once Facebook has been asked', async () => {
    const window = computer.openWindow({
      settings: { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'page' },
    });
    await obtain(window);
    assert.equal(names('a/.env'), TWO);
    assert.equal(variables('a/.env').get('INSTAGRAM_OBJECT_ID'), grace.id, 'as the guide has it');
    await window.change('agoras.agorasVersion', '3.x');
    await window.press('Rewrite for Agoras 3.x');
    assert.equal(names('a/.env'), FOUR);
    assert.equal(variables('a/.env').get('INSTAGRAM_OBJECT_ID'), grace.instagram.id, 'as publishing has it');
    assert.equal(tokenIn('a/.env', 'INSTAGRAM_REFRESH_TOKEN')?.kind, 'PAGE', 'proven before it was written');
    assert.match(window.statusBar ?? '', /never expires/);
    await window.change('agoras.agorasVersion', '1.x');
    await window.press('Rewrite for Agoras 1.x');
    assert.equal(names('a/.env').split(' ').sort().join(' '), TWO);
  });

  for (const network of ['instagram', 'facebook']) {
    it(`and what did for 1.x on ${network} cannot be asked anew for 3.x: nothing is rewritten`, async () => {
      const settings = { 'agoras.networks': [network], 'agoras.objectId': 'page' };
      const window = computer.openWindow({ settings: { 'agoras.agorasVersion': '1.x', ...settings } });
      await obtain(window);
      const before = computer.read('a/.env');
      await window.change('agoras.agorasVersion', '3.x');
      computer.sandbox.fault({ kind: 'custom', on: '/oauth/access_token', status: 400, code: 4 });
      await window.press('Rewrite for Agoras 3.x');
      assert.equal(computer.read('a/.env'), before);
      assert.match(window.user.told.at(-1)?.message ?? '', /Facebook’s rate limit was reached/);
    });
  }

  it('in two folders has in each what that folder’s settings say', async () => {
    const window = computer.openWindow({
      open: ['a', 'b'],
      settings: {
        'agoras.agorasVersion': '3.x',
        'b/agoras.agorasVersion': '1.x',
        'b/agoras.objectId': 'page',
        'a/agoras.networks': ['instagram', 'facebook'],
      },
    });
    await window.does('getCredentials', [
      ...computer.obtaining('grace', '.env').slice(0, -1),
      // Folder `a` asks for no ID, but may be the chosen folder.
      ['Which ID', 'Instagram account ID'],
      ['Where should', '.env'],
      ['In which folder', 'b'],
    ]);
    assert.equal(names('b/.env'), TWO);
    assert.equal(variables('b/.env').get('INSTAGRAM_OBJECT_ID'), grace.id);
    await window.does('writeFlags', [
      ['Where should', '.env'],
      ['In which folder', 'a'],
    ]);
    assert.equal(names('a/.env'), `${FOUR} ${FACEBOOK_FOUR}`);
    assert.equal(names('b/.env'), TWO, 'stays as that folder wants it');
    assert.equal(variables('a/.env').get('FACEBOOK_OBJECT_ID'), grace.id);
    assert.deepEqual(
      ['INSTAGRAM_REFRESH_TOKEN', 'FACEBOOK_REFRESH_TOKEN'].map((name) => tokenIn('a/.env', name)?.kind),
      ['PAGE', 'USER'],
    );
  });

  it('for Facebook later than the token was granted for it is told which permission is missing, and nothing is written', async () => {
    const window = computer.openWindow({ settings: { 'agoras.agorasVersion': '3.x' } });
    const permissions = ['pages_show_list', 'pages_read_engagement', 'instagram_basic', 'instagram_content_publish'];
    const answers = computer
      .obtaining('grace', '.env')
      .map(([question, answer]) =>
        question === 'Short-lived user token'
          ? ([question, computer.sandbox.shortLivedToken('grace', { permissions })] as const)
          : ([question, answer] as const),
      );
    await window.does('getCredentials', answers);
    const before = computer.read('a/.env');
    await window.change('agoras.networks', ['instagram', 'facebook']);
    await window.press('Rewrite for Agoras 3.x');
    assert.match(window.user.told.at(-1)?.message ?? '', /lacks the permission pages_manage_posts/);
    assert.equal(computer.read('a/.env'), before);
    assert.match(window.statusBar ?? '', /never expires/, 'for Instagram it is as good as before');
  });

  describe('in two folders', () => {
    const both = (settings: Readonly<Record<string, unknown>>) => computer.openWindow({ open: ['a', 'b'], settings });
    const to = (folder: string): [string, string][] => [
      ['Where should', '.env'],
      ['In which folder', folder],
    ];
    const unlessAsked = (folder: string) => [...computer.obtaining('grace', '.env').slice(0, -1), ...to(folder)];
    const untilRefused = () => {
      computer.sandbox.fault({ kind: 'custom', on: '/oauth/access_token', status: 400, code: 4 });
    };

    it('rewrites for a folder’s own version that folder alone', async () => {
      const window = both({ 'agoras.agorasVersion': '3.x' });
      await window.does('getCredentials', unlessAsked('a'));
      await window.does('writeFlags', to('b'));
      await window.change('b/agoras.agorasVersion', '1.x');
      await window.change('agoras.agorasVersion', '3.x');
      await window.press('Rewrite for Agoras 1.x');
      assert.deepEqual([names('a/.env'), names('b/.env').split(' ').sort().join(' ')], [FOUR, TWO]);
    });

    it('does not draw the other folder along to the version of the one that is written', async () => {
      const window = both({ 'a/agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' });
      const [...answers] = unlessAsked('b');
      answers.splice(-2, 0, ['Which version', 'Agoras 3.x']);
      await window.does('getCredentials', answers);
      await window.does('writeFlags', [['Which version', 'Agoras 3.x'], ...to('a')]);
      assert.deepEqual([names('a/.env'), names('b/.env')], [TWO, FOUR]);
    });

    it('keeps the token that never expires in the one when the other gets that of Agoras 1.x', async () => {
      const window = both({
        'agoras.agorasVersion': '3.x',
        'b/agoras.agorasVersion': '1.x',
        'agoras.objectId': 'instagramAccount',
      });
      await window.does('getCredentials', unlessAsked('a'));
      await window.does('getCredentials', unlessAsked('b'));
      assert.equal(names('b/.env'), TWO);
      assert.equal(tokenIn('a/.env', 'INSTAGRAM_REFRESH_TOKEN')?.kind, 'PAGE');
      assert.match(window.statusBar ?? '', /never expires/);
    });

    it('writes nothing unproven to the one when the other is written', async () => {
      const window = both({ 'agoras.agorasVersion': '3.x' });
      await window.does('getCredentials', unlessAsked('b'));
      const before = computer.read('b/.env');
      await window.change('b/agoras.networks', ['instagram', 'facebook']);
      untilRefused();
      await window.does('writeFlags', to('a'));
      assert.equal(computer.read('b/.env'), before);
      assert.match(window.user.told.at(-1)?.message ?? '', /Facebook’s rate limit was reached/);
    });
  });

  it('has the token of another account proven before it takes the place of the first one’s', async () => {
    const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
    const window = computer.openWindow({ settings });
    await window.does('getCredentials', computer.obtaining('ada', 'Only keep them in VS Code'));
    await window.change('agoras.agorasVersion', '3.x');
    await obtain(window);
    await window.does('switchAccount', [
      ['Which account', pages.adaInstagram.name],
      ['Switch this workspace', 'Switch and Rewrite'],
    ]);
    const token = tokenIn('a/.env', 'INSTAGRAM_REFRESH_TOKEN');
    assert.deepEqual([token?.kind, token?.pageId], ['PAGE', pages.adaInstagram.id]);
  });
});
