import * as l10n from '@vscode/l10n';
import type { Target } from '../../agoras/target';
import { ok, type Outcome } from '../../base/outcome';
import type { AccountRecord } from '../../credentials/account';
import type { Action } from '../../messages/failures/failureMessage';
import {
  describeAccountInUse,
  describeElsewhere,
  describeKeptOnly,
  describeOthersHere,
  describePublishingCaveat,
  describeUndone,
} from '../../messages/deliveryMessages';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import type { AccountStore } from '../accounts/accountStore';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import type { ConnectTo } from '../signIn/connect';
import type { Memory, WriteRequest } from '../destinations/destination';
import {
  afterFailedProof,
  DONE,
  failed,
  notify,
  type CommandEnd,
  type MessageButton,
  type RunInBackground,
} from '../prompts/commandEnd';
import { bringUpToDate, ofOtherAccounts, replaceOthers, targetOfFolder } from './bringUpToDate';
import { deliver, type Delivered, type Undo } from './deliver';
import { displayLocation, unreachableLocations, type WrittenLocations } from './writtenLocations';

export interface DeliveryServices {
  readonly accounts: AccountStore;
  readonly workspace: WorkspaceChoices;
  readonly written: WrittenLocations;
  readonly memory: Memory;
  /** For actions started by the person: asks before contacting a URL that isn’t Facebook’s. */
  readonly connect: ConnectTo;
  readonly runInBackground: RunInBackground;
}

export interface DeliveryOptions {
  /** The account that the workspace used before the command. */
  readonly previousId: string | undefined;
  readonly chooseAgain: () => Promise<CommandEnd>;
  /** Called after everything has been written. */
  readonly delivered: () => void;
}

/**
 * Delivers, updates everything else that was written for the account, and shows the result. A failure can be retried,
 * with the same or another destination.
 */
export async function deliverAndNotify(
  services: DeliveryServices,
  request: WriteRequest,
  options: DeliveryOptions,
): Promise<CommandEnd> {
  const { written, memory, workspace, runInBackground } = services;
  const { record } = request.account;
  const delivered = await deliver(written, memory, request);
  if (!delivered.ok) {
    if (delivered.error.kind === 'cancelled') {
      // The account has been stored anyway, and anyone who just obtained it should know.
      notify('info', describeKeptOnly(record), [], runInBackground);
      return { kind: 'cancelled' };
    }
    return failed(delivered.error, (action: Action) =>
      action === 'chooseDestination' ? options.chooseAgain() : deliverAndNotify(services, request, options),
    );
  }
  if (isOfWorkspace(request)) {
    await workspace.useAccount(record.id);
    memory.terminals.replace(request.account, terminalsTarget(services, request));
  }
  const finish = async (): Promise<CommandEnd> => {
    const targetOf = isOfWorkspace(request) ? targetOfFolder(workspace) : undefined;
    const updated = await bringUpToDate(services, record, targetOf);
    if (!updated.ok) return failed(updated.error, (action) => afterFailedProof(action, record.id, finish));
    notifyDelivered(services, request, delivered.value, options.previousId);
    options.delivered();
    return DONE;
  };
  return finish();
}

/** The requested target if it is for terminals, otherwise that of the window. */
function terminalsTarget({ workspace }: DeliveryServices, { target, destination }: WriteRequest): Target {
  return destination.kind === 'memory' ? target : workspace.target(undefined);
}

function isOfWorkspace({ destination: { destination } }: WriteRequest): boolean {
  return destination.kind !== 'memory' || destination.isOfWorkspace;
}

function notifyDelivered(
  services: DeliveryServices,
  request: WriteRequest,
  { message, undo }: Delivered,
  previousId: string | undefined,
): void {
  const { written, workspace, runInBackground } = services;
  const { record } = request.account;
  const isNew = previousId !== undefined && previousId !== record.id && workspace.account()?.id === record.id;
  const others = ofOtherAccounts(written, record.id).map(({ location }) => displayLocation(location));
  const elsewhere = unreachableLocations(workspace.find(record.id) ?? record);
  const caveat = describePublishingCaveat(record, request.target);
  const sentences = [
    ...message.sentences,
    ...(isNew ? [describeAccountInUse(record)] : []),
    ...(others.length === 0 ? [] : [describeOthersHere(others)]),
    ...(elsewhere.length === 0 ? [] : [describeElsewhere(elsewhere)]),
    ...(caveat === undefined ? [] : [caveat]),
  ];
  const buttons: MessageButton[] = [
    ...message.buttons,
    ...(others.length === 0 ? [] : [replaceButton(services, request)]),
    ...(undo === undefined
      ? []
      : [
          {
            label: l10n.t('Undo'),
            run: () => runUndo(services, undo, record, previousId),
          },
        ]),
  ];
  const isQuiet = caveat === undefined && others.length === 0 && elsewhere.length === 0;
  notify(isQuiet ? 'info' : 'warning', sentences.join(' '), buttons, runInBackground);
}

/** After a failure, the rest of the undo can be retried. */
async function runUndo(
  services: DeliveryServices,
  undo: Undo,
  record: AccountRecord,
  previousId: string | undefined,
): Promise<CommandEnd> {
  const undone = await undoDelivery(services, undo, record.id, previousId);
  if (!undone.ok) return failed(undone.error, () => runUndo(services, undo, record, previousId));
  const inUse = undone.value === undefined ? [] : [describeAccountInUse(undone.value)];
  notify('info', [describeUndone(record), ...inUse].join(' '), [], services.runInBackground);
  return DONE;
}

/** Also restores the account of the workspace and its terminals; returns that account. */
async function undoDelivery(
  { accounts, memory, workspace }: DeliveryServices,
  undo: Undo,
  accountId: string,
  previousId: string | undefined,
): Promise<Outcome<AccountRecord | undefined, CommandFailure>> {
  const undone = await undo();
  if (!undone.ok) return undone;
  const previous = previousId === undefined ? undefined : workspace.find(previousId);
  if (previous === undefined || previous.id === accountId || workspace.account()?.id !== accountId) {
    return ok(undefined);
  }
  await workspace.useAccount(previous.id);
  const account = await accounts.open(previous);
  if (account.ok) memory.terminals.replace(account.value);
  return ok(previous);
}

/** Replaces the other accounts of this workspace with this one. */
export function replaceButton(services: DeliveryServices, { account }: Pick<WriteRequest, 'account'>): MessageButton {
  const { id } = account.record;
  const run = async (): Promise<CommandEnd> => {
    const replaced = await replaceOthers(services, account);
    return replaced.ok ? DONE : failed(replaced.error, (action) => afterFailedProof(action, id, run));
  };
  return { label: l10n.t('Replace Them'), run };
}
