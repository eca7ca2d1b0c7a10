import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import type { Computer, FlowWindow } from '../../../window/computer';
import { computerWithRepository, gitThat, SETTLED, untilThere } from '../../../window/gitProgram';
import { BACK, ESCAPE } from '../../../window/userDouble';

/** The beginnings of the questions. */
const WHERE = 'Where should';
const UNKNOWN = 'Git can’t tell whether a commit would publish the token';
const TRACKED = 'Git tracks this file';
const NOT_IGNORED = 'Git doesn’t ignore this file';
const LINK = 'This file is a link that points outside the folder';

const AGAIN = 'Ask Git Again';
const ADD = 'Add it to .gitignore, then write';
const ANYWAY = 'Write it anyway';

describe('The question who else would see a file with secrets', () => {
  let computer: Computer;
  let window: FlowWindow;

  beforeEach(async () => ({ computer, window } = await computerWithRepository()));
  afterEach(async () => {
    delete process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'];
    await computer.shutDown();
  });

  const git = (...args: readonly string[]) => execFileSync('git', ['-C', computer.at('a'), ...args]);
  const env = () => computer.read('a/.env') ?? '';
  const isWritten = () => env().includes('INSTAGRAM_ACCESS_TOKEN=EAA');
  const write = (...answers: readonly (readonly [string, string])[]) =>
    window.does('writeFlags', [[WHERE, '.env'], ...answers]);

  describe('where Git cannot be asked', () => {
    beforeEach(() => {
      git('add', '.env');
    });

    it('is asked for a repository of another user, with the command to copy, and again after that was run', async () => {
      process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'] = '1';
      await write([UNKNOWN, 'Copy the command that makes Git trust it'], [UNKNOWN, AGAIN], [UNKNOWN, ESCAPE]);
      assert.deepEqual(window.user.seen.at(-1), [AGAIN, 'Copy the command that makes Git trust it', ADD, ANYWAY]);
      assert.equal(window.clipboard, `git config --global --add safe.directory ${computer.at('a')}`);
      assert.equal(isWritten(), false);
    });

    it('is asked again once Git answers, and says then what Git says', async () => {
      const broken = untilThere(computer, 'asked', `: > '${computer.at('asked')}'; echo "fatal: broken" >&2; exit 128`);
      window = computer.openWindow({ settings: { ...SETTLED, ...gitThat(computer, broken) } });
      await write([UNKNOWN, AGAIN], [TRACKED, ESCAPE]);
      assert.equal(isWritten(), false);
      computer.delete('asked');
      git('rm', '--quiet', '--cached', '.env');
      computer.write('a/.gitignore', '.env\n');
      await write([UNKNOWN, AGAIN]);
      assert.ok(isWritten(), 'nothing is left to ask');
    });

    it('is asked in Restricted Mode, where Git is not started, and after the workspace is trusted Git is', async () => {
      const marks = gitThat(computer, `: > '${computer.at('started')}'`);
      window = computer.openWindow({ settings: { ...SETTLED, ...marks }, isTrusted: false });
      await write([UNKNOWN, 'Manage Workspace Trust'], [UNKNOWN, ESCAPE]);
      assert.deepEqual(window.user.seen.at(-1), [AGAIN, 'Manage Workspace Trust', ADD, ANYWAY]);
      assert.equal(computer.read('started'), undefined);
      window.trust();
      await write([TRACKED, ESCAPE]);
      assert.equal(isWritten(), false);
    });

    it('is not asked in Restricted Mode where no repository is', async () => {
      computer.delete('a/.git');
      window = computer.openWindow({ settings: SETTLED, isTrusted: false });
      await write();
      assert.ok(isWritten());
    });

    it('is asked where Git cannot be found, and the person writes anyway, or has the line written', async () => {
      const path = process.env['PATH'];
      process.env['PATH'] = '/nowhere';
      try {
        await write([UNKNOWN, ADD]);
        assert.equal(computer.read('a/.gitignore'), '/.env\n');
        assert.ok(isWritten());
        await window.press('Undo');
        assert.deepEqual([env(), computer.read('a/.gitignore')], ['# mine\n', undefined]);
        await write([UNKNOWN, ANYWAY]);
        assert.deepEqual([isWritten(), computer.read('a/.gitignore')], [true, undefined]);
      } finally {
        process.env['PATH'] = path;
      }
    });

    it('says how it went, once Git answers after all that the line is of no use', async () => {
      const late = untilThere(computer, 'a/.gitignore', 'echo "fatal: broken" >&2; exit 128');
      window = computer.openWindow({ settings: { ...SETTLED, ...gitThat(computer, late) } });
      await write([UNKNOWN, ADD], ['Git tracks .env. Write the token to it?', ESCAPE]);
      assert.deepEqual([isWritten(), computer.read('a/.gitignore')], [false, undefined]);
    });

    it('leads back to the destinations, as every question does', async () => {
      computer.write('a/.git/config', '[core\n');
      await write([UNKNOWN, BACK], [WHERE, 'launch.json']);
      assert.equal(isWritten(), false);
      assert.match(computer.read('a/.vscode/launch.json') ?? '', /input:agoras\.accessToken/);
    });
  });

  it('is asked about a file behind a link twice: whether to follow it, and whether Git would show what it leads to', async () => {
    computer.delete('a/.env');
    mkdirSync(computer.at('other'));
    execFileSync('git', ['init', '--quiet', computer.at('other')]);
    symlinkSync(computer.at('other'), computer.at('a/linked'));
    window = computer.openWindow({ settings: { ...SETTLED, 'agoras.dotenv.path': 'linked/.env' } });
    await window.does('writeFlags', [
      [WHERE, 'linked/.env'],
      [LINK, 'Write to'],
      [NOT_IGNORED, BACK],
      [LINK, 'Write to'],
      [NOT_IGNORED, ADD],
    ]);
    assert.equal(computer.read('other/.gitignore'), '/.env\n');
    assert.match(computer.read('other/.env') ?? '', /INSTAGRAM_ACCESS_TOKEN=EAA/);
  });

  it('is asked about a file that the setting names only by now', async () => {
    computer.write('a/.gitignore', '/.env\n');
    computer.write('a/later.env', '# mine\n');
    git('add', 'later.env');
    window.user.manners = {
      answerTo: (question) => {
        if (!question.startsWith(WHERE)) return ESCAPE;
        void window.change('agoras.dotenv.path', 'later.env');
        return '.env';
      },
      pressUnder: () => undefined,
    };
    await window.run('writeFlags');
    assert.ok(window.user.asked.at(-1)?.startsWith(TRACKED));
    assert.equal(computer.read('a/later.env'), '# mine\n');
  });

  it('waits for Git no longer than it may, with a notification that ends the command', async () => {
    window = computer.openWindow({ settings: { ...SETTLED, ...gitThat(computer, 'sleep 60') } });
    const steps = await window.run('writeFlags', { step: 'Checking with Git…', manner: 'leave' });
    assert.ok(steps.hasStruck);
    assert.deepEqual([window.user.told, isWritten()], [[], false]);
  });
});
