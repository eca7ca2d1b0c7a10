import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { listenTo } from './childOutput';

/** A process with everything that it starts, so that nothing outlives the test that needed it. */
export interface ProcessTree {
  readonly child: ChildProcess;
  /** What it has printed on both streams. */
  readonly output: () => string;
  stop(): Promise<void>;
}

export function startProcessTree(
  command: string,
  args: readonly string[],
  { env, cwd }: { env: NodeJS.ProcessEnv; cwd: string },
): ProcessTree {
  // A group of its own on POSIX: one signal then reaches the extension hosts that the server forks.
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
      // The leader has gone; whoever of its children did not listen goes now.
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
    // Nobody of the group is left: that is what was wanted.
  }
}
