import { spawn, type ChildProcess } from 'node:child_process';
import { win32 } from 'node:path';

/**
 * Kills a program and its children: a program that doesn't respond may also ignore a request to stop. On Windows,
 * `agoras.exe` is a small program that starts Python; elsewhere it may be a script that does.
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
    // The process group that it was started in.
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has already ended.
  }
}

/** The absolute path, because the PATH could lead elsewhere. */
function taskkill(env: Readonly<NodeJS.ProcessEnv>): string {
  return win32.join(env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', 'taskkill.exe');
}
