import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { readVisibilityToGit } from '../../../../src/vscode/files/gitRepository';
import { childEnvironment, findProgram, runProgram } from '../../../../src/vscode/settings/programs';
import { eventually } from '../../../workbench/waiting';

const timeoutMilliseconds = 10_000;

/** A zombie process doesn't count as alive: it has ended, but its exit status hasn't been read yet. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${String(pid)}/stat`, 'utf8').includes(') Z');
  } catch {
    return false;
  }
}

describe('A program that lies in the folder that is open', () => {
  let folder: string;
  const path = process.env['PATH'] ?? '';
  const home = process.cwd();
  const mark = () => join(folder, 'was run');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'agoras-programs-'));
    for (const name of ['git', 'agoras', 'tools/git']) putScript(join(folder, name));
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(home);
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });

  function putScript(at: string): void {
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, `#!/bin/sh\necho "agoras 9.9.9"\n: > '${mark()}'\n`);
    chmodSync(at, 0o755);
  }

  for (const entry of ['.', '', 'tools', './tools', '..']) {
    it(`is not run as Git where the PATH leads there by ${JSON.stringify(entry)}`, async () => {
      process.env['PATH'] = [entry, path].join(delimiter);
      const visibility = await readVisibilityToGit({ programs: ['git'], isTrusted: true }, join(folder, '.env'));
      assert.equal(visibility, 'notIgnored', 'Git itself has answered');
      assert.equal(existsSync(mark()), false);
    });
  }

  for (const program of ['./git', 'tools/git', './agoras', '../git', '']) {
    it(`is not run where a setting names it from there: ${JSON.stringify(program)}`, async () => {
      assert.deepEqual(await runProgram(program, [], { timeoutMilliseconds }), { kind: 'notFound' });
      assert.equal(existsSync(mark()), false);
    });
  }

  it('is not run where nothing else has its name', async () => {
    process.env['PATH'] = '.';
    assert.deepEqual(await runProgram('agoras', ['--version'], { timeoutMilliseconds }), { kind: 'notFound' });
    assert.equal(existsSync(mark()), false);
  });

  it('is run where its absolute path is named, and at home', async () => {
    writeFileSync(join(folder, 'agoras'), '#!/bin/sh\npwd; echo "$PATH" >&2\n');
    process.env['PATH'] = ['.', path].join(delimiter);
    const answer = await runProgram(join(folder, 'agoras'), [], { timeoutMilliseconds });
    assert.ok(answer.kind === 'exited');
    assert.equal(answer.stdout, `${homedir()}\n`);
    assert.equal(answer.stderr, `${path}\n`, 'nor is what it starts looked for in the folder');
  });
});

describe('A program on Windows', () => {
  const found = (program: string, env: NodeJS.ProcessEnv, ...there: readonly string[]) =>
    findProgram(program, { platform: 'win32', env, isProgram: (path) => Promise.resolve(there.includes(path)) });
  const Path = String.raw`.;;tools;C:tools;"C:\Program Files\Git\cmd";D:\bin`;

  it('is found on the PATH, in folders that are named in full alone', async () => {
    const git = String.raw`C:\Program Files\Git\cmd\git.exe`;
    assert.equal(await found('git', { Path }, 'git.exe', String.raw`tools\git.exe`, git), git);
    assert.equal(await found('git.exe', { PATH: Path }, git), git);
    assert.equal(await found('git', { Path }, 'git.exe', 'git.com', String.raw`.\git.exe`), undefined);
  });

  it('is not a script, which would need a shell', async () => {
    assert.equal(
      await found('agoras', { Path }, String.raw`D:\bin\agoras.cmd`, String.raw`D:\bin\agoras.bat`),
      undefined,
    );
    assert.equal(await found('agoras', { Path }, String.raw`D:\bin\agoras.exe`), String.raw`D:\bin\agoras.exe`);
  });

  for (const program of [String.raw`.\git`, String.raw`tools\git`, './git', 'C:git', String.raw`..\git.exe`]) {
    it(`is none by a path that begins in the current folder: ${program}`, async () => {
      assert.equal(await found(program, { Path }, program, `${program}.exe`), undefined);
    });
  }

  it('does not find others in the current folder', () => {
    const env = childEnvironment('win32', { Path, OTHER: '.' });
    assert.deepEqual(env, {
      Path: String.raw`C:\Program Files\Git\cmd;D:\bin`,
      OTHER: '.',
      NoDefaultCurrentDirectoryInExePath: '1',
    });
  });
});

describe('How a program ended', () => {
  const shell = (script: string, milliseconds = timeoutMilliseconds) =>
    runProgram('sh', ['-c', script], { timeoutMilliseconds: milliseconds });

  it('is told apart: by itself, by a signal, too late, with too much to say, not at all', async () => {
    assert.deepEqual(await shell('echo out; echo err >&2; exit 3'), {
      kind: 'exited',
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
    assert.equal((await shell('kill -SEGV $$')).kind, 'cut');
    assert.equal((await shell('trap "" TERM; while :; do :; done', 200)).kind, 'timeout');
    assert.equal((await shell('while :; do echo 0123456789012345678901234567890123456789; done')).kind, 'cut');
    assert.equal((await runProgram('/no/such/program', [], { timeoutMilliseconds })).kind, 'notFound');
    assert.equal((await runProgram('sh', ['a\0b'], { timeoutMilliseconds })).kind, 'notStarted');
  });

  it('is told apart from one that is there and cannot be started: its interpreter is gone, or it may not be run', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'agoras-programs-'));
    const script = join(folder, 'agoras');
    try {
      writeFileSync(script, '#!/no/such/python\n', { mode: 0o755 });
      assert.equal((await runProgram(script, [], { timeoutMilliseconds })).kind, 'notStarted');
      chmodSync(script, 0o644);
      assert.equal((await runProgram(script, [], { timeoutMilliseconds })).kind, 'notStarted');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is at once where it is cancelled, and so do those that it has started, which hold its output open', async () => {
    const controller = new AbortController();
    const folder = mkdtempSync(join(tmpdir(), 'agoras-programs-'));
    const pidFile = join(folder, 'pid');
    const script = `trap "" TERM; sleep 600 & echo $! > '${pidFile}.new'; mv '${pidFile}.new' '${pidFile}'; wait`;
    const running = runProgram('sh', ['-c', script], { timeoutMilliseconds, signal: controller.signal, cwd: folder });
    const pid = await eventually('the inner program to run', () =>
      existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : undefined,
    );
    controller.abort();
    assert.deepEqual(await running, { kind: 'cancelled' });
    await eventually('the inner program to be gone', () => (isAlive(pid) ? undefined : true));
    const late = await runProgram('sh', ['-c', 'exit 0'], { timeoutMilliseconds, signal: controller.signal });
    assert.deepEqual(late, { kind: 'cancelled' });
    rmSync(folder, { recursive: true });
  });

  it('is told where it runs and with which variables, and that nobody will answer what it asks', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'agoras-programs-')));
    const env = { PATH: process.env['PATH'], ONLY: 'this' };
    const script = 'pwd; echo "$ONLY $HOME"; cat';
    const answer = await runProgram('sh', ['-c', script], { timeoutMilliseconds, cwd: folder, env });
    assert.deepEqual(answer, { kind: 'exited', code: 0, stdout: `${folder}\nthis \n`, stderr: '' });
    rmSync(folder, { recursive: true });
  });

  it('is none of a home that is not there', async () => {
    const home = process.env['HOME'];
    process.env['HOME'] = '/no/such/home';
    try {
      assert.deepEqual(await shell('exit 0'), { kind: 'exited', code: 0, stdout: '', stderr: '' });
    } finally {
      if (home === undefined) delete process.env['HOME'];
      else process.env['HOME'] = home;
    }
  });
});
