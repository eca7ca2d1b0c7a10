// Everything that a command can fail with: each kind has its sentences in this room.
import type { Check } from '../credentials/checklist';
import type { FlowFailure } from '../credentials/obtain';
import type { DotenvRefusal } from '../edits/dotenv/dotenvPlan';
import type { LaunchRefusal } from '../edits/json/launchPlan';
import type { Unquotable } from '../edits/shellQuoting';
import type { GithubFailure, GithubProblem } from '../github/githubFailures';
import type { NetworkFailure } from '../http/transportFailure';

export type CommandFailure = FlowFailure | LocalFailure;

/** What can go wrong on this side of the network. */
export type LocalFailure =
  | SecretProblem
  | DotenvProblem
  | LaunchProblem
  | Unquotable
  | InvalidSetting
  | LinkedOutside
  | GithubProblem
  | Exclude<GithubFailure, NetworkFailure>
  | { readonly kind: 'noAccount' }
  /** There were accounts, and the secret storage has not kept them. */
  | { readonly kind: 'accountsLost' }
  | { readonly kind: 'notTrusted' }
  | { readonly kind: 'storedTokenInvalid'; readonly account: string; readonly checks: readonly Check[] };

/** "Not there" and "could not be read" are different failures. */
export type SecretProblem =
  | { readonly kind: 'secretMissing'; readonly account: string }
  /** Another window has changed the accounts, and this one is not shown the change. */
  | { readonly kind: 'accountsBehind' }
  | { readonly kind: 'secretStoreFailed'; readonly doing: 'read' | 'write' | 'delete' };

export type FileProblem = {
  readonly kind: 'fileProblem';
  readonly path: string;
} & (
  | { readonly why: 'notUtf8' | 'utf16' | 'notAFile' | 'changedMeanwhile' | 'notReadBack' | 'brokenLink' | 'readOnly' }
  /** It cannot be put back as it was before a write. */
  | { readonly why: 'changedSince' }
  | { readonly why: 'system'; readonly code: string }
);

export type DotenvProblem =
  | FileProblem
  | { readonly kind: 'dotenvRefused'; readonly path: string; readonly refusal: DotenvRefusal }
  | { readonly kind: 'dotenvOutside'; readonly folder: string; readonly setting: string }
  | { readonly kind: 'notOnDisk'; readonly folder: string };

export type LaunchProblem =
  | FileProblem
  | { readonly kind: 'launchRefused'; readonly path: string; readonly refusal: LaunchRefusal }
  | { readonly kind: 'notOnDisk'; readonly folder: string };

export interface InvalidSetting {
  readonly kind: 'invalidSetting';
  readonly setting: string;
  readonly reason: 'notAnAddress' | 'notSecure' | 'notAVersion' | 'notAnId';
}

/** In Restricted Mode: a link leads out of the folder. */
export interface LinkedOutside {
  readonly kind: 'linkedOutside';
  readonly folder: string;
  readonly path: string;
}
