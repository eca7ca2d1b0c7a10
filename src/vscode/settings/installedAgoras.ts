import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import vscode = require('vscode');
import {
  AGORAS_1_1_6,
  AMBIGUOUS_VERSION,
  HELP_OF_2X,
  parseAgorasVersion,
  SUBCOMMAND_OF_2X,
  type InstalledAgoras,
} from '../../agoras/installedVersion';
import { readAgorasExecutable } from './settings';

/** Which Agoras is installed; undefined where there is none, or none that says so. */
export type ReadInstalledAgoras = () => Promise<InstalledAgoras | undefined>;

/** Python needs a moment to start; a program that takes longer than this is not Agoras. */
const TIMEOUT_MILLISECONDS = 5000;

/**
 * Asks the executable that the settings name, once in a window. In Restricted Mode no program is started: a workspace
 * could have named it.
 */
export function createInstalledAgorasReader(): ReadInstalledAgoras {
  let known: { readonly executable: string; readonly answer: Promise<InstalledAgoras | undefined> } | undefined;
  return () => {
    if (!vscode.workspace.isTrusted) return Promise.resolve(undefined);
    const executable = readAgorasExecutable();
    if (known?.executable !== executable) known = { executable, answer: askVersion(executable) };
    return known.answer;
  };
}

async function askVersion(executable: string): Promise<InstalledAgoras | undefined> {
  const output = await run(executable, ['--version']);
  const installed = output === undefined ? undefined : parseAgorasVersion(output);
  if (installed?.exact !== AMBIGUOUS_VERSION) return installed;
  const help = await run(executable, SUBCOMMAND_OF_2X);
  return help !== undefined && HELP_OF_2X.test(help) ? AGORAS_1_1_6 : installed;
}

/**
 * What a program prints; undefined where it cannot be started or does not end well. Without a shell, and at home:
 * Windows looks for a program in the current folder first, which would be the workspace. (A `.cmd` file needs a shell
 * and is therefore not found there; pip installs an `.exe`.)
 */
function run(executable: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const answer = (error: Error | null, stdout: string) => {
      resolve(error === null ? stdout : undefined);
    };
    try {
      // Killed for good: a program that does not answer may not listen to a request to stop, either.
      const options = { timeout: TIMEOUT_MILLISECONDS, killSignal: 'SIGKILL' as const, windowsHide: true };
      execFile(executable, args, { ...options, cwd: homedir() }, answer);
    } catch {
      // Not every failure to start is told to the callback: a path below a file, a NUL in it or a `.cmd` throws at once.
      resolve(undefined);
    }
  });
}
