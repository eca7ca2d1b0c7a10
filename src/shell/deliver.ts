// Puts the credentials of an account where they were chosen to go, and remembers it.
import * as vscode from 'vscode';
import { flagValues } from '../credentials/account';
import { flagsFor, type AgorasVersion } from '../credentials/flags';
import type { Unquotable } from '../destinations/commandLine';
import { err, ok, type Outcome } from '../outcome';
import type { AccountStore } from './accountStore';
import { unixNow } from './clock';
import type { Delivery, Place } from './delivery';
import { changeDotenv, locateDotenv, planFlags } from './dotenvDestination';
import type { CommandFailure } from './failureWords';
import { linkedOutside } from './files';
import { addToGitignore } from './git';
import { envFileOf, installedDebugger, locateLaunch, writeLaunch } from './launchDestination';
import type { TextWrite } from './textDestination';
import { rememberPlace, type OpenAccount, type WrittenFlags } from './writtenPlaces';

export interface DeliverContext {
  readonly accounts: AccountStore;
  /** Copies the command line; it clears the clipboard after a while. */
  readonly copy: (account: OpenAccount, version: AgorasVersion) => Promise<Outcome<void, Unquotable>>;
  readonly useInTerminals: (account: OpenAccount, version: AgorasVersion) => void;
}

/** Where the credentials went, and how to take that back. */
export type Delivered =
  | { readonly kind: 'dotenv' | 'launch'; readonly path: string; readonly write: TextWrite }
  | {
      readonly kind: 'launchEnvFile';
      readonly path: string;
      readonly write: TextWrite;
      readonly dotenv: { readonly path: string; readonly write: TextWrite };
    }
  | { readonly kind: 'clipboard' | 'terminal' | 'storeOnly' };

/** `before`: what the extension had written where, before the account was renewed. */
export async function deliver(
  context: DeliverContext,
  account: OpenAccount,
  delivery: Delivery,
  version: AgorasVersion,
  before: WrittenFlags,
): Promise<Outcome<Delivered, CommandFailure>> {
  switch (delivery.kind) {
    case 'dotenv': {
      const written = await deliverDotenv(context, account, delivery, version, before);
      return written.ok ? ok({ kind: delivery.kind, ...written.value }) : written;
    }
    case 'launch': {
      const written = await deliverLaunch(context, account, delivery.place, version, undefined);
      return written.ok ? ok({ kind: delivery.kind, ...written.value }) : written;
    }
    case 'launchEnvFile': {
      const dotenv = await deliverDotenv(context, account, delivery, version, before);
      if (!dotenv.ok) return dotenv;
      const { folder } = delivery;
      const envFile = envFileOf(folder, dotenv.value.path);
      const launch = await deliverLaunch(context, account, { kind: 'folder', folder }, version, envFile);
      return launch.ok ? ok({ kind: delivery.kind, ...launch.value, dotenv: dotenv.value }) : launch;
    }
    case 'clipboard': {
      const copied = await context.copy(account, version);
      return copied.ok ? ok({ kind: delivery.kind }) : copied;
    }
    case 'terminal':
      context.useInTerminals(account, version);
      return ok({ kind: delivery.kind });
    case 'storeOnly':
      return ok({ kind: delivery.kind });
  }
}

interface Written {
  readonly path: string;
  readonly write: TextWrite;
}

async function deliverDotenv(
  { accounts }: DeliverContext,
  { record, secrets }: OpenAccount,
  { folder, ignoreFirst }: Extract<Delivery, { folder: unknown }>,
  agorasVersion: AgorasVersion,
  before: WrittenFlags,
): Promise<Outcome<Written, CommandFailure>> {
  const path = locateDotenv(folder);
  if (!path.ok) return path;
  // In Restricted Mode nobody has vouched for where the links of a workspace lead.
  if (!vscode.workspace.isTrusted && (await linkedOutside(folder.uri.fsPath, path.value)) !== undefined) {
    return err({ kind: 'dotenvLinked', folder: folder.name, path: path.value });
  }
  if (ignoreFirst) {
    const ignored = await addToGitignore(path.value);
    if (!ignored.ok) return ignored;
  }
  const uri = vscode.Uri.file(path.value).toString();
  const flags = flagsFor(agorasVersion, flagValues(record, secrets));
  const written = await changeDotenv(path.value, planFlags(flags, before.get(uri) ?? []));
  if (!written.ok) return err(written.error);
  await rememberPlace(accounts, record.id, { kind: 'dotenv', uri, agorasVersion, at: unixNow() });
  return ok({ path: path.value, write: written.value });
}

async function deliverLaunch(
  { accounts }: DeliverContext,
  { record }: OpenAccount,
  place: Place,
  agorasVersion: AgorasVersion,
  envFile: string | undefined,
): Promise<Outcome<Written, CommandFailure>> {
  const path = locateLaunch(place);
  if (!path.ok) return path;
  const options = {
    version: agorasVersion,
    debugger: installedDebugger(),
    source: envFile === undefined ? { kind: 'commands' as const } : { kind: 'envFile' as const, path: envFile },
  };
  const written = await writeLaunch(path.value, options);
  if (!written.ok) return err(written.error);
  await rememberPlace(accounts, record.id, {
    kind: 'launch',
    uri: vscode.Uri.file(path.value).toString(),
    agorasVersion,
    debugger: options.debugger,
    envFile,
    at: unixNow(),
  });
  return ok({ path: path.value, write: written.value });
}
