import assert from 'node:assert/strict';
import { canariesOf, searchFiles } from '../../../people/canaries';
import { pages } from '../../../sandbox/world';
import { Office, type Tokens } from '../../../window/officeOfWindows';
import { eventually } from '../../../workbench/waiting';

const LOOKS_A_DAY = 3;
const DAYS = 60;
/** The files that may contain a secret: those that the person chose, and the secret storage. */
const MAY_HOLD = /(?: in secrets\.json| in [ab]\/\.env)$/;

/** What happened in sixty days. */
interface Course {
  /** The days on which the token in the first file changed. */
  readonly renewals: readonly { readonly day: number; readonly token: string }[];
  readonly told: readonly string[];
}

describe('The automatic renewal, over sixty days and three windows', () => {
  let office: Office;
  beforeEach(async () => (office = await Office.open()));
  afterEach(() => office.close());

  /** Lets days pass. `isAwake`: whether the windows run their checks on a day; `each`: what else happens then. */
  async function pass({
    isAwake = () => true,
    each = () => undefined,
  }: {
    readonly isAwake?: (day: number) => boolean;
    readonly each?: (day: number) => void;
  } = {}): Promise<Course> {
    const renewals: { day: number; token: string }[] = [];
    let token = office.tokenIn('a/.env');
    for (let look = 1; look <= DAYS * LOOKS_A_DAY; look++) {
      const day = look / LOOKS_A_DAY;
      office.day = day;
      each(day);
      if (isAwake(day)) await office.look();
      const now = office.tokenIn('a/.env');
      if (now === token || now === undefined) continue;
      token = now;
      renewals.push({ day, token });
    }
    return { renewals, told: office.told };
  }

  /** Expects that every place has the one stored token, that it is valid, and that no other file contains it. */
  async function expectNewestEverywhere(tokens?: Partial<Tokens>): Promise<void> {
    const now: Partial<Tokens> = tokens ?? (await office.tokens());
    const [newest = ''] = Object.values(now);
    for (const [place, token] of Object.entries(now)) assert.equal(token, newest, place);
    assert.equal(office.computer.sandbox.describe(newest)?.valid, true);
    assert.ok(office.computer.stored.includes(newest));
    assert.doesNotMatch(office.computer.stored, /"isOutdated":true/);
    await expectNoSecretElsewhere();
  }

  async function expectNoSecretElsewhere(): Promise<void> {
    const { leaks, files } = await searchFiles(office.computer.at(''), canariesOf(office.computer.sandbox));
    assert.ok(files > 10);
    assert.deepEqual(
      leaks.filter((leak) => !MAY_HOLD.test(leak)),
      [],
    );
  }

  const isRenewal = (message = '') =>
    message.startsWith('The token of “Café Lovelace” was renewed automatically and now lasts until ');

  it('comes once each time that half of the life is over; everything has the new token, and one message in one window says so', async () => {
    const { renewals, told } = await pass();
    assert.deepEqual(
      renewals.map(({ day }) => day),
      [30, 60],
    );
    assert.equal(told.length, 2);
    for (const message of told) {
      assert.ok(isRenewal(message));
      // The file in the window's own folder is shown without its path.
      assert.equal(message.match(/\.env\b/g)?.length, 2);
      assert.ok(message.includes('https://github.com/ada/site'));
      assert.doesNotMatch(message, /Not |launch\.json/);
    }
    await expectNewestEverywhere();
  }).timeout(120_000);

  it('comes when the network is back after forty days; until then the end is told, once for the threshold that has come', async () => {
    const { renewals, told } = await pass({
      each: (day) => {
        for (const window of office.windows) window.isOnline = day <= 10 || day > 50;
      },
    });
    assert.deepEqual(
      renewals.map(({ day }) => Math.floor(day)),
      [50],
    );
    assert.equal(told.length, 2);
    const reminders = told.filter((message) => !isRenewal(message));
    assert.match(reminders.join('\n'), /^The credentials of .* expire on \w+ \d+, \d{4}\. Renew them before then.*$/);
    await expectNewestEverywhere();
  }).timeout(120_000);

  it('leaves a file alone that the person has changed, and says so', async () => {
    const { told } = await pass({
      each: (day) => {
        if (day !== 10) return;
        const text = office.computer.read('b/.env') ?? '';
        office.computer.write('b/.env', text.replace(/(?<=REFRESH_TOKEN=)\w+/, 'mine'));
      },
    });
    assert.equal(told.length, 2);
    for (const message of told) assert.match(message, /Left alone, because you changed it: \S*\.env\./);
    const { 'b/.env': changed, ...others } = await office.tokens();
    assert.equal(changed, 'mine');
    await expectNewestEverywhere(others);
  }).timeout(120_000);

  it('of an account that is forgotten while it is renewed is none: nothing of it is stored, written or told', async () => {
    office.day = 30;
    const [window] = office.windows;
    assert.ok(window);
    // The exchange is slow, and meanwhile the person forgets the account.
    const slow = office.computer.sandbox.fault({ on: '/oauth/access_token', kind: 'delay', ms: 500 });
    const looked = office.look(office.windows.slice(1));
    const isUnderWay = () => office.computer.read('storage-local/watch.json')?.includes('"claimedAt"');
    await eventually('a window to renew', () => (isUnderWay() === true ? true : undefined));
    await window.does('forgetCredentials', [
      [`Forget the credentials of “${pages.adaInstagram.name}”`, 'Forget and Remove What Was Written'],
    ]);
    await looked;
    slow.remove();
    const { told } = await pass({ isAwake: (day) => day > 30 });
    assert.deepEqual(office.computer.accounts, []);
    assert.deepEqual(await office.tokens(), {
      'a/.env': undefined,
      'b/.env': undefined,
      GitHub: undefined,
      launch: undefined,
    });
    assert.doesNotMatch(told.join('\n'), /renewed/);
    await expectNoSecretElsewhere();
  }).timeout(120_000);

  it('is made by one of three windows that wake up at the same moment, late, and nobody is reminded', async () => {
    const { renewals, told } = await pass({ isAwake: (day) => day <= 20 || day >= 50 });
    assert.deepEqual(
      renewals.map(({ day }) => day),
      [50],
    );
    assert.equal(told.length, 1);
    assert.ok(isRenewal(told[0]));
    await expectNewestEverywhere();
  }).timeout(120_000);
});
