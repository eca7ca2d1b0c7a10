import assert from 'node:assert/strict';
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeFile } from '../../../../src/vscode/files/fileChange';
import { describeCommandFailure } from '../../../../src/messages/commandFailures';
import { toNotificationText } from '../../../../src/messages/failureMessage';

/** The calls of the file system that a write makes, as they were. */
const real = { ...fs };

type Step = 'open' | 'writeFile' | 'sync' | 'close' | 'chmod' | 'rename' | 'rm';

/** Lets one step of a write fail, as a disk or a system does that cannot be had in a test. `of`: for such files alone. */
function fail(step: Step, code: string, of = /./): void {
  const failing = () => Promise.reject(Object.assign(new Error(`${code}: no`), { code }));
  if (step === 'chmod' || step === 'rename' || step === 'rm') {
    Object.assign(fs, { [step]: failing });
  } else {
    Object.assign(fs, {
      open: async (file: string, flags: string, mode: number): Promise<FileHandle> => {
        if (!of.test(file)) return real.open(file, flags, mode);
        if (step === 'open') return failing();
        const handle = await real.open(file, flags, mode);
        const close = handle.close.bind(handle);
        // A handle that could not be closed well is closed all the same.
        return Object.assign(handle, { [step]: step === 'close' ? () => close().then(failing) : failing });
      },
    });
  }
  syncBuiltinESMExports();
}

describe('A write that the system does not let happen', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await real.mkdtemp(join(tmpdir(), 'agoras-faults-'));
    path = join(folder, '.env');
    await real.writeFile(path, 'OLD=1\n');
  });
  afterEach(async () => {
    Object.assign(fs, real);
    syncBuiltinESMExports();
    await real.rm(folder, { recursive: true });
  });

  const faults: [Step, string, RegExp][] = [
    ['open', 'EACCES', /no permission/],
    ['open', 'EROFS', /disk is read-only/],
    ['open', 'ENOSPC', /disk is full/],
    ['writeFile', 'ENOSPC', /disk is full/],
    ['writeFile', 'EDQUOT', /disk is full/],
    ['writeFile', 'EIO', /EIO/],
    ['sync', 'EIO', /EIO/],
    ['chmod', 'EPERM', /no permission/],
    ['rename', 'EACCES', /no permission/],
    ['rename', 'EPERM', /no permission/],
  ];
  for (const [step, code, words] of faults) {
    it(`is told, and changes and leaves nothing: ${code} at ${step}`, async () => {
      fail(step, code);
      const changed = await changeFile<never>(path, () => ({ kind: 'create', text: 'NEW=2\n' }), 0o600);
      assert.ok(!changed.ok && changed.error.kind === 'fileProblem');
      const message = toNotificationText(describeCommandFailure(changed.error));
      assert.match(message, words);
      assert.match(message, /It is as it was before/);
      assert.equal(await real.readFile(path, 'utf8'), 'OLD=1\n');
      assert.deepEqual(await real.readdir(folder), ['.env']);
    });
  }

  it('as far as only its lock is concerned succeeds all the same', async () => {
    fail('close', 'EIO', /agoras-lock$/);
    const changed = await changeFile<never>(path, () => ({ kind: 'create', text: 'NEW=2\n' }), 0o600);
    assert.ok(changed.ok);
    assert.deepEqual(await real.readdir(folder), ['.env'], 'nor does it leave a lock that nobody holds');
    fail('rm', 'EACCES');
    assert.ok((await changeFile<never>(path, () => ({ kind: 'create', text: 'NEWER=3\n' }), 0o600)).ok);
    assert.equal(await real.readFile(path, 'utf8'), 'NEWER=3\n');
  });
});
