import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import * as vscode from 'vscode';
import type { Flag } from '../credentials/flags';
import {
  planDotenv,
  planDotenvRemoval,
  readDotenvValue,
  type DotenvEntry,
  type DotenvRefusal,
} from '../destinations/dotenvText';
import type { TextPlan } from '../destinations/plan';
import { err, ok, type Outcome } from '../outcome';
import { readTextFile, replaceTextFile, type FileProblem, type TextFile } from './files';
import { readDotenvPath } from './settings';

export type DotenvProblem =
  | FileProblem
  | { readonly kind: 'dotenvRefused'; readonly path: string; readonly refusal: DotenvRefusal }
  | { readonly kind: 'dotenvOutside'; readonly folder: string; readonly setting: string }
  | { readonly kind: 'notOnDisk'; readonly folder: string };

/** How a write ended. `inEditor`: the file had unsaved changes, so the values stand in its editor, unsaved too. */
export type DotenvWrite = 'written' | 'unchanged' | 'inEditor';

/** Stands above the lines when the extension adds them. */
const COMMENT = 'Written by Agoras Credentials';

/** The `.env` that the settings name for a folder, which has to lie inside that folder. */
export function locateDotenv(folder: vscode.WorkspaceFolder): Outcome<string, DotenvProblem> {
  if (folder.uri.scheme !== 'file') return err({ kind: 'notOnDisk', folder: folder.name });
  const setting = readDotenvPath(folder);
  const root = folder.uri.fsPath;
  const path = resolve(root, setting);
  const inside = relative(root, path);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    return err({ kind: 'dotenvOutside', folder: folder.name, setting });
  }
  return ok(join(root, inside));
}

/** Sets the flags' variables in a `.env`; every other byte of it stays. */
export async function writeDotenv(path: string, flags: readonly Flag[]): Promise<Outcome<DotenvWrite, DotenvProblem>> {
  const entries = toEntries(flags);
  return change(
    path,
    (text) => planDotenv(text, entries, COMMENT),
    (text) => entries.every(({ key, value }) => readDotenvValue(text, key) === value),
  );
}

/** Takes out of a `.env` exactly the lines that still hold what was written. */
export async function clearDotenv(path: string, flags: readonly Flag[]): Promise<Outcome<DotenvWrite, DotenvProblem>> {
  const entries = toEntries(flags);
  return change(
    path,
    (text) => (text === undefined ? { kind: 'unchanged' } : planDotenvRemoval(text, entries, COMMENT)),
    (text) => entries.every(({ key, value }) => readDotenvValue(text, key) !== value),
  );
}

async function change(
  path: string,
  plan: (text: string | undefined) => TextPlan<DotenvRefusal>,
  holds: (text: string) => boolean,
): Promise<Outcome<DotenvWrite, DotenvProblem>> {
  const editor = vscode.workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.scheme === 'file' && document.uri.fsPath === path,
  );
  if (editor !== undefined) return changeInEditor(editor, plan);
  const file = await readTextFile(path);
  if (!file.ok) return file;
  const planned = toText(file.value, plan(file.value.text));
  if (!planned.ok) return planned;
  if (planned.value === undefined) return ok('unchanged');
  // A plan that does not do what it is for is a bug; the file must not pay for it.
  if (!holds(planned.value)) throw new Error('The planned text does not read back as intended.');
  const replaced = await replaceTextFile(file.value, planned.value);
  return replaced.ok ? ok('written') : replaced;
}

/** Typing that is not saved yet would be lost by writing to the disk, so the edit joins it in the editor. */
async function changeInEditor(
  document: vscode.TextDocument,
  plan: (text: string | undefined) => TextPlan<DotenvRefusal>,
): Promise<Outcome<DotenvWrite, DotenvProblem>> {
  const planned = plan(document.getText());
  if (planned.kind === 'unchanged') return ok('unchanged');
  if (planned.kind === 'refused') {
    return err({ kind: 'dotenvRefused', path: document.uri.fsPath, refusal: planned.reason });
  }
  const edit = new vscode.WorkspaceEdit();
  const edits = planned.kind === 'rewrite' ? planned.edits : [{ offset: 0, length: 0, newText: planned.text }];
  for (const { offset, length, newText } of edits) {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    edit.replace(document.uri, range, newText);
  }
  const isApplied = await vscode.workspace.applyEdit(edit);
  return isApplied ? ok('inEditor') : err({ kind: 'fileProblem', path: document.uri.fsPath, why: 'changedMeanwhile' });
}

/** The text after the plan; undefined when nothing changes. */
function toText(file: TextFile, plan: TextPlan<DotenvRefusal>): Outcome<string | undefined, DotenvProblem> {
  switch (plan.kind) {
    case 'unchanged':
      return ok(undefined);
    case 'create':
    case 'rewrite':
      return ok(plan.text);
    case 'refused':
      return err({ kind: 'dotenvRefused', path: file.path, refusal: plan.reason });
  }
}

/** The chosen `.env` is the one file that may hold secrets, so this is where they are revealed. */
function toEntries(flags: readonly Flag[]): DotenvEntry[] {
  return flags.map(({ environment, value }) => ({
    key: environment,
    value: typeof value === 'string' ? value : value.reveal(),
  }));
}
