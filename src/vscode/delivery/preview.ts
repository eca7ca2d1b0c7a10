// A side-by-side preview of a write. Neither side contains a secret.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { ok, type Outcome } from '../../base/outcome';
import type { FileChange, WriteRequest } from '../destinations/destination';
import { planFiles } from './deliver';
import type { WrittenLocations } from './writtenLocations';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import { readTextFile } from '../files/textFiles';
import { displayPath } from '../files/targetLocations';

const SCHEME = 'agoras-preview';

/** Shows planned changes in VS Code's own diff editor. The texts are kept only while their editors are open. */
export class Previews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #count = 0;

  constructor(private readonly written: WrittenLocations) {
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

  /** Opens a diff for each file that a request would change. */
  async show(request: WriteRequest): Promise<Outcome<void, CommandFailure>> {
    if (request.destination.kind !== 'files') return ok(undefined);
    const changes = await planFiles(this.written, request, request.destination);
    if (!changes.ok) return changes;
    const closed = untilClosed();
    for (const change of changes.value) {
      const shown = await this.#showChange(change);
      if (!shown.ok) return shown;
    }
    if (changes.value.length === 0) return ok(undefined);
    void vscode.window.showInformationMessage(
      l10n.t('Nothing is written yet. Close the comparison to go back to the list.'),
    );
    await closed;
    return ok(undefined);
  }

  async #showChange({ path, preview }: FileChange): Promise<Outcome<void, CommandFailure>> {
    const file = await readTextFile(path);
    if (!file.ok) return file;
    const change = preview(file.value.text);
    if (!change.ok) return change;
    await vscode.commands.executeCommand(
      'vscode.diff',
      this.#keep(path, change.value.before),
      this.#keep(path, change.value.after),
      l10n.t('{0}: what will change', displayPath(path)),
      // `preview: false` keeps several diffs open; with the focus, the usual keys close them.
      { preview: false, preserveFocus: false } satisfies vscode.TextDocumentShowOptions,
    );
    return ok(undefined);
  }

  #keep(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path, query: String(++this.#count) });
    this.#texts.set(uri.toString(), text);
    return uri;
  }
}

function untilClosed(): Promise<void> {
  return new Promise((resolve) => {
    const watch = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      const isOpen = vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isPreview));
      if (!closed.some(isPreview) || isOpen) return;
      watch.dispose();
      resolve();
    });
  });
}

function isPreview({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEME;
}
