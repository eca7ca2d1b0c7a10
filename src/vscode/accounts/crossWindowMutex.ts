// Controls which window may change the stored accounts: two windows doing so at once would undo each other's changes.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { withFileLock } from '../files/fileLock';

/** Runs one task at a time, across all windows of this computer. */
export class CrossWindowMutex {
  #last: Promise<unknown> = Promise.resolve();

  /** `path`: the file next to which the lock is created. */
  constructor(private readonly path: string) {}

  run<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => {
      // If the folder can't be created there is no lock. The task then relies on reading back what it stored.
      await mkdir(dirname(this.path), { recursive: true }).catch(() => undefined);
      return withFileLock(this.path, task);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
