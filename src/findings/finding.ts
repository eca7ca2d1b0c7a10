// What would keep Agoras from publishing or reveal a secret, as found in a text of the workspace.
import type { AgorasVersion, Network } from '../agoras/target';
import type { UnixSeconds } from '../base/time';
import type { TextEdit } from '../edits/textPlan';

/** A part of a text: offsets count UTF-16 code units, as VS Code counts them. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The kind of file that contains a variable. */
export type FilePlace = 'dotenv' | 'launch' | 'tasks' | 'workflow' | 'script';

/** What is wrong. Contains names of variables, flags and Pages, but never a secret. */
export type Fault =
  /** A variable that the workspace's Agoras version doesn't read. */
  | { readonly kind: 'variableOfOtherVersion'; readonly variable: string; readonly version: AgorasVersion }
  /** A flag that the workspace's Agoras version doesn't have. */
  | { readonly kind: 'flagOfOtherVersion'; readonly flag: string; readonly version: AgorasVersion }
  /** An input that the step's action doesn't have: GitHub drops it, with a warning at most. */
  | { readonly kind: 'inputOfOtherVersion'; readonly input: string; readonly version: AgorasVersion }
  /** A workflow that runs another Agoras version than the workspace is set to. */
  | { readonly kind: 'runsOtherVersion'; readonly runs: AgorasVersion; readonly version: AgorasVersion }
  /** Some variables of a network are set and others are missing: Agoras 3.x exits with code 2. */
  | {
      readonly kind: 'incompleteSet';
      readonly network: Network;
      readonly missing: readonly string[];
      readonly version: AgorasVersion;
    }
  /** A Page ID where publishing requires the ID of an Instagram account. */
  | { readonly kind: 'pageIdAsObjectId'; readonly page: string }
  /** An object ID that doesn't belong to the account whose token is set next to it. */
  | { readonly kind: 'objectIdOfOther'; readonly page: string; readonly right: 'instagramId' | 'pageId' }
  /** The last check found that the token no longer works. */
  | { readonly kind: 'deadToken'; readonly page: string }
  | { readonly kind: 'endedToken'; readonly page: string; readonly at: UnixSeconds }
  | { readonly kind: 'endingToken'; readonly page: string; readonly at: UnixSeconds }
  /** A secret in a file that is made to be shared. */
  | { readonly kind: 'plainSecret'; readonly name: string }
  /** The file is in Git, so everyone with access to the repository has it. */
  | { readonly kind: 'trackedFile' }
  | { readonly kind: 'notIgnoredFile' }
  /** `python -m` with the module of another Agoras version. */
  | { readonly kind: 'moduleOfOtherVersion'; readonly module: string; readonly version: AgorasVersion }
  /** `agoras publish`, which was removed in Agoras 3.0. */
  | { readonly kind: 'publishRemoved' }
  /** The text that VS Code asks for is a separate argument: if it starts with a dash, Agoras takes it for an option. */
  | { readonly kind: 'looseText'; readonly flag: string };

export type FaultKind = Fault['kind'];

/** A way to fix it. */
export type Remedy =
  /** Edits this text. */
  | { readonly kind: 'edit'; readonly edits: readonly TextEdit[] }
  /** Updates the launch configuration with this name. */
  | { readonly kind: 'update'; readonly configuration: string }
  /** Runs a command, for an account if one is given. */
  | { readonly kind: 'command'; readonly command: RemedyCommand; readonly account?: string | undefined };

/** The command ID without its `agoras.` prefix. */
type RemedyCommand = 'renewToken' | 'writeFlags' | 'ignoreFile' | 'upgradeToAgoras3';

/** A fault and its position; the best remedy comes first. */
export interface Finding extends Span {
  readonly fault: Fault;
  readonly remedies: readonly Remedy[];
}

/**
 * Whether the fault shows that a file was written for Agoras before 3.x, and that upgrading the workspace would fix it.
 */
export function isOfOlderVersion(fault: Fault): boolean {
  switch (fault.kind) {
    case 'publishRemoved':
      return true;
    case 'variableOfOtherVersion':
    case 'flagOfOtherVersion':
    case 'moduleOfOtherVersion':
    case 'runsOtherVersion':
      return fault.version === '3.x';
    // Not counted: the action is older then, which is already reported for its step as a whole (`runsOtherVersion`).
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

/** Errors keep Agoras from publishing or reveal a secret; warnings may lead to that. */
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
