// What was found out about a workspace, before anybody makes sentences of it. Nothing in here is a value.
import type { InstalledAgoras } from '../agoras/installedVersion';
import type { AgorasVersion } from '../agoras/target';
import type { UnixSeconds } from '../base/time';
import type { AccountRecord } from '../credentials/account';
import type { DocumentKind } from '../findings/documentKind';
import type { Finding } from '../findings/finding';
import type { AgorasProblem, CommandFailure, InvalidSetting } from '../messages/failures/failureKinds';

export interface DiagnosisFacts {
  readonly files: FileFacts;
  readonly agoras: AgorasFacts;
  readonly accounts: AccountFacts;
  readonly settings: readonly SettingFault[];
  readonly terminals: TerminalFacts;
  readonly elsewhere: readonly PlaceElsewhere[];
  readonly now: UnixSeconds;
  readonly warnDays: number;
  /** Tokens that end are renewed without anybody's doing. */
  readonly isAutomatic: boolean;
}

export interface FileFacts {
  /** How many are open. */
  readonly folders: number;
  readonly all: readonly LookedFile[];
  /** There are more than were looked at. */
  readonly isCut: boolean;
  /** False: VS Code could not search, and only the usual places were looked at. */
  readonly isSearched: boolean;
}

export interface LookedFile {
  /** As a person names it: with its folder where there are several. */
  readonly name: string;
  readonly uri: string;
  readonly kind: DocumentKind;
  /** Undefined where it could not be read. */
  readonly read?: ReadFile | undefined;
}

export interface ReadFile {
  readonly findings: readonly PlacedFinding[];
  /** Of the text that they were found in: another one is not changed by them. */
  readonly fingerprint: string;
  /** An editor has it otherwise than the disk, where Agoras reads it; what was looked at is the editor's. */
  readonly isUnsaved: boolean;
  /** It holds a secret, and Git did not say whether it takes it along. */
  readonly isGitUnknown: boolean;
}

export interface PlacedFinding extends Finding {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

export interface AgorasFacts {
  /** `notAsked`: no program is started in Restricted Mode. */
  readonly installed: InstalledAgoras | { readonly kind: 'notAsked' } | AgorasProblem;
  /** For which Agoras each folder is written; `folder`: its name, where there are several. */
  readonly wanted: readonly { readonly folder?: string | undefined; readonly version: AgorasVersion | undefined }[];
}

export interface AccountFacts {
  /** Why the list is not to be relied on; undefined where it is. */
  readonly trouble?: CommandFailure | undefined;
  /** The one that this workspace uses first. */
  readonly records: readonly AccountRecord[];
}

export type SettingFault =
  | InvalidSetting
  /** What stands there is none of the values that count; another one holds in its place. */
  | { readonly kind: 'unknownValue'; readonly setting: string; readonly folder?: string | undefined }
  /** The Page ID, which publishing refuses. */
  | { readonly kind: 'pageIdChosen'; readonly setting: string; readonly folder?: string | undefined }
  /** A path that leads out of the folder. */
  | { readonly kind: 'leadsOut'; readonly setting: string; readonly folder?: string | undefined };

export interface TerminalFacts {
  /** Whose credentials new terminals get; undefined where they get none. */
  readonly given?:
    { readonly page: string; readonly state: 'current' | 'outdated' | 'forgotten' | 'unknown' } | undefined;
  /** Names of open terminals that are older than what new ones get. */
  readonly older: readonly string[];
}

/** Somewhere that credentials were written to and that was not looked at. */
export interface PlaceElsewhere {
  /** As a person names it. */
  readonly name: string;
  /** The last part of it, which says nothing about a computer. */
  readonly shortName: string;
  readonly why: 'otherHost' | 'service' | 'otherWorkspace';
  /** It is known to hold an earlier token. */
  readonly isOutdated: boolean;
}
