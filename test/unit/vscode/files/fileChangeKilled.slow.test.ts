import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { link, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readDotenvValue } from '../../../../src/edits/dotenv/dotenvPlan';
import { changeFile, cleanUp } from '../../../../src/vscode/files/fileChange';
import { abandonLock } from './abandonedLock';
import { eachWithAFileToWrite, type FileToWrite } from './fileToWrite';

const run = promisify(execFile);
const child = (name: string) => join('out', 'test', 'unit', 'vscode', 'files', name, 'main.mjs');

describe('Writing a file', () => {
  let root: FileToWrite['root'];
  let folder: FileToWrite['folder'];
  let path: FileToWrite['path'];
  let read: FileToWrite['read'];
  eachWithAFileToWrite((file) => {
    ({ root, folder, path, read } = file);
  });

  /** The lines of `git add --all --dry-run`: what would be committed now. */
  function whatGitTakes(): string {
    const git = spawnSync('git', ['add', '--all', '--dry-run'], { cwd: folder, encoding: 'utf8' });
    assert.equal(git.status, 0, git.stderr);
    return git.stdout;
  }

  const cases: Record<string, { before?: string; isLockAbandoned?: boolean; isLinked?: boolean; isInGit?: boolean }> = {
    'there was none': {},
    'there was one': { before: 'OLD=1\n' },
    'there was one, in a repository that ignores it': { before: 'OLD=1\n', isInGit: true },
    'it has a second name, and is written in place': { before: 'OLD=1\n'.repeat(10), isLinked: true, isInGit: true },
    'another was killed before': { before: 'OLD=1\n', isLockAbandoned: true },
  };
  for (const [what, { before, isLockAbandoned = false, isLinked = false, isInGit = false }] of Object.entries(cases)) {
    it(`killed at any of its steps leaves the old file or the new one, and the next write is clean, where ${what}`, async () => {
      const after = 'NEW=2\n'.repeat(1000);
      const second = join(root, 'second');
      if (isInGit) {
        spawnSync('git', ['init', '--quiet', root]);
        await writeFile(join(root, '.git', 'info', 'exclude'), '.env\nsecond\n');
      }
      let kills = 0;
      for (;;) {
        await rm(path, { force: true });
        await rm(second, { force: true });
        if (before !== undefined) await writeFile(path, before, { mode: 0o640 });
        if (isLinked) await link(path, second);
        if (isLockAbandoned) await abandonLock(path);
        const step = kills + 1;
        const { signal, status, stderr } = spawnSync(process.execPath, [child('killedWriter'), path, after, `${step}`]);
        if (isInGit) assert.equal(whatGitTakes(), '', `step ${step}`);
        // The next command finds what is left, and restores a partly overwritten text.
        if (isLinked) await cleanUp(path);
        const left = await read();
        if (isLinked) assert.equal(await readFile(second, 'utf8'), left);
        if (signal !== 'SIGKILL') {
          assert.equal(status, 0, String(stderr));
          assert.equal(left, after);
          break;
        }
        kills += 1;
        assert.ok(left === before || left === after, `step ${step}: ${String(left?.length)} characters`);
        const next = await changeFile<never>(path, () => ({ kind: 'create', text: after }), { mode: 0o600 });
        assert.ok(next.ok);
        assert.deepEqual(await readdir(folder), ['.env'], `step ${step}: nothing is left beside the file`);
        assert.equal((await stat(path)).mode & 0o777, before === undefined ? 0o600 : 0o640);
      }
      assert.deepEqual(await readdir(folder), ['.env'], 'nor where it was not killed');
      console.log(`      ${String(kills)} kills`);
      assert.ok(kills >= 25);
    }).timeout(240_000);
  }

  it('from several windows at once loses nothing, whatever they call the folder and take for temporary files', async () => {
    const windows = ['ONE', 'TWO', 'THREE', 'FOUR'];
    const each = 75;
    const work = join(folder, 'work');
    await mkdir(work);
    await symlink('work', join(folder, 'alias'));
    const writers = windows.map(async (name, index) => {
      const TMPDIR = join(folder, name);
      await mkdir(TMPDIR);
      const target = join(folder, index % 2 === 0 ? 'work' : 'alias', '.env');
      await run(process.execPath, [child('busyWriter'), target, name, `${each}`], { env: { ...process.env, TMPDIR } });
    });
    await Promise.all(writers);
    const text = await readFile(join(work, '.env'), 'utf8');
    for (const name of windows) {
      for (let index = 0; index < each; index++) {
        assert.equal(readDotenvValue(text, `${name}_${index}`), `value_${index}`);
      }
    }
    assert.deepEqual(await readdir(work), ['.env']);
  }).timeout(60_000);
});
