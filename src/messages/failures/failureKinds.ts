// Everything that a command can fail with. The messages for each kind are in this folder.
import type { LoginAnswer } from '../../agoras/loginProof';
import type { Network } from '../../agoras/target';
import type { Check } from '../../credentials/checklist';
import type { FlowFailure } from '../../credentials/obtain';
import type { DotenvRefusal } from '../../edits/dotenv/dotenvPlan';
import type { LaunchRefusal } from '../../edits/json/launchPlan';
import type { Unquotable } from '../../edits/shellQuoting';
import type { GithubFailure, GithubProblem } from '../../github/githubFailures';
import type { GraphFailure } from '../../graph/graphFailures';
import type { NetworkFailure } from '../../http/transportFailure';

export type CommandFailure = FlowFailure | LocalFailure;

/** Failures on our side of the network. */
export type LocalFailure =
  | SecretProblem
  | DotenvProblem
  | LaunchProblem
  | Unquotable
  | InvalidSetting
  | LinkedOutside
  | GithubProblem
  | AgorasProblem
  | Exclude<GithubFailure, NetworkFailure>
  | SourceUnreadable
  /** `looked`: the places that were searched. */
  | { readonly kind: 'nothingToImport'; readonly looked: readonly string[] }
  /** The token that was found no longer works. */
  | { readonly kind: 'foundTokenDead'; readonly failure: GraphFailure }
  /** GitHub returns the names of secrets, but never their values. */
  | { readonly kind: 'secretsHidden'; readonly repository: string; readonly names: readonly string[] }
  | { readonly kind: 'noAccount' }
  /** There were accounts, but the secret storage no longer has them. */
  | { readonly kind: 'accountsLost' }
  | { readonly kind: 'notTrusted' }
  /** The button is for an account that has been forgotten since. */
  | { readonly kind: 'accountForgotten' }
  /** A launch configuration or task refers to an account that isn't stored. */
  | { readonly kind: 'accountOfLaunchMissing' }
  | { readonly kind: 'storedTokenInvalid'; readonly account: string; readonly checks: readonly Check[] };

/** A source exists, but its contents can't be imported. */
export interface SourceUnreadable {
  readonly kind: 'sourceUnreadable';
  readonly name: string;
  /** `encrypted`: by dotenvx; `file`: not a readable text file; `storage`: Agoras doesn't show what it has stored. */
  readonly why: 'encrypted' | 'file' | 'storage';
}

/** Why the installed Agoras has proven nothing. `program`: its path, or what the settings contain. */
export type AgorasProblem =
  | { readonly kind: 'agorasNotTrusted' }
  | { readonly kind: 'agorasNotInstalled'; readonly program: string }
  | { readonly kind: 'agorasNotStarted'; readonly program: string }
  /** Its version couldn't be determined. */
  | { readonly kind: 'agorasUnknown'; readonly program: string }
  | { readonly kind: 'agorasTooSlow'; readonly program: string; readonly seconds: number }
  | {
      readonly kind: 'agorasLoginFailed';
      /** The version as Agoras reports it. */
      readonly agoras: string;
      readonly account: string;
      readonly network: Network;
      readonly answer: Exclude<LoginAnswer, { readonly kind: 'accepted' }>;
      /** What Facebook says about the same values; undefined if it couldn't be asked. */
      readonly checks: readonly Check[] | undefined;
    };

/** "Doesn't exist" and "couldn't be read" are different failures. */
export type SecretProblem =
  | { readonly kind: 'secretMissing'; readonly account: string }
  /** Another window has changed the accounts, but this window doesn't see the change yet. */
  | { readonly kind: 'accountsBehind' }
  | { readonly kind: 'secretStoreFailed'; readonly doing: 'read' | 'write' | 'delete' };

export type FileProblem = {
  readonly kind: 'fileProblem';
  readonly path: string;
} & (
  | { readonly why: 'notUtf8' | 'utf16' | 'notAFile' | 'changedMeanwhile' | 'notReadBack' | 'brokenLink' | 'readOnly' }
  /** The path isn't a regular file, so it is never opened or replaced. */
  | { readonly why: 'pipe' | 'socket' | 'device' }
  /** The file should only be accessible to its owner, but others may still have access. */
  | { readonly why: 'notPrivate' }
  /** It was written incompletely and couldn't be restored; `copy`: the path of its previous contents. */
  | { readonly why: 'halfWritten'; readonly copy: string }
  /** It was changed after a write, so the write can't be undone. */
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

/** Why Git gave no answer about a file or folder that may be in a repository. */
export type GitDoubt =
  /** `notTrusted`: Git isn't run in Restricted Mode. */
  | { readonly kind: 'notTrusted' | 'noGit' | 'tookTooLong' | 'stopped' }
  /** The repository belongs to another user; `command`: the command that Git suggests to trust it. */
  | { readonly kind: 'otherOwner'; readonly command: string }
  /** `said`: Git’s error message. */
  | { readonly kind: 'fault'; readonly said: string };

/** A link that points outside the folder, which isn't followed in Restricted Mode. */
export interface LinkedOutside {
  readonly kind: 'linkedOutside';
  readonly folder: string;
  readonly path: string;
}
