// "Write Flags to…": a stored account's flags to any destination. The flow ends here, too.
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { AccountRecord } from '../../credentials/account';
import type { AgorasVersion } from '../../agoras/flags';
import type { Action } from '../../messages/actions';
import { ok, type Outcome } from '../../base/outcome';
import type { AccountStore } from '../accounts/accountStore';
import type { SecretProblem } from '../../messages/failureKinds';
import type { ReadInstalledAgoras } from '../settings/installedAgoras';
import { knownAgorasVersion } from '../settings/agorasVersionChoice';
import { accountsByUse } from '../questions/chooseAccount';
import { accountChoice, versionChoices } from '../questions/choices';
import { startOver } from './checkToken';
import type { CommandEnd } from './commandBoundary';
import { deliver } from '../delivery/deliver';
import { completeDelivery, type DeliveryDraft } from '../delivery/delivery';
import { deliverySteps, readFileVisibilities, type DeliveryStepId } from '../questions/deliverySteps';
import type { DeliverContext, DeliveredFile, WriteRequest } from '../destinations/destination';
import type { Previews } from '../delivery/preview';
import { askPick, toStepEnd, type PromptButton } from '../prompts/quickInputs';
import { readAgorasVersionSetting, readNetworks } from '../settings/settings';
import { switchAgorasVersion, type SwitchContext } from '../delivery/switchVersion';
import { notifyDelivered, type NotifyContext } from '../delivery/notifyDelivered';
import { toStoreOnly } from '../destinations/storeOnlyDestination';
import { runWizard, type Position, type Step } from '../prompts/wizard';
import { readWrittenFlags, restorePlaces } from '../delivery/writtenLocations';

export interface WriteFlagsContext extends DeliverContext {
  readonly accounts: AccountStore;
  readonly workspaceState: vscode.Memento;
  readonly refreshTerminals: SwitchContext['refreshTerminals'];
  readonly follow: NotifyContext['runInBackground'];
  readonly installedAgoras: ReadInstalledAgoras;
  readonly previews: Previews;
  /** Says where another Agoras is installed than the one that is written for. */
  readonly tellMismatch: (version: AgorasVersion) => void;
  readonly help: (step: WriteStepId) => PromptButton;
}

export type WriteStepId = 'account' | 'agorasVersion' | DeliveryStepId;

interface Draft extends DeliveryDraft {
  readonly account?: AccountRecord;
  readonly agorasVersion?: AgorasVersion;
}

/** `accountId`: whose flags, where that was chosen before. */
export async function writeFlags(context: WriteFlagsContext, accountId?: string): Promise<CommandEnd> {
  const list = accountsByUse(context);
  if (list.length === 0) return { kind: 'failed', failure: { kind: 'noAccount' }, resume: startOver };
  const given = list.find(({ id }) => id === accountId);
  const choices = given === undefined ? list : [given];
  const [only, ...others] = choices;
  const draft = only === undefined || others.length > 0 ? {} : { account: only };
  const end = await runWizard(await writeSteps(context, choices), draft);
  if (end.kind !== 'finished') return { kind: 'cancelled' };
  return write(context, end.draft);
}

async function write(context: WriteFlagsContext, draft: Draft): Promise<CommandEnd> {
  const again = () => write(context, draft);
  const order = await toOrder(context, draft);
  if (!order.ok) return { kind: 'failed', failure: order.error, resume: again };
  const switched = await switchAgorasVersion(context, order.value.version, order.value.account);
  if (!switched.ok) return { kind: 'failed', failure: switched.error, resume: again };
  return deliverAndNotify(context, order.value);
}

/** Shows what the answers would change, while the question stays open. */
async function showPreview(context: WriteFlagsContext, draft: Draft): Promise<CommandEnd> {
  const order = await toOrder(context, draft);
  const shown = order.ok ? await context.previews.show(order.value) : order;
  return shown.ok ? { kind: 'done' } : { kind: 'failed', failure: shown.error };
}

async function toOrder(
  { accounts, workspaceState }: WriteFlagsContext,
  draft: Draft,
): Promise<Outcome<WriteRequest, SecretProblem>> {
  const { account: record } = draft;
  const version = draft.agorasVersion ?? knownAgorasVersion(workspaceState);
  if (record === undefined || version === undefined) throw new Error('The questions ended before they were answered.');
  const secrets = await accounts.readSecrets(record);
  if (!secrets.ok) return secrets;
  const account = { record, secrets: secrets.value };
  const delivery = completeDelivery(draft);
  return ok({ account, delivery, version, networks: readNetworks(), before: await readWrittenFlags(accounts) });
}

/** Delivers and tells. A failure can be tried again, or with another destination. */
export async function deliverAndNotify(context: WriteFlagsContext, order: WriteRequest): Promise<CommandEnd> {
  const { record } = order.account;
  const places = context.accounts.list();
  const delivered = await deliver(context, order);
  if (!delivered.ok) {
    const { error } = delivered;
    if (error.kind === 'cancelled') {
      // The account is stored all the same, and who has just obtained it should know.
      notifyDelivered(record, toStoreOnly.describe(record, order.version, [], undefined), {
        undo: undefined,
        runInBackground: context.follow,
      });
      return { kind: 'cancelled' };
    }
    const resume = (action: Action) =>
      action === 'chooseDestination' ? writeFlags(context, record.id) : deliverAndNotify(context, order);
    return { kind: 'failed', failure: error, resume };
  }
  const { files, sent } = delivered.value;
  notifyDelivered(record, order.delivery.destination.describe(record, order.version, files, sent), {
    undo: undoOf(context.accounts, files, places),
    runInBackground: context.follow,
  });
  context.tellMismatch(order.version);
  return { kind: 'done' };
}

async function writeSteps(
  context: WriteFlagsContext,
  list: readonly AccountRecord[],
): Promise<Step<WriteStepId, Draft, never>[]> {
  const title = l10n.t('Write Flags');
  const prompt = (id: WriteStepId, position: Position) => ({ title, position, buttons: [context.help(id)] });
  const known = knownAgorasVersion(context.workspaceState);
  const installed = await context.installedAgoras();
  return [
    {
      id: 'account',
      isAsked: () => list.length > 1,
      ask: async (draft, position) => {
        const answer = await askPick({
          ...prompt('account', position),
          placeholder: l10n.t('Whose credentials?'),
          choices: list.map(accountChoice),
        });
        return toStepEnd(answer, (account) => ({ ...draft, account }));
      },
    },
    {
      id: 'agorasVersion',
      isAsked: () => readAgorasVersionSetting() === 'ask',
      ask: async (draft, position) => {
        const answer = await askPick({
          ...prompt('agorasVersion', position),
          placeholder: l10n.t('Which Agoras do you use? “agoras --version” tells.'),
          choices: versionChoices(installed, known),
        });
        return toStepEnd(answer, (agorasVersion) => ({ ...draft, agorasVersion }));
      },
    },
    ...deliverySteps<Draft, never>({
      visibilities: await readFileVisibilities(),
      list: prompt,
      preview: (draft) => () => {
        context.follow(() => showPreview(context, draft));
      },
    }),
  ];
}

/** Puts the files back as they were, and the places into the records; the newest file first. */
function undoOf(
  accounts: AccountStore,
  delivered: readonly DeliveredFile[],
  places: readonly AccountRecord[],
): NotifyContext['undo'] {
  const undos = delivered.flatMap(({ write: written }) => (written.kind === 'written' ? [written.undo] : []));
  if (undos.length === 0) return undefined;
  const undo = async (): Promise<CommandEnd> => {
    for (let next = undos.pop(); next !== undefined; next = undos.pop()) {
      const undone = await next();
      if (!undone.ok) return { kind: 'failed', failure: undone.error };
    }
    await restorePlaces(accounts, places);
    return { kind: 'done' };
  };
  return undo;
}
