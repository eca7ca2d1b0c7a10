import assert from 'node:assert/strict';
import { pages } from '../../../sandbox/world';
import { Computer, computerWithAccount, type FlowWindow } from '../../../window/computer';
import { ESCAPE } from '../../../window/userDouble';

const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
const { grace, adaInstagram: ada } = pages;

describe('“Check All Accounts”', () => {
  let window: FlowWindow;
  let computer: Computer;
  afterEach(() => computer.shutDown());
  beforeEach(async () => {
    ({ computer, window } = await computerWithAccount(settings, 'Only keep'));
  });

  const withGrace = () => window.does('getCredentials', computer.obtaining('grace', 'Only keep'));
  const lastChecks = () => [...computer.stored.matchAll(/"lastCheck":\{"at":(\d+)/g)].map(([, at]) => Number(at));
  const age = () => {
    computer.stored = computer.stored.replace(/(?<="lastCheck":\{"at":)\d+/g, '1700000000');
  };

  it('asks Facebook about each, and says so in one message', async () => {
    await withGrace();
    age();
    await window.does('checkAllTokens', []);
    assert.equal(window.message, 'The tokens of all 2 accounts are valid.');
    assert.ok(lastChecks().every((at) => at > 1_700_000_000));
    await window.press('Show All Accounts');
  });

  it('names those that no longer work, and renews the first at a press', async () => {
    await withGrace();
    computer.sandbox.changePassword('grace');
    await window.does('checkAllTokens', []);
    assert.equal(window.message, `1 of 2 accounts can publish. The token no longer works: “${grace.name}”.`);
    await window.during([['Sign in with Facebook, or paste', ESCAPE]], () => window.press(`Renew “${grace.name}”`));
  });

  it('goes on after an account that Facebook does not answer about, and calls it unknown, not dead', async () => {
    await withGrace();
    age();
    computer.sandbox.refuse('/debug_token', 'missingPermission', { times: 1 });
    await window.does('checkAllTokens', []);
    assert.match(
      window.message,
      /^1 of 2 accounts can publish\. Couldn’t be checked: “[^”]+”\. Check each account by itself/,
    );
    assert.equal(lastChecks().filter((at) => at > 1_700_000_000).length, 1);
  });

  it('is the check of the one where there is one', async () => {
    await window.does('checkAllTokens', []);
    assert.match(window.message, new RegExp(`^The token of “${ada.name}” is valid`));
  });

  it('says what is missing where there is none', async () => {
    await computer.shutDown();
    computer = await Computer.start();
    window = computer.openWindow({ settings });
    await window.does('checkAllTokens', []);
    assert.match(window.message, /credentials/);
  });

  it('leaves the account of the workspace as it is', async () => {
    await withGrace();
    await window.does('checkAllTokens', []);
    await window.does('checkToken', []);
    assert.match(window.message, new RegExp(`^The token of “${grace.name}” is valid`));
  });
});
