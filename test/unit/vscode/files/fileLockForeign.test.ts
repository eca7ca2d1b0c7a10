import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeFile } from '../../../../src/vscode/files/fileChange';
import { withFileLock } from '../../../../src/vscode/files/fileLock';

describe('What came with a repository under the name of the lock', () => {
  let folder: string;
  let path: string;
  let lock: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agoras-lock-'));
    path = join(folder, '.env');
    lock = join(folder, '..env.agoras-lock');
    await writeFile(path, 'OLD=1\n');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const strange: Record<string, () => Promise<unknown>> = {
    'a named pipe': () => Promise.resolve(spawnSync('mkfifo', [lock])),
    'a link to a file without an end': () => symlink('/dev/zero', lock),
    'a link that leads nowhere': () => symlink('nowhere', lock),
    'a link to a folder': async () => {
      await mkdir(join(folder, 'theirs'));
      await symlink('theirs', lock);
    },
    'a file of a gigabyte': async () => {
      await writeFile(lock, '');
      await truncate(lock, 1024 ** 3);
    },
    'an empty file': () => writeFile(lock, ''),
    'a folder with a file in it': async () => {
      await mkdir(lock);
      await writeFile(join(lock, 'theirs'), '');
    },
    'a folder with a folder in it': () => mkdir(join(lock, 'theirs'), { recursive: true }),
    'a folder with an owner of whom something stands in it': () =>
      mkdir(join(lock, `1.${'0'.repeat(36)}.0123456789abcdef`, 'theirs'), { recursive: true }).then(() =>
        utimes(join(lock, `1.${'0'.repeat(36)}.0123456789abcdef`), new Date(0), new Date(0)),
      ),
  };
  for (const [what, put] of Object.entries(strange)) {
    it(`keeps nobody waiting, and stays: ${what}`, async () => {
      await put();
      const before = (await readdir(folder, { recursive: true })).sort();
      const kind = await lstat(lock);
      const started = performance.now();
      const written = await changeFile<never>(path, () => ({ kind: 'create', text: 'NEW=2\n' }), { mode: 0o600 });
      assert.ok(written.ok);
      assert.ok(performance.now() - started < 5000);
      assert.equal(await readFile(path, 'utf8'), 'NEW=2\n');
      assert.deepEqual((await readdir(folder, { recursive: true })).sort(), before);
      const after = await lstat(lock);
      assert.deepEqual([after.ino, after.mode, after.size], [kind.ino, kind.mode, kind.size]);
    });
  }

  it('is a lock that nobody holds where it is an empty folder, and goes with the write', async () => {
    await mkdir(lock);
    const isLocked = await withFileLock(path, (held) => Promise.resolve(held));
    assert.ok(isLocked);
    assert.deepEqual(await readdir(folder), ['.env']);
  });
});
