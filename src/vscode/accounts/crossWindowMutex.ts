// Who may change the list of accounts. VS Code writes the whole of an extension's global state and hands it on to the
// other windows with a delay: two that change it within that time would take back each other's change.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { withFileLock } from '../files/fileLock';
import { PRIVATE } from '../files/textFiles';

/** VS Code takes a few hundred milliseconds; after this long the last change was lost with whoever made it. */
const PATIENCE_MILLISECONDS = 2000;
const LOOK_MILLISECONDS = 20;

/** One change after the other, over all windows of this computer. */
export class CrossWindowMutex {
  readonly #folder: string;
  readonly #counter: string;
  #last: Promise<unknown> = Promise.resolve();

  /** `knownChanges`: how many changes this window knows of. */
  constructor(
    { fsPath }: Pick<vscode.Uri, 'fsPath'>,
    private readonly knownChanges: () => number,
  ) {
    this.#folder = fsPath;
    this.#counter = join(fsPath, 'accounts.changes');
  }

  /** Runs a change once this window knows what the one before has left, whichever window made that. */
  take<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => {
      // Without a folder there is no lock: the windows then have to be lucky, and this one goes on.
      await mkdir(this.#folder, { recursive: true }).catch(() => undefined);
      return withFileLock(this.#counter, async () => {
        await this.#catchUp();
        return change();
      });
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Says in which state the list is now. After it is there: a window that waits for it must not wait in vain. */
  async announce(changes: number): Promise<void> {
    await writeFile(this.#counter, String(changes), { mode: PRIVATE }).catch(() => undefined);
  }

  async #catchUp(): Promise<void> {
    const announced = Number(await readFile(this.#counter, 'utf8').catch(() => '0'));
    const end = performance.now() + PATIENCE_MILLISECONDS;
    while (this.knownChanges() < announced && performance.now() < end) await pause(LOOK_MILLISECONDS);
  }
}
