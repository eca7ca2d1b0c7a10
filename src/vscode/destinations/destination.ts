// What a destination of credentials has to say of itself, in one of three kinds. `destinationList.ts` lists those that
// there are.
import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { Flag } from '../../agoras/flags';
import type { Target } from '../../agoras/target';
import type { Cancelled, Outcome } from '../../base/outcome';
import { unixNow } from '../../base/time';
import type { Account, WrittenLocation } from '../../credentials/account';
import type { CommandFailure } from '../../messages/failureKinds';
import type { TargetLocation } from '../files/targetLocations';
import type { TextWrite } from '../files/textChange';
import type { MessageButton } from '../prompts/commandEnd';
import type { ClipboardKeeper } from './clipboard';
import type { Terminals } from './terminals';

/** What is to be written: whose credentials, for which Agoras, and where. Nothing reads a setting after this. */
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
      /** The person wants the file with the secrets in `.gitignore` before it is written. */
      readonly ignoreFirst: boolean;
    }
  | { readonly kind: 'service'; readonly destination: ServiceDestination }
  | { readonly kind: 'memory'; readonly destination: MemoryDestination };

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
  /** Whether anything in this window could name a location there. */
  readonly isOffered: () => boolean;
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
  /** The values of one account are there; else the file asks VS Code for those of the account in use. */
  readonly holdsValues: boolean;
  /** What it is called among others: a file by its path. */
  readonly nameOf: (location: WrittenLocation) => string;
  /**
   * Brings up to date what is still there. `next`: the location as it is to be; `own`: fingerprints of what was written;
   * `previous`: for which Agoras it was written until now.
   */
  readonly rewrite: (
    next: WrittenLocation,
    flags: readonly Flag[],
    own: ReadonlySet<string>,
    previous: Target,
  ) => Promise<Outcome<unknown, CommandFailure>>;
  /** Takes out what was written, as far as nobody has changed it since. */
  readonly clear: (location: WrittenLocation, own: ReadonlySet<string>) => Promise<Outcome<unknown, CommandFailure>>;
}

/** The entry of a write that is about to be made. */
export function newLocation(written: Omit<WrittenLocation, 'id' | 'at'>): WrittenLocation {
  return { ...written, id: randomUUID(), at: unixNow() };
}
