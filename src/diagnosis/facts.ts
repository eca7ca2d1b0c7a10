// What was found out about a workspace, before it is put into words. Contains no values of variables.
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
  /** Tokens that expire are renewed automatically. */
  readonly isAutomatic: boolean;
}

export interface FileFacts {
  /** The number of open folders. */
  readonly folders: number;
  readonly all: readonly LookedFile[];
  /** There are more files than were checked. */
  readonly isCut: boolean;
  /** False if VS Code couldn't search and only the usual places were checked. */
  readonly isSearched: boolean;
}

export interface LookedFile {
  /** The name shown to people; includes the folder if several are open. */
  readonly name: string;
  readonly uri: string;
  readonly kind: DocumentKind;
  /** Undefined if the file couldn't be read. */
  readonly read?: ReadFile | undefined;
}

export interface ReadFile {
  readonly findings: readonly PlacedFinding[];
  /** Fingerprint of the text that the findings are about: their edits must not be applied to any other text. */
  readonly fingerprint: string;
  /**
   * An editor has unsaved changes. The findings are about the editor's text, but Agoras reads the saved file. Only if one
   * of the two contains anything for Agoras.
   */
  readonly isUnsaved: boolean;
  /** The file contains a secret, and it isn't known whether Git would commit it. */
  readonly isGitUnknown: boolean;
}

export interface PlacedFinding extends Finding {
  /** Line and column count from 1. */
  readonly line: number;
  readonly column: number;
}

export interface AgorasFacts {
  /** `notAsked`: in Restricted Mode no program is run to find out. */
  readonly installed: InstalledAgoras | { readonly kind: 'notAsked' } | AgorasProblem;
  /** The Agoras version that each folder is set to; `folder`: its name, if several are open. */
  readonly wanted: readonly { readonly folder?: string | undefined; readonly version: AgorasVersion | undefined }[];
}

export interface AccountFacts {
  /** Why the list may be wrong; undefined if it is reliable. */
  readonly trouble?: CommandFailure | undefined;
  /** The account that this workspace uses comes first. */
  readonly records: readonly AccountRecord[];
}

export type SettingFault =
  | InvalidSetting
  /** The value isn't a valid one, so another one applies instead. */
  | {
      readonly kind: 'unknownValue';
      readonly setting: string;
      /** What applies. */
      readonly instead: string;
      readonly folder?: string | undefined;
    }
  /** Agoras 1.x is set to use the Page ID, which Facebook rejects when publishing. */
  | { readonly kind: 'pageIdChosen'; readonly setting: string; readonly folder?: string | undefined }
  /** A path that points outside the folder. */
  | { readonly kind: 'leadsOut'; readonly setting: string; readonly folder?: string | undefined };

export interface TerminalFacts {
  /** The account whose credentials new terminals get; undefined if they get none. */
  readonly given?:
    { readonly page: string; readonly state: 'current' | 'outdated' | 'forgotten' | 'unknown' } | undefined;
  /** Names of open terminals that were opened before new terminals got these values. */
  readonly older: readonly string[];
}

/** A location that credentials were written to but that wasn't checked. */
export interface PlaceElsewhere {
  /** The full name shown to people. */
  readonly name: string;
  /** Only the last part of the name, which reveals nothing about the computer. */
  readonly shortName: string;
  readonly why: 'otherHost' | 'service' | 'otherWorkspace';
  /** Known to still contain an earlier token. */
  readonly isOutdated: boolean;
}
