// Who may change the stored accounts: two windows that did so at the same moment would take back each other's change.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { withFileLock } from '../files/fileLock';

/** One task after the other, over all windows of this computer. */
export class CrossWindowMutex {
  #last: Promise<unknown> = Promise.resolve();

  /** `path`: of the file that the lock stands beside. */
  constructor(private readonly path: string) {}

  run<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => {
      // Where the folder cannot be made there is no lock; the task then relies on reading back what it stored.
      await mkdir(dirname(this.path), { recursive: true }).catch(() => undefined);
      return withFileLock(this.path, task);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
