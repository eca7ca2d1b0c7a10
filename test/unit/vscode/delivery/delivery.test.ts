import assert from 'node:assert/strict';
import { openForAll } from '../../../openForAll';
import { pages } from '../../../sandbox/world';
import { Computer } from '../../../window/computer';
import { ESCAPE } from '../../../window/userDouble';
import { eventually } from '../../../workbench/waiting';

const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
const ada = pages.adaInstagram.name;
const grace = pages.grace.name;

describe('What was written', () => {
  let computer: Computer;
  beforeEach(async () => (computer = await Computer.start()));
  afterEach(() => computer.shutDown());

  const writtenOf = (page: string) => computer.accounts.find((account) => account.page === page)?.written;
  const tokenIn = (path: string) => /INSTAGRAM_\w*TOKEN=(\w+)/.exec(computer.read(path) ?? '')?.[1];

  it('is undone alone: what was written since stays known, and is cleared when it is forgotten', async () => {
    const window = computer.openWindow({ open: ['a', 'b'], settings });
    const into = (destination: string, folder: string) =>
      [
        ['Where should', destination],
        ['In which folder', folder],
      ] as const;
    await window.does('getCredentials', [...computer.obtaining('ada', '.env'), ['In which folder', 'a']]);
    await window.does('writeFlags', into('.env', 'b'));
    await window.does('writeFlags', into('launch.json', 'b'));
    await window.press('Undo', 'a/.env');
    assert.equal(computer.read('a/.env'), undefined);
    assert.deepEqual(writtenOf(ada), ['b/.env', 'b/.vscode/launch.json']);
    await window.does('forgetCredentials', [
      [`Forget the credentials of “${ada}”`, 'Forget and Remove What Was Written'],
    ]);
    assert.equal(tokenIn('b/.env'), undefined);
    assert.doesNotMatch(computer.read('b/.vscode/launch.json') ?? '', /agoras/);
  });

  it('stays where only the account is forgotten, and the question says what lives on and what is used then', async () => {
    const window = computer.openWindow({ settings });
    await window.does('getCredentials', computer.obtaining('grace', 'Only keep'));
    await window.does('getCredentials', computer.obtaining('ada', '.env'));
    const token = tokenIn('a/.env');
    await window.does('switchAccount', [['Which account', ESCAPE]]);
    await window.does('forgetCredentials', [
      ['Which account’s credentials', ada],
      [`Forget the credentials of “${ada}”`, 'Forget'],
    ]);
    const said = window.user.asked.join('\n');
    assert.match(said, /Facebook still accepts the tokens\. To revoke them, remove the app/);
    assert.ok(said.includes(`This workspace will then use “${grace}”.`));
    assert.ok(window.message.includes(`This workspace now uses “${grace}”.`));
    assert.equal(tokenIn('a/.env'), token);
  });

  it('is renewed, too, where another window has written it while the browser was open', async () => {
    const [here, there] = [computer.openWindow({ settings }), computer.openWindow({ open: ['b'], settings })];
    await here.does('getCredentials', computer.obtaining('ada', '.env'));
    const old = tokenIn('a/.env');
    const token = computer.sandbox.shortLivedToken('ada');
    const { answerTo } = here.user.manners;
    here.user.manners = {
      answerTo: (question) => {
        if (!question.startsWith('Sign in')) return question.startsWith('Short-lived') ? token : answerTo(question);
        return 'Paste a short-lived token';
      },
      pressUnder: () => undefined,
    };
    const renewing = here.run('renewToken');
    await there.does('writeFlags', [['Where should', '.env']]);
    await renewing;
    assert.deepEqual(writtenOf(ada), ['a/.env', 'b/.env']);
    assert.notEqual(tokenIn('a/.env'), old);
    assert.equal(tokenIn('b/.env'), tokenIn('a/.env'));
  });

  it('on another host is told of, not claimed to be cleared', async () => {
    const remote = computer.openWindow({ remoteName: 'ssh-remote', settings });
    await remote.does('getCredentials', computer.obtaining('ada', '.env'));
    const local = computer.openWindow({ open: ['b'], settings });
    await local.does('forgetCredentials', [[`Forget the credentials of “${ada}”`, 'Forget']]);
    assert.match(local.message, /on another host: .*a\/\.env \(ssh-remote\+/);
    assert.notEqual(tokenIn('a/.env'), undefined);
  });

  it('for another Agoras is rewritten, said to be so, and undone', async () => {
    const window = computer.openWindow({ settings: { 'agoras.objectId': 'instagramAccount' } });
    const [last, ...first] = [...computer.obtaining('ada', '.env')].reverse();
    assert.ok(last);
    await window.does('getCredentials', [...first.reverse(), ['Which version', 'Agoras 2.x'], last]);
    const before = computer.read('a/.env');
    await window.does('writeFlags', [
      ['Which version', 'Agoras 1.x'],
      ['Where should', '.env'],
    ]);
    assert.match(computer.read('a/.env') ?? '', /INSTAGRAM_ACCESS_TOKEN/);
    assert.doesNotMatch(computer.read('a/.env') ?? '', /CLIENT_SECRET/);
    assert.match(window.message, /never expire and are now in \.env/);
    await window.press('Undo');
    assert.equal(computer.read('a/.env'), before);
  });

  it('is not written over another account’s without a question, and Undo gives the workspace back to that', async () => {
    const window = computer.openWindow({ settings });
    await window.does('getCredentials', computer.obtaining('ada', '.env'));
    const before = computer.read('a/.env');
    await window.does('getCredentials', [
      ...computer.obtaining('grace', '.env'),
      [`.env contains the credentials of “${ada}”`, 'Replace'],
    ]);
    assert.match(window.message, new RegExp(`This workspace now uses “${grace}”`));
    assert.deepEqual([writtenOf(ada), writtenOf(grace)], [[], ['a/.env']]);
    await window.press('Undo');
    assert.match(window.user.told.at(-1)?.message ?? '', new RegExp(`^Undone: .* now uses “${ada}”`));
    assert.equal(computer.read('a/.env'), before);
    assert.deepEqual([writtenOf(ada), writtenOf(grace)], [['a/.env'], []]);
    await window.does('copyFlags', [['Share the credentials', 'Share']]);
    assert.match(window.message, new RegExp(ada));
  });

  it('for another account makes that the account of the workspace, and says so', async () => {
    const window = computer.openWindow({ settings });
    await window.does('getCredentials', computer.obtaining('ada', '.env'));
    await window.does('getCredentials', computer.obtaining('grace', 'Only keep'));
    await window.does('writeFlags', [
      ['Which account’s credentials', ada],
      ['Where should', '.env'],
    ]);
    assert.match(window.message, new RegExp(`This workspace now uses “${ada}”`));
  });

  it('is brought along when the account of the workspace is switched, after a question', async () => {
    const window = computer.openWindow({ settings });
    await window.does('getCredentials', computer.obtaining('ada', '.env'));
    const token = tokenIn('a/.env');
    await window.does('getCredentials', computer.obtaining('grace', 'Only keep'));
    await window.does('switchAccount', [
      ['Which account', grace],
      [`Switch this workspace to “${grace}”`, 'Switch and Rewrite'],
    ]);
    assert.notEqual(tokenIn('a/.env'), token);
    assert.deepEqual([writtenOf(ada), writtenOf(grace)], [[], ['a/.env']]);
  });

  it('in a folder that is gone is forgotten without making the folder anew', async () => {
    const window = computer.openWindow({ settings });
    await window.does('getCredentials', computer.obtaining('ada', 'launch.json'));
    computer.delete('a');
    await window.does('forgetCredentials', [
      [`Forget the credentials of “${ada}”`, 'Forget and Remove What Was Written'],
    ]);
    assert.equal(computer.read('a/.vscode/launch.json'), undefined);
    assert.throws(() => {
      computer.delete('a');
    });
  });
});

describe('A computer with two profiles', () => {
  let computer: Computer;
  openForAll(async () => {
    computer = await Computer.start();
    return { close: () => computer.shutDown() };
  });

  it('has the same accounts in both, and none in either once they were deleted in one', async () => {
    // Each profile has its own extension state; everything about an account is in the secret storage.
    const [work, home] = [computer.openWindow({ settings }), computer.openWindow({ open: ['b'], settings })];
    await work.does('getCredentials', computer.obtaining('ada', '.env'));
    await home.does('forgetCredentials', [[`Forget the credentials of “${ada}”`, 'Forget']]);
    await eventually('the status bar item to go', () => (work.statusBar === undefined ? true : undefined));
    await work.does('copyFlags', []);
    assert.match(work.message, /No credentials are stored yet/);
  });

  it('starts with a stored date that no calendar has, and shows the account', async () => {
    const window = computer.openWindow({ settings });
    await window.does('getCredentials', computer.obtaining('ada', '.env'));
    computer.stored = computer.stored.replace(/"dataAccessExpiresAt":\d+/, '"dataAccessExpiresAt":9223372036854775807');
    const next = computer.openWindow({ settings });
    assert.match(await eventually('the status bar item', () => next.statusBar), /expiry unknown/);
  });
});
