// Puts the credentials of an account where they were chosen to go, and remembers it.
import { ok, type Outcome } from '../outcome';
import type { AccountStore } from './accountStore';
import type { DeliverContext, DeliveredFile, FileTask, Order } from './destination';
import type { CommandFailure } from './failureWords';
import { addToGitignore } from './git';
import { refuseLinkOutside } from './restrictedLinks';
import type { TextWrite } from './textDestination';
import { announcePlace, rememberPlace } from './writtenPlaces';

/** Gives the files that were written, in the order of writing. */
export async function deliver(
  context: DeliverContext & { readonly accounts: AccountStore },
  order: Order,
): Promise<Outcome<readonly DeliveredFile[], CommandFailure>> {
  const { account, delivery } = order;
  const tasks = await fileTasks(order);
  if (!tasks.ok) return tasks;
  const files: DeliveredFile[] = [];
  for (const task of tasks.value) {
    const takeBack = await announcePlace(context.accounts, account.record.id, task.place);
    const write = await carryOut(task, delivery.ignoreFirst);
    if (!write.ok) {
      await takeBack();
      return write;
    }
    await rememberPlace(context.accounts, account.record.id, task.place);
    files.push({ path: task.path, write: write.value });
  }
  const handedOver = (await delivery.destination.handOver?.(context, order)) ?? ok(undefined);
  return handedOver.ok ? ok(files) : handedOver;
}

/** The files that an order changes; none for what has no file. Either all of them may be written, or none is. */
export async function fileTasks(order: Order): Promise<Outcome<readonly FileTask[], CommandFailure>> {
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

async function carryOut(
  { path, format, carryOut: write }: FileTask,
  ignoreFirst: boolean,
): Promise<Outcome<TextWrite, CommandFailure>> {
  if (ignoreFirst && format.holdsValues) {
    const ignored = await addToGitignore(path);
    if (!ignored.ok) return ignored;
  }
  return write();
}
