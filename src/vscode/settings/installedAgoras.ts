import vscode = require('vscode');
import {
  AGORAS_1_1_6,
  AMBIGUOUS_VERSION,
  HELP_OF_2X,
  parseAgorasVersion,
  SUBCOMMAND_OF_2X,
  type InstalledAgoras,
} from '../../agoras/installedVersion';
import { err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import type { AgorasProblem } from '../../messages/failures/failureKinds';
import { programProblem } from './programProblem';
import { locateProgram, runProgram, type ProgramOptions } from './programs';
import { readAgorasExecutable } from './settings';

/** The installed Agoras; undefined if there is none or its version is unknown. */
export type ReadInstalledAgoras = () => Promise<InstalledAgoras | undefined>;

/** An Agoras and the file that it is run from. */
export interface LocatedAgoras {
  readonly agoras: InstalledAgoras;
  readonly file: string;
}

type AskedAgoras = Outcome<LocatedAgoras, AgorasProblem | Cancelled>;

/** The same, looked up again, for example after the person has installed another version. */
export type AskInstalledAgoras = (signal: AbortSignal) => Promise<AskedAgoras>;

export interface InstalledAgorasReader {
  readonly read: ReadInstalledAgoras;
  readonly ask: AskInstalledAgoras;
}

/** Python takes a moment to start; a program that takes longer than this isn't Agoras. */
const TIMEOUT_MILLISECONDS = 5000;

/** For a person who waits and can cancel: the first start after an installation compiles everything. */
const PATIENT_TIMEOUT_MILLISECONDS = 30_000;

/**
 * Asks the executable from the settings for its version, once per window unless it has to be asked again. In Restricted
 * Mode no program is started, because the workspace may have chosen it.
 */
export function createInstalledAgorasReader(): InstalledAgorasReader {
  let known: { readonly executable: string; readonly answer: Promise<AskedAgoras> } | undefined;
  return {
    read: async () => {
      if (!vscode.workspace.isTrusted) return undefined;
      const executable = readAgorasExecutable();
      if (known?.executable !== executable) {
        known = { executable, answer: askVersion(executable, { timeoutMilliseconds: TIMEOUT_MILLISECONDS }) };
      }
      const answer = await known.answer;
      return answer.ok ? answer.value.agoras : undefined;
    },
    ask: async (signal) => {
      if (!vscode.workspace.isTrusted) return err({ kind: 'agorasNotTrusted' });
      const executable = readAgorasExecutable();
      const asked = await askVersion(executable, { timeoutMilliseconds: PATIENT_TIMEOUT_MILLISECONDS, signal });
      if (asked.ok || asked.error.kind !== 'cancelled') known = { executable, answer: Promise.resolve(asked) };
      return asked;
    },
  };
}

/** A `.cmd` file needs a shell and is therefore not found; pip installs an `.exe`. */
async function askVersion(executable: string, options: ProgramOptions): Promise<AskedAgoras> {
  const file = await locateProgram(executable);
  if (file === undefined) return err({ kind: 'agorasNotInstalled', program: executable });
  const said = await run(file, ['--version'], options);
  if (!said.ok) return said;
  const agoras = said.value === undefined ? undefined : parseAgorasVersion(said.value);
  if (agoras === undefined) return err({ kind: 'agorasUnknown', program: file });
  if (agoras.exact !== AMBIGUOUS_VERSION) return ok({ agoras, file });
  const help = await run(file, SUBCOMMAND_OF_2X, options);
  if (!help.ok) return help;
  return ok({ agoras: help.value !== undefined && HELP_OF_2X.test(help.value) ? AGORAS_1_1_6 : agoras, file });
}

/** The output of a program; undefined if it fails. */
async function run(
  file: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<Outcome<string | undefined, AgorasProblem | Cancelled>> {
  const answer = await runProgram(file, args, options);
  if (answer.kind === 'exited') return ok(answer.code === 0 ? answer.stdout : undefined);
  return answer.kind === 'cut' ? ok(undefined) : err(programProblem(answer, file, options));
}
