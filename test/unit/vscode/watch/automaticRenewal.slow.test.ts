import assert from 'node:assert/strict';
import { Office } from '../../../window/officeOfWindows';

const DAY = 86_400;

describe('The automatic renewal', () => {
  let office: Office;
  beforeEach(async () => {
    office = await Office.open();
    office.day = 31;
  });
  afterEach(() => office.close());

  const stored = () => office.computer.stored;

  it('is none where the person does not want it, and one click says that', async () => {
    await office.look();
    const message = office.told[0] ?? '';
    assert.match(message, /was renewed automatically/);
    const window = office.windows.find(({ user }) => user.told.length > 0);
    assert.ok(window);
    const renewed = office.tokenIn('a/.env');
    await window.press('Do Not Renew Automatically');
    office.day = 62;
    assert.match(window.statusBar ?? '', /renewed automatically/, 'as it was drawn last');
    await window.lookToTheEnd();
    assert.match(window.statusBar ?? '', /expires in \d+ days/);
    assert.equal(office.tokenIn('a/.env'), renewed);
  });

  it('leaves the address alone that nobody has agreed to, and what a remote window was never told to use', async () => {
    const before = stored();
    const settings = { ...office.settings, 'agoras.graphApi.baseUrl': office.github.url };
    const stranger = office.computer.openWindow({ settings, leavesAddressQuestion: true });
    const remote = office.computer.openWindow({ open: ['d'], remoteName: 'dev-container', settings: office.settings });
    const { length } = office.computer.sandbox.requests;
    await office.look([stranger, remote]);
    assert.equal(stored(), before);
    assert.equal(office.computer.sandbox.requests.length, length);
  });

  it('waits with GitHub until VS Code is signed in there, and asks nobody', async () => {
    const before = office.tokenOnGithub;
    for (const window of office.windows) window.githubToken = '';
    await office.look();
    assert.match(office.told.join('\n'), /isn’t signed in to GitHub: https:\/\/github\.com\/ada\/site\..*works until/);
    assert.equal(office.tokenOnGithub, before);
    assert.match(stored(), /"isOutdated":true/);
    for (const window of office.windows) window.githubToken = office.github.token;
    office.day += 1;
    await office.look();
    assert.equal(office.tokenOnGithub, office.tokenIn('a/.env'));
    assert.doesNotMatch(stored(), /"isOutdated":true/);
    assert.equal(office.told.length, 1, 'what was left was told before');
  });

  it('waits with a file whose changes are not saved, and with one in Restricted Mode', async () => {
    const { computer, settings } = office;
    const restricted = computer.openWindow({ open: ['a'], settings, isTrusted: false });
    restricted.editors.type(computer.at('b/.env'), '');
    const before = [office.tokenIn('a/.env'), office.tokenIn('b/.env')];
    restricted.githubToken = office.github.token;
    await office.look([restricted]);
    const message = restricted.user.told.map(({ message: text }) => text).join('\n');
    assert.match(message, /Not written until its changes are saved: \S+b\/\.env\./);
    assert.match(message, /Not written in Restricted Mode: \.env\./);
    assert.deepEqual([office.tokenIn('a/.env'), office.tokenIn('b/.env')], before);
    office.day += 1;
    await office.look();
    const [newest, ...others] = new Set(Object.values(await office.tokens()));
    assert.deepEqual(others, []);
    assert.ok(!before.includes(newest));
  });

  it('leaves to its own host what is on another one, and names it', async () => {
    const before = office.tokenIn('b/.env');
    office.computer.stored = stored().replace(/(?<=b\/\.env","host":)"local"/, '"ssh-remote+ada"');
    await office.look();
    assert.match(
      office.told.join('\n'),
      /Not written until a window is open there: \S*\.env \(ssh-remote\+ada\)\. The token there works until/,
    );
    assert.equal(office.tokenIn('b/.env'), before);
    assert.match(stored(), /"isOutdated":true/);
  });

  it('tries a file again that could not be written, and writes the others meanwhile', async () => {
    const { computer } = office;
    const text = computer.read('b/.env') ?? '';
    computer.delete('b/.env');
    computer.write('b/.env/in the way', '');
    await office.look();
    assert.match(office.told.join('\n'), /Not written yet; will be retried: \S*\.env\./);
    assert.equal(office.tokenOnGithub, office.tokenIn('a/.env'));
    computer.delete('b/.env');
    computer.write('b/.env', text);
    office.day += 1;
    await office.look();
    assert.equal(office.tokenIn('b/.env'), office.tokenIn('a/.env'));
    assert.match(computer.read('b/.env') ?? '', /INSTAGRAM_CLIENT_SECRET=/);
  });

  /** Marks the accounts as just checked, so that no check is due: it would detect the same problem. */
  function checkNow(): void {
    const now = String(Math.floor(Date.now() / 1000 + office.day * DAY));
    office.computer.stored = stored().replace(/(?<="lastCheck":\{"at":)\d+/, now);
  }

  it('that Facebook refuses changes nothing, and is told at the next threshold with its reason, not each day', async () => {
    const before = await office.tokens();
    const passwordChanged = { code: 190, subcode: 460, message: 'The session has been invalidated.' };
    office.computer.sandbox.fault({ on: '/oauth/access_token', kind: 'custom', ...passwordChanged });
    for (; office.day < 46; office.day += 1) {
      checkNow();
      await office.look();
    }
    assert.deepEqual(office.told, []);
    assert.match(stored(), /"failedRenewal":\{"at":\d+,"needsLogin":true\}/);
    assert.match(office.windows[0]?.statusBar ?? '', /expires in \d+ days/);
    for (; office.day < 49; office.day += 1) {
      checkNow();
      await office.look();
    }
    assert.match(
      office.told.join('\n'),
      /^The credentials of [^\n]*It wasn’t renewed: Facebook requires you to log in again\.$/,
    );
    assert.deepEqual(await office.tokens(), before);
  }).timeout(60_000);

  it('whose token lasts no longer is none', async () => {
    const before = await office.tokens();
    const inHundredDays = String(Math.floor(Date.now() / 1000) + 100 * DAY);
    office.computer.stored = stored().replace(/(?<="userTokenExpiresAt":)\d+/, inHundredDays);
    office.day = 39.9;
    // From now on, the exchange gives a token that expires earlier than the stored one.
    office.computer.stored = stored().replace(
      /(?<="obtainedAt":)\d+/,
      String(Math.floor(Date.now() / 1000) - 100 * DAY),
    );
    checkNow();
    await office.look();
    assert.deepEqual(await office.tokens(), before);
    assert.match(stored(), /"failedRenewal"/);
    assert.deepEqual(office.told, []);
  });
});
