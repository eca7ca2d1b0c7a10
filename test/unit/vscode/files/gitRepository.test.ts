import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { planIgnoring } from '../../../../src/edits/gitignore';
import { changeFile } from '../../../../src/vscode/files/fileChange';
import { ORDINARY } from '../../../../src/vscode/files/textFiles';
import type { GitAccess } from '../../../../src/vscode/files/gitProgram';
import { findIgnoreLine, readVisibilityToGit, readRemotes } from '../../../../src/vscode/files/gitRepository';
import { take } from '../../credentials/obtainFlow';

const GIT: GitAccess = { programs: ['git'], isTrusted: true };

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

  /** Like the extension, except that no editor has the file open. */
  async function ignore(name: string): Promise<string> {
    const line = await findIgnoreLine(GIT, at(name));
    assert.ok(line);
    take(await changeFile<never>(line.file, (text) => planIgnoring(text, line.path), { mode: ORDINARY }));
    return line.file;
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
    const remotes = async (name: string) => take(await readRemotes(GIT, at(name)));
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
      assert.equal(await exposure(join('b', name)), 'notIgnored', 'nor in a folder that is not there yet');
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

  it('is safe where there is no repository, with Git or without, and in Restricted Mode', async () => {
    await rm(at('.git'), { recursive: true });
    await mkdir(at('.git'));
    for (const access of [GIT, { ...GIT, programs: ['/no/such/git'] }, { ...GIT, isTrusted: false }]) {
      assert.equal(
        await readVisibilityToGit(access, at('.env')),
        'safe',
        'an empty folder called .git is no repository',
      );
      assert.equal(await readVisibilityToGit(access, at('no/such/.env')), 'safe');
    }
    assert.equal(await findIgnoreLine(GIT, at('.env')), undefined);
  });

  it('is told about in a folder that is not there yet', async () => {
    assert.equal(await exposure('no/such/.env'), 'notIgnored');
    await ignore('no/such/.env');
    assert.equal(await exposure('no/such/.env'), 'safe');
  });

  it('is asked about at the next program where the first does not start', async () => {
    assert.equal(await readVisibilityToGit({ ...GIT, programs: ['/no/such/git', 'git'] }, at('.env')), 'notIgnored');
  });

  describe('that Git is not able to look into', () => {
    const doubt = async (access: GitAccess = GIT, name = '.env') => {
      const visibility = await readVisibilityToGit(access, at(name));
      return typeof visibility === 'string' ? visibility : visibility.doubt;
    };
    /** A program to be used as Git. */
    const script = async (...lines: readonly string[]): Promise<GitAccess> => {
      await put('bin/git', ['#!/bin/sh', ...lines, ''].join('\n'));
      await chmod(at('bin/git'), 0o755);
      return { programs: [at('bin/git')], isTrusted: true };
    };

    beforeEach(async () => {
      await put('.env');
      git('add', '.env');
    });
    afterEach(() => {
      delete process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'];
    });

    it('is not safe because the repository belongs to another user; Git says what to run', async () => {
      process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'] = '1';
      const command = `git config --global --add safe.directory ${folder}`;
      assert.deepEqual(await doubt(), { kind: 'otherOwner', command });
    });

    for (const [what, breakIt, said] of [
      ['a .git that leads nowhere', 'gitdir: /no/where\n', /^not a git repository: \/no\/where$/],
      ['a .git that is no such file', 'rubbish\n', /^invalid gitfile format: /],
    ] as const) {
      it(`is not safe with ${what}`, async () => {
        await rm(at('.git'), { recursive: true });
        await put('.git', breakIt);
        const found = await doubt();
        assert.ok(typeof found === 'object' && found.kind === 'fault');
        assert.match(found.said, said);
      });
    }

    it('is not safe with a configuration that does not parse', async () => {
      await put('.git/config', '[core\n');
      assert.deepEqual(await doubt(), { kind: 'fault', said: 'bad config line 1 in file .git/config' });
    });

    it('is not safe in a repository that is damaged', async () => {
      await rm(at('.git/HEAD'));
      assert.match(JSON.stringify(await doubt()), /"fault".*not a git repository/);
    });

    it('is not safe without Git, nor in Restricted Mode, where Git is not started', async () => {
      assert.deepEqual(await doubt({ ...GIT, programs: ['/no/such/git'] }), { kind: 'noGit' });
      const access = await script(`: > '${at('started')}'`);
      assert.deepEqual(await doubt({ ...access, isTrusted: false }), { kind: 'notTrusted' });
      assert.equal(existsSync(at('started')), false);
    });

    it('is not safe where Git takes its time: all questions together end within it, also for what it has started', async () => {
      const access = await script('case "$*" in *rev-parse*) exec git "$@";; esac', 'sleep 60', 'echo late');
      const start = performance.now();
      assert.deepEqual(await doubt({ ...access, timeoutMilliseconds: 700 }), { kind: 'tookTooLong' });
      assert.deepEqual(
        await doubt({ ...access, programs: [...access.programs, ...access.programs], timeoutMilliseconds: 700 }),
        { kind: 'tookTooLong' },
      );
      assert.ok(performance.now() - start < 5000);
    });

    it('is not safe where Git is stopped', async () => {
      const stop = new AbortController();
      const access = await script(`: > '${at('started')}'`, 'sleep 60');
      const asked = doubt({ ...access, signal: stop.signal });
      while (!existsSync(at('started'))) await new Promise((resolve) => setImmediate(resolve));
      stop.abort();
      assert.deepEqual(await asked, { kind: 'stopped' });
    });

    for (const question of ['ls-files', 'check-ignore']) {
      it(`is not safe where ${question} fails`, async () => {
        git('rm', '--quiet', '--cached', '.env');
        const access = await script(
          `case "$*" in *${question}*) echo "fatal: broken" >&2; exit 128;; esac`,
          'exec git "$@"',
        );
        assert.deepEqual(await doubt(access), { kind: 'fault', said: 'broken' });
      });
    }

    it('is not safe where what answers is not Git, or says nothing', async () => {
      assert.deepEqual(await doubt(await script('echo hello')), { kind: 'fault', said: 'hello\n' });
      assert.deepEqual(await doubt(await script('exit 7')), { kind: 'fault', said: 'exit code 7' });
      assert.deepEqual(await doubt(await script('kill -9 $$')), { kind: 'stopped' });
    });

    it('has no remotes that are known, which is not the same as none', async () => {
      assert.deepEqual(take(await readRemotes(GIT, folder)), { root: folder, urls: [] });
      await put('.git/config', '[core\n');
      const remotes = await readRemotes(GIT, folder);
      assert.ok(!remotes.ok && remotes.error.kind === 'fault');
    });
  });

  it('is told about whatever the environment says of paths and of where to look', async () => {
    await put('deep/.env');
    const before = process.env;
    process.env = { ...before, GIT_GLOB_PATHSPECS: '1', GIT_CEILING_DIRECTORIES: folder, LC_ALL: 'es_ES.UTF-8' };
    try {
      assert.equal(await exposure('deep/.env'), 'notIgnored');
    } finally {
      process.env = before;
    }
  });

  describe('among several', () => {
    const commit = (inner: string) => {
      const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
      git('-C', inner, ...author, 'commit', '--quiet', '--allow-empty', '--message', 'first');
    };

    it('is safe in the folder of Git itself, and not in a bare repository that lies in another', async () => {
      assert.equal(await exposure('.git/.env'), 'safe');
      git('init', '--quiet', '--bare', 'fixtures/bare.git');
      assert.equal(await exposure('fixtures/bare.git/.env'), 'notIgnored');
      git('init', '--quiet', '--bare', 'alone.git');
      await rm(at('.git'), { recursive: true });
      assert.equal(await exposure('alone.git/.env'), 'safe', 'a bare repository has no work tree');
    });

    it('is of the inner one, but what the outer one tracks already it goes on tracking', async () => {
      await put('inner/.env');
      await put('.gitignore', '.env\n');
      git('init', '--quiet', 'inner');
      assert.equal(await exposure('inner/.env'), 'notIgnored');
      await put('inner/.gitignore', '.env\n');
      assert.equal(await exposure('inner/.env'), 'safe');
      await rm(at('inner/.git'), { recursive: true });
      git('add', '--force', 'inner/.env');
      git('init', '--quiet', 'inner');
      assert.equal(await exposure('inner/.env'), 'tracked');
    });

    it('is asked about in a submodule and in a linked work tree like in any other', async () => {
      git('init', '--quiet', 'library');
      commit('library');
      git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', at('library'), 'sub');
      assert.equal(await exposure('sub/.env'), 'notIgnored');
      assert.equal(await ignore('sub/.env'), at('sub/.gitignore'));
      assert.equal(await exposure('sub/.env'), 'safe');
      commit('.');
      git('worktree', 'add', '--quiet', 'tree');
      assert.equal(await exposure('tree/.env'), 'notIgnored');
      await symlink('elsewhere', at('tree/.gitignore'));
      assert.equal(await ignore('tree/.env'), at('.git/info/exclude'));
      assert.equal(await exposure('tree/.env'), 'safe');
    });
  });

  describe('whose .gitignore is a symbolic link', () => {
    beforeEach(async () => {
      await put('shared/ignored', '*.log\n');
      await symlink('shared/ignored', at('.gitignore'));
    });

    it('is ignored by info/exclude instead, and what the link leads to stays as it is', async () => {
      await put('a/.env');
      assert.equal(await ignore('a/.env'), at('.git/info/exclude'));
      assert.equal(await exposure('a/.env'), 'safe');
      assert.equal(await exposure('.env'), 'notIgnored', 'the line names one file');
      assert.equal(await readFile(at('shared/ignored'), 'utf8'), '*.log\n');
    });

    it('is ignored by a nearer one that is none, or by one above a nearer link', async () => {
      await put('a/.gitignore');
      assert.equal(await ignore('a/.env'), at('a/.gitignore'));
      await rm(at('.gitignore'));
      await put('b/.env');
      await symlink('../shared/ignored', at('b/.gitignore'));
      assert.equal(await ignore('b/.env'), at('.gitignore'));
      assert.equal(await exposure('b/.env'), 'safe');
    });

    it('has no line where Git can’t tell where the other file is', async () => {
      assert.equal(await findIgnoreLine({ ...GIT, isTrusted: false }, at('.env')), undefined);
    });
  });
});
