import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { planIgnoring } from '../../../../src/edits/gitignore';
import { changeFile } from '../../../../src/vscode/files/fileChange';
import { ORDINARY } from '../../../../src/vscode/files/textFiles';
import { findIgnoreLine, readVisibilityToGit, readRemotes } from '../../../../src/vscode/files/gitRepository';
import { take } from '../../credentials/obtainFlow';

const GIT = ['git'];

describe('A file in a Git repository', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const exposure = (name: string) => readVisibilityToGit(GIT, at(name));

  before(() => {
    assert.equal(spawnSync('git', ['--version']).status, 0, 'These tests ask Git itself: install it.');
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agoras-git-'));
    git('init', '--quiet');
  });
  afterEach(() => rm(folder, { recursive: true }));

  function git(...args: readonly string[]): void {
    execFileSync('git', args, { cwd: folder });
  }

  async function put(name: string, text = ''): Promise<void> {
    await mkdir(dirname(at(name)), { recursive: true });
    await writeFile(at(name), text);
  }

  /** As the extension does it, up to the editor that may have the file open. */
  async function ignore(name: string): Promise<string> {
    const line = await findIgnoreLine(GIT, at(name));
    assert.ok(line);
    take(await changeFile<never>(line.gitignore, (text) => planIgnoring(text, line.path), ORDINARY));
    return line.gitignore;
  }

  it('is told apart: tracked, not ignored, ignored', async () => {
    await put('.env');
    assert.equal(await exposure('.env'), 'notIgnored');
    await put('.gitignore', '.env\n');
    assert.equal(await exposure('.env'), 'safe');
    git('add', '--force', '.env');
    assert.equal(await exposure('.env'), 'tracked', 'an ignored file can be tracked all the same');
  });

  it('has the remotes of its repository, as Git would use them, from any folder in it', async () => {
    await put('deploy/site/index.html');
    const remotes = (name: string) => readRemotes(GIT, at(name));
    assert.deepEqual(await remotes('.'), { root: folder, urls: [] });
    git('remote', 'add', 'origin', 'gh:ada/site');
    git('remote', 'add', 'other', 'https://example.org/x y.git');
    git('remote', 'set-url', '--push', 'origin', 'git@github.com:ada/fork.git');
    git('config', 'url.https://github.com/.insteadOf', 'gh:');
    const urls = ['https://github.com/ada/site', 'git@github.com:ada/fork.git', 'https://example.org/x y.git'];
    assert.deepEqual(await remotes('.'), { root: folder, urls });
    assert.deepEqual(await remotes('deploy/site'), { root: folder, urls });
    await rm(at('.git'), { recursive: true });
    assert.equal(await remotes('.'), undefined);
  });

  it('gets one line in .gitignore, however often it is to be ignored', async () => {
    await put('.gitignore', '*.log\r\n');
    await ignore('.env');
    const once = await readFile(at('.gitignore'), 'utf8');
    await ignore('.env');
    assert.equal(once, '*.log\r\n/.env\r\n');
    assert.equal(await readFile(at('.gitignore'), 'utf8'), once);
  });

  it('is told about before it is there', async () => {
    assert.equal(await exposure('.env'), 'notIgnored');
  });

  it('is told about at the end of a link, which is what is written', async () => {
    await put('.gitignore', '/.env\n');
    await put('shared/settings');
    git('add', 'shared/settings');
    await symlink('shared/settings', at('.env'));
    assert.equal(await exposure('.env'), 'tracked');
    await symlink('shared', at('linked'));
    assert.equal(await exposure('linked/new'), 'notIgnored');
  });

  for (const name of [
    '[abc]/.env',
    '*.env',
    'a?b/.env',
    '!.env',
    '#.env',
    'ü/.env',
    'blank at the end ',
    ':(top).env',
  ]) {
    it(`is ignored once it was added, and its neighbours are not: ${JSON.stringify(name)}`, async () => {
      await put(name);
      await put('a/.env');
      git('add', 'a/.env');
      assert.equal(await exposure(name), 'notIgnored');
      await ignore(name);
      assert.equal(await exposure(name), 'safe');
      assert.equal(await exposure(join('b', name)), 'safe', 'there is no such folder');
      await put(join('b', name));
      assert.equal(await exposure(join('b', name)), 'notIgnored', 'the line names one file');
      git('--literal-pathspecs', 'add', '--force', name);
      assert.equal(await exposure(name), 'tracked');
    });
  }

  it('is added to the .gitignore at the root where no other is nearer', async () => {
    await put('deploy/site/.env');
    assert.equal(await ignore('deploy/site/.env'), at('.gitignore'));
    assert.equal(await readFile(at('.gitignore'), 'utf8'), '/deploy/site/.env\n');
  });

  it('is added to the nearest .gitignore, which overrules the ones above it', async () => {
    await put('deploy/.gitignore', '!.env');
    await put('deploy/site/.env');
    assert.equal(await ignore('deploy/site/.env'), at('deploy/.gitignore'));
    assert.equal(await readFile(at('deploy/.gitignore'), 'utf8'), '!.env\n/site/.env\n');
    assert.equal(await exposure('deploy/site/.env'), 'safe');
  });

  it('is added to a .gitignore in its own line breaks', async () => {
    await put('.gitignore', 'dist/\r\nout/\r\n');
    await ignore('.env');
    assert.equal(await readFile(at('.gitignore'), 'utf8'), 'dist/\r\nout/\r\n/.env\r\n');
    assert.equal(await exposure('.env'), 'safe');
  });

  it('is not mistaken for one of the repository that VS Code was started from', async () => {
    process.env['GIT_DIR'] = '/nowhere/at/all';
    try {
      assert.equal(await exposure('.env'), 'notIgnored');
    } finally {
      delete process.env['GIT_DIR'];
    }
  });

  it('is safe where there is no repository, no folder, or no Git', async () => {
    await rm(at('.git'), { recursive: true });
    assert.equal(await exposure('.env'), 'safe');
    assert.equal(await findIgnoreLine(GIT, at('.env')), undefined);
    assert.equal(await exposure('no/such/.env'), 'safe');
    git('init', '--quiet');
    assert.equal(await readVisibilityToGit(['/no/such/git'], at('.env')), 'safe');
    assert.equal(await readVisibilityToGit(['/no/such/git', 'git'], at('.env')), 'notIgnored', 'the next one is asked');
  });
});
