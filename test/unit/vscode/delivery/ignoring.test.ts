import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import type { Computer, FlowWindow } from '../../../window/computer';
import { computerWithRepository, gitThat, SETTLED, untilThere } from '../../../window/gitProgram';
import { ESCAPE, type Answers } from '../../../window/userDouble';

const ADD = ['Git doesn’t ignore', 'Add it to .gitignore, then write'] as const;
const STILL = 'Git still doesn’t ignore .env. Write the token to it?';

describe('A file that Git is to ignore before it is written', () => {
  let computer: Computer;
  let window: FlowWindow;

  beforeEach(async () => ({ computer, window } = await computerWithRepository()));
  afterEach(() => computer.shutDown());

  const env = () => computer.read('a/.env') ?? '';
  const isWritten = () => env().includes('INSTAGRAM_ACCESS_TOKEN=EAA');
  const write = (...answers: Answers) => window.does('writeFlags', [['Where should', '.env'], ...answers]);
  const withGit = (...lines: readonly string[]) => {
    window = computer.openWindow({ settings: { ...SETTLED, ...gitThat(computer, ...lines) } });
  };
  /** Git ignores nothing, whatever the .gitignore says. */
  const NEVER_IGNORED = 'case "$*" in *check-ignore*quiet*) exit 1;; esac';

  it('is written once Git ignores it, also where a rule had said the contrary', async () => {
    computer.write('a/.gitignore', '.env\n!.env\n');
    await write(ADD);
    assert.equal(computer.read('a/.gitignore'), '.env\n!.env\n/.env\n');
    assert.ok(isWritten());
    assert.equal(execFileSync('git', ['-C', computer.at('a'), 'status', '--short']).includes('.env'), false);
  });

  it('is written where an earlier VS Code was killed after it had changed .gitignore, and nothing of that is left', async () => {
    computer.write('a/.gitignore', '/.env\n');
    mkdirSync(computer.at('a/..gitignore.0123456789ab.tmp/.git'), { recursive: true, mode: 0o700 });
    await write();
    assert.ok(isWritten());
    assert.deepEqual(
      readdirSync(computer.at('a')).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('is as it was after Undo, and so is .gitignore', async () => {
    computer.write('a/.gitignore', '*.log\n');
    await write(ADD);
    await window.press('Undo');
    assert.deepEqual([env(), computer.read('a/.gitignore')], ['# mine\n', '*.log\n']);
  });

  it('is as it was after Undo where .gitignore has been changed since, which stays and is told', async () => {
    await write(ADD);
    computer.write('a/.gitignore', '/.env\n*.log\n');
    await window.press('Undo');
    assert.deepEqual([env(), computer.read('a/.gitignore')], ['# mine\n', '/.env\n*.log\n']);
    assert.match(JSON.stringify(window.user.told), /The line that makes Git ignore \.env is still in \.gitignore\./);
  });

  it('is not written where Git doesn’t ignore it all the same, and the line is taken back', async () => {
    withGit(NEVER_IGNORED);
    computer.write('a/.gitignore', '*.log\n');
    await write(ADD, [STILL, ESCAPE]);
    assert.deepEqual([env(), computer.read('a/.gitignore')], ['# mine\n', '*.log\n']);
    assert.match(window.message, /are kept in VS Code’s secret storage/);
  });

  it('is told by which rule it is not ignored, and written anyway where that is wanted', async () => {
    withGit(
      NEVER_IGNORED,
      'case "$*" in *check-ignore*verbose*) printf "up/.gitignore:7:!.env\\t.env\\n"; exit 0;; esac',
    );
    await write(ADD, [STILL, 'Write Anyway']);
    assert.match(
      window.user.asked.at(-1) ?? '',
      /Line 7 in up\/\.gitignore overrides it: !\.env\. Nothing secret has been/,
    );
    assert.ok(isWritten());
  });

  it('is written after Git was asked once more', async () => {
    const mark = computer.at('asked');
    withGit(
      `case "$*" in *check-ignore*quiet*) ${untilThere(computer, 'a/.gitignore', 'exit 1')}`,
      untilThere(computer, 'asked', `: > '${mark}'; exit 1`),
      ';; esac',
    );
    await write(ADD, [STILL, 'Ask Git Again']);
    assert.ok(isWritten());
  });

  it('is not written where Git fails after the line is there', async () => {
    withGit(`[ ! -e '${computer.at('a/.gitignore')}' ] || { echo "fatal: broken" >&2; exit 128; }`);
    await write(ADD, ['Git can’t tell whether it ignores .env now', ESCAPE]);
    assert.match(window.user.asked.at(-1) ?? '', /^Git reports: broken\. /);
    assert.deepEqual([env(), computer.read('a/.gitignore')], ['# mine\n', undefined]);
  });

  it('is not written while the line is in an editor only, and then .gitignore is saved first', async () => {
    computer.write('a/.gitignore', '*.log\n');
    window.editors.append(computer.at('a/.gitignore'), 'typed\n');
    await write(ADD, [STILL, ESCAPE]);
    assert.equal(isWritten(), false);
    assert.match(window.user.asked.at(-1) ?? '', /the new line isn’t saved yet/);
    assert.match(JSON.stringify(window.user.told), /is still in \.gitignore/);
    await write(ADD, [STILL, 'Save .gitignore and Ask Git Again']);
    assert.equal(computer.read('a/.gitignore'), '*.log\ntyped\n/.env\n');
    assert.ok(isWritten());
  });

  it('gets its line in info/exclude where .gitignore is a link, which the question says', async () => {
    computer.write('a/shared', '*.log\n');
    symlinkSync('shared', computer.at('a/.gitignore'));
    computer.delete('a/.git/info');
    await write(['Git doesn’t ignore', 'Add it to .git/info/exclude, then write']);
    assert.deepEqual(window.user.seen.at(-1), ['Add it to .git/info/exclude, then write', 'Write it anyway']);
    assert.deepEqual([computer.read('a/shared'), computer.read('a/.git/info/exclude')], ['*.log\n', '/.env\n']);
    assert.ok(isWritten());
  });

  it('keeps the line out of .gitignore again where its own text cannot be planned', async () => {
    computer.write('a/.env', "INSTAGRAM_ACCESS_TOKEN=\n'old'\n");
    await write(ADD);
    assert.match(window.message, /was left as it was/);
    assert.equal(computer.read('a/.gitignore'), undefined);
  });
});
