import assert from 'node:assert/strict';
import { apps, pages } from '../../../sandbox/world';
import { computerWithAccount, type Computer, type FlowWindow } from '../../../window/computer';
import { eventually } from '../../../workbench/waiting';

const { adaInstagram: cafe, adaPlain: engines } = pages;
const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };

describe('An account whose grant a later sign-in has replaced', () => {
  let computer: Computer;
  let window: FlowWindow;
  beforeEach(async () => {
    ({ computer, window } = await computerWithAccount(settings, '.env'));
    const other = computer.openWindow({ open: ['b'], settings });
    await other.does('getCredentials', [
      ['Use a stored app', `App ${apps.demo.id}`],
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', computer.sandbox.signIn('ada', { pages: [engines.id] })],
      ['Facebook shows no Instagram account', 'Continue'],
      ['Where should', 'Only keep'],
    ]);
    await eventually('the message', () =>
      other.user.told.find(({ message }) => message.includes(`made the credentials of ${cafe.name} stop working`)),
    );
  });
  afterEach(() => computer.shutDown());

  it('is marked as such, told once over all windows, and no longer once it is renewed', async () => {
    assert.match(window.statusBar ?? '', /replaced by a later sign-in/);
    window.user.told = [];
    await window.lookToTheEnd();
    assert.deepEqual(window.user.told, [], 'the other window has said it');
    // All Pages are ticked again, so the stored tokens work as before.
    computer.sandbox.signIn('ada');
    await window.does('renewToken', [['Which account’s credentials', cafe.name]]);
    assert.match(window.statusBar ?? '', /never expires/);
    assert.doesNotMatch(computer.stored, /isGrantReplaced/);
  });

  it('is marked no longer where Facebook takes its token again', async () => {
    computer.sandbox.signIn('ada');
    await window.does('checkToken', []);
    assert.match(window.statusBar ?? '', /never expires/);
  });
});
