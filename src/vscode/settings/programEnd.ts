import { spawn, type ChildProcess } from 'node:child_process';
import { win32 } from 'node:path';

/**
 * Ends a program and what it has started, for good: one that does not answer may not listen to a request to stop, either.
 * On Windows `agoras.exe` is a small program that starts Python, elsewhere it may be a script that does.
 */
export function killWithChildren(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    const killer = spawn(taskkill(process.env), ['/pid', String(pid), '/t', '/f'], {
      stdio: 'ignore',
      windowsHide: true,
    });
    killer.on('error', () => {
      child.kill();
    });
    return;
  }
  try {
    // The group that it was started as.
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** By its whole path: the PATH could lead elsewhere. */
function taskkill(env: Readonly<NodeJS.ProcessEnv>): string {
  return win32.join(env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', 'taskkill.exe');
}
