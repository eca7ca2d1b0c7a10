// What a destination of credentials has to say of itself, in one of three kinds. `destinationList.ts` lists those that
// there are.
import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { Target } from '../../agoras/target';
import type { Cancelled, Outcome } from '../../base/outcome';
import { unixNow } from '../../base/time';
import type { Account, AccountRecord, WrittenLocation } from '../../credentials/account';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import type { TargetLocation } from '../files/targetLocations';
import type { TextWrite } from '../files/textChange';
import type { MessageButton } from '../prompts/commandEnd';
import type { ClipboardKeeper } from './clipboard';
import type { Terminals } from './terminals';

/** What is to be written: whose credentials, for which Agoras, and where. Version and networks are not read from a setting again. */
export interface WriteRequest {
  readonly account: Account;
  readonly target: Target;
  readonly destination: ChosenDestination;
  /** The installed Agoras is one on which no variable has any effect. */
  readonly readsFlagsOnly: boolean;
}

export type ChosenDestination =
  | {
      readonly kind: 'files';
      readonly destination: FilesDestination;
      readonly location: TargetLocation;
      readonly ignoring: Ignoring;
      /** The person wants that file to be theirs alone, where it is there and others may use it. */
      readonly makesPrivate: boolean;
    }
  | { readonly kind: 'service'; readonly destination: ServiceDestination }
  | { readonly kind: 'memory'; readonly destination: MemoryDestination };

/**
 * What makes Git ignore the file with the secrets before it is written: nothing, or a line which Git has to confirm;
 * `unconfirmed`: which it need not, because it cannot be asked.
 */
export type Ignoring = 'nothing' | 'confirmed' | 'unconfirmed';

/** The folder whose settings hold for a destination; undefined where those of the window do. */
export function settingsFolder(chosen: ChosenDestination): vscode.Uri | undefined {
  return chosen.kind === 'files' && chosen.location.kind === 'folder' ? chosen.location.folder.uri : undefined;
}

export type Destination = FilesDestination | ServiceDestination | MemoryDestination;

interface ListedDestination {
  /** The value of the setting `agoras.destination`, whose list names all but `storeOnly`. */
  readonly id: string;
  readonly item: () => { readonly label: string; readonly description: string; readonly detail: string };
}

/** Fingerprints of the values that the extension has written to a location, for whichever account. */
export type OwnValues = (location: WrittenLocation) => ReadonlySet<string>;

/** Writes files of the workspace. */
export interface FilesDestination extends ListedDestination {
  readonly kind: 'files';
  /** Where the files can lie in this window. Without a location it is not offered; with several the person is asked. */
  readonly locations: () => readonly TargetLocation[];
  /** What the list of locations says of the file in this folder. */
  readonly fileNameIn: (folder: vscode.WorkspaceFolder) => string;
  /** Every file that it writes; a path that cannot be used is told when it is to be written. */
  readonly filesIn: (location: TargetLocation) => readonly string[];
  /**
   * The file with the secrets: the person is asked before it is written where others would see it. Undefined where no
   * file holds any.
   */
  readonly secretFileIn: (folder: vscode.WorkspaceFolder) => Outcome<string, CommandFailure> | undefined;
  /** The changes, in the order in which they are made. */
  readonly plan: (
    request: WriteRequest,
    location: TargetLocation,
    own: OwnValues,
  ) => Outcome<readonly FileChange[], CommandFailure>;
  /** `files`: one for each planned change, in that order. */
  readonly describe: (request: WriteRequest, files: readonly WrittenFile[]) => DeliveryMessage;
}

/** Sends the values to a service elsewhere, which keeps them. */
export interface ServiceDestination extends ListedDestination {
  readonly kind: 'service';
  /** Asks the person what it has to know. Nothing is sent before the change is applied. */
  readonly choose: (request: WriteRequest) => Promise<Outcome<ServiceChange, CommandFailure | Cancelled>>;
  readonly describe: (request: WriteRequest, location: WrittenLocation) => DeliveryMessage;
}

/** Keeps the values in memory; nothing is on disk. */
export interface MemoryDestination extends ListedDestination {
  readonly kind: 'memory';
  /** Whether this workspace has the values then; what is copied or only kept changes nothing of what it has. */
  readonly isOfWorkspace: boolean;
  readonly hold: (memory: Memory, request: WriteRequest) => Promise<Outcome<void, CommandFailure>>;
  readonly describe: (request: WriteRequest) => DeliveryMessage;
}

export interface Memory {
  readonly clipboard: ClipboardKeeper;
  readonly terminals: Terminals;
}

/** A change of one file, planned but not made. */
export interface FileChange {
  readonly path: string;
  readonly location: WrittenLocation;
  /** The text now and then, without a secret in either; `text`: what the file holds, undefined where there is none. */
  readonly preview: (
    text: string | undefined,
  ) => Outcome<{ readonly before: string; readonly after: string }, CommandFailure>;
  readonly apply: () => Promise<Outcome<TextWrite, CommandFailure>>;
}

export interface WrittenFile {
  readonly path: string;
  readonly write: TextWrite;
}

/** Values for a service, sealed and addressed but not sent. */
export interface ServiceChange {
  readonly location: WrittenLocation;
  readonly apply: () => Promise<Outcome<void, CommandFailure>>;
}

/** What a person reads when the credentials are there, and what they can do next. */
export interface DeliveryMessage {
  readonly sentences: readonly string[];
  readonly buttons: readonly MessageButton[];
}

/** A kind of written location, and what becomes of those that were written when an account is renewed or forgotten. */
export interface LocationKind {
  /** The values themselves are there; else the file asks VS Code for those of its account. */
  readonly holdsValues: boolean;
  /** What it is called among others: a file by its path. */
  readonly nameOf: (location: WrittenLocation) => string;
  /** Brings up to date what is still there. */
  readonly rewrite: (rewriting: Rewriting) => Promise<Outcome<Rewritten, CommandFailure>>;
  /** Takes out what was written, as far as nobody has changed it since. */
  readonly clear: (clearing: Clearing) => Promise<Outcome<unknown, CommandFailure>>;
}

interface Rewriting {
  /** Whose it is to be. */
  readonly account: Account;
  /** The location as it is to be. */
  readonly next: WrittenLocation;
  /** Fingerprints of what was written. */
  readonly own: ReadonlySet<string>;
  /** For which Agoras it was written until now. */
  readonly previous: Target;
  /** Nobody has started it: nobody is asked, and only what still is all as it was written is changed. */
  readonly isUnasked: boolean;
}

/** `unchanged`: what was there is the person's by now, or the values are there already. */
export type Rewritten = Pick<TextWrite, 'kind'>;

interface Clearing {
  readonly owner: AccountRecord;
  readonly location: WrittenLocation;
  /** Fingerprints of what was written. */
  readonly own: ReadonlySet<string>;
}

/** The entry of a write that is about to be made. */
export function newLocation(written: Omit<WrittenLocation, 'id' | 'at'>): WrittenLocation {
  return { ...written, id: randomUUID(), at: unixNow() };
}
