import { rmdir } from 'node:fs/promises';
import { EOL } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { ALL_TARGETS } from '../../agoras/flags';
import type { Target } from '../../agoras/target';
import { launchName, wantedLaunch, type LaunchSource } from '../../agoras/launchConfiguration';
import { err, ok, type Outcome } from '../../base/outcome';
import type { WrittenLocation } from '../../credentials/account';
import { planLaunch, planLaunchRemoval, type LaunchRefusal } from '../../edits/json/launchPlan';
import type { WantedLaunch } from '../../edits/json/wantedLaunch';
import { shellOf } from '../../edits/shellQuoting';
import { chainPlans } from '../../edits/textPlan';
import { describeLaunchWritten } from '../../messages/deliveryMessages';
import type { CommandFailure, LaunchProblem } from '../../messages/failures/failureKinds';
import { describeLaunchInputs } from '../../messages/inputMessages';
import { currentHost } from '../accounts/currentHost';
import { textAfter, type Planner } from '../files/fileChange';
import { displayPath, foldersAndWorkspaceFile, type TargetLocation } from '../files/targetLocations';
import { changeText, type TextWrite } from '../files/textChange';
import { makeFolder, ORDINARY } from '../files/textFiles';
import { buttonForFile } from '../prompts/commandEnd';
import {
  newLocation,
  type FileChange,
  type FilesDestination,
  type LocationKind,
  type WriteRequest,
} from './destination';
import { locateDotenv } from './dotenvDestination';

/** The extension that provides the debug type `debugpy`. */
const PYTHON_DEBUGGER = 'ms-python.debugpy';

/** Writes a launch configuration that gets its account's values from VS Code. */
export const launchDestination: FilesDestination = {
  kind: 'files',
  id: 'launch',
  item: () => ({
    label: 'launch.json',
    description: l10n.t('a launch configuration that publishes'),
    detail: l10n.t('Gets the values from VS Code at each start; no secrets in the file'),
  }),
  locations: foldersAndWorkspaceFile,
  fileNameIn: () => '.vscode/launch.json',
  filesIn: launchFilesIn,
  secretFileIn: () => undefined,
  plan: (request, location) => {
    const change = planLaunchFile(request, location, { kind: 'commands', insteadOf: dotenvIn(location) });
    return change.ok ? ok([change.value]) : change;
  },
  describe: ({ account, target }, [file]) => {
    if (file === undefined) throw new Error('No file was written.');
    const { path, write } = file;
    return {
      sentences: [describeLaunchWritten(account.record, launchName(target), displayPath(path), write.kind)],
      buttons: [buttonForFile(path, displayPath(path))],
    };
  },
};

export const launchLocation: LocationKind = {
  holdsValues: false,
  nameOf: ({ uri }) => pathOf(uri),
  rewrite: ({ account, next }) => changeLaunch(pathOf(next.uri), planUpdate({ ...next, accountId: account.record.id })),
  clear: async ({ owner, location }) => {
    const removal = planRemoval({ ...location, accountId: owner.id }, location.target);
    const cleared = await changeLaunch(pathOf(location.uri), removal);
    // If the person has changed the configuration, or the file can't be parsed, it contains no secret of ours.
    return !cleared.ok && cleared.error.kind === 'launchRefused' ? ok(undefined) : cleared;
  },
};

export function planLaunchFile(
  { account, target, readsFlagsOnly }: WriteRequest,
  targetLocation: TargetLocation,
  source: LaunchSource,
): Outcome<FileChange, CommandFailure> {
  const located = locateLaunch(targetLocation);
  if (!located.ok) return located;
  const path = located.value;
  const location = newLocation({
    kind: 'launch',
    uri: vscode.Uri.file(path).toString(),
    host: currentHost(),
    target,
    fingerprints: [],
    launch: {
      debugger: installedDebugger(),
      shell: shellOf(vscode.env.shell),
      readsFlagsOnly,
      envFile: source.kind === 'envFile' ? source.path : undefined,
    },
  });
  const plan = planConfiguration({ ...location, accountId: account.record.id }, source);
  return ok({
    path,
    location,
    preview: (text) => {
      const after = textAfter(path, text, plan);
      if (!after.ok) return err({ ...after.error, kind: 'launchRefused' });
      return ok({ before: text ?? '', after: after.value });
    },
    apply: () => createLaunch(path, plan),
  });
}

function pathOf(uri: string): string {
  return vscode.Uri.parse(uri).fsPath;
}

export function launchFilesIn(location: TargetLocation): readonly string[] {
  const path = locateLaunch(location);
  return path.ok ? [path.value] : [];
}

function locateLaunch(location: TargetLocation): Outcome<string, LaunchProblem> {
  switch (location.kind) {
    case 'folder': {
      const { uri, name } = location.folder;
      return uri.scheme === 'file'
        ? ok(join(uri.fsPath, '.vscode', 'launch.json'))
        : err({ kind: 'notOnDisk', folder: name });
    }
    case 'workspaceFile':
      return ok(location.uri.fsPath);
  }
}

/** The path of a folder's `.env` in a launch configuration. */
export function envFilePath(folder: vscode.WorkspaceFolder, path: string): string {
  return `\${workspaceFolder}/${relative(folder.uri.fsPath, path).split(sep).join('/')}`;
}

function dotenvIn(location: TargetLocation): string | undefined {
  if (location.kind !== 'folder') return undefined;
  const path = locateDotenv(location.folder);
  return path.ok ? envFilePath(location.folder, path.value) : undefined;
}

/** Without the Python debugger, VS Code can't start the type `debugpy`, but it can always start a terminal. */
function installedDebugger(): 'debugpy' | 'node-terminal' {
  return vscode.extensions.getExtension(PYTHON_DEBUGGER) === undefined ? 'node-terminal' : 'debugpy';
}

/** A location and the account that its references are for. */
interface LaunchLocation extends WrittenLocation {
  readonly accountId: string;
}

/**
 * Adds or updates the launch configuration, keeping every other byte of the file. A workspace should have only one, so
 * a configuration for another network, which has another name, is removed if it still is what we would have written for
 * any account. `source`: chosen by the person now; undefined: an existing configuration keeps its own.
 */
function planConfiguration(location: LaunchLocation, source: LaunchSource | undefined): Planner<LaunchRefusal> {
  const path = pathOf(location.uri);
  const wanted = wantedFor(location, location.target, source);
  const format = formatFor(vscode.Uri.file(path));
  const others = ALL_TARGETS.filter((target) => launchName(target) !== wanted.configuration.name);
  // The configuration is set before the others are removed, so that the inputs stay in use and keep texts that the
  // person changed.
  return others.reduce<Planner<LaunchRefusal>>(
    (plan, target) => (text) =>
      chainPlans(text, plan(text), (rest) => {
        if (!mentions(rest, launchName(target))) return { kind: 'unchanged' };
        const removal = planRemoval(location, target, true)(rest);
        return removal.kind === 'refused' ? { kind: 'unchanged' } : removal;
      }),
    (text) => planLaunch(text, wanted, format, kindOf(path)),
  );
}

/** The same, but only if one of our configurations still exists: what a person has removed stays removed. */
function planUpdate(location: LaunchLocation): Planner<LaunchRefusal> {
  const names = new Set(ALL_TARGETS.map(launchName));
  const plan = planConfiguration(location, undefined);
  return (text) => ([...names].some((name) => mentions(text, name)) ? plan(text) : { kind: 'unchanged' });
}

function mentions(text: string | undefined, name: string): boolean {
  return text?.includes(JSON.stringify(name)) ?? false;
}

/** Removes the configuration for a target if it still is what was written for this account, or for any account. */
function planRemoval(location: LaunchLocation, target: Target, isForAnyAccount = false): Planner<LaunchRefusal> {
  const wanted = wantedFor(location, target, undefined, isForAnyAccount);
  return (text) => planLaunchRemoval(text, wanted, kindOf(pathOf(location.uri)));
}

/** Rebuilds what was written, from the options stored with the location. */
function wantedFor(
  { launch, accountId }: LaunchLocation,
  target: Target,
  chosen: LaunchSource | undefined,
  isForAnyAccount = false,
): WantedLaunch {
  const { envFile, debugger: type = 'debugpy', shell = 'posix', readsFlagsOnly = false } = launch ?? {};
  const written: LaunchSource = envFile === undefined ? { kind: 'commands' } : { kind: 'envFile', path: envFile };
  const setup = { debugger: type, shell, readsFlagsOnly };
  const source = { source: chosen ?? written, keepsSource: chosen === undefined };
  const options = { ...target, ...setup, ...source, accountId, isForAnyAccount };
  return wantedLaunch(options, describeLaunchInputs());
}

/** Creates the file's folder if needed; removes it again if nothing was written or the write is undone. */
async function createLaunch(path: string, plan: Planner<LaunchRefusal>): Promise<Outcome<TextWrite, CommandFailure>> {
  const made = await makeFolder(dirname(path));
  if (!made.ok) return made;
  const folder = made.value;
  const removeFolder = async () => {
    if (folder !== undefined) await rmdir(folder).catch(() => undefined);
  };
  const changed = await changeLaunch(path, plan);
  if (!changed.ok) await removeFolder();
  if (!changed.ok || changed.value.kind !== 'written') return changed;
  const { undo } = changed.value;
  return ok({
    ...changed.value,
    undo: async () => {
      const undone = await undo();
      if (undone.ok) await removeFolder();
      return undone;
    },
  });
}

async function changeLaunch(path: string, plan: Planner<LaunchRefusal>): Promise<Outcome<TextWrite, LaunchProblem>> {
  const changed = await changeText(path, plan, { mode: ORDINARY });
  if (changed.ok) return changed;
  const { error } = changed;
  return err(error.kind === 'refused' ? { kind: 'launchRefused', path, refusal: error.refusal } : error);
}

function kindOf(path: string): 'launch.json' | 'code-workspace' {
  return path.endsWith('.code-workspace') ? 'code-workspace' : 'launch.json';
}

/** The formatting for a new file, from the person's settings. */
function formatFor(uri: vscode.Uri): { indent: string; lineBreak: string } {
  const scope = { uri, languageId: 'jsonc' };
  const editor = vscode.workspace.getConfiguration('editor', scope);
  const eol = vscode.workspace.getConfiguration('files', scope).get<string>('eol', 'auto');
  const size = Math.min(Math.max(editor.get<number>('tabSize', 4), 1), 16);
  return {
    indent: editor.get<boolean>('insertSpaces', true) ? ' '.repeat(size) : '\t',
    lineBreak: eol === '\n' || eol === '\r\n' ? eol : EOL,
  };
}
