// What a write will change, side by side, before it is made. No secret is in either side.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { ok, type Outcome } from '../../base/outcome';
import { fileTasks } from './deliver';
import type { FileTask, WriteRequest } from '../destinations/destination';
import type { CommandFailure } from '../../messages/failureKinds';
import { readTextFile } from '../files/textFiles';
import { displayPath } from '../files/targetLocations';

const SCHEME = 'agoras-preview';

/** Shows planned changes in VS Code's own diff editor. The texts are kept only while their editors are open. */
export class Previews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #count = 0;

  constructor() {
    this.#registration = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    );
  }

  dispose(): void {
    this.#registration.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** Opens a diff for each file that an order would change. */
  async show(order: WriteRequest): Promise<Outcome<void, CommandFailure>> {
    const tasks = await fileTasks(order);
    if (!tasks.ok) return tasks;
    for (const task of tasks.value) {
      const shown = await this.#showTask(task);
      if (!shown.ok) return shown;
    }
    return ok(undefined);
  }

  async #showTask(task: FileTask): Promise<Outcome<void, CommandFailure>> {
    const file = await readTextFile(task.path);
    if (!file.ok) return file;
    const change = task.preview(file.value.text);
    if (!change.ok) return change;
    await vscode.commands.executeCommand(
      'vscode.diff',
      this.#keep(task.path, change.value.before),
      this.#keep(task.path, change.value.after),
      l10n.t('{0}: what will change', displayPath(task.path)),
      { preview: true, preserveFocus: true } satisfies vscode.TextDocumentShowOptions,
    );
    return ok(undefined);
  }

  #keep(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path, query: String(++this.#count) });
    this.#texts.set(uri.toString(), text);
    return uri;
  }
}
