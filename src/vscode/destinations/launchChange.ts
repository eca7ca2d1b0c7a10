import { rmdir } from 'node:fs/promises';
import { EOL } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import * as v from 'valibot';
import vscode = require('vscode');
import { targetOf, type WrittenLocation } from '../../credentials/account';
import { ALL_TARGETS } from '../../agoras/flags';
import { launchConfiguration, launchInputs, launchName, type LaunchWanted } from '../../agoras/launchConfiguration';
import { planLaunch, planLaunchRemoval, type LaunchRefusal } from '../../edits/json/launchPlan';
import { chainPlans } from '../../edits/textPlan';
import { err, ok, type Outcome } from '../../base/outcome';
import { describeLaunchInputs } from '../../messages/launchInputs';
import { makeFolder, ORDINARY } from '../files/textFiles';
import type { LaunchProblem } from '../../messages/failureKinds';
import type { Planner } from '../files/fileChange';
import type { TargetLocation } from '../files/targetLocations';
import { changeText, type TextWrite } from '../files/textChange';

export type LaunchOptions = Parameters<typeof launchConfiguration>[0];

/** The extension that brings the debug type `debugpy`. */
const PYTHON_DEBUGGER = 'ms-python.debugpy';

export function locateLaunch(place: TargetLocation): Outcome<string, LaunchProblem> {
  switch (place.kind) {
    case 'folder': {
      const { uri, name } = place.folder;
      return uri.scheme === 'file'
        ? ok(join(uri.fsPath, '.vscode', 'launch.json'))
        : err({ kind: 'notOnDisk', folder: name });
    }
    case 'workspaceFile':
      return ok(place.uri.fsPath);
  }
}

/** Without the Python debugger VS Code cannot start the type `debugpy`; a terminal it always can. */
export function installedDebugger(): LaunchOptions['debugger'] {
  return vscode.extensions.getExtension(PYTHON_DEBUGGER) === undefined ? 'node-terminal' : 'debugpy';
}

/** How a launch configuration names a `.env` of its folder. */
export function envFileOf(folder: vscode.WorkspaceFolder, path: string): string {
  return `\${workspaceFolder}/${relative(folder.uri.fsPath, path).split(sep).join('/')}`;
}

/** What the place of a launch configuration remembers of it; what cannot be read is as it mostly is. */
const Remembered = v.object({
  debugger: v.fallback(v.picklist(['debugpy', 'node-terminal']), 'debugpy'),
  /** As it stands in the configuration; absent where that takes the values from VS Code. */
  envFile: v.fallback(v.optional(v.string()), undefined),
});

/** What a place was written with: the same options make the same configuration again. */
export function optionsOf(place: WrittenLocation): LaunchOptions {
  const { debugger: type, envFile } = v.parse(Remembered, place);
  return {
    ...targetOf(place),
    debugger: type,
    source: envFile === undefined ? { kind: 'commands' } : { kind: 'envFile', path: envFile },
  };
}

/**
 * Adds the launch configuration or brings it up to date; every other byte of the file stays. One that publishes to
 * another network has another name: it makes way, where it still is what would be written for that.
 */
export function planConfiguration(path: string, options: LaunchOptions): Planner<LaunchRefusal> {
  const wanted = wantedFor(options);
  const format = formatFor(vscode.Uri.file(path));
  const others = ALL_TARGETS.filter((target) => launchName(target) !== wanted.configuration.name);
  // Set before the others go: the inputs are in use all the time, and keep the words that the person gave them.
  return others.reduce<Planner<LaunchRefusal>>(
    (plan, target) => (text) =>
      chainPlans(text, plan(text), (rest) => {
        const removal = planConfigurationRemoval(path, { ...options, ...target })(rest);
        return removal.kind === 'refused' ? { kind: 'unchanged' } : removal;
      }),
    (text) => planLaunch(text, wanted, format, kindOf(path)),
  );
}

/** Takes the configuration out where it still is what was written. */
export function planConfigurationRemoval(path: string, options: LaunchOptions): Planner<LaunchRefusal> {
  const wanted = wantedFor(options);
  return (text) => planLaunchRemoval(text, wanted, kindOf(path));
}

export async function changeLaunch(
  path: string,
  plan: Planner<LaunchRefusal>,
): Promise<Outcome<TextWrite, LaunchProblem>> {
  const made = await makeFolder(dirname(path));
  if (!made.ok) return made;
  const changed = await changeText(path, plan, ORDINARY);
  if (changed.ok) return changed;
  if (made.value !== undefined) await rmdir(made.value).catch(() => undefined);
  const { error } = changed;
  return err(error.kind === 'refused' ? { kind: 'launchRefused', path, refusal: error.refusal } : error);
}

function wantedFor(options: LaunchOptions): LaunchWanted {
  return { configuration: launchConfiguration(options), inputs: launchInputs(describeLaunchInputs()) };
}

function kindOf(path: string): 'launch.json' | 'code-workspace' {
  return path.endsWith('.code-workspace') ? 'code-workspace' : 'launch.json';
}

/** How the person's settings indent a new file. */
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
