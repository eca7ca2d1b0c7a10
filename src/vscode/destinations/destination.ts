// The interfaces of destinations for credentials, which are of three kinds. `destinationList.ts` lists all
// destinations.
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

/** What to write: account, target and destination. Version and networks are not read from a setting after this point. */
export interface WriteRequest {
  readonly account: Account;
  readonly target: Target;
  readonly destination: ChosenDestination;
  /** The installed Agoras ignores variables. */
  readonly readsFlagsOnly: boolean;
}

export type ChosenDestination =
  | {
      readonly kind: 'files';
      readonly destination: FilesDestination;
      readonly location: TargetLocation;
      readonly ignoring: Ignoring;
      /** If the file exists and others can access it, the person wants it restricted to themselves. */
      readonly makesPrivate: boolean;
    }
  | { readonly kind: 'service'; readonly destination: ServiceDestination }
  | { readonly kind: 'memory'; readonly destination: MemoryDestination };

/**
 * How Git is made to ignore the file with the secrets before it is written. `nothing`: no line is added. `confirmed`: a
 * line is added, and Git has to confirm it. `unconfirmed`: a line is added, but Git can't be asked to confirm it.
 */
export type Ignoring = 'nothing' | 'confirmed' | 'unconfirmed';

/** The folder whose settings apply to a destination; undefined for the settings of the window. */
export function settingsFolder(chosen: ChosenDestination): vscode.Uri | undefined {
  return chosen.kind === 'files' && chosen.location.kind === 'folder' ? chosen.location.folder.uri : undefined;
}

export type Destination = FilesDestination | ServiceDestination | MemoryDestination;

interface ListedDestination {
  /** The value for the setting `agoras.destination`, which lists all destinations but `storeOnly`. */
  readonly id: string;
  readonly item: () => { readonly label: string; readonly description: string; readonly detail: string };
}

/** Fingerprints of the values that the extension has written to a location, for any account. */
export type OwnValues = (location: WrittenLocation) => ReadonlySet<string>;

/** Writes files of the workspace. */
export interface FilesDestination extends ListedDestination {
  readonly kind: 'files';
  /**
   * The possible locations in this window. Without any the destination isn't offered; with several the person is asked.
   */
  readonly locations: () => readonly TargetLocation[];
  /** How the list of locations describes the file in this folder. */
  readonly fileNameIn: (folder: vscode.WorkspaceFolder) => string;
  /** Every file that it writes. Unusable paths are only reported when they are to be written. */
  readonly filesIn: (location: TargetLocation) => readonly string[];
  /**
   * The file that will contain the secrets: the person is asked before it is written where others would see it.
   * Undefined if no file contains any.
   */
  readonly secretFileIn: (folder: vscode.WorkspaceFolder) => Outcome<string, CommandFailure> | undefined;
  /** The planned changes, in the order in which they are made. */
  readonly plan: (
    request: WriteRequest,
    location: TargetLocation,
    own: OwnValues,
  ) => Outcome<readonly FileChange[], CommandFailure>;
  /** `files`: one for each planned change, in the same order. */
  readonly describe: (request: WriteRequest, files: readonly WrittenFile[]) => DeliveryMessage;
}

/** Sends the values to a remote service that stores them. */
export interface ServiceDestination extends ListedDestination {
  readonly kind: 'service';
  /** Asks the person what it needs to know. Nothing is sent until the change is applied. */
  readonly choose: (request: WriteRequest) => Promise<Outcome<ServiceChange, CommandFailure | Cancelled>>;
  readonly describe: (request: WriteRequest, location: WrittenLocation) => DeliveryMessage;
}

/** Keeps the values in memory and writes nothing to disk. */
export interface MemoryDestination extends ListedDestination {
  readonly kind: 'memory';
  /** Whether the workspace uses the values from then on; copying or storing them doesn't change what it uses. */
  readonly isOfWorkspace: boolean;
  readonly hold: (memory: Memory, request: WriteRequest) => Promise<Outcome<void, CommandFailure>>;
  readonly describe: (request: WriteRequest) => DeliveryMessage;
}

export interface Memory {
  readonly clipboard: ClipboardKeeper;
  readonly terminals: Terminals;
}

/** A planned change to one file. */
export interface FileChange {
  readonly path: string;
  readonly location: WrittenLocation;
  /** The text before and after, without secrets; `text`: the file's contents, undefined if it doesn't exist. */
  readonly preview: (
    text: string | undefined,
  ) => Outcome<{ readonly before: string; readonly after: string }, CommandFailure>;
  readonly apply: () => Promise<Outcome<TextWrite, CommandFailure>>;
}

export interface WrittenFile {
  readonly path: string;
  readonly write: TextWrite;
}

/** Values prepared for a service, but not sent yet. */
export interface ServiceChange {
  readonly location: WrittenLocation;
  readonly apply: () => Promise<Outcome<void, CommandFailure>>;
}

/** The message after a delivery, with buttons for what to do next. */
export interface DeliveryMessage {
  readonly sentences: readonly string[];
  readonly buttons: readonly MessageButton[];
}

/** A kind of written location, and how it is updated or cleared when an account is renewed or deleted. */
export interface LocationKind {
  /** True if the location contains the values themselves, false if it contains references that VS Code resolves. */
  readonly holdsValues: boolean;
  /** The name to show in lists, such as the path of a file. */
  readonly nameOf: (location: WrittenLocation) => string;
  /** Updates what still exists. */
  readonly rewrite: (rewriting: Rewriting) => Promise<Outcome<Rewritten, CommandFailure>>;
  /** Removes what was written, if nobody has changed it since. */
  readonly clear: (clearing: Clearing) => Promise<Outcome<unknown, CommandFailure>>;
}

interface Rewriting {
  /** The account to write. */
  readonly account: Account;
  /** The location with its new content. */
  readonly next: WrittenLocation;
  /** Fingerprints of what was written. */
  readonly own: ReadonlySet<string>;
  /** The target that it was written for. */
  readonly previous: Target;
  /** Runs automatically: asks no questions, and only changes what is still exactly as it was written. */
  readonly isUnasked: boolean;
}

/** `unchanged`: the person has changed what was there, or the values are already right. */
export type Rewritten = Pick<TextWrite, 'kind'>;

interface Clearing {
  readonly owner: AccountRecord;
  readonly location: WrittenLocation;
  /** Fingerprints of what was written. */
  readonly own: ReadonlySet<string>;
}

/** The entry for a write that is about to start. */
export function newLocation(written: Omit<WrittenLocation, 'id' | 'at'>): WrittenLocation {
  return { ...written, id: randomUUID(), at: unixNow() };
}
