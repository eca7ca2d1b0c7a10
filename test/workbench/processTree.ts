import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { listenTo } from './childOutput';

/** A process with all its child processes, so that none outlives the test that needed it. */
export interface ProcessTree {
  readonly child: ChildProcess;
  /** Everything printed to both streams so far. */
  readonly output: () => string;
  stop(): Promise<void>;
}

export function startProcessTree(
  command: string,
  args: readonly string[],
  { env, cwd }: { env: NodeJS.ProcessEnv; cwd: string },
): ProcessTree {
  // A process group of its own on POSIX: one signal then also reaches the extension hosts that the server forks.
  const child = spawn(command, args, {
    env,
    cwd,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = listenTo(child);
  let complaint = '';
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', (reason) => {
      complaint = reason.message;
      resolve();
    });
  });
  const killNow = (): void => {
    signalTree(child, 'SIGKILL');
  };
  process.once('exit', killNow);

  return {
    child,
    output: () => printed() + complaint,
    async stop() {
      signalTree(child, 'SIGTERM');
      const impatience = setTimeout(killNow, 3_000);
      await gone;
      clearTimeout(impatience);
      // The main process has ended; now kill the children that ignored the signal.
      killNow();
      process.off('exit', killNow);
    },
  };
}

function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has no processes left, which is the goal.
  }
}
