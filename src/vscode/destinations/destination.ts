// What a place where credentials can go has to say of itself. `destinations.ts` lists those that there are.
import type * as vscode from 'vscode';
import type { AccountRecord, AccountSecrets, WrittenLocation } from '../../credentials/account';
import type { AgorasVersion, Flag, Target } from '../../agoras/flags';
import type { Cancelled, Outcome } from '../../base/outcome';
import type { Unquotable } from '../../edits/shellQuoting';
import type { CommandEnd } from '../commands/commandBoundary';
import type { CommandFailure } from '../../messages/failureKinds';
import type { TargetLocation } from '../files/targetLocations';
import type { TextWrite } from '../files/textChange';

/** An account with its secrets, for the moment of writing. */
export interface OpenAccount {
  readonly record: AccountRecord;
  readonly secrets: AccountSecrets;
}

/** The values that stand in each file, by its URI, as far as the extension has written them. */
export type WrittenFlags = ReadonlyMap<string, readonly Flag[]>;

/** Where the credentials of an account go, as it was chosen. */
export interface Delivery {
  readonly destination: Destination;
  /** Undefined where there are no files. */
  readonly place: TargetLocation | undefined;
  /** The person wants the file with the secrets in `.gitignore` before it is written. */
  readonly ignoreFirst: boolean;
}

/** What is to be written: whose credentials, where, and for which Agoras. */
export interface WriteRequest extends Target {
  readonly account: OpenAccount;
  readonly delivery: Delivery;
  /** What the extension had written where, before the account was renewed. */
  readonly before: WrittenFlags;
}

/** A change of one file, planned but not made. */
export interface FileTask {
  readonly path: string;
  readonly place: WrittenLocation;
  readonly format: FileFormat;
  /** The text now and then, without a secret in either; `text`: what the file holds, undefined where there is none. */
  readonly preview: (
    text: string | undefined,
  ) => Outcome<{ readonly before: string; readonly after: string }, CommandFailure>;
  readonly apply: () => Promise<Outcome<TextWrite, CommandFailure>>;
}

/** A kind of file, and what becomes of those that were written when an account is renewed or forgotten. */
export interface FileFormat {
  /** As the places of an account remember it. */
  readonly kind: string;
  /** The values of one account stand in the file; else it asks VS Code for those of whichever is in use. */
  readonly holdsValues: boolean;
  /**
   * Brings what was written up to date, as far as it still stands. `before`: the values that were written;
   * `fingerprints`: of secrets that were written, where nothing else is known of them any more.
   */
  readonly rewrite: (
    path: string,
    place: WrittenLocation,
    flags: readonly Flag[],
    before: readonly Flag[],
    fingerprints: ReadonlySet<string>,
  ) => Promise<Outcome<TextWrite, CommandFailure>>;
  /**
   * Takes out what was written, as far as nobody has changed it since. `fingerprints`: of secrets that were written and
   * are not the account's any more.
   */
  readonly clear: (
    path: string,
    place: WrittenLocation,
    flags: readonly Flag[],
    fingerprints: ReadonlySet<string>,
  ) => Promise<Outcome<TextWrite, CommandFailure>>;
}

/** What a destination does with files. */
interface DestinationFiles {
  readonly formats: readonly FileFormat[];
  /** Where they can lie in this window. Without a place it is not offered; with several the person is asked. */
  readonly places: () => readonly TargetLocation[];
  /** What the list of places says of the file in this folder. */
  readonly nameIn: (folder: vscode.WorkspaceFolder) => string;
  /** The file with the secrets: the person is asked before it is written where others would see it. */
  readonly secretFileIn?: (folder: vscode.WorkspaceFolder) => Outcome<string, CommandFailure>;
  /** The changes, in the order in which they are made. */
  readonly plan: (order: WriteRequest, place: TargetLocation) => Outcome<readonly FileTask[], CommandFailure>;
}

/** Values for a service, sealed and addressed but not sent. */
export interface ServiceTask {
  readonly place: WrittenLocation;
  readonly apply: () => Promise<Outcome<void, CommandFailure>>;
}

/** What a destination does with a service elsewhere, which keeps the values of one account. */
export interface DestinationService {
  /** As the places of an account remember it. */
  readonly kind: string;
  /** How a place there is called among others. */
  readonly nameOf: (place: WrittenLocation) => string;
  /** Whether there is anything in this window that could name a place there. */
  readonly isOffered: () => boolean;
  /** Asks the person what it has to know. Nothing is sent before the task is carried out. */
  readonly choose: (order: WriteRequest) => Promise<Outcome<ServiceTask, CommandFailure | Cancelled>>;
  /** Brings what was sent up to date, as far as it is still there. */
  readonly rewrite: (place: WrittenLocation, flags: readonly Flag[]) => Promise<Outcome<void, CommandFailure>>;
  /** Takes out what was sent. */
  readonly clear: (place: WrittenLocation, flags: readonly Flag[]) => Promise<Outcome<void, CommandFailure>>;
}

export interface DeliverContext {
  /** Copies the command line; it clears the clipboard after a while. */
  readonly copy: (account: OpenAccount, version: AgorasVersion) => Promise<Outcome<void, Unquotable>>;
  readonly useInTerminals: (account: OpenAccount, version: AgorasVersion) => void;
}

export interface DeliveredFile {
  readonly path: string;
  readonly write: TextWrite;
}

export interface MessageButton {
  readonly label: string;
  readonly run: () => Promise<CommandEnd>;
}

/** What a person hears when the credentials are there, and what they can do next. */
export interface DeliveryMessage {
  readonly sentences: readonly string[];
  readonly buttons: readonly MessageButton[];
}

export interface Destination {
  /** The value of the setting `agoras.destination`, whose list names all but `storeOnly`. */
  readonly id: string;
  /** How the list shows it. */
  readonly words: () => { readonly label: string; readonly description: string; readonly detail: string };
  readonly files?: DestinationFiles;
  readonly service?: DestinationService;
  /** Hands over what goes elsewhere than into files. */
  readonly apply?: (context: DeliverContext, order: WriteRequest) => Promise<Outcome<void, CommandFailure>>;
  /** `files`: one for each planned change, in that order. `sent`: the place at a service. */
  readonly describe: (
    record: AccountRecord,
    version: AgorasVersion,
    files: readonly DeliveredFile[],
    sent: WrittenLocation | undefined,
  ) => DeliveryMessage;
}
