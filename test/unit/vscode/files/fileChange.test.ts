import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeFile, cleanUp } from '../../../../src/vscode/files/fileChange';
import { withFileLock } from '../../../../src/vscode/files/fileLock';
import { abandonLock, GONE_PID, lockOf } from './abandonedLock';
import { eachWithAFileToWrite, type FileToWrite } from './fileToWrite';

const child = (name: string) => join('out', 'test', 'unit', 'vscode', 'files', name, 'main.mjs');

describe('Writing a file', () => {
  let folder: FileToWrite['folder'];
  let path: FileToWrite['path'];
  let read: FileToWrite['read'];
  eachWithAFileToWrite((file) => {
    ({ folder, path, read } = file);
  });

  it('leaves nothing for good when it was killed: the next command removes it without writing', async () => {
    await writeFile(path, 'OLD=1\n');
    // Late enough for the new text to be on disk.
    for (let step = 25; ; step++) {
      spawnSync(process.execPath, [child('killedWriter'), path, 'NEW=2\n', `${step}`]);
      const names = await readdir(folder, { recursive: true });
      if (names.some((name) => name.endsWith('.new'))) break;
      assert.ok(step < 60);
    }
    await cleanUp(path);
    assert.deepEqual(await readdir(folder), ['.env']);
    assert.equal(await read(), 'OLD=1\n');
  });

  it('plans anew when a program that knows nothing of the lock comes in between', async () => {
    await writeFile(path, 'A=1\n');
    let plans = 0;
    const changed = await changeFile<never>(
      path,
      (text) => {
        plans += 1;
        // Done before the write compares the file: synchronously, as if by another process.
        if (plans === 1) {
          spawnSync(process.execPath, ['-e', `require('fs').appendFileSync(${JSON.stringify(path)}, 'B=2\\n')`]);
        }
        const after = `${text ?? ''}C=3\n`;
        return { kind: 'rewrite', text: after, edits: [] };
      },
      { mode: 0o600 },
    );
    assert.ok(changed.ok);
    assert.equal(plans, 2);
    assert.equal(await read(), 'A=1\nB=2\nC=3\n');
  });

  it('that changes nothing leaves even the time of the file', async () => {
    await writeFile(path, 'A=1\n');
    const long = new Date('2020-01-01T00:00:00Z');
    await utimes(path, long, long);
    const changed = await changeFile<never>(path, () => ({ kind: 'unchanged' }), { mode: 0o600 });
    assert.ok(changed.ok && changed.value.kind === 'unchanged');
    assert.deepEqual((await stat(path)).mtime, long);
  });

  it('can be undone, but not over what somebody has written since', async () => {
    const write = async () => {
      const changed = await changeFile<never>(path, () => ({ kind: 'create', text: 'A=1\n' }), { mode: 0o600 });
      assert.ok(changed.ok && changed.value.kind === 'written');
      return changed.value.undo;
    };
    assert.ok((await (await write())()).ok);
    assert.equal(await read(), undefined, 'a new file goes');
    await writeFile(path, 'A=0\r\n');
    assert.ok((await (await write())()).ok);
    assert.equal(await read(), 'A=0\r\n', 'an old one comes back, byte by byte');
    await rm(path);
    const gone = await (await write())();
    assert.ok(gone.ok);
    const undo = await write();
    await writeFile(path, 'A=1\nB=mine\n');
    const undone = await undo();
    assert.ok(!undone.ok && undone.error.why === 'changedSince');
    assert.equal(await read(), 'A=1\nB=mine\n');
  });
});

describe('The lock of a file', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agoras-lock-'));
    path = join(folder, '.env');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Several visits at once, which must not overlap. */
  async function visit(count: number): Promise<void> {
    let inside = 0;
    const visits = Array.from({ length: count }, () =>
      withFileLock(path, async (isLocked) => {
        assert.ok(isLocked);
        assert.equal(++inside, 1);
        await new Promise(setImmediate);
        inside -= 1;
      }),
    );
    await Promise.all(visits);
  }

  it('lets one in at a time, and the next as soon as it is out', async () => {
    await visit(5);
    assert.deepEqual(await readdir(folder), []);
  });

  it('of a process that is gone does not keep anybody out', async () => {
    await abandonLock(path);
    const started = performance.now();
    await visit(1);
    assert.ok(performance.now() - started < 5000);
    assert.deepEqual(await readdir(folder), []);
  });

  it('of a process that is gone is taken over by one of many that wait', async () => {
    for (let round = 0; round < 10; round++) {
      await abandonLock(path);
      await visit(6);
    }
    assert.deepEqual(await readdir(folder), []);
  }).timeout(60_000);

  it('of a container is respected, though no process here has its number, until no write can take that long', async () => {
    const owner = join(lockOf(path), `${GONE_PID}.${randomUUID()}.0123456789abcdef`);
    await mkdir(owner, { recursive: true });
    let isInside = false;
    const visited = withFileLock(path, (isLocked) => {
      isInside = isLocked;
      return Promise.resolve();
    });
    for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
    assert.ok(!isInside);
    const earlier = new Date(Date.now() - 60_000);
    await utimes(owner, earlier, earlier);
    await visited;
    assert.ok(isInside);
    assert.deepEqual(await readdir(folder), []);
  });

  it('cannot be had in a folder that is not there, and the task runs without it', async () => {
    assert.equal(await withFileLock(join(folder, 'no', '.env'), (isLocked) => Promise.resolve(isLocked)), false);
  });
});
