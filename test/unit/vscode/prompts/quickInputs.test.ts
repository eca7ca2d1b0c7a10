import assert from 'node:assert/strict';
import { apps } from '../../../sandbox/world';
import { Computer } from '../../../window/computer';
import { stay } from '../../../window/userDouble';

describe('A list that grows while it is open', () => {
  let computer: Computer;
  beforeEach(async () => (computer = await Computer.start()));
  afterEach(() => computer.shutDown());

  const SETTINGS = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };

  it('keeps the item that the person is on, however often more arrive', async () => {
    const { many } = computer.sandbox.people;
    computer.sandbox.fault({ on: /accounts$/, kind: 'delay', ms: 30 });
    const window = computer.openWindow({ settings: SETTINGS });
    await window.does('getCredentials', [
      ['App ID', apps.demo.id],
      ['App Secret', apps.demo.secret],
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', computer.sandbox.shortLivedToken('many')],
      // All Pages, plus the item for Pages that aren't listed.
      ['Choose the Page', stay({ down: 13, until: many.pages.length + 1 })],
      ['Where should', 'Only keep'],
    ]);
    assert.deepEqual(
      computer.accounts.map(({ page }) => page),
      [many.pages[13]?.name],
    );
  });
});
