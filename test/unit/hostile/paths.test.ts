import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { changeFile } from '../../../src/vscode/files/fileChange';
import { linkedOutside, PRIVATE } from '../../../src/vscode/files/textFiles';
import { readVisibilityToGit } from '../../../src/vscode/files/gitRepository';
import { pathInside } from '../../../src/vscode/files/insidePath';
import { trials } from './trials';

/** Values of `agoras.dotenv.path` that point outside the folder, or to no file in it. */
const OUTSIDE = {
  'the folder above': '../.env',
  'a way in and out again': 'a/../../.env',
  'a way out in the end': 'a/b/../../../.env',
  'an absolute path': '/etc/passwd',
  'a share': '//server/share/.env',
  'a neighbour whose name begins alike': '../folder-2/.env',
  'the folder itself': '.',
  'the folder by a way around': 'a/..',
  nothing: '',
};

const OUTSIDE_ON_WINDOWS = {
  ...OUTSIDE,
  'the folder above, with a backslash': '..\\.env',
  'both kinds of slashes': 'a\\..//..\\.env',
  'another drive': 'D:\\.env',
  'another drive, without a slash': 'D:.env',
  'the same drive': 'C:\\Windows\\System32\\drivers\\etc\\hosts',
  'a share, with backslashes': '\\\\server\\share\\.env',
  'a device': '\\\\.\\PhysicalDrive0',
  'a path past all rules': '\\\\?\\C:\\.env',
};

/** Values that only seem to point outside: ordinary names. */
const INSIDE = {
  'a home': '~/.env',
  'two dots in a name': '..env',
  'three dots': '.../.env',
  'encoded slashes': '..%2F.env',
  'a variable': '${env:HOME}/.env',
  'a variable of a shell': '$HOME/.env',
  'a new line': 'a\n.env',
};

const NO_FILE = {
  'a NUL': 'a\0.env',
  'a NUL after a good name': '.env\0.txt',
  'a name that is too long': 'x'.repeat(100_000),
  'a path that is too long': 'x/'.repeat(100_000),
  'a name too long for a command line': 'x'.repeat(4 * 1024 * 1024),
};

describe('A hostile path', () => {
  const { each } = trials('paths');
  let scratch: string;
  let folder: string;

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'agoras-hostile-'));
    folder = join(scratch, 'folder');
    for (const name of ['folder', 'outside']) await mkdir(join(scratch, name));
    await writeFile(join(scratch, 'outside', 'profile'), 'theirs');
    await symlink(join(scratch, 'outside', 'profile'), join(folder, 'file'));
    await symlink('../outside/profile', join(folder, 'relative'));
    await symlink('../outside', join(folder, 'linked'));
    await symlink('linked', join(folder, 'twice'));
    await symlink('file', join(folder, 'through'));
    await symlink('ring', join(folder, 'ring'));
  });
  after(() => rm(scratch, { recursive: true, force: true }));

  const change = (path: string) =>
    changeFile<never>(path, () => ({ kind: 'create', text: 'A=1\n' }), { mode: PRIVATE });

  each('does not lead out of a folder', OUTSIDE, (named) => {
    assert.equal(pathInside('/projects/folder', named, posix), undefined);
  });

  each('does not lead out of a folder on Windows', OUTSIDE_ON_WINDOWS, (named) => {
    assert.equal(pathInside('C:\\work\\folder', named, win32), undefined);
  });

  each(
    'that only looks so is a name like any other',
    { ...INSIDE, 'a drive': 'C:\\x', 'a share': '\\\\a\\b' },
    (named) => {
      assert.equal(pathInside('/projects/folder', named, posix), `/projects/folder/${named}`);
    },
  );

  each(
    'is seen through where links lead out',
    {
      'a linked file': 'file',
      'a relative link': 'relative',
      'a file in a linked folder': 'linked/profile',
      'a new file in a linked folder': 'linked/.env',
      'a folder that is linked twice': 'twice/.env',
      'a link to a link': 'through',
    },
    async (named) => {
      assert.notEqual(await linkedOutside(folder, join(folder, named)), undefined);
    },
  );

  each('that no file can have is refused, and nothing is written', NO_FILE, async (named) => {
    const changed = await change(`${folder}/${named}`);
    assert.ok(!changed.ok && changed.error.kind === 'fileProblem' && changed.error.why === 'system');
    assert.deepEqual((await readdir(folder)).length, 6);
  });

  each('that no program takes is not asked of Git', NO_FILE, async (named) => {
    assert.equal(await readVisibilityToGit({ programs: ['git'], isTrusted: true }, `${folder}/${named}`), 'safe');
  });

  each(
    'that leads in a ring is refused',
    { 'a link to itself': 'ring', 'a file below it': 'ring/.env' },
    async (named) => {
      const changed = await change(join(folder, named));
      assert.ok(!changed.ok && changed.error.kind === 'fileProblem');
    },
  );
});
