import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, linkSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { computerWithAccount, type Computer, type FlowWindow } from '../../../window/computer';
import { BACK, ESCAPE } from '../../../window/userDouble';

const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
const mine = '# mine\nOTHER=1\n';
const isRoot = process.getuid?.() === 0;

/** The beginnings of the questions. */
const WHERE = 'Where should';
const OTHERS = 'Other users of this computer can open .env';
const ENCRYPTED = 'dotenvx encrypts .env';

/** If root runs the tests, makes checks see what another user would. */
async function asUser(id: number, does: () => Promise<void>): Promise<void> {
  const asRoot = process.geteuid;
  process.geteuid = () => id;
  try {
    await does();
  } finally {
    if (asRoot !== undefined) process.geteuid = asRoot;
  }
}

describe('A file that secrets are to be written to', () => {
  let computer: Computer;
  let window: FlowWindow;

  beforeEach(async () => ({ computer, window } = await computerWithAccount(settings, 'Only keep')));
  afterEach(() => computer.shutDown());

  const env = () => computer.read('a/.env') ?? '';

  describe('and that others can read', () => {
    beforeEach(function () {
      if (process.platform === 'win32') this.skip();
      // Like a home folder on many computers: others can open the files whose names they know.
      chmodSync(computer.at('.'), 0o711);
      computer.write('a/.env', mine, 0o644);
    });

    it('is not asked about in a folder that lets nobody else through, as most homes are', async () => {
      chmodSync(computer.at('.'), 0o700);
      await window.does('writeFlags', [[WHERE, '.env']]);
      assert.match(env(), /INSTAGRAM_ACCESS_TOKEN=EAA/);
      assert.equal(computer.mode('a/.env'), '644');
    });

    it('is asked about where only the folder itself is listed to nobody', async () => {
      chmodSync(computer.at('a'), 0o711);
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [OTHERS, ESCAPE],
      ]);
      assert.equal(env(), mine);
    });

    it('is made private with the write, and Undo brings back text and permissions', async () => {
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [OTHERS, 'Make it private, then write'],
      ]);
      assert.match(env(), /INSTAGRAM_ACCESS_TOKEN=EAA/);
      assert.equal(computer.mode('a/.env'), '600');
      await window.press('Undo');
      assert.deepEqual([env(), computer.mode('a/.env')], [mine, '644']);
    });

    it('is written as it is where that is wanted', async () => {
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [OTHERS, 'Write it anyway'],
      ]);
      assert.match(env(), /INSTAGRAM_ACCESS_TOKEN=EAA/);
      assert.equal(computer.mode('a/.env'), '644');
    });

    for (const mode of [0o640, 0o604, 0o660, 0o620]) {
      it(`is asked about with the permissions ${mode.toString(8)}`, async () => {
        computer.write('a/.env', mine, mode);
        await window.does('writeFlags', [
          [WHERE, '.env'],
          [OTHERS, 'Make it private, then write'],
        ]);
        assert.equal(computer.mode('a/.env'), '600');
      });
    }

    it('stays as it is after Escape, and after Back another destination can be chosen', async () => {
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [OTHERS, ESCAPE],
      ]);
      assert.deepEqual([env(), computer.mode('a/.env')], [mine, '644']);
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [OTHERS, BACK],
        [WHERE, 'Terminals'],
      ]);
      assert.deepEqual([env(), computer.mode('a/.env')], [mine, '644']);
    });

    it('is made private, too, where the values are there already', async () => {
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [OTHERS, 'Write it anyway'],
      ]);
      const written = env();
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [OTHERS, 'Make it private, then write'],
      ]);
      assert.deepEqual([env(), computer.mode('a/.env')], [written, '600']);
      await window.press('Undo');
      assert.deepEqual([env(), computer.mode('a/.env')], [written, '644']);
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [OTHERS, 'Make it private, then write'],
      ]);
      await window.does('writeFlags', [[WHERE, '.env']]);
      assert.equal(computer.mode('a/.env'), '600', 'and is not asked about again');
    });

    it('is made private where it has a second name, too', async () => {
      linkSync(computer.at('a/.env'), computer.at('a/second'));
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [OTHERS, 'Make it private, then write'],
      ]);
      assert.equal(computer.mode('a/.env'), '600');
      assert.equal(computer.read('a/second'), env());
    });

    it('keeps its permissions where nobody is asked: a renewal only brings its values up to date', async () => {
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [OTHERS, 'Write it anyway'],
      ]);
      await window.change('agoras.agorasVersion', '2.x');
      await window.press('Rewrite for Agoras 2.x');
      assert.match(env(), /INSTAGRAM_REFRESH_TOKEN/);
      assert.equal(computer.mode('a/.env'), '644');
    });

    it('is asked about in the whole flow, and where a launch configuration reads it', async () => {
      await window.does('getCredentials', [
        ...computer.obtaining('ada', 'launch.json with .env'),
        [OTHERS, 'Make it private, then write'],
      ]);
      assert.equal(computer.mode('a/.env'), '600');
    });

    it('is not asked about where no secret goes into it', async () => {
      await window.does('writeFlags', [[WHERE, 'launch.json']]);
      assert.equal(computer.mode('a/.env'), '644');
    });

    it('can only be written as it is where it belongs to somebody else', async function () {
      if (!isRoot) this.skip();
      chownSync(computer.at('a/.env'), 1234, 1234);
      await asUser(4321, () =>
        window.does('writeFlags', [
          [WHERE, '.env'],
          [OTHERS, ESCAPE],
        ]),
      );
      assert.deepEqual(window.user.seen.at(-1), ['Write it anyway']);
    });

    it('is asked about behind a private folder that belongs to somebody else, who gets through', async function () {
      if (!isRoot) this.skip();
      chmodSync(computer.at('.'), 0o700);
      chownSync(computer.at('.'), 1234, 1234);
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [OTHERS, ESCAPE],
      ]);
      assert.equal(env(), mine);
    });
  });

  describe('and that dotenvx keeps encrypted', () => {
    const encrypted = `DOTENV_PUBLIC_KEY="034af93e93708b994c10f236c96ef88e47291066946cce2e8d98c9e02c741ced45"\nOTHER=encrypted:BDqDBibm\n`;

    for (const [what, text] of Object.entries({
      'by its key': encrypted,
      'by the key of an environment': encrypted.replace('PUBLIC_KEY', 'PUBLIC_KEY_PRODUCTION'),
      'by a value alone': 'OTHER="encrypted:BDqDBibm"\n',
    })) {
      it(`is told as such, ${what}, and another destination can be chosen at once`, async () => {
        computer.write('a/.env', text);
        await window.does('writeFlags', [
          [WHERE, '.env'],
          [ENCRYPTED, 'Choose another destination'],
          [WHERE, 'launch.json'],
        ]);
        assert.equal(env(), text);
        assert.match(computer.read('a/.vscode/launch.json') ?? '', /input:agoras\.accessToken/);
      });
    }

    it('gets the plain values where that is wanted', async () => {
      computer.write('a/.env', encrypted);
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [ENCRYPTED, 'Write the values unencrypted'],
      ]);
      assert.ok(env().startsWith(encrypted));
      assert.match(env(), /INSTAGRAM_ACCESS_TOKEN=EAA/);
    });

    it('stays as it is after Escape', async () => {
      computer.write('a/.env', encrypted);
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [ENCRYPTED, ESCAPE],
      ]);
      assert.equal(env(), encrypted);
    });

    it('is no question where only a comment speaks of it', async () => {
      computer.write('a/.env', '# DOTENV_PUBLIC_KEY=1\nOTHER=1 # encrypted:\n');
      await window.does('writeFlags', [[WHERE, '.env']]);
      assert.match(env(), /INSTAGRAM_ACCESS_TOKEN=EAA/);
    });

    it('offers no other destination where a setting has chosen this one', async () => {
      computer.write('a/.env', encrypted);
      await window.change('agoras.destination', 'dotenv');
      await window.does('writeFlags', [[ENCRYPTED, ESCAPE]]);
      assert.deepEqual(window.user.seen.at(-1), ['Write the values unencrypted']);
    });
  });

  describe('and that is no file', () => {
    const makePipe = (path: string) => {
      mkdirSync(dirname(computer.at(path)), { recursive: true });
      spawnSync('mkfifo', [computer.at(path)]);
    };
    /** The names of everything in the folder. */
    const names = () => readdirSync(computer.at('a'), { recursive: true }).map(String).sort();

    beforeEach(function () {
      if (process.platform === 'win32') this.skip();
    });

    it('is refused with the name of what it is, nothing else is written, and nobody waits for it', async () => {
      makePipe('a/.env');
      spawnSync('git', ['init', '--quiet', computer.at('a')]);
      const before = names();
      await window.does('writeFlags', [
        [WHERE, '.env'],
        ['Git doesn’t ignore', 'Add it to .gitignore'],
      ]);
      assert.match(window.message, /named pipe.*1Password.*wasn’t changed/s);
      assert.deepEqual(names(), before);
      assert.ok(lstatSync(computer.at('a/.env')).isFIFO());
    });

    it('leads to another destination by the button of its message', async () => {
      makePipe('a/.env');
      await window.does('writeFlags', [
        [WHERE, '.env'],
        [computer.at('a/.env'), 'Choose Another Destination'],
        [WHERE, 'launch.json'],
      ]);
      assert.match(computer.read('a/.vscode/launch.json') ?? '', /input:agoras\.accessToken/);
    });

    it('keeps the other file of the same write as it was, too', async () => {
      makePipe('a/.vscode/launch.json');
      await window.does('writeFlags', [[WHERE, 'launch.json with .env']]);
      assert.match(window.message, /launch\.json couldn’t be written.*named pipe/s);
      assert.equal(computer.read('a/.env'), undefined);
    });
  });

  it('is cleared of what a killed write has left, by the first command of the next window already', async () => {
    const left = '0123456789ab';
    computer.write('a/.env', mine);
    computer.write(`a/..env.${left}.tmp/.git/${left}.new`, 'INSTAGRAM_ACCESS_TOKEN=EAAleft\n');
    for (const folder of [`a/..env.${left}.tmp`, `a/..env.${left}.tmp/.git`]) chmodSync(computer.at(folder), 0o700);
    window = computer.openWindow({ settings });
    await window.does('checkToken', []);
    for (let turn = 0; turn < 1000 && readdirSync(computer.at('a')).length > 1; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.deepEqual(readdirSync(computer.at('a')), ['.env']);
    assert.equal(env(), mine);
  });

  describe('and whose lines end as on Windows', () => {
    it('is told to be loaded by the command that takes the line ends off, and that does', async () => {
      computer.write('a/.env', 'OTHER=1\r\n');
      await window.does('writeFlags', [[WHERE, '.env']]);
      assert.match(window.message, /Windows line endings/);
      assert.match(env(), /INSTAGRAM_ACCESS_TOKEN=EAA\w+\r\n/);
      await window.press('Copy Load Command');
      const read = spawnSync('bash', ['-c', `${window.clipboard}; printf %s "$INSTAGRAM_ACCESS_TOKEN"`], {
        cwd: computer.at('a'),
        encoding: 'utf8',
      });
      assert.match(read.stdout, /^EAA\w+$/);
    });

    it('needs no word about it where the line ends are those of every other system', async () => {
      computer.write('a/.env', mine);
      await window.does('writeFlags', [[WHERE, '.env']]);
      assert.doesNotMatch(window.message, /Windows/);
    });
  });
});
