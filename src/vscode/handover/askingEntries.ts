// The entries of the window's launch.json and tasks.json files that ask for values, as VS Code has read them.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { fieldsAskedBy, type AskedField } from '../../agoras/valueReferences';
import { isSecretField, VALUE_FIELDS } from '../../agoras/flags';
import type { AskingEntry } from '../../agoras/valueConsent';
import { isLaunchOf, type Launch } from './launchesUnderWay';
import { readStartedFiles } from './startedFiles';

type EntryKind = AskingEntry['kind'];

/** A list of entries in one file, with everything else in the file that affects them. */
interface EntryFile {
  readonly kind: EntryKind;
  /** The name that people know the file by. */
  readonly name: string;
  /** The folder that relative paths start from. */
  readonly folder: string | undefined;
  readonly entries: readonly object[];
  readonly inputs: unknown;
  /** Applies to each entry: the file-level options of tasks. */
  readonly common: object;
}

const KEYS = { launch: 'configurations', task: 'tasks' } as const;
const SECTIONS = { launch: 'launch', task: 'tasks' } as const;
const FILE_NAMES = { launch: '.vscode/launch.json', task: '.vscode/tasks.json' } as const;

/** The entry that a launch belongs to, if it is in a file, with the values of the account that it asks for. */
export async function entryOfLaunch(launch: Launch, isAsked: IsAsked): Promise<AskingEntry | undefined> {
  for (const file of entryFiles('launch')) {
    if (launch.folder !== undefined && file.folder !== undefined && file.folder !== launch.folder.uri.fsPath) continue;
    const entry = file.entries.find((one) => isLaunchOf(launch, one));
    if (entry !== undefined) return describe(file, entry, isAsked);
  }
  return undefined;
}

/** The values that a launch asks for, whether or not it is in a file. */
export function valuesAskedByLaunch({ folder, configuration }: Launch): readonly AskedField[] {
  const inputs = vscode.workspace.getConfiguration(SECTIONS.launch, folder?.uri).get<unknown>('inputs');
  return fieldsAskedBy(configuration, inputs);
}

/** Every task that asks for values of the account. */
export async function askingTasks(isAsked: IsAsked): Promise<readonly AskingEntry[]> {
  const asking = entryFiles('task').flatMap((file) => file.entries.map((entry) => describe(file, entry, isAsked)));
  return (await Promise.all(asking)).filter(({ fields }) => fields.length > 0);
}

/** Whether a field refers to the account in question. */
export type IsAsked = (asked: AskedField) => boolean;

async function describe(
  { kind, name, folder, inputs, common }: EntryFile,
  entry: object,
  isAsked: IsAsked,
): Promise<AskingEntry> {
  const fieldsOf = (part: object) => {
    const asked = new Set(
      fieldsAskedBy(part, inputs)
        .filter(isAsked)
        .map(({ field }) => field),
    );
    return VALUE_FIELDS.filter((field) => asked.has(field));
  };
  const all = { common, entry };
  const said = JSON.stringify(all);
  return {
    kind,
    file: name,
    name: nameOf(entry),
    text: JSON.stringify([said, inputsOf(said, inputs)]),
    fields: fieldsOf(all),
    shown: fieldsOf([argumentsOf(common), argumentsOf(entry)]).filter(isSecretField),
    starts: await readStartedFiles(all, folder),
  };
}

/**
 * The inputs that a text refers to; they are part of what was agreed to, because a changed input may return something
 * else.
 */
function inputsOf(said: string, inputs: unknown): readonly unknown[] {
  if (!Array.isArray(inputs)) return [];
  return inputs.filter((input: unknown) => {
    const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined;
    return typeof id === 'string' && said.includes(JSON.stringify(`\${input:${id}}`).slice(1, -1));
  });
}

function argumentsOf(entry: object): readonly unknown[] {
  const { args, command, program } = entry as Readonly<Record<string, unknown>>;
  return [args, command, program];
}

function nameOf(entry: object): string {
  const { name, label, taskName } = entry as Readonly<Record<string, unknown>>;
  return [name, label, taskName].find((text) => typeof text === 'string') ?? '?';
}

/** In a window with one folder and no workspace file, VS Code treats the folder's file as workspace settings. */
function entryFiles(kind: EntryKind): readonly EntryFile[] {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const files: EntryFile[] = [];
  const add = (
    name: string,
    folder: vscode.Uri | undefined,
    scope: 'workspaceFolderValue' | 'workspaceValue' | 'globalValue',
  ) => {
    const section = vscode.workspace.getConfiguration(SECTIONS[kind], folder);
    const entries = section.inspect<unknown>(KEYS[kind])?.[scope];
    if (!Array.isArray(entries)) return;
    files.push({
      kind,
      name,
      folder: folder?.scheme === 'file' ? folder.fsPath : undefined,
      entries: entries.filter((entry: unknown): entry is object => typeof entry === 'object' && entry !== null),
      inputs: section.inspect<unknown>('inputs')?.[scope],
      common: kind === 'task' ? commonOf(section, scope) : {},
    });
  };
  for (const { uri } of workspaceFolders) {
    const name = vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, FILE_NAMES[kind]));
    add(name, uri, workspaceFile === undefined ? 'workspaceValue' : 'workspaceFolderValue');
  }
  if (workspaceFile !== undefined) {
    add(vscode.workspace.asRelativePath(workspaceFile), workspaceFolders[0]?.uri, 'workspaceValue');
  }
  add(l10n.t('your user settings'), workspaceFolders[0]?.uri, 'globalValue');
  return files;
}

/** Keys that apply to every task of the file, including those for single operating systems (VS Code, "Tasks"). */
const COMMON_OF_TASKS = ['type', 'command', 'args', 'options', 'windows', 'osx', 'linux'] as const;

function commonOf(
  section: vscode.WorkspaceConfiguration,
  scope: 'workspaceFolderValue' | 'workspaceValue' | 'globalValue',
): object {
  return Object.fromEntries(
    COMMON_OF_TASKS.flatMap((key): [string, unknown][] => {
      const value = section.inspect<unknown>(key)?.[scope];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
