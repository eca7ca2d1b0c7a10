// Finds and runs other programs.
import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, posix, win32 } from 'node:path';
import { killWithChildren } from './programEnd';

export type ProgramAnswer =
  | { readonly kind: 'exited'; readonly code: number; readonly stdout: string; readonly stderr: string }
  /** There is no such program. */
  | { readonly kind: 'notFound' }
  /** It exists but can't be started: the interpreter of a script may be missing. */
  | { readonly kind: 'notStarted' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'cancelled' }
  /** Ended by a signal, or killed because it printed more than `MOST_OUTPUT`. */
  | { readonly kind: 'cut' };

export interface ProgramOptions {
  readonly timeoutMilliseconds: number;
  /** Defaults to the environment of this process. */
  readonly env?: Readonly<NodeJS.ProcessEnv>;
  /** The working directory; defaults to the home folder. */
  readonly cwd?: string;
  /** Aborting it kills the program. */
  readonly signal?: AbortSignal | undefined;
}

/** How much a program may print to each of its streams, in characters. */
const MOST_OUTPUT = 1024 * 1024;

/**
 * Runs a program without a shell. It runs in the home folder and never in the opened folder: Windows searches the
 * current folder first, and on any system the PATH may contain it. Files have to be passed as arguments.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  { env = process.env, cwd, ...options }: ProgramOptions,
): Promise<ProgramAnswer> {
  const file = await locateProgram(program, env);
  if (file === undefined) return { kind: 'notFound' };
  const answer = await runFile(file, args, { ...options, env, cwd: cwd ?? (await homeOr(dirname(file))) });
  // The system also reports "not found" for a script whose interpreter is missing.
  return answer.kind === 'notFound' && (await isProgram(file)) ? { kind: 'notStarted' } : answer;
}

/** The file that a program is run from; undefined if there is none. */
export function locateProgram(
  program: string,
  env: Readonly<NodeJS.ProcessEnv> = process.env,
): Promise<string | undefined> {
  return findProgram(program, { platform: process.platform, env, isProgram });
}

function runFile(
  file: string,
  args: readonly string[],
  { cwd, env, timeoutMilliseconds, signal }: ProgramOptions & Required<Pick<ProgramOptions, 'cwd' | 'env'>>,
): Promise<ProgramAnswer> {
  return new Promise((answer) => {
    if (signal?.aborted === true) {
      answer({ kind: 'cancelled' });
      return;
    }
    let child;
    try {
      child = spawn(file, args, {
        cwd,
        env: childEnvironment(process.platform, env),
        // Nobody can answer it: a program that asks for input gets an end of file.
        stdio: ['ignore', 'pipe', 'pipe'],
        // In its own process group, so that the whole group can be killed. (Windows would open a console, and finds
        // child processes anyway.)
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
    } catch {
      // Thrown for a NUL in an argument, or more arguments than the system allows.
      answer({ kind: 'notStarted' });
      return;
    }
    watch(child);
    const { stdout, stderr } = child;
    const said = { stdout: '', stderr: '' };
    let endedFor: 'timeout' | 'cancelled' | 'cut' | undefined;
    const end = (why: NonNullable<typeof endedFor>) => {
      endedFor ??= why;
      killWithChildren(child);
      // A surviving child process would keep the streams open, and this process waiting for them.
      stdout.destroy();
      stderr.destroy();
    };
    const cancel = () => {
      end('cancelled');
    };
    const expire = () => {
      end('timeout');
    };
    const time = AbortSignal.timeout(timeoutMilliseconds);
    time.addEventListener('abort', expire);
    signal?.addEventListener('abort', cancel);
    const settle = (how: ProgramAnswer) => {
      time.removeEventListener('abort', expire);
      signal?.removeEventListener('abort', cancel);
      unwatch(child);
      answer(how);
    };
    for (const [name, stream] of [
      ['stdout', stdout],
      ['stderr', stderr],
    ] as const) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
        if (said[name].length > MOST_OUTPUT) end('cut');
      });
    }
    child.on('error', (error: NodeJS.ErrnoException) => {
      settle({ kind: error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'notFound' : 'notStarted' });
    });
    child.on('close', (code) => {
      if (endedFor !== undefined) settle({ kind: endedFor });
      else settle(code === null ? { kind: 'cut' } : { kind: 'exited', code, ...said });
    });
  });
}

/** The running programs, which are killed when this process exits. */
const running = new Set<ChildProcess>();

function watch(child: ChildProcess): void {
  if (running.size === 0) process.on('exit', endAll);
  running.add(child);
}

function unwatch(child: ChildProcess): void {
  running.delete(child);
  if (running.size === 0) process.off('exit', endAll);
}

function endAll(): void {
  running.forEach(killWithChildren);
}

/** How programs are searched for. */
export interface ProgramSearch {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly isProgram: (path: string) => Promise<boolean>;
}

/**
 * The absolute path of a program's file. A bare name is only searched for in absolute folders of the PATH: an empty or
 * relative entry, such as `.`, would mean the opened folder. For the same reason, a relative path is never a program.
 */
export async function findProgram(
  program: string,
  { platform, env, isProgram: isProgramAt }: ProgramSearch,
): Promise<string | undefined> {
  const paths = pathsOf(platform);
  if (paths.isAbsolute(program)) return program;
  if (program === '' || /[/\\:]/.test(program)) return undefined;
  // The extensions that Windows tries for a program started without a shell.
  const names = platform === 'win32' && !/\.(?:exe|com)$/i.test(program) ? ['.com', '.exe'] : [''];
  for (const folder of pathFolders(platform, env)) {
    for (const ending of names) {
      const path = paths.join(folder, program + ending);
      if (await isProgramAt(path)) return path;
    }
  }
  return undefined;
}

/** Keeps programs that it starts from being searched for in the current folder. */
export function childEnvironment(platform: NodeJS.Platform, env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const child: NodeJS.ProcessEnv = { ...env };
  for (const name of Object.keys(env)) {
    if (isPathVariable(platform, name)) child[name] = pathFolders(platform, env).join(pathsOf(platform).delimiter);
  }
  if (platform === 'win32') child['NoDefaultCurrentDirectoryInExePath'] = '1';
  return child;
}

function pathFolders(platform: NodeJS.Platform, env: Readonly<NodeJS.ProcessEnv>): string[] {
  const paths = pathsOf(platform);
  const path = Object.entries(env).find(([name]) => isPathVariable(platform, name))?.[1] ?? '';
  return path
    .split(paths.delimiter)
    .map((folder) => (platform === 'win32' ? folder.replaceAll('"', '') : folder))
    .filter((folder) => paths.isAbsolute(folder));
}

/** On Windows, names of variables are case-insensitive, and it is called `Path`. */
function isPathVariable(platform: NodeJS.Platform, name: string): boolean {
  return platform === 'win32' ? name.toUpperCase() === 'PATH' : name === 'PATH';
}

function pathsOf(platform: NodeJS.Platform) {
  return platform === 'win32' ? win32 : posix;
}

/** The home folder, or `folder` for users without one, as in some containers. */
async function homeOr(folder: string): Promise<string> {
  try {
    const home = homedir();
    return (await stat(home)).isDirectory() ? home : folder;
  } catch {
    return folder;
  }
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
