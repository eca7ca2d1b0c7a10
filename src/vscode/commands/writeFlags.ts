// "Write Flags to…": a stored account's flags to any destination.
import * as l10n from '@vscode/l10n';
import { readsFlagsOnly } from '../../agoras/installedVersion';
import type { AgorasVersion } from '../../agoras/target';
import { ok, type Outcome } from '../../base/outcome';
import type { AccountRecord } from '../../credentials/account';
import type { SecretProblem } from '../../messages/failureKinds';
import { deliverAndNotify } from '../delivery/deliverAndNotify';
import { settingsFolder, type WriteRequest } from '../destinations/destination';
import { afterFailedProof, DONE, failed, type CommandEnd } from '../prompts/commandEnd';
import { askPick, toStepEnd } from '../prompts/quickInputs';
import { runWizard, type Position, type Step } from '../prompts/wizard';
import { accountChoice, askAgorasVersion } from '../questions/choices';
import {
  chooseDestination,
  deliverySteps,
  readFileVisibilities,
  type DeliveryState,
  type DeliveryStepId,
} from '../questions/deliverySteps';
import { isVersionSetEverywhere } from '../settings/settings';
import { proveBeforeWriting } from '../signIn/checkAccount';
import type { DeliveryUses, Uses } from './services';

type WriteUses = DeliveryUses & Uses<'previews' | 'installedAgoras' | 'help'>;

type StepId = 'account' | 'agorasVersion' | DeliveryStepId;

interface WriteState extends DeliveryState {
  readonly account?: AccountRecord;
  readonly agorasVersion?: AgorasVersion;
}

/** `accountId`: whose flags, where that was chosen before. */
export async function writeFlags(services: WriteUses, accountId?: string): Promise<CommandEnd> {
  const { workspace } = services;
  const given = workspace.find(accountId);
  const accounts = given === undefined ? workspace.accounts() : [given];
  const [only, ...others] = accounts;
  if (only === undefined) return workspace.withoutAccount(() => writeFlags(services, accountId));
  const end = await runWizard(await writeSteps(services, accounts), others.length > 0 ? {} : { account: only });
  return end.kind === 'finished' ? write(services, end.state) : { kind: 'cancelled' };
}

async function write(services: WriteUses, state: WriteState): Promise<CommandEnd> {
  const { workspace, mismatch } = services;
  const again = () => write(services, state);
  const request = await toRequest(services, state);
  if (!request.ok) return failed(request.error, again);
  const { target } = request.value;
  const { id } = request.value.account.record;
  const account = await proveBeforeWriting(services, request.value.account, target);
  if (!account.ok) return failed(account.error, (action) => afterFailedProof(action, id, again));
  if (state.agorasVersion !== undefined) await workspace.rememberAgorasVersion(state.agorasVersion);
  return deliverAndNotify(
    services,
    { ...request.value, account: account.value },
    {
      previousId: workspace.account()?.id,
      chooseAgain: () => writeFlags(services, id),
      delivered: () => void mismatch.notify(target),
    },
  );
}

async function toRequest(
  { accounts, workspace, installedAgoras }: WriteUses,
  state: WriteState,
): Promise<Outcome<WriteRequest, SecretProblem>> {
  if (state.account === undefined) throw new Error('The questions ended before they were answered.');
  const account = await accounts.open(state.account);
  if (!account.ok) return account;
  const destination = chooseDestination(state);
  const target = workspace.target(settingsFolder(destination), state.agorasVersion);
  const installed = await installedAgoras();
  return ok({ account: account.value, target, destination, readsFlagsOnly: readsFlagsOnly(installed, target) });
}

/** Shows what the answers would change, while the question stays open. */
async function showPreview(services: WriteUses, state: WriteState): Promise<CommandEnd> {
  const request = await toRequest(services, state);
  const shown = request.ok ? await services.previews.show(request.value) : request;
  return shown.ok ? DONE : failed(shown.error);
}

async function writeSteps(
  services: WriteUses,
  accounts: readonly AccountRecord[],
): Promise<Step<StepId, WriteState, never>[]> {
  const { workspace, written, installedAgoras, help, runInBackground } = services;
  const list = (id: StepId, position: Position) => ({ title: l10n.t('Write Flags'), position, buttons: [help(id)] });
  const installed = await installedAgoras();
  return [
    {
      id: 'account',
      isAsked: () => accounts.length > 1,
      ask: async (state, position) => {
        const answer = await askPick({
          ...list('account', position),
          placeholder: l10n.t('Whose credentials?'),
          choices: accounts.map(accountChoice),
        });
        return toStepEnd(answer, (account) => ({ ...state, account }));
      },
    },
    {
      id: 'agorasVersion',
      isAsked: () => !isVersionSetEverywhere(),
      ask: async (state, position) => {
        const answer = await askAgorasVersion(list('agorasVersion', position), installed, workspace.agorasVersion());
        return toStepEnd(answer, (agorasVersion) => ({ ...state, agorasVersion }));
      },
    },
    ...deliverySteps<WriteState, never>({
      written,
      visibilities: await readFileVisibilities(),
      isAccount: ({ account }, { id }) => account?.id === id,
      list,
      preview: (state) => () => {
        runInBackground(() => showPreview(services, state));
      },
    }),
  ];
}
