// "Prove with the Installed Agoras": the installed Agoras logs in with the values that are written for it, without
// posting. Facebook is asked about what Agoras doesn't check on the way.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { loginProofOf } from '../../agoras/loginProof';
import { usesRefreshToken, type Target } from '../../agoras/target';
import { ok, type Cancelled, type Outcome } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import { flagValues, type Account, type AccountRecord } from '../../credentials/account';
import { checkAgorasLogin, isProven, type Check } from '../../credentials/checklist';
import { describeProvenLogin } from '../../messages/checkMessages';
import { describePublishingCaveat } from '../../messages/deliveryMessages';
import type { Action } from '../../messages/failures/failureMessage';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import { mismatchOf } from '../delivery/agorasVersionSwitch';
import { isInWorkspace } from '../delivery/writtenLocations';
import {
  afterFailedProof,
  buttonForCommand,
  DONE,
  failed,
  notify,
  runOther,
  type CommandEnd,
  type MessageButton,
} from '../prompts/commandEnd';
import { withProgress } from '../prompts/progress';
import { agreesToStart } from '../questions/handingOut';
import { logInWithAgoras, type NetworkLogin } from '../settings/agorasLogin';
import type { LocatedAgoras } from '../settings/installedAgoras';
import { COMMANDS } from '../settings/manifestIds';
import { readNetworksHere, readProofSetting, rememberProofSetting } from '../settings/settings';
import { proveBeforeWriting, proveForTarget } from '../signIn/checkAccount';
import type { DeliveryUses, Uses } from './services';

type ProveUses = DeliveryUses & Uses<'askInstalledAgoras' | 'report'>;

/** The results from Agoras and Facebook, if they answered. */
interface Findings {
  /** Empty if this Agoras can't log in without posting. */
  readonly logins: readonly NetworkLogin[];
  /** What Facebook says about the same values; undefined if it couldn't be asked. */
  readonly checks: readonly Check[] | undefined;
}

/** `accountId`: defaults to the account that the workspace uses. */
export async function proveWithAgoras(services: ProveUses, accountId?: string): Promise<CommandEnd> {
  const { workspace } = services;
  const again = () => proveWithAgoras(services, accountId);
  const record = workspace.find(accountId) ?? workspace.account();
  if (record === undefined) return workspace.withoutAccount(again);
  const resume = (action: Action) => goOn(action, record.id, again);
  // Looked up again instead of using the window's cache, because Agoras may just have been updated.
  const asked = await withProgress(l10n.t('Looking for Agoras…'), services.askInstalledAgoras);
  if (!asked.ok) return failed(asked.error, resume);
  const located = asked.value;
  const mayStart = loginProofOf(located.agoras) === undefined || (await agreesToStart(record, located));
  if (!mayStart) return { kind: 'cancelled' };
  const connected = await services.connect();
  if (!connected.ok) return failed(connected.error, again);
  const using = { ...services, connect: () => Promise.resolve(connected) };
  const target: Target = { version: located.agoras.version, networks: readNetworksHere() };
  const account = await openForTarget(using, record, target);
  if (!account.ok) return failed(account.error, resume, record.app.id);
  const found = await find(using, located, account.value, target);
  if (!found.ok) return failed(found.error, resume, record.app.id);
  return conclude(services, located, workspace.find(record.id) ?? account.value.record, target, found.value, resume);
}

/**
 * The account with the values that would be written for this Agoras. Only Facebook may be able to tell which token that
 * is.
 */
async function openForTarget(
  services: ProveUses,
  record: AccountRecord,
  target: Target,
): Promise<Outcome<Account, CommandFailure | Cancelled>> {
  const opened = await services.accounts.open(record);
  return opened.ok ? proveBeforeWriting(services, opened.value, target) : opened;
}

async function find(
  services: ProveUses,
  located: LocatedAgoras,
  account: Account,
  target: Target,
): Promise<Outcome<Findings, CommandFailure | Cancelled>> {
  const { agoras } = located;
  const proof = loginProofOf(agoras);
  const name = sanitizeLabel(account.record.page.name);
  const title =
    proof === undefined
      ? l10n.t('Checking the credentials of “{0}” for Agoras {1}…', name, agoras.exact)
      : l10n.t('Agoras {0} is logging in with the credentials of “{1}”…', agoras.exact, name);
  return withProgress(title, async (signal, onRetry) => {
    const values = flagValues(account, target.version);
    const logins =
      proof === undefined ? ok([]) : await logInWithAgoras(located, proof, target.networks, values, { signal });
    if (!logins.ok) return logins;
    const asked = await proveForTarget(services, account.record, target, signal, onRetry);
    if (asked.ok) return ok({ logins: logins.value, checks: asked.value });
    // If no login was tried either, Facebook's failure to answer is the only result.
    const isStopped = asked.error.kind === 'cancelled' || logins.value.length === 0;
    return isStopped ? asked : ok({ logins: logins.value, checks: undefined });
  });
}

function conclude(
  services: ProveUses,
  { agoras }: LocatedAgoras,
  record: AccountRecord,
  target: Target,
  { logins, checks }: Findings,
  resume: (action: Action) => Promise<CommandEnd>,
): CommandEnd {
  const { page, app } = record;
  services.report(record, [
    ...logins.map(({ network, answer }) => checkAgorasLogin(agoras.exact, network, answer)),
    ...(checks ?? []),
  ]);
  for (const { network, answer } of logins) {
    if (answer.kind === 'accepted') continue;
    const failure = { kind: 'agorasLoginFailed', agoras: agoras.exact, account: page.name, network } as const;
    return failed({ ...failure, answer, checks }, resume, app.id);
  }
  if (checks !== undefined && !isProven(checks)) return failed({ kind: 'notProven', checks }, resume, app.id);
  const proof = loginProofOf(agoras);
  const networks = logins.length === 0 ? target.networks : logins.map(({ network }) => network);
  const proven = { agoras: agoras.exact, account: page.name, networks, proof, checks };
  // If no version was chosen for this workspace, the installed one can't contradict it.
  const mismatch = mismatchOf(services, agoras, services.workspace.agorasVersion() ?? agoras.version);
  const caveat = describePublishingCaveat(record, target);
  const sentences = [
    describeProvenLogin(proven, vscode.env.language),
    ...(caveat === undefined ? [] : [caveat]),
    ...(mismatch === undefined ? [] : [mismatch.message]),
  ];
  const isWritten = record.written.some(isInWorkspace) || services.memory.terminals.isUsedFor(record.id);
  const buttons = [
    ...(mismatch?.buttons ?? []),
    ...(isWritten ? [] : [buttonForCommand(l10n.t('Write Flags to…'), COMMANDS.writeFlags, record.id)]),
    buttonForCommand(l10n.t('Show the Report'), COMMANDS.openWalkthrough),
  ];
  const isQuiet = caveat === undefined && mismatch === undefined && checks !== undefined;
  notify(isQuiet ? 'info' : 'warning', sentences.join(' '), buttons, services.runInBackground);
  return DONE;
}

/** Handles the buttons below a failure. */
function goOn(action: Action, accountId: string, again: () => Promise<CommandEnd>): Promise<CommandEnd> {
  switch (action) {
    case 'checkToken':
      return runOther(COMMANDS.checkToken, accountId);
    case 'renewToken':
      return runOther(COMMANDS.renewToken, accountId);
    default:
      return afterFailedProof(action, accountId, again);
  }
}

/**
 * The last step of getting credentials, if the installed Agoras can prove what was written for it. Depending on the
 * setting, the proof is run, offered or skipped.
 */
export async function offerProof(
  { installedAgoras, runInBackground }: Uses<'installedAgoras' | 'runInBackground'>,
  record: AccountRecord,
  target: Target,
): Promise<void> {
  const setting = readProofSetting();
  const agoras = setting === 'never' ? undefined : await installedAgoras();
  if (agoras === undefined || loginProofOf(agoras) === undefined) return;
  // The written version doesn't match the installed one: `agorasVersionSwitch.ts` reports that.
  if (usesRefreshToken(agoras.version) !== usesRefreshToken(target.version)) return;
  const run = () => runOther(COMMANDS.proveWithAgoras, record.id);
  if (setting === 'always') {
    runInBackground(run);
    return;
  }
  const question = l10n.t(
    'Agoras {0} is installed here and can log in with the new credentials to prove that they work. Nothing is posted. Your answer is kept in the setting agoras.proveWithAgoras.',
    agoras.exact,
  );
  const answered = (label: string, value: 'always' | 'never'): MessageButton => ({
    label,
    run: async () => {
      await rememberProofSetting(value);
      return value === 'always' ? run() : DONE;
    },
  });
  const buttons = [answered(l10n.t('Always Prove'), 'always'), answered(l10n.t('Never'), 'never')];
  notify('info', question, buttons, runInBackground);
}
