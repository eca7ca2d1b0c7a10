import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeCommandFailure } from '../../../../src/messages/failures/commandFailures';
import { toNotificationText } from '../../../../src/messages/failures/failureMessage';
import { changeFile } from '../../../../src/vscode/files/fileChange';
import { intercept, real, textSeen } from './fileSystemCalls';

const { chmod, chown, link, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } = real;

const isRoot = process.getuid?.() === 0;
const NEW = 'NEW=2\n';

describe('A file', () => {
  let folder: string;
  let path: string;
  let waited: number[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agoras-kinds-'));
    path = join(folder, '.env');
    waited = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const change = () =>
    changeFile<never>(path, () => ({ kind: 'create', text: NEW }), {
      mode: 0o600,
      wait: (milliseconds) => Promise.resolve(waited.push(milliseconds)),
    });

  /** Makes the first renames fail with a code. */
  function holdRename(code: string, times: number): () => void {
    let left = times;
    return intercept((call) => {
      if (call.name !== 'rename' || left-- <= 0) return call.run();
      return Promise.reject(Object.assign(new Error(code), { code }));
    });
  }

  describe('that is none is refused at once, unopened, and nothing is put beside it:', () => {
    const kinds: Record<string, { put: () => Promise<unknown>; words: RegExp }> = {
      'a named pipe': { put: () => Promise.resolve(spawnSync('mkfifo', [path])), words: /named pipe.*1Password/ },
      'a link to a named pipe': {
        put: () => {
          spawnSync('mkfifo', [join(folder, 'pipe')]);
          return symlink('pipe', path);
        },
        words: /named pipe/,
      },
      'a socket': {
        put: async () => {
          const server = createServer();
          await new Promise<void>((listening) => server.listen(path, listening));
          // The socket file must outlive its server: closing the server would remove it.
          server.unref();
        },
        words: /is a socket/,
      },
      'a link to a device': { put: () => symlink('/dev/zero', path), words: /is a device/ },
      'a folder': { put: () => mkdir(path), words: /is a folder/ },
    };
    for (const [what, { put, words }] of Object.entries(kinds)) {
      it(what, async () => {
        await put();
        const before = await lstat(path);
        const names = await readdir(folder);
        const called: string[] = [];
        const end = intercept((call) => {
          called.push(call.name);
          return call.run();
        });
        const changed = await change().finally(end);
        assert.ok(!changed.ok && changed.error.kind === 'fileProblem');
        assert.match(toNotificationText(describeCommandFailure(changed.error)), words);
        assert.deepEqual(
          called.filter((name) => name !== 'realpath' && name !== 'lstat'),
          [],
        );
        const after = await lstat(path);
        assert.deepEqual([after.ino, after.mode], [before.ino, before.mode]);
        assert.deepEqual(await readdir(folder), names);
      });
    }
  });

  for (const code of ['EPERM', 'EBUSY', 'EACCES']) {
    it(`that something holds for a moment is written all the same: ${code} at one rename`, async () => {
      await writeFile(path, 'OLD=1\n');
      const { ino } = await stat(path);
      const end = holdRename(code, 1);
      assert.ok((await change().finally(end)).ok);
      assert.equal(await readFile(path, 'utf8'), NEW);
      assert.notEqual((await stat(path)).ino, ino, 'a new file has taken its place');
      assert.deepEqual(waited, [20]);
      assert.deepEqual(await readdir(folder), ['.env']);
    });

    it(`over which nothing can be renamed is written in place after two seconds: ${code}`, async () => {
      await writeFile(path, 'OLD=1\n'.repeat(100));
      await chmod(path, 0o640);
      const before = await stat(path);
      const end = holdRename(code, Infinity);
      const changed = await change().finally(end);
      assert.ok(changed.ok && changed.value.kind === 'written');
      const after = await stat(path);
      assert.deepEqual([after.ino, after.mode], [before.ino, before.mode]);
      assert.equal(await readFile(path, 'utf8'), NEW);
      assert.equal(
        waited.reduce((sum, milliseconds) => sum + milliseconds),
        2000,
      );
      assert.deepEqual(await readdir(folder), ['.env']);
      assert.ok((await changed.value.undo()).ok);
      assert.equal(await readFile(path, 'utf8'), 'OLD=1\n'.repeat(100));
    });
  }

  it('that is new and cannot get its name is told, and nothing stays', async () => {
    const end = holdRename('EPERM', Infinity);
    const changed = await change().finally(end);
    assert.ok(!changed.ok && changed.error.kind === 'fileProblem' && changed.error.why === 'system');
    assert.deepEqual(await readdir(folder), []);
  });

  it('that somebody changes while it is held is planned anew', async () => {
    await writeFile(path, 'OLD=1\n');
    const end = holdRename('EBUSY', 1);
    let plans = 0;
    const changed = await changeFile<never>(
      path,
      (text) => {
        plans += 1;
        return { kind: 'create', text: `${text ?? ''}${NEW}` };
      },
      { mode: 0o600, wait: () => writeFile(path, 'THEIRS=1\n') },
    ).finally(end);
    assert.ok(changed.ok);
    assert.equal(plans, 2);
    assert.equal(await readFile(path, 'utf8'), `THEIRS=1\n${NEW}`);
  });

  it('with a second name keeps it, and both have the new text', async () => {
    await writeFile(path, 'OLD=1\n');
    const second = join(folder, 'second');
    await link(path, second);
    const changed = await change();
    assert.ok(changed.ok && changed.value.kind === 'written');
    assert.equal((await stat(path)).nlink, 2);
    assert.equal(await readFile(second, 'utf8'), NEW);
    assert.ok((await changed.value.undo()).ok);
    assert.deepEqual([await readFile(path, 'utf8'), await readFile(second, 'utf8')], ['OLD=1\n', 'OLD=1\n']);
  });

  it('whose owner a new file cannot be given is written in place, and keeps owner and permissions', async function () {
    if (!isRoot) this.skip();
    await writeFile(path, 'OLD=1\n');
    await chown(path, 1234, 1234);
    const end = intercept((call) =>
      call.name === 'handle.chown' ? Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' })) : call.run(),
    );
    assert.ok((await change().finally(end)).ok);
    assert.deepEqual([(await stat(path)).uid, await readFile(path, 'utf8')], [1234, NEW]);
  });

  for (const code of ['ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS', 'EPERM']) {
    it(`on a file system that knows no permissions, owners or flushing is written: ${code}`, async () => {
      await writeFile(path, 'OLD=1\n');
      await chmod(path, 0o644);
      const end = intercept((call) =>
        ['handle.chmod', 'handle.chown', 'handle.sync'].includes(call.name)
          ? Promise.reject(Object.assign(new Error(code), { code }))
          : call.run(),
      );
      assert.ok((await change().finally(end)).ok);
      assert.deepEqual([(await stat(path)).mode & 0o777, await readFile(path, 'utf8')], [0o644, NEW]);
      assert.deepEqual(await readdir(folder), ['.env']);
    });
  }

  it('that cannot be made private gets no secret', async () => {
    await writeFile(path, 'OLD=1\n');
    await chmod(path, 0o644);
    const end = intercept((call) =>
      call.name === 'handle.chmod' ? Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' })) : call.run(),
    );
    const changed = await changeFile<never>(path, () => ({ kind: 'create', text: NEW }), {
      mode: 0o600,
      makesPrivate: true,
    }).finally(end);
    // A new file is private from the start; changing the file in place would not guarantee that.
    assert.equal(changed.ok, true);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    await chmod(path, 0o644);
    await link(path, join(folder, 'second'));
    const again = intercept((call) =>
      call.name === 'handle.chmod' ? Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' })) : call.run(),
    );
    const refused = await changeFile<never>(path, () => ({ kind: 'create', text: 'SECRET=3\n' }), {
      mode: 0o600,
      makesPrivate: true,
    }).finally(again);
    assert.ok(!refused.ok && refused.error.kind === 'fileProblem' && refused.error.why === 'notPrivate');
    assert.equal(await readFile(path, 'utf8'), NEW);
  });

  it('that is mounted from elsewhere is written, as in a container', async function () {
    const elsewhere = join(folder, 'elsewhere');
    await writeFile(elsewhere, 'OLD=1\n');
    await writeFile(path, '');
    const mounted = spawnSync('mount', ['--bind', elsewhere, path]);
    // If mounting isn't possible, the tests with refused renames above cover this case.
    if (mounted.status !== 0) this.skip();
    try {
      assert.ok((await change()).ok);
      assert.equal(await readFile(elsewhere, 'utf8'), NEW);
      assert.deepEqual((await readdir(folder)).sort(), ['.env', 'elsewhere']);
    } finally {
      spawnSync('umount', [path]);
    }
  });

  it('on a disk that is full keeps its text where it is written in place', async () => {
    const old = 'OLD=1\n'.repeat(50);
    await writeFile(path, old);
    await link(path, join(folder, 'second'));
    const end = intercept((call) =>
      call.name === 'handle.write'
        ? Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }))
        : call.run(),
    );
    const changed = await changeFile<never>(path, () => ({ kind: 'create', text: old + NEW }), { mode: 0o600 }).finally(
      end,
    );
    assert.ok(!changed.ok && changed.error.kind === 'fileProblem');
    assert.match(toNotificationText(describeCommandFailure(changed.error)), /disk is full.*Nothing was changed/s);
    assert.equal(await readFile(path, 'utf8'), old);
    assert.deepEqual((await readdir(folder)).sort(), ['.env', 'second']);
  });

  it('that could be written in part only, and not put back, keeps a copy, and the next write begins with that', async () => {
    const old = 'OLD=1\n'.repeat(50);
    await writeFile(path, old);
    await link(path, join(folder, 'second'));
    let writes = 0;
    const end = intercept(async (call) => {
      if (call.name !== 'handle.write' && call.name !== 'handle.truncate') return call.run();
      // The first write succeeds; then the disk is gone.
      if (++writes === 1) return call.run();
      throw Object.assign(new Error('EIO'), { code: 'EIO' });
    });
    const changed = await changeFile<never>(path, () => ({ kind: 'create', text: NEW.repeat(80) }), {
      mode: 0o600,
    }).finally(end);
    assert.ok(!changed.ok && changed.error.kind === 'fileProblem' && changed.error.why === 'halfWritten');
    assert.equal(await readFile(changed.error.copy, 'utf8'), old);
    assert.equal(await textSeen(path), old);
    assert.deepEqual((await readdir(folder)).sort(), ['.env', 'second']);
  });

  it('that a person has changed since it was written in part stays as they left it', async () => {
    const inside = join(folder, '..env.0123456789ab.tmp', '.git');
    await mkdir(join(folder, '..env.0123456789ab.tmp'), { mode: 0o700 });
    await mkdir(inside, { mode: 0o700 });
    await writeFile(join(inside, '0123456789ab.old'), 'OLD=1\n');
    await writeFile(join(inside, '0123456789ab.new'), 'NEW=2\n');
    await mkdir(join(inside, '0123456789ab.copied'));
    await writeFile(path, 'MINE=3\n');
    assert.ok((await changeFile<never>(path, () => ({ kind: 'unchanged' }), { mode: 0o600 })).ok);
    assert.equal(await readFile(path, 'utf8'), 'MINE=3\n');
    assert.deepEqual(await readdir(folder), ['.env']);
  });
});
