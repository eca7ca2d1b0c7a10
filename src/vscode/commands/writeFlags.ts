// "Write Flags to…": delivers a stored account's credentials to any destination.
import * as l10n from '@vscode/l10n';
import { readsFlagsOnly } from '../../agoras/installedVersion';
import type { AgorasVersion } from '../../agoras/target';
import { ok, type Outcome } from '../../base/outcome';
import type { AccountRecord } from '../../credentials/account';
import type { SecretProblem } from '../../messages/failures/failureKinds';
import { deliverAndNotify } from '../delivery/deliverAndNotify';
import { settingsFolder, type WriteRequest } from '../destinations/destination';
import { afterFailedProof, DONE, failed, untilOver, type CommandEnd } from '../prompts/commandEnd';
import { askPick, toStepEnd } from '../prompts/quickInputs';
import { runWizard, type Position, type Step } from '../prompts/wizard';
import { accountChoice, askAgorasVersion } from '../questions/choices';
import { chooseDestination, deliverySteps, type DeliveryState, type DeliveryStepId } from '../questions/deliverySteps';
import { agreesToHandOut } from '../questions/handingOut';
import { readSecretFiles } from '../questions/secretFileSteps';
import { readFileVisibilities, type FileVisibilities } from '../questions/visibilitySteps';
import { isVersionSetEverywhere } from '../settings/settings';
import { proveBeforeWriting } from '../signIn/checkAccount';
import type { DeliveryUses, Uses } from './services';

type WriteUses = DeliveryUses & Uses<'previews' | 'installedAgoras' | 'help'>;

type StepId = 'account' | 'agorasVersion' | DeliveryStepId;

interface WriteState extends DeliveryState {
  readonly account?: AccountRecord;
  readonly agorasVersion?: AgorasVersion;
}

/** `accountId`: the account, if it was already chosen. */
export async function writeFlags(services: WriteUses, accountId?: string): Promise<CommandEnd> {
  const { workspace } = services;
  const given = workspace.find(accountId);
  const accounts = given === undefined ? workspace.accounts() : [given];
  const [only, ...others] = accounts;
  if (only === undefined) return workspace.withoutAccount(() => writeFlags(services, accountId));
  const visibilities = await readFileVisibilities();
  if (!visibilities.ok) return failed(visibilities.error);
  const steps = await writeSteps(services, accounts, visibilities.value);
  const end = await runWizard(steps, others.length > 0 ? {} : { account: only });
  if (end.kind !== 'finished' || !(end.isAnswered || (await agreesToWrite(end.state)))) return { kind: 'cancelled' };
  return write(services, end.state);
}

/** Asks for consent if the settings answer all questions: a task or link of the workspace may have run the command. */
function agreesToWrite(state: WriteState): Promise<boolean> {
  return agreesToHandOut(accountOf(state), chooseDestination(state));
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
  const account = await accounts.open(accountOf(state));
  if (!account.ok) return account;
  const destination = chooseDestination(state);
  const target = workspace.target(settingsFolder(destination), state.agorasVersion);
  const installed = await installedAgoras();
  return ok({ account: account.value, target, destination, readsFlagsOnly: readsFlagsOnly(installed, target) });
}

function accountOf({ account }: WriteState): AccountRecord {
  if (account === undefined) throw new Error('The questions ended before they were answered.');
  return account;
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
  visibilities: FileVisibilities,
): Promise<Step<StepId, WriteState, never>[]> {
  const { workspace, written, installedAgoras, help, runInBackground } = services;
  const list = (id: StepId, position: Position) => ({
    title: l10n.t('Write Flags'),
    position,
    buttons: [help(id)],
  });
  const installed = await installedAgoras();
  return [
    {
      id: 'account',
      isAsked: () => accounts.length > 1,
      ask: async (state, position) => {
        const answer = await askPick({
          ...list('account', position),
          placeholder: l10n.t('Which account’s credentials?'),
          choices: accounts.map((account) => accountChoice(account, workspace.account())),
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
      visibilities,
      secretFiles: await readSecretFiles(),
      offersKeeping: false,
      isAccount: ({ account }, { id }) => account?.id === id,
      list,
      preview: (state) => () => untilOver(runInBackground, () => showPreview(services, state)),
    }),
  ];
}
