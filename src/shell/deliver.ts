// Puts the credentials of an account where they were chosen to go, and remembers it.
import { ok, type Outcome } from '../outcome';
import type { AccountStore } from './accountStore';
import type { DeliverContext, DeliveredFile, FileTask, Order } from './destination';
import type { CommandFailure } from './failureWords';
import { addToGitignore } from './git';
import type { TextWrite } from './textDestination';
import { rememberPlace } from './writtenPlaces';

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
    const write = await carryOut(task, delivery.ignoreFirst);
    if (!write.ok) return write;
    await rememberPlace(context.accounts, account.record.id, task.place);
    files.push({ path: task.path, write: write.value });
  }
  const handedOver = (await delivery.destination.handOver?.(context, order)) ?? ok(undefined);
  return handedOver.ok ? ok(files) : handedOver;
}

/** The files that an order changes; none for what has no file. */
export async function fileTasks(order: Order): Promise<Outcome<readonly FileTask[], CommandFailure>> {
  const { destination, place } = order.delivery;
  if (destination.files === undefined) return ok([]);
  if (place === undefined) throw new Error('A file was chosen without a place for it.');
  return destination.files.plan(order, place);
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
