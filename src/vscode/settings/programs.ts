// Starting another program: which file it is, and how it ended.
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
  /** It is there, and the system does not start it: what it is a script for may be gone. */
  | { readonly kind: 'notStarted' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'cancelled' }
  /** Ended by a signal, or stopped because it printed more than `MOST_OUTPUT`. */
  | { readonly kind: 'cut' };

export interface ProgramOptions {
  readonly timeoutMilliseconds: number;
  /** Without it, that of this process. */
  readonly env?: Readonly<NodeJS.ProcessEnv>;
  /** Where it runs; without it, at home. */
  readonly cwd?: string;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/** What a program may print on each of its streams, in characters. */
const MOST_OUTPUT = 1024 * 1024;

/**
 * Runs a program without a shell. It runs at home and never in the folder that is open: Windows looks for a program in
 * the current folder first, and on any system the PATH can lead there. What it is to look at has to be an argument.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  { env = process.env, cwd, ...options }: ProgramOptions,
): Promise<ProgramAnswer> {
  const file = await locateProgram(program, env);
  if (file === undefined) return { kind: 'notFound' };
  const answer = await runFile(file, args, { ...options, env, cwd: cwd ?? (await homeOr(dirname(file))) });
  // The system says of a script that it is not there, too, where its interpreter is not.
  return answer.kind === 'notFound' && (await isProgram(file)) ? { kind: 'notStarted' } : answer;
}

/** The file that a program is started from; undefined where there is none. */
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
        // Nobody answers it: a program that asks reads the end of its input.
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, to be ended as one. (Windows would open a console for it, and knows the children anyway.)
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
    } catch {
      // A NUL in an argument, or more arguments than the system takes, throws at once.
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
      // A child that survived would keep the streams open, and this process waiting for their end.
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

/** The programs that are running: they are ended together with this process. */
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

/** Where programs are looked for. */
export interface ProgramSearch {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly isProgram: (path: string) => Promise<boolean>;
}

/**
 * The file of a program, by its absolute path. A bare name is looked for in the absolute folders of the PATH alone: an
 * empty or relative entry, such as `.`, stands for the folder that happens to be open. A relative path is never a
 * program, for the same reason.
 */
export async function findProgram(
  program: string,
  { platform, env, isProgram: isProgramAt }: ProgramSearch,
): Promise<string | undefined> {
  const paths = pathsOf(platform);
  if (paths.isAbsolute(program)) return program;
  if (program === '' || /[/\\:]/.test(program)) return undefined;
  // What Windows itself tries for a program that is started without a shell.
  const names = platform === 'win32' && !/\.(?:exe|com)$/i.test(program) ? ['.com', '.exe'] : [''];
  for (const folder of pathFolders(platform, env)) {
    for (const ending of names) {
      const path = paths.join(folder, program + ending);
      if (await isProgramAt(path)) return path;
    }
  }
  return undefined;
}

/** What the program itself starts is not looked for in the current folder, either. */
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

/** Windows does not tell capitals apart, and calls it `Path`. */
function isPathVariable(platform: NodeJS.Platform, name: string): boolean {
  return platform === 'win32' ? name.toUpperCase() === 'PATH' : name === 'PATH';
}

function pathsOf(platform: NodeJS.Platform) {
  return platform === 'win32' ? win32 : posix;
}

/** The home folder, or `folder` for a user who has none, as in some containers. */
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
