import assert from 'node:assert/strict';
import { computerWithAccount, type Computer, type FlowWindow } from '../../../window/computer';
import type { Answers, Told } from '../../../window/userDouble';
import { eventually } from '../../../workbench/waiting';

const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
const UNSAVED = 'until you do, the old contents are still on disk';
const token = (text: string | undefined) => /INSTAGRAM_ACCESS_TOKEN=(\w+)/.exec(text ?? '')?.[1];

describe('What was written to a file that somebody is typing in', () => {
  let computer: Computer;
  let window: FlowWindow;
  beforeEach(async () => {
    ({ computer, window } = await computerWithAccount(settings, '.env'));
  });
  afterEach(() => computer.shutDown());

  const typeIn = (path: string) => window.editors.type(computer.at(path), '# typed\n');
  const renewal = (): Answers => [
    ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
    ['Short-lived user token', computer.sandbox.shortLivedToken('ada')],
  ];

  it('is not said to be renewed without a word about saving it', async () => {
    const editor = typeIn('a/.env');
    const old = token(computer.read('a/.env'));
    await window.does('renewToken', renewal());
    assert.ok(window.message.includes(`Save .env: ${UNSAVED}`), window.message);
    assert.ok(token(editor.text) !== old && token(computer.read('a/.env')) === old);
  });

  it('is not said to be forgotten while it is still on the disk', async () => {
    const editor = typeIn('a/.env');
    await window.does('forgetCredentials', [['Forget the credentials', 'Forget and Remove What Was Written']]);
    assert.ok(window.message.includes(`Save .env: ${UNSAVED}`), window.message);
    assert.equal(token(editor.text), undefined);
    assert.ok(token(computer.read('a/.env')));
  });

  it('is not said to be for another Agoras before it is saved', async () => {
    typeIn('a/.env');
    await window.change('agoras.agorasVersion', '2.x');
    await window.press('Rewrite for Agoras 2.x');
    const told = window.user.told.map(({ message }) => message);
    assert.ok(
      told.some((message) => message.includes(`were rewritten for Agoras 2.x. Save .env: ${UNSAVED}`)),
      told.join(),
    );
  });

  it('is not said to be in both files where one of them is not saved', async () => {
    typeIn('a/.env');
    await window.does('forgetCredentials', [['Forget the credentials', 'Forget and Remove What Was Written']]);
    await window.does('getCredentials', computer.obtaining('ada', 'launch.json with .env'));
    assert.ok(window.message.includes(`Save .env: ${UNSAVED}`), window.message);
  });

  it('is “already there” only where it is on the disk', async () => {
    await window.does('writeFlags', [['Where should', '.env']]);
    assert.match(window.message, /were already in \.env/);
    const editor = typeIn('a/.env');
    await window.does('writeFlags', [['Where should', '.env']]);
    assert.match(window.message, /were already in \.env/, 'what is typed is somewhere else');
    computer.write('a/.env', 'OTHER=1\n');
    await window.does('writeFlags', [['Where should', '.env']]);
    assert.match(window.message, /in the editor\. Save it/);
    assert.equal(editor.text.match(/INSTAGRAM_ACCESS_TOKEN/g)?.length, 1);
  });
});

describe('An Undo that fails', () => {
  it('is not done when it is tried again, before it can be', async () => {
    const { computer, window } = await computerWithAccount(settings, 'Only keep');
    computer.write('a/.env', 'OTHER=1\n');
    await window.does('writeFlags', [['Where should', '.env']]);
    const written = computer.read('a/.env') ?? '';
    computer.write('a/.env', `${written}# typed since\n`);
    const failures: string[] = [];
    const pressUnder = ({ message }: Told) => {
      failures.push(message);
      if (failures.length === 2) computer.write('a/.env', written);
      return 'Try Again';
    };
    window.user.manners = { answerTo: () => '', pressUnder };
    await window.press('Undo');
    await eventually('the file to be as it was', () =>
      Promise.resolve(computer.read('a/.env') === 'OTHER=1\n' ? true : undefined),
    );
    assert.equal(failures.length, 2, failures.join());
    await computer.shutDown();
  });
});
