// What would keep Agoras from publishing, or give a secret away, as it stands in a text of the workspace.
import type { AgorasVersion, Network } from '../agoras/target';
import type { UnixSeconds } from '../base/time';
import type { TextEdit } from '../edits/textPlan';

/** A part of a text: offsets count UTF-16 code units, as VS Code counts them. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** In which kind of file something stands. */
export type FilePlace = 'dotenv' | 'launch' | 'tasks' | 'workflow' | 'script';

/** What is wrong. Names are those of variables, flags and Pages: never a value. */
export type Fault =
  /** A variable that the Agoras of the workspace does not read. */
  | { readonly kind: 'variableOfOtherVersion'; readonly variable: string; readonly version: AgorasVersion }
  /** A flag that it does not know. */
  | { readonly kind: 'flagOfOtherVersion'; readonly flag: string; readonly version: AgorasVersion }
  /** An input that the action of the step does not have: GitHub leaves it out, and warns at most. */
  | { readonly kind: 'inputOfOtherVersion'; readonly input: string; readonly version: AgorasVersion }
  /** A workflow that brings another Agoras with it than the workspace is set to. */
  | { readonly kind: 'runsOtherVersion'; readonly runs: AgorasVersion; readonly version: AgorasVersion }
  /** Some variables of a network are there and some are missing: Agoras 3.x ends with exit code 2. */
  | {
      readonly kind: 'incompleteSet';
      readonly network: Network;
      readonly missing: readonly string[];
      readonly version: AgorasVersion;
    }
  /** The ID of a Page, where publishing takes that of an Instagram account. */
  | { readonly kind: 'pageIdAsObjectId'; readonly page: string }
  /** An object ID that is not the one of the account whose token stands beside it. */
  | { readonly kind: 'objectIdOfOther'; readonly page: string }
  /** The last check found that the token no longer works. */
  | { readonly kind: 'deadToken'; readonly page: string }
  | { readonly kind: 'endedToken'; readonly page: string; readonly at: UnixSeconds }
  | { readonly kind: 'endingToken'; readonly page: string; readonly at: UnixSeconds }
  /** A secret in a file that is made to be shared. */
  | { readonly kind: 'plainSecret'; readonly name: string }
  /** Git has the file, and so has everybody who has the repository. */
  | { readonly kind: 'trackedFile' }
  | { readonly kind: 'notIgnoredFile' }
  /** `python -m` with the module of another Agoras. */
  | { readonly kind: 'moduleOfOtherVersion'; readonly module: string; readonly version: AgorasVersion }
  /** `agoras publish`, which Agoras 3.0 has removed. */
  | { readonly kind: 'publishRemoved' }
  /** A text that is asked for stands as a word of its own: one that begins with a dash is taken for an option. */
  | { readonly kind: 'looseText'; readonly flag: string };

export type FaultKind = Fault['kind'];

/** A way to mend it. */
export type Remedy =
  /** Changes this text. */
  | { readonly kind: 'edit'; readonly edits: readonly TextEdit[] }
  /** Brings the launch configuration of this name up to date. */
  | { readonly kind: 'update'; readonly configuration: string }
  /** Runs a command, for the account where one is meant. */
  | { readonly kind: 'command'; readonly command: RemedyCommand; readonly account?: string | undefined };

/** The last part of the id of a command. */
type RemedyCommand = 'renewToken' | 'writeFlags' | 'ignoreFile' | 'upgradeToAgoras3';

/** A fault where it stands; the best remedy comes first. */
export interface Finding extends Span {
  readonly fault: Fault;
  readonly remedies: readonly Remedy[];
}

/** Whether a file was written for an older Agoras than 3.x, to which the workspace can be brought as a whole. */
export function isOfOlderVersion(fault: Fault): boolean {
  switch (fault.kind) {
    case 'publishRemoved':
      return true;
    case 'variableOfOtherVersion':
    case 'flagOfOtherVersion':
    case 'moduleOfOtherVersion':
    case 'runsOtherVersion':
      return fault.version === '3.x';
    // The action is of the older one then, and its step as a whole is told of.
    case 'inputOfOtherVersion':
    case 'incompleteSet':
    case 'pageIdAsObjectId':
    case 'objectIdOfOther':
    case 'deadToken':
    case 'endedToken':
    case 'endingToken':
    case 'plainSecret':
    case 'trackedFile':
    case 'notIgnoredFile':
    case 'looseText':
      return false;
  }
}

/** Errors keep Agoras from publishing or give a secret away; warnings may come to that. */
export function severityOf({ kind }: Fault): 'error' | 'warning' {
  switch (kind) {
    case 'incompleteSet':
    case 'deadToken':
    case 'endedToken':
    case 'plainSecret':
    case 'trackedFile':
    case 'moduleOfOtherVersion':
    case 'publishRemoved':
    case 'flagOfOtherVersion':
    case 'inputOfOtherVersion':
      return 'error';
    case 'variableOfOtherVersion':
    case 'pageIdAsObjectId':
    case 'objectIdOfOther':
    case 'endingToken':
    case 'notIgnoredFile':
    case 'looseText':
    case 'runsOtherVersion':
      return 'warning';
  }
}
