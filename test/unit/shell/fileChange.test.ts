import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readDotenvValue } from '../../../src/destinations/dotenvText';
import { changeFile } from '../../../src/shell/fileChange';
import { withFileLock } from '../../../src/shell/fileLock';

const run = promisify(execFile);
const child = (name: string) => join('out', 'test', 'unit', 'shell', name, 'main.mjs');
const locks = async () =>
  (await readdir(tmpdir())).filter((name) => /^agoras-credentials-[0-9a-f]{32}\.lock/.test(name));

describe('Writing a file', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agoras-change-'));
    path = join(folder, '.env');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const read = () => readFile(path, 'utf8').catch(() => undefined);

  for (const [what, before] of [
    ['there was none', undefined],
    ['there was one', 'OLD=1\n'],
  ] as const) {
    it(`killed at any of its steps leaves the old file or the new one, and the next write is clean, where ${what}`, async () => {
      const after = 'NEW=2\n'.repeat(1000);
      let kills = 0;
      for (const when of ['before', 'after']) {
        for (let n = 1; ; n++) {
          await rm(path, { force: true });
          if (before !== undefined) await writeFile(path, before, { mode: 0o640 });
          const { signal, status, stderr } = spawnSync(process.execPath, [
            child('killedWriter'),
            path,
            after,
            `${n}`,
            when,
          ]);
          if (signal !== 'SIGKILL') {
            assert.equal(status, 0, String(stderr));
            break;
          }
          kills += 1;
          const left = await read();
          assert.ok(left === before || left === after, `${when} step ${n}: ${String(left?.length)} characters`);
          const next = await changeFile<never>(path, () => ({ kind: 'create', text: after }), 0o600);
          assert.ok(next.ok);
          assert.deepEqual(await readdir(folder), ['.env'], `${when} step ${n}: nothing is left beside the file`);
          assert.equal((await stat(path)).mode & 0o777, before === undefined ? 0o600 : 0o640);
        }
      }
      console.log(`      ${String(kills)} kills`);
      assert.ok(kills >= 20);
      assert.deepEqual(await locks(), []);
    }).timeout(120_000);
  }

  it('from several windows at once loses nothing', async () => {
    const windows = ['ONE', 'TWO', 'THREE', 'FOUR'];
    const each = 40;
    await writeFile(path, '# mine\nOTHER=1\n');
    await Promise.all(windows.map((name) => run(process.execPath, [child('busyWriter'), path, name, String(each)])));
    const text = (await read()) ?? '';
    assert.ok(text.startsWith('# mine\nOTHER=1\n'));
    for (const name of windows) {
      for (let index = 0; index < each; index++) {
        assert.equal(readDotenvValue(text, `${name}_${index}`), `value_${index}`);
      }
    }
    assert.deepEqual(await readdir(folder), ['.env']);
    assert.deepEqual(await locks(), []);
  }).timeout(60_000);

  it('plans anew when a program that knows nothing of the lock comes in between', async () => {
    await writeFile(path, 'A=1\n');
    let plans = 0;
    const changed = await changeFile<never>(
      path,
      (text) => {
        plans += 1;
        // Done before the write compares: synchronous, as another process would seem.
        if (plans === 1) {
          spawnSync(process.execPath, ['-e', `require('fs').appendFileSync(${JSON.stringify(path)}, 'B=2\\n')`]);
        }
        const after = `${text ?? ''}C=3\n`;
        return { kind: 'rewrite', text: after, edits: [] };
      },
      0o600,
    );
    assert.ok(changed.ok);
    assert.equal(plans, 2);
    assert.equal(await read(), 'A=1\nB=2\nC=3\n');
  });

  it('that changes nothing leaves even the time of the file', async () => {
    await writeFile(path, 'A=1\n');
    const long = new Date('2020-01-01T00:00:00Z');
    await utimes(path, long, long);
    const changed = await changeFile<never>(path, () => ({ kind: 'unchanged' }), 0o600);
    assert.ok(changed.ok && changed.value.kind === 'unchanged');
    assert.deepEqual((await stat(path)).mtime, long);
  });

  it('can be undone, but not over what somebody has written since', async () => {
    const write = async () => {
      const changed = await changeFile<never>(path, () => ({ kind: 'create', text: 'A=1\n' }), 0o600);
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
  it('lets one in at a time, and the next as soon as it is out', async () => {
    let inside = 0;
    const visits = Array.from({ length: 5 }, () =>
      withFileLock('/some/.env', async () => {
        assert.equal(++inside, 1);
        await new Promise(setImmediate);
        inside -= 1;
      }),
    );
    await Promise.all(visits);
    assert.deepEqual(await locks(), []);
  });

  it('of a process that is gone does not keep anybody out', async () => {
    const started = performance.now();
    await withFileLock('/gone/.env', async () => {
      const [lock] = await locks();
      assert.ok(lock);
      const { pid } = spawnSync(process.execPath, ['-e', '']);
      await writeFile(join(tmpdir(), lock), String(pid));
      await withFileLock('/gone/.env', () => Promise.resolve());
    });
    assert.ok(performance.now() - started < 5000);
  });

  it('of a process that is gone is taken over by one of many that wait', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const lock = await withFileLock('/contested/.env', async () => (await locks())[0]);
    assert.ok(lock);
    for (let round = 0; round < 10; round++) {
      await writeFile(join(tmpdir(), lock), String(pid));
      let inside = 0;
      const visits = Array.from({ length: 6 }, () =>
        withFileLock('/contested/.env', async () => {
          assert.equal(++inside, 1);
          await new Promise(setImmediate);
          inside -= 1;
        }),
      );
      await Promise.all(visits);
    }
    assert.deepEqual(await locks(), []);
  }).timeout(60_000);
});
