import assert from 'node:assert/strict';
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceTextFile } from '../../../../src/vscode/files/fileReplacement';
import { linkedOutside, readTextFile } from '../../../../src/vscode/files/textFiles';
import { take } from '../../credentials/obtainFlow';

describe('Replacing a text file', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agoras-files-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function replace(name: string, text: string): Promise<string | undefined> {
    const file = take(await readTextFile(at(name)));
    const replaced = await replaceTextFile(file, text);
    if (replaced.ok) return undefined;
    return replaced.error.why === 'system' ? replaced.error.code : replaced.error.why;
  }

  it('a new file is for its owner alone', async () => {
    assert.equal(await replace('.env', 'A=1\n'), undefined);
    assert.equal(await readFile(at('.env'), 'utf8'), 'A=1\n');
    assert.equal((await stat(at('.env'))).mode & 0o777, 0o600);
  });

  for (const mode of [0o644, 0o640, 0o600]) {
    it(`a file keeps its mode ${mode.toString(8)}`, async () => {
      await writeFile(at('.env'), 'A=1\n');
      await chmod(at('.env'), mode);
      assert.equal(await replace('.env', 'A=2\n'), undefined);
      assert.equal((await stat(at('.env'))).mode & 0o777, mode);
    });
  }

  it('a symbolic link is followed and stays one', async () => {
    await mkdir(at('real'));
    await writeFile(at('real/secrets'), 'A=1\n');
    await symlink('real/secrets', at('.env'));
    assert.equal(await replace('.env', 'A=2\n'), undefined);
    assert.ok((await lstat(at('.env'))).isSymbolicLink());
    assert.equal(await readFile(at('real/secrets'), 'utf8'), 'A=2\n');
  });

  it('a link that leads nowhere is told, not replaced', async () => {
    await symlink('nowhere/at/all', at('.env'));
    const read = await readTextFile(at('.env'));
    assert.ok(!read.ok && read.error.why === 'brokenLink');
  });

  it('a read-only file is left alone', async () => {
    await writeFile(at('.env'), 'A=1\n');
    await chmod(at('.env'), 0o444);
    assert.equal(await replace('.env', 'A=2\n'), 'readOnly');
    assert.equal(await readFile(at('.env'), 'utf8'), 'A=1\n');
  });

  it('what somebody else wrote meanwhile is not overwritten', async () => {
    await writeFile(at('.env'), 'A=1\n');
    const file = take(await readTextFile(at('.env')));
    await writeFile(at('.env'), 'A=1\nB=theirs\n');
    const replaced = await replaceTextFile(file, 'A=2\n');
    assert.ok(!replaced.ok && replaced.error.why === 'changedMeanwhile');
    assert.equal(await readFile(at('.env'), 'utf8'), 'A=1\nB=theirs\n');
  });

  it('a file that appeared meanwhile is not overwritten', async () => {
    const file = take(await readTextFile(at('.env')));
    await writeFile(at('.env'), 'B=theirs\n');
    const replaced = await replaceTextFile(file, 'A=2\n');
    assert.ok(!replaced.ok && replaced.error.why === 'changedMeanwhile');
  });

  it('a folder that does not exist is told', async () => {
    assert.equal(await replace('no/such/.env', 'A=1\n'), 'ENOENT');
  });

  it('a folder in place of the file is told', async () => {
    await mkdir(at('.env'));
    const read = await readTextFile(at('.env'));
    assert.ok(!read.ok && read.error.why === 'notAFile');
  });

  it('bytes that are no UTF-8 are told, and stay', async () => {
    await writeFile(at('.env'), Buffer.from([0x41, 0x3d, 0xe9, 0x0a]));
    const read = await readTextFile(at('.env'));
    assert.ok(!read.ok && read.error.why === 'notUtf8');
  });

  for (const [form, bytes] of [
    ['with its mark', Buffer.from('\ufeffA=1\r\n', 'utf16le')],
    ['big-endian with its mark', Buffer.from('\ufeffA=1\r\n', 'utf16le').swap16()],
    ['without a mark', Buffer.from('A=1\nB=2\n', 'utf16le')],
    ['big-endian without a mark', Buffer.from('A=1\nB=2\n', 'utf16le').swap16()],
  ] as const) {
    it(`UTF-16 ${form} is told as such, and stays`, async () => {
      await writeFile(join(folder, '.env'), bytes);
      const read = await readTextFile(join(folder, '.env'));
      assert.ok(!read.ok && read.error.why === 'utf16');
      assert.deepEqual(await readFile(join(folder, '.env')), bytes);
    });
  }

  it('a byte order mark comes back', async () => {
    await writeFile(at('.env'), '\uFEFFA=1\r\n');
    const file = take(await readTextFile(at('.env')));
    assert.equal(file.text, '\uFEFFA=1\r\n');
    take(await replaceTextFile(file, `${file.text}B=2\r\n`));
    assert.equal(await readFile(at('.env'), 'utf8'), '\uFEFFA=1\r\nB=2\r\n');
  });

  it('no temporary file is left behind, whatever happened', async () => {
    await writeFile(at('.env'), 'A=1\n');
    await replace('.env', 'A=2\n');
    const file = take(await readTextFile(at('.env')));
    await writeFile(at('.env'), 'changed');
    await replaceTextFile(file, 'A=3\n');
    assert.deepEqual(await readdir(folder), ['.env']);
  });
});

describe('A path in a folder', () => {
  let scratch: string;
  let folder: string;

  beforeEach(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'agoras-links-'));
    folder = join(scratch, 'folder');
    await mkdir(join(folder, 'inner'), { recursive: true });
    await mkdir(join(scratch, 'outer'));
    await writeFile(join(scratch, 'outer', 'secrets'), '');
  });
  afterEach(() => rm(scratch, { recursive: true, force: true }));

  it('leads outside by a link to a file or to a folder, also before the file is there', async () => {
    await symlink('../outer/secrets', join(folder, '.env'));
    await symlink('../outer', join(folder, 'linked'));
    assert.equal(await linkedOutside(folder, join(folder, '.env')), join(scratch, 'outer', 'secrets'));
    assert.equal(await linkedOutside(folder, join(folder, 'linked', '.env')), join(scratch, 'outer', '.env'));
  });

  it('stays inside as a file, as a link to a neighbour, and in a folder that is a link itself', async () => {
    await symlink('inner', join(folder, 'linked'));
    await symlink(folder, join(scratch, 'alias'));
    for (const path of [join(folder, '.env'), join(folder, 'linked', '.env'), join(folder, '..env')]) {
      assert.equal(await linkedOutside(folder, path), undefined);
    }
    assert.equal(await linkedOutside(join(scratch, 'alias'), join(scratch, 'alias', '.env')), undefined);
  });
});
