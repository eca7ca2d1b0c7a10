// Puts the credentials of an account where they were chosen to go, and remembers it.
import * as vscode from 'vscode';
import { flagValues, type WrittenPlace } from '../credentials/account';
import { flagsFor, type AgorasVersion } from '../credentials/flags';
import type { Unquotable } from '../destinations/commandLine';
import type { DotenvRefusal } from '../destinations/dotenvText';
import type { LaunchRefusal } from '../destinations/launchText';
import { ok, type Outcome } from '../outcome';
import type { AccountStore } from './accountStore';
import { unixNow } from './clock';
import type { Delivery, Place } from './delivery';
import { changeDotenv, fingerprintsOf, locateDotenv, planFlags } from './dotenvDestination';
import type { CommandFailure } from './failureWords';
import type { Planner } from './fileChange';
import { addToGitignore } from './git';
import { changeLaunch, envFileOf, installedDebugger, locateLaunch, planConfiguration } from './launchDestination';
import { refuseLinkOutside } from './restrictedLinks';
import type { TextWrite } from './textDestination';
import { announcePlace, rememberPlace, type OpenAccount, type WrittenFlags } from './writtenPlaces';

export interface DeliverContext {
  readonly accounts: AccountStore;
  /** Copies the command line; it clears the clipboard after a while. */
  readonly copy: (account: OpenAccount, version: AgorasVersion) => Promise<Outcome<void, Unquotable>>;
  readonly useInTerminals: (account: OpenAccount, version: AgorasVersion) => void;
}

/** What is to be written: whose credentials, where, and for which Agoras. */
export interface Order {
  readonly account: OpenAccount;
  readonly delivery: Delivery;
  readonly version: AgorasVersion;
  /** What the extension had written where, before the account was renewed. */
  readonly before: WrittenFlags;
}

/** A change of one file, planned but not made. */
export type FileTask =
  | {
      readonly kind: 'dotenv';
      readonly path: string;
      readonly plan: Planner<DotenvRefusal>;
      readonly place: WrittenPlace;
    }
  | {
      readonly kind: 'launch';
      readonly path: string;
      readonly plan: Planner<LaunchRefusal>;
      readonly place: WrittenPlace;
    };

export interface DeliveredFile {
  readonly kind: FileTask['kind'];
  readonly path: string;
  readonly write: TextWrite;
}

/** Where the credentials went, in the order of writing. */
export interface Delivered {
  readonly kind: Delivery['kind'];
  readonly files: readonly DeliveredFile[];
}

export async function deliver(context: DeliverContext, order: Order): Promise<Outcome<Delivered, CommandFailure>> {
  const { account, delivery, version } = order;
  const tasks = await fileTasks(order);
  if (!tasks.ok) return tasks;
  const files: DeliveredFile[] = [];
  for (const task of tasks.value) {
    const takeBack = await announcePlace(context.accounts, account.record.id, task.place);
    const write = await carryOut(task, delivery);
    if (!write.ok) {
      await takeBack();
      return write;
    }
    await rememberPlace(context.accounts, account.record.id, task.place);
    files.push({ kind: task.kind, path: task.path, write: write.value });
  }
  if (delivery.kind === 'clipboard') {
    const copied = await context.copy(account, version);
    if (!copied.ok) return copied;
  }
  if (delivery.kind === 'terminal') context.useInTerminals(account, version);
  return ok({ kind: delivery.kind, files });
}

/** The files that an order changes; none for what has no file. Either all of them may be written, or none is. */
export async function fileTasks(order: Order): Promise<Outcome<readonly FileTask[], CommandFailure>> {
  const tasks = plannedTasks(order);
  if (!tasks.ok) return tasks;
  for (const { path } of tasks.value) {
    const allowed = await refuseLinkOutside(path);
    if (!allowed.ok) return allowed;
  }
  return tasks;
}

function plannedTasks(order: Order): Outcome<readonly FileTask[], CommandFailure> {
  const { delivery } = order;
  switch (delivery.kind) {
    case 'dotenv': {
      const dotenv = dotenvTask(order, delivery.folder);
      return dotenv.ok ? ok([dotenv.value]) : dotenv;
    }
    case 'launch': {
      const launch = launchTask(order, delivery.place, undefined);
      return launch.ok ? ok([launch.value]) : launch;
    }
    case 'launchEnvFile': {
      const { folder } = delivery;
      const dotenv = dotenvTask(order, folder);
      if (!dotenv.ok) return dotenv;
      const launch = launchTask(order, { kind: 'folder', folder }, envFileOf(folder, dotenv.value.path));
      return launch.ok ? ok([dotenv.value, launch.value]) : launch;
    }
    case 'clipboard':
    case 'terminal':
    case 'storeOnly':
      return ok([]);
  }
}

function dotenvTask(
  { account: { record, secrets }, version, before }: Order,
  folder: vscode.WorkspaceFolder,
): Outcome<FileTask, CommandFailure> {
  const path = locateDotenv(folder);
  if (!path.ok) return path;
  const uri = vscode.Uri.file(path.value).toString();
  const flags = flagsFor(version, flagValues(record, secrets));
  const plan = planFlags(flags, before.get(uri) ?? []);
  const place = {
    kind: 'dotenv' as const,
    uri,
    agorasVersion: version,
    at: unixNow(),
    secrets: fingerprintsOf(flags),
  };
  return ok({ kind: 'dotenv', path: path.value, plan, place });
}

function launchTask({ version }: Order, where: Place, envFile: string | undefined): Outcome<FileTask, CommandFailure> {
  const path = locateLaunch(where);
  if (!path.ok) return path;
  const options = {
    version,
    debugger: installedDebugger(),
    source: envFile === undefined ? { kind: 'commands' as const } : { kind: 'envFile' as const, path: envFile },
  };
  const place = {
    kind: 'launch' as const,
    uri: vscode.Uri.file(path.value).toString(),
    agorasVersion: version,
    debugger: options.debugger,
    envFile,
    at: unixNow(),
  };
  return ok({ kind: 'launch', path: path.value, plan: planConfiguration(path.value, options), place });
}

async function carryOut(task: FileTask, delivery: Delivery): Promise<Outcome<TextWrite, CommandFailure>> {
  if (task.kind === 'launch') return changeLaunch(task.path, task.plan);
  if ('ignoreFirst' in delivery && delivery.ignoreFirst) {
    const ignored = await addToGitignore(task.path);
    if (!ignored.ok) return ignored;
  }
  return changeDotenv(task.path, task.plan);
}
