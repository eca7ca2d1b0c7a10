import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import type { Computer, FlowWindow } from '../../../window/computer';
import { computerWithRepository, gitThat, SETTLED, untilThere } from '../../../window/gitProgram';
import { eventually } from '../../../workbench/waiting';

describe('A problem in an open file', () => {
  let window: FlowWindow;
  let computer: Computer;
  afterEach(() => computer.shutDown());
  beforeEach(async () => {
    ({ computer, window } = await computerWithRepository());
  });

  const problems = () => window.editors.problems.get(computer.at('a/.env'));
  const seen = (count: number) =>
    eventually(`${String(count)} problems`, () => Promise.resolve(problems()?.length === count ? true : undefined));

  it('is gone once its quick fix has added the file to .gitignore', async () => {
    computer.write('a/.env', `# agoras\nINSTAGRAM_ACCESS_TOKEN=EAA${'x'.repeat(40)}\nINSTAGRAM_OBJECT_ID=1\n`);
    window.editors.show(computer.at('a/.env'));
    await seen(1);
    assert.match(problems()?.[0] ?? '', /Git/);
    await window.does('ignoreFile', [], `file://${computer.at('a/.env')}`);
    assert.equal(computer.read('a/.gitignore'), '/.env\n');
    assert.deepEqual(window.user.told, []);
    await seen(0);
  });

  describe('whose quick fix has not made Git ignore the file', () => {
    const ignore = () => window.does('ignoreFile', [], `file://${computer.at('a/.env')}`);
    const openWith = (...lines: readonly string[]) => {
      window = computer.openWindow({ settings: { ...SETTLED, ...gitThat(computer, ...lines) } });
    };

    it('says that it is not known where .gitignore is a link and Git fails, and asks again', async () => {
      computer.write('a/shared', '*.log\n');
      symlinkSync('shared', computer.at('a/.gitignore'));
      openWith(untilThere(computer, 'mended', 'echo "fatal: broken" >&2; exit 128'));
      await ignore();
      assert.equal(
        window.message,
        'Git can’t tell whether a commit could publish .env. Git reports: broken. Fix that first.',
      );
      computer.write('mended', '');
      await window.press('Ask Git Again');
      assert.deepEqual([computer.read('a/shared'), window.user.told.length], ['*.log\n', 1]);
      assert.match(computer.read('a/.git/info/exclude') ?? '', /^\/\.env$/m);
    });

    it('says which rule is against it', async () => {
      openWith(
        'case "$*" in *check-ignore*quiet*) exit 1;; esac',
        'case "$*" in *check-ignore*verbose*) printf "up/.gitignore:7:!.env\\t.env\\n"; exit 0;; esac',
      );
      await ignore();
      assert.match(
        window.message,
        /^Git still doesn’t ignore \.env: .* Line 7 in up\/\.gitignore overrides it: !\.env\.$/,
      );
    });

    it('says that it is not known in Restricted Mode', async () => {
      window = computer.openWindow({ settings: SETTLED, isTrusted: false });
      await ignore();
      assert.match(window.message, /can’t tell .* Git isn’t started in Restricted Mode\. Trust the workspace first\.$/);
    });
  });
});
