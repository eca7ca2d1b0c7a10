// Puts the credentials of an account where they were chosen to go, and remembers it.
import type { WrittenLocation } from '../../credentials/account';
import { ok, type Cancelled, type Outcome } from '../../base/outcome';
import type { AccountStore } from '../accounts/accountStore';
import type { DeliverContext, DeliveredFile, FileTask, WriteRequest } from '../destinations/destination';
import type { CommandFailure } from '../../messages/failureKinds';
import { addToGitignore } from '../files/git';
import { refuseLinkOutside } from '../files/restrictedLinks';
import type { TextWrite } from '../files/textChange';
import { announcePlace, rememberPlace } from './writtenLocations';

export interface Delivered {
  /** In the order of writing. */
  readonly files: readonly DeliveredFile[];
  /** The place at a service that has the values now. */
  readonly sent: WrittenLocation | undefined;
}

/** Cancelled by a person who leaves a question of the destination: then nothing was written or sent. */
export async function deliver(
  context: DeliverContext & { readonly accounts: AccountStore },
  order: WriteRequest,
): Promise<Outcome<Delivered, CommandFailure | Cancelled>> {
  const { account, delivery } = order;
  const tasks = await fileTasks(order);
  if (!tasks.ok) return tasks;
  const files: DeliveredFile[] = [];
  for (const task of tasks.value) {
    const takeBack = await announcePlace(context.accounts, account.record.id, task.place);
    const write = await apply(task, delivery.ignoreFirst);
    if (!write.ok) {
      await takeBack();
      return write;
    }
    await rememberPlace(context.accounts, account.record.id, task.place);
    files.push({ path: task.path, write: write.value });
  }
  const sent = await send(context.accounts, order);
  if (!sent.ok) return sent;
  const handedOver = (await delivery.destination.apply?.(context, order)) ?? ok(undefined);
  return handedOver.ok ? ok({ files, sent: sent.value }) : handedOver;
}

/** Gives the place that has the values now; none where the destination is no service. */
async function send(
  accounts: AccountStore,
  order: WriteRequest,
): Promise<Outcome<WrittenLocation | undefined, CommandFailure | Cancelled>> {
  const { service } = order.delivery.destination;
  if (service === undefined) return ok(undefined);
  const task = await service.choose(order);
  if (!task.ok) return task;
  const { place, apply: sendThere } = task.value;
  const { id } = order.account.record;
  // Not taken back after a failure: a part of the values may have arrived.
  await announcePlace(accounts, id, place);
  const sent = await sendThere();
  if (!sent.ok) return sent;
  await rememberPlace(accounts, id, place);
  return ok(place);
}

/** The files that an order changes; none for what has no file. Either all of them may be written, or none is. */
export async function fileTasks(order: WriteRequest): Promise<Outcome<readonly FileTask[], CommandFailure>> {
  const { destination, place } = order.delivery;
  if (destination.files === undefined) return ok([]);
  if (place === undefined) throw new Error('A file was chosen without a place for it.');
  const tasks = destination.files.plan(order, place);
  if (!tasks.ok) return tasks;
  for (const { path } of tasks.value) {
    const allowed = await refuseLinkOutside(path);
    if (!allowed.ok) return allowed;
  }
  return tasks;
}

async function apply(
  { path, format, apply: write }: FileTask,
  ignoreFirst: boolean,
): Promise<Outcome<TextWrite, CommandFailure>> {
  if (ignoreFirst && format.holdsValues) {
    const ignored = await addToGitignore(path);
    if (!ignored.ok) return ignored;
  }
  return write();
}
