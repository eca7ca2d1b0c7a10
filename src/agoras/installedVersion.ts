import type { AgorasVersion, Target } from './target';

export interface InstalledAgoras {
  readonly version: AgorasVersion;
  /** The version as Agoras prints it, e.g. `1.1.5`. */
  readonly exact: string;
  /** Before 1.1.3 the code mentions the variables, but they never take effect: only the flags do. */
  readonly readsFlagsOnly: boolean;
}

/** 1.1.6 is the first Agoras that refuses the two flags of 1.x on their own. */
const FIRST_OF_2X = [1, 1, 6] as const;
const FIRST_OF_3X = [3] as const;
const FIRST_THAT_READS_VARIABLES = [1, 1, 3] as const;

/** What 1.1.6 reports, because its number was not raised. {@link SUBCOMMAND_OF_2X} tells the two apart. */
export const AMBIGUOUS_VERSION = '1.1.5';

/** Exits with 0 in Agoras 1.1.6 and later; 1.1.5, which only has `publish`, rejects it. Nothing is posted. */
export const SUBCOMMAND_OF_2X = ['instagram', '--help'] as const;

/** The help of a network lists its actions. */
export const HELP_OF_2X = /\bpost\b/;

/** Colors and other terminal formatting. */
// eslint-disable-next-line no-control-regex -- an escape sequence begins with a control character
const ESCAPE_SEQUENCES = /\x1b\[[0-9;]*[A-Za-z]/g;

const VERSION_LINE =
  /^(?:agoras,? +)?(?:version:? +)?v?(\d{1,6}\.\d{1,6}(?:\.\d{1,6})?[\w.+-]{0,20})(?:\s+\([^()]{0,60}\))?$/i;

/** Parses the output of `agoras --version`: `agoras 1.1.5`, or the variations that packagers make of it. */
export function parseAgorasVersion(output: string): InstalledAgoras | undefined {
  const exact = linesOf(output)
    .map((line) => VERSION_LINE.exec(line)?.[1])
    .find((found) => found !== undefined);
  return exact === undefined ? undefined : installedAgoras(exact);
}

/** The non-empty lines of a program's output, without colors. */
export function linesOf(output: string): readonly string[] {
  return output
    .replaceAll(ESCAPE_SEQUENCES, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * Whether credentials for this target have to be passed as flags, because the installed Agoras ignores the variables.
 */
export function readsFlagsOnly(installed: InstalledAgoras | undefined, { version }: Target): boolean {
  return installed?.version === version && installed.readsFlagsOnly;
}

/** The release that reports itself as {@link AMBIGUOUS_VERSION} but has the commands of 2.x. */
export const AGORAS_1_1_6: InstalledAgoras = installedAgoras('1.1.6');

function installedAgoras(exact: string): InstalledAgoras {
  const numbers = numbersOf(exact);
  return { version: versionOf(numbers), exact, readsFlagsOnly: isBefore(numbers, FIRST_THAT_READS_VARIABLES) };
}

function numbersOf(exact: string): readonly number[] {
  return exact.split('.').map((part) => Number.parseInt(part, 10));
}

/** Whether a release is older than `first`. */
export function isOlder({ exact }: InstalledAgoras, first: readonly number[]): boolean {
  return isBefore(numbersOf(exact), first);
}

function versionOf(numbers: readonly number[]): AgorasVersion {
  if (isBefore(numbers, FIRST_OF_2X)) return '1.x';
  return isBefore(numbers, FIRST_OF_3X) ? '2.x' : '3.x';
}

function isBefore(numbers: readonly number[], first: readonly number[]): boolean {
  const at = first.findIndex((wanted, index) => (numbers[index] ?? 0) !== wanted);
  return at !== -1 && (numbers[at] ?? 0) < (first[at] ?? 0);
}
