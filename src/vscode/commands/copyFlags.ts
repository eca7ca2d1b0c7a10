// "Copy Flags as Command Line" and "Use Credentials in Terminals": nothing of either is on disk.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { flagValues } from '../../credentials/account';
import { flagsFor, type AgorasVersion } from '../../agoras/flags';
import { commandLine } from '../../agoras/commandLine';
import { shellOf, type Unquotable } from '../../edits/shellQuoting';
import { ok, type Outcome } from '../../base/outcome';
import { knownAgorasVersion, rememberAgorasVersion } from '../settings/agorasVersionChoice';
import type { ClipboardKeeper } from '../destinations/clipboard';
import { currentAccount } from '../accounts/currentAccount';
import { versionChoices } from '../questions/choices';
import { startOver } from './checkToken';
import type { CommandEnd } from './commandBoundary';
import type { Destination, OpenAccount } from '../destinations/destination';
import { askPick } from '../prompts/quickInputs';
import { readNetworks } from '../settings/settings';
import type { Terminals } from '../destinations/terminals';
import { toClipboard } from '../destinations/clipboardDestination';
import { toTerminals } from '../destinations/terminalsDestination';
import { deliverAndNotify, type WriteFlagsContext } from './writeFlags';
import { readWrittenFlags } from '../delivery/writtenLocations';

/** Puts the command line on the clipboard, quoted for the shell that terminals start here. */
export async function copyCommandLine(
  keeper: ClipboardKeeper,
  { record, secrets }: OpenAccount,
  version: AgorasVersion,
): Promise<Outcome<void, Unquotable>> {
  const target = { version, networks: readNetworks() };
  const line = commandLine(flagsFor(target, flagValues(record, secrets)), target, shellOf(vscode.env.shell));
  if (!line.ok) return line;
  await keeper.copy(line.value);
  return ok(undefined);
}

/** `accountId`: whose; else the account that this workspace uses. */
export async function copyFlags(context: WriteFlagsContext, accountId?: string): Promise<CommandEnd> {
  return withoutFiles(context, toClipboard, accountId);
}

/** Toggles: a second run takes the variables away again. */
export async function useInTerminal(context: WriteFlagsContext, terminals: Terminals): Promise<CommandEnd> {
  if (!terminals.isUsed()) return withoutFiles(context, toTerminals, undefined);
  terminals.stop();
  void vscode.window.showInformationMessage(
    l10n.t('New terminals no longer have the credentials. Those that are open keep them until they are closed.'),
  );
  return { kind: 'done' };
}

async function withoutFiles(
  context: WriteFlagsContext,
  destination: Destination,
  accountId: string | undefined,
): Promise<CommandEnd> {
  const { accounts, workspaceState } = context;
  const record = accountId === undefined ? currentAccount(accounts, workspaceState) : accounts.find(accountId);
  if (record === undefined) return { kind: 'failed', failure: { kind: 'noAccount' }, resume: startOver };
  const version = knownAgorasVersion(workspaceState) ?? (await askVersion(context));
  if (version === undefined) return { kind: 'cancelled' };
  const secrets = await accounts.readSecrets(record);
  if (!secrets.ok) {
    return { kind: 'failed', failure: secrets.error, resume: () => withoutFiles(context, destination, accountId) };
  }
  const account = { record, secrets: secrets.value };
  const delivery = { destination, place: undefined, ignoreFirst: false };
  const before = await readWrittenFlags(accounts);
  return deliverAndNotify(context, { account, delivery, version, networks: readNetworks(), before });
}

async function askVersion(context: WriteFlagsContext): Promise<AgorasVersion | undefined> {
  const answer = await askPick({
    title: l10n.t('Agoras Version'),
    position: { step: 1, totalSteps: 1, canGoBack: false },
    placeholder: l10n.t('Which Agoras do you use? “agoras --version” tells.'),
    buttons: [context.help('agorasVersion')],
    choices: versionChoices(await context.installedAgoras(), undefined),
  });
  if (answer.kind !== 'answered') return undefined;
  await rememberAgorasVersion(context.workspaceState, answer.value);
  return answer.value;
}
