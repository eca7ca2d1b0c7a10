// Delivers an account's credentials to the chosen destination, and records where.
import { ok, type Cancelled, type Outcome } from '../../base/outcome';
import type { AccountRecord } from '../../credentials/account';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import type {
  ChosenDestination,
  DeliveryMessage,
  FileChange,
  Ignoring,
  Memory,
  WriteRequest,
  WrittenFile,
} from '../destinations/destination';
import { refuseLinkOutside } from '../files/restrictedLinks';
import { resolveTextFile } from '../files/textFiles';
import { kindOf } from '../destinations/destinationList';
import { ignoreFirst, NO_LINE } from './ignoring';
import type { WrittenLocations } from './writtenLocations';

/** Restores files and entries, the newest first. */
export type Undo = () => Promise<Outcome<void, CommandFailure>>;

export interface Delivered {
  readonly message: DeliveryMessage;
  /** Undefined if no file was changed. */
  readonly undo: Undo | undefined;
}

type Delivery = Promise<Outcome<Delivered, CommandFailure | Cancelled>>;

/** Cancelled if the person cancels a question of the destination; then nothing was written or sent. */
export async function deliver(written: WrittenLocations, memory: Memory, request: WriteRequest): Delivery {
  const { destination: chosen } = request;
  switch (chosen.kind) {
    case 'files':
      return writeFiles(written, request, chosen);
    case 'service':
      return sendToService(written, request, chosen);
    case 'memory': {
      const held = await chosen.destination.hold(memory, request);
      return held.ok ? ok({ message: chosen.destination.describe(request), undo: undefined }) : held;
    }
  }
}

/** The files that a request changes. Fails unless all of them may be written. */
export async function planFiles(
  written: WrittenLocations,
  request: WriteRequest,
  { destination, location }: Extract<ChosenDestination, { kind: 'files' }>,
): Promise<Outcome<readonly FileChange[], CommandFailure>> {
  const changes = destination.plan(request, location, (entry) => written.own(entry));
  if (!changes.ok) return changes;
  for (const { path } of changes.value) {
    const allowed = await refuseLinkOutside(path);
    if (!allowed.ok) return allowed;
    // A password manager's pipe, for example, is rejected before anything else is written.
    const target = await resolveTextFile(path);
    if (!target.ok) return target;
  }
  return changes;
}

async function writeFiles(
  written: WrittenLocations,
  request: WriteRequest,
  chosen: Extract<ChosenDestination, { kind: 'files' }>,
): Delivery {
  const changes = await planFiles(written, request, chosen);
  if (!changes.ok) return changes;
  const files: WrittenFile[] = [];
  const undos: Undo[] = [];
  const undo = undoEach(undos);
  for (const change of changes.value) {
    const write = await writeFile(written, request.account.record, change, chosen.ignoring);
    if (!write.ok) {
      // Restores the files that were written before this one. A file that cannot be restored keeps its entry.
      await undo();
      return write;
    }
    files.push(write.value.file);
    if (write.value.undo !== undefined) undos.push(write.value.undo);
  }
  const message = chosen.destination.describe(request, files);
  return ok({ message, undo: undos.length === 0 ? undefined : undo });
}

/** Runs the undos, the newest first, and stops at one that fails; calling it again resumes there. */
export function undoEach(undos: Undo[]): Undo {
  return async () => {
    for (let next = undos.at(-1); next !== undefined; next = undos.at(-1)) {
      const undone = await next();
      if (!undone.ok) return undone;
      // Removed only after it succeeded, so that another attempt starts with the one that failed.
      undos.pop();
    }
    return ok(undefined);
  };
}

async function writeFile(
  written: WrittenLocations,
  owner: AccountRecord,
  { path, location, apply }: FileChange,
  ignoring: Ignoring,
): Promise<Outcome<{ readonly file: WrittenFile; readonly undo: Undo | undefined }, CommandFailure | Cancelled>> {
  const isIgnored = ignoring !== 'nothing' && kindOf(location).holdsValues;
  const line = isIgnored ? await ignoreFirst(path, ignoring) : ok(NO_LINE);
  if (!line.ok) return line;
  const secret = { mayStandThere: false };
  const noted = await written.write(owner, location, async () => {
    const applied = await apply();
    secret.mayStandThere = applied.ok || leavesText(applied.error);
    return applied;
  });
  if (!noted.ok) {
    if (!secret.mayStandThere) await line.value.takeBack();
    return noted;
  }
  const { result: write, entry } = noted.value;
  const file = { path, write };
  if (write.kind !== 'written') return ok({ file, undo: undefined });
  const undo: Undo = async () => {
    const undone = await write.undo();
    if (!undone.ok) return undone;
    await entry.undo();
    await line.value.takeBackOrTell();
    return undone;
  };
  return ok({ file, undo });
}

/** Whether the file may contain some of the new text after a failure. */
function leavesText(failure: CommandFailure): boolean {
  return failure.kind === 'fileProblem' && (failure.why === 'halfWritten' || failure.why === 'notReadBack');
}

async function sendToService(
  written: WrittenLocations,
  request: WriteRequest,
  { destination }: Extract<ChosenDestination, { kind: 'service' }>,
): Delivery {
  const change = await destination.choose(request);
  if (!change.ok) return change;
  const { location, apply } = change.value;
  const entry = await written.begin(request.account.record, location);
  if (!entry.ok) return entry;
  // Not rolled back after a failure, because some of the values may have arrived.
  const sent = await apply();
  if (!sent.ok) return sent;
  const committed = await entry.value.commit();
  return committed.ok ? ok({ message: destination.describe(request, location), undo: undefined }) : committed;
}
