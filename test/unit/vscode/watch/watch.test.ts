import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox';
import { pages, type Page } from '../../../sandbox/world';
import { Computer } from '../../../window/computer';
import { ESCAPE } from '../../../window/userDouble';
import { eventually } from '../../../workbench/waiting';

const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
const DAY = 86_400;

describe('The watch over stored accounts', () => {
  let computer: Computer;
  beforeEach(async () => (computer = await Computer.start()));
  afterEach(() => computer.shutDown());

  it('reminds once of a login that Facebook wants in twelve days, over all windows, and again when asked to', async () => {
    const obtained = computer.openWindow({ settings });
    await obtained.does('getCredentials', computer.obtaining('grace', '.env'));
    const end = Math.floor(Date.now() / 1000) + 12.5 * DAY;
    computer.stored = computer.stored.replace(/"dataAccessExpiresAt":\d+/, `"dataAccessExpiresAt":${String(end)}`);
    const memory = () => computer.read('storage-local/watch.json') ?? '';
    const [one, other] = [computer.openWindow({ settings }), computer.openWindow({ open: ['b'], settings })];
    const item = await eventually('the status bar item', () => one.statusBar);
    assert.match(item, /expires in 12 days/);
    one.look();
    await eventually('the reminder', () => one.user.told[0]);
    other.look();
    await eventually('the other window to have looked', () => other.statusBar);
    one.user.press('Remind Me Later', 'every 90 days');
    await eventually('tomorrow to be remembered', () => (memory().includes('laterAt') ? true : undefined));
    assert.deepEqual([one.user.told.length, other.user.told.length], [1, 0]);
    assert.match(memory(), /"threshold":"early"/);
  });
});

describe('A check that is due', () => {
  let computer: Computer;
  let stranger: Sandbox;
  before(async () => (stranger = await startSandbox()));
  after(() => stranger.close());
  beforeEach(async () => {
    computer = await Computer.start();
    await computer.openWindow({ settings }).does('getCredentials', computer.obtaining('grace', 'Only keep'));
    await computer.openWindow({ open: ['b'], settings }).does('getCredentials', computer.obtaining('ada', 'Only keep'));
    passTwoDays();
  });
  afterEach(() => computer.shutDown());

  /** Lets two days pass since the last checks. */
  function passTwoDays(): void {
    computer.stored = computer.stored.replace(/(?<="lastCheck":\{"at":)\d+/g, (at) => String(Number(at) - 2 * DAY));
  }

  /** How many days ago a Page's account was last checked. */
  const age = (page: Page) => {
    const at = new RegExp(`"name":"${page.name}".*?"lastCheck":\\{"at":(\\d+)`).exec(computer.stored)?.[1];
    return Math.floor((Date.now() / 1000 - Number(at)) / DAY);
  };
  const { grace, adaInstagram: ada } = pages;

  it('sends nothing to an address that nobody has agreed to: what is stored stays, and the log says why, once', async () => {
    const hostile = { ...settings, 'agoras.graphApi.baseUrl': stranger.url };
    const window = computer.openWindow({ settings: hostile, leavesAddressQuestion: true });
    const before = computer.stored;
    const told = () => window.log.filter((line) => line.includes(stranger.url));
    window.look();
    await eventually('the line in the log', () => told()[0]);
    window.look();
    await window.does('checkToken', [['Send the App Secret and tokens to', ESCAPE]]);
    assert.deepEqual(window.user.asked.length, 2, 'the question of the command, with its detail, and no other');
    assert.equal(told().length, 1);
    assert.deepEqual(stranger.requests, []);
    assert.equal(computer.stored, before);
  });

  it('asks at the person’s own address where a container or a workspace names another', async () => {
    const named = {
      '<machine>/agoras.graphApi.baseUrl': stranger.url,
      '<workspace>/agoras.graphApi.baseUrl': stranger.url,
    };
    computer.openWindow({ settings: { ...settings, ...named } }).look();
    await eventually('both checks', () => (age(grace) === 0 && age(ada) === 0 ? true : undefined));
    assert.deepEqual(stranger.requests, []);
  });

  it('is made in a remote window for the account that this workspace was told to use, and for no other', async () => {
    // The other one comes first in the list, so it would have been checked by then.
    const [unused, used] = computer.accounts[0]?.page === grace.name ? [grace, ada] : [ada, grace];
    const open = [used === grace ? 'a' : 'b'];
    computer.openWindow({ open, remoteName: 'dev-container', settings }).look();
    await eventually('the check', () => (age(used) === 0 ? true : undefined));
    assert.equal(age(unused), 2);
  });

  it('is left to the command in a remote window whose workspace was told to use none', async () => {
    const window = computer.openWindow({ open: ['c'], remoteName: 'dev-container', settings });
    const asked = () => computer.sandbox.requests.length;
    const before = asked();
    window.look();
    await window.does('checkToken', []);
    const byCommand = asked() - before;
    assert.ok(byCommand > 0);
    await window.does('checkToken', []);
    assert.equal(asked() - before, 2 * byCommand, 'what the command asks, each time, and nothing beside it');
  });
});
