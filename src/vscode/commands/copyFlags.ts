import * as l10n from '@vscode/l10n';
import type { AgorasVersion } from '../../agoras/target';
import { deliverAndNotify } from '../delivery/deliverAndNotify';
import { clipboardDestination } from '../destinations/clipboardDestination';
import type { MemoryDestination } from '../destinations/destination';
import { afterFailedProof, failed, type CommandEnd } from '../prompts/commandEnd';
import { askAgorasVersion } from '../questions/choices';
import { agreesToHandOut } from '../questions/handingOut';
import { proveBeforeWriting } from '../signIn/checkAccount';
import type { DeliveryUses, Uses } from './services';

type CopyUses = DeliveryUses & Uses<'installedAgoras' | 'help'>;

/** Copies the command line to the clipboard. `accountId`: defaults to the account that this workspace uses. */
export async function copyFlags(services: CopyUses, accountId?: string): Promise<CommandEnd> {
  return deliverToMemory(services, clipboardDestination, accountId);
}

export async function deliverToMemory(
  services: CopyUses,
  destination: MemoryDestination,
  accountId: string | undefined,
): Promise<CommandEnd> {
  const { accounts, workspace, mismatch } = services;
  const again = () => deliverToMemory(services, destination, accountId);
  const previous = workspace.account();
  const record = workspace.find(accountId) ?? previous;
  if (record === undefined) return workspace.withoutAccount(again);
  const known = workspace.agorasVersion();
  const version = known ?? (await askVersion(services));
  if (version === undefined) return { kind: 'cancelled' };
  const chosen = { kind: 'memory' as const, destination };
  // A task or link of the workspace may have run this, so if nothing else is asked, consent is.
  if (known !== undefined && !(await agreesToHandOut(record, chosen))) return { kind: 'cancelled' };
  const opened = await accounts.open(record);
  if (!opened.ok) return failed(opened.error, again);
  const target = workspace.target(undefined, version);
  const account = await proveBeforeWriting(services, opened.value, target);
  if (!account.ok) return failed(account.error, (action) => afterFailedProof(action, record.id, again));
  return deliverAndNotify(
    services,
    { account: account.value, target, destination: chosen, readsFlagsOnly: false },
    { previousId: previous?.id, chooseAgain: again, delivered: () => void mismatch.notify(target) },
  );
}

async function askVersion({ workspace, installedAgoras, help }: CopyUses): Promise<AgorasVersion | undefined> {
  const prompt = {
    title: l10n.t('Copy Flags as Command Line'),
    position: { step: 1, totalSteps: 1, canGoBack: false },
    buttons: [help('agorasVersion')],
  };
  const answer = await askAgorasVersion(prompt, await installedAgoras(), undefined);
  if (answer.kind !== 'answered') return undefined;
  await workspace.rememberAgorasVersion(answer.value);
  return answer.value;
}
