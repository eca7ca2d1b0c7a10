// What a write will change, side by side, before it is made. No secret is in either side.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { FLAGS } from '../credentials/flags';
import { maskDotenv } from '../destinations/dotenvMask';
import { err, ok, type Outcome } from '../outcome';
import { plainLabel } from '../words/plain';
import { fileTasks, type FileTask, type Order } from './deliver';
import type { CommandFailure } from './failureWords';
import { readTextFile } from './files';

const SCHEME = 'agoras-preview';

/** Values that are IDs, not secrets. */
const SHOWN: ReadonlySet<string> = new Set(
  Object.values(FLAGS).flatMap((flags) =>
    flags.flatMap(({ field, environment }) => (field === 'objectId' || field === 'clientId' ? [environment] : [])),
  ),
);

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
  async show(order: Order): Promise<Outcome<void, CommandFailure>> {
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
    const before = file.value.text ?? '';
    const after = textAfter(task, file.value.text);
    if (!after.ok) return after;
    const isSecret = task.kind === 'dotenv';
    const name = plainLabel(vscode.workspace.asRelativePath(task.path));
    await vscode.commands.executeCommand(
      'vscode.diff',
      this.#keep(task.path, isSecret ? maskDotenv(before, SHOWN) : before),
      this.#keep(task.path, isSecret ? maskDotenv(after.value, SHOWN, before) : after.value),
      l10n.t('{0}: what will change', name),
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

function textAfter(task: FileTask, text: string | undefined): Outcome<string, CommandFailure> {
  const { path } = task;
  if (task.kind === 'dotenv') {
    const plan = task.plan(text);
    if (plan.kind === 'refused') return err({ kind: 'dotenvRefused', path, refusal: plan.reason });
    return ok(plan.kind === 'unchanged' ? (text ?? '') : plan.text);
  }
  const plan = task.plan(text);
  if (plan.kind === 'refused') return err({ kind: 'launchRefused', path, refusal: plan.reason });
  return ok(plan.kind === 'unchanged' ? (text ?? '') : plan.text);
}
