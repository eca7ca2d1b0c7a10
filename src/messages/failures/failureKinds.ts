// Everything that a command can fail with: each kind has its sentences in this room.
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

/** What can go wrong on this side of the network. */
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
  /** `looked`: where. */
  | { readonly kind: 'nothingToImport'; readonly looked: readonly string[] }
  /** The token that was found no longer works. */
  | { readonly kind: 'foundTokenDead'; readonly failure: GraphFailure }
  /** GitHub tells the names of secrets, and never their values. */
  | { readonly kind: 'secretsHidden'; readonly repository: string; readonly names: readonly string[] }
  | { readonly kind: 'noAccount' }
  /** There were accounts, and the secret storage has not kept them. */
  | { readonly kind: 'accountsLost' }
  | { readonly kind: 'notTrusted' }
  /** A launch configuration or task names an account that is not stored. */
  | { readonly kind: 'accountOfLaunchMissing' }
  | { readonly kind: 'storedTokenInvalid'; readonly account: string; readonly checks: readonly Check[] };

/** Something is there, and what it holds cannot be taken over. */
export interface SourceUnreadable {
  readonly kind: 'sourceUnreadable';
  readonly name: string;
  /** `encrypted`: by dotenvx; `file`: it is no text file that can be read. */
  readonly why: 'encrypted' | 'file';
}

/** Why the installed Agoras has not proven anything. `program`: its file, or what the settings name. */
export type AgorasProblem =
  | { readonly kind: 'agorasNotTrusted' }
  | { readonly kind: 'agorasNotInstalled'; readonly program: string }
  | { readonly kind: 'agorasNotStarted'; readonly program: string }
  /** It does not say which Agoras it is. */
  | { readonly kind: 'agorasUnknown'; readonly program: string }
  | { readonly kind: 'agorasTooSlow'; readonly program: string; readonly seconds: number }
  | {
      readonly kind: 'agorasLoginFailed';
      /** As it calls itself. */
      readonly agoras: string;
      readonly account: string;
      readonly network: Network;
      readonly answer: Exclude<LoginAnswer, { readonly kind: 'accepted' }>;
      /** What Facebook says of the same values; undefined where it could not be asked. */
      readonly checks: readonly Check[] | undefined;
    };

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
  /** What has the name of the file is none: it is never opened, nor replaced. */
  | { readonly why: 'pipe' | 'socket' | 'device' }
  /** It was to be for its owner alone, and others may still use it. */
  | { readonly why: 'notPrivate' }
  /** It could neither be written to the end nor put back; `copy`: where its old text is. */
  | { readonly why: 'halfWritten'; readonly copy: string }
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

/** Why Git has said nothing of a file or folder that may be in a repository. */
export type GitDoubt =
  /** In Restricted Mode it is not started. */
  | { readonly kind: 'notTrusted' | 'noGit' | 'tookTooLong' | 'stopped' }
  /** The repository belongs to another user; `command`: what Git says to run in order to trust it. */
  | { readonly kind: 'otherOwner'; readonly command: string }
  /** `said`: in Git’s own words. */
  | { readonly kind: 'fault'; readonly said: string };

/** In Restricted Mode: a link leads out of the folder. */
export interface LinkedOutside {
  readonly kind: 'linkedOutside';
  readonly folder: string;
  readonly path: string;
}
