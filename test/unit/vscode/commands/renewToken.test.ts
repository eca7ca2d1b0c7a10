import assert from 'node:assert/strict';
import { pages } from '../../../sandbox/world';
import { Computer, type FlowWindow } from '../../../window/computer';

const settings = { 'agoras.agorasVersion': '2.x', 'agoras.objectId': 'instagramAccount' };
const { grace, adaInstagram: ada } = pages;

describe('“Renew Access Token”', () => {
  let computer: Computer;
  let window: FlowWindow;
  beforeEach(async () => {
    computer = await Computer.start();
    window = computer.openWindow({ settings });
    await window.does('getCredentials', computer.obtaining('grace', '.env'));
  });
  afterEach(() => computer.shutDown());

  const written = () => /INSTAGRAM_REFRESH_TOKEN=(\w+)/.exec(computer.read('a/.env') ?? '')?.[1] ?? '';

  it('asks for a new token where the stored one would gain nothing, and the .env follows', async () => {
    const old = written();
    await window.does('renewToken', [
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', computer.sandbox.shortLivedToken('grace')],
    ]);
    assert.match(window.message, /was renewed, and everything written with it was updated/);
    assert.notEqual(written(), old);
    assert.equal(computer.sandbox.describe(written())?.lifetime, 'long');
  });

  it('brings a dead one back to life, after a token that is no good', async () => {
    computer.sandbox.changePassword('grace');
    await window.does('renewToken', [
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', computer.sandbox.pageToken('grace', grace.id, { from: 'shortLived' })],
      ['This is a Page token', 'Enter a New Token'],
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', computer.sandbox.shortLivedToken('grace')],
    ]);
    assert.equal(computer.sandbox.describe(written())?.valid, true);
  });

  it('hands the new token to terminals that have the old one, and to no other account’s', async () => {
    await window.does('useInTerminal', [['Share the credentials', 'Share']]);
    assert.equal(window.terminals.get('INSTAGRAM_REFRESH_TOKEN'), written());
    await window.does('renewToken', [
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', computer.sandbox.shortLivedToken('grace')],
    ]);
    assert.equal(window.terminals.get('INSTAGRAM_REFRESH_TOKEN'), written());
    await window.does('getCredentials', computer.obtaining('ada', 'Only keep'));
    const token = window.terminals.get('INSTAGRAM_REFRESH_TOKEN');
    await window.does('renewToken', [
      ['Which account’s credentials', grace.name],
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', computer.sandbox.shortLivedToken('grace')],
    ]);
    assert.equal(window.terminals.get('INSTAGRAM_REFRESH_TOKEN'), token);
    assert.equal(window.terminals.get('INSTAGRAM_OBJECT_ID'), ada.instagram.id);
  });

  describe('of a system user', () => {
    beforeEach(async () => {
      await window.does('getCredentials', [
        ['Use a stored app', 'App'],
        ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
        ['Short-lived user token', computer.sandbox.systemUserToken()],
        ['Where should', 'Only keep'],
      ]);
    });

    it('asks for nothing: the token has no end', async () => {
      await window.does('renewToken', [['Which account’s credentials', pages.vera.name]]);
      assert.match(window.message, /was renewed.*never expires/);
    });

    it('that is dead tells where the next one comes from, before it is asked for', async () => {
      computer.sandbox.changePassword('robot');
      await window.does('renewToken', [
        ['Which account’s credentials', pages.vera.name],
        ['This system user needs a new token', 'Enter a New Token'],
        ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
        ['Short-lived user token', computer.sandbox.systemUserToken()],
      ]);
      const [first, last] = window.user.told.map(({ message }) => message);
      assert.match(first ?? '', /Users > System users/);
      assert.match(last ?? '', /was renewed/);
    });
  });
});
