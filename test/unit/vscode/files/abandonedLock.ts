// A lock whose owner was killed.
import { spawnSync } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { withFileLock } from '../../../../src/vscode/files/fileLock';

/** The ID of a process that has ended. */
export const GONE_PID = spawnSync(process.execPath, ['-e', '']).pid;

export function lockOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.agoras-lock`);
}

/** Leaves the lock of a process that was killed while holding it. */
export async function abandonLock(path: string): Promise<void> {
  const lock = lockOf(path);
  const [name = ''] = await withFileLock(path, () => readdir(lock));
  await mkdir(join(lock, name.replace(/^\d+/, String(GONE_PID))), { recursive: true });
}
