// "Upgrade to Agoras 3…": upgrades everything in a workspace that is for an older Agoras, with a single Undo.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { DEFAULT_VERSION, NETWORKS, type AgorasVersion, type Target } from '../../agoras/target';
import { err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import { unixNow } from '../../base/time';
import type { Account } from '../../credentials/account';
import { shellOf } from '../../edits/shellQuoting';
import { KnownValues } from '../../findings/knownValues';
import { planUpgrade, type DotenvUpgrade, type UpgradePlan } from '../../findings/upgrade/planUpgrade';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import {
  describeNothingToUpgrade,
  describeUpgraded,
  describeUpgradeQuestion,
  type Unsearched,
} from '../../messages/findings/upgradeMessages';
import { describeLaunchInputs } from '../../messages/inputMessages';
import { bringUpToDate, forAnotherTarget, switchedTargetOfFolder, targetOfFolder } from '../delivery/bringUpToDate';
import { deliver, undoEach, type Undo } from '../delivery/deliver';
import type { DeliveryServices } from '../delivery/deliverAndNotify';
import type { FilesDestination } from '../destinations/destination';
import { dotenvChange, dotenvDestination } from '../destinations/dotenvDestination';
import { gitVisibility } from './gitVisibility';
import { displayPath } from '../files/targetLocations';
import {
  afterFailedProof,
  buttonForCommand,
  DONE,
  failed,
  notify,
  type CommandEnd,
  type MessageButton,
} from '../prompts/commandEnd';
import { COMMANDS } from '../settings/manifestIds';
import { readWarnDays } from '../settings/windowSettings';
import { proveBeforeWriting } from '../signIn/checkAccount';
import { leftButton } from './leftOvers';
import { reviewAndApply, type TakeBack } from './textEdits';
import { readUpgradeFiles } from './upgradeFiles';

const TARGET: Target = { version: DEFAULT_VERSION, networks: NETWORKS };

export async function upgradeToAgoras3(services: DeliveryServices): Promise<CommandEnd> {
  const { workspace } = services;
  const again = () => upgradeToAgoras3(services);
  const planned = await makePlan(services);
  if (!planned.ok) return failed(planned.error, again);
  const plan = planned.value;
  if (plan.files.length === 0 && plan.dotenvs.length === 0) return tellNothing(services, plan);
  if (!(await agrees(services, plan))) return { kind: 'cancelled' };
  const account = await provenAccount(services, plan);
  if (!account.ok) {
    return failed(account.error, (action) => afterFailedProof(action, workspace.account()?.id ?? '', again));
  }
  const upgraded = await carryOut(services, plan, account.value);
  if (!upgraded.ok) return failed(upgraded.error, again);
  const previous = workspace.agorasVersion();
  const switched = await switchVersion(services, account.value);
  if (!switched.ok) {
    // While the workspace is set to the older Agoras, upgraded files would be reported as faults, not upgraded again.
    await undoAll(services, upgraded.value, previous);
    return failed(switched.error, again);
  }
  tellUpgraded(services, plan, upgraded.value, previous);
  return DONE;
}

type SearchedPlan = UpgradePlan & Unsearched;

async function makePlan({
  accounts,
  workspace,
}: DeliveryServices): Promise<Outcome<SearchedPlan, CommandFailure | Cancelled>> {
  const stored = await accounts.read();
  if (!stored.ok) return stored;
  const context = {
    known: new KnownValues(stored.value),
    now: unixNow(),
    warnDays: readWarnDays(),
    accountId: workspace.account()?.id,
    shell: shellOf(vscode.env.shell),
    questions: describeLaunchInputs(),
  };
  const { files, ...unsearched } = await readUpgradeFiles();
  return ok({ ...planUpgrade(files, context), ...unsearched });
}

function tellNothing({ runInBackground }: DeliveryServices, plan: SearchedPlan): CommandEnd {
  const { left } = plan;
  const message = left.length === 0 ? describeNothingToUpgrade(plan) : describeUpgraded(0, [], left.length, plan);
  notify(severityOf(plan), message, left.length === 0 ? [] : [leftButton(left)], runInBackground);
  return DONE;
}

function severityOf({ left, unread, isComplete }: SearchedPlan): 'info' | 'warning' {
  return left.length === 0 && unread.length === 0 && isComplete ? 'info' : 'warning';
}

async function agrees({ workspace }: DeliveryServices, plan: SearchedPlan): Promise<boolean> {
  const { files, dotenvs, left } = plan;
  const pathOf = (id: string) => vscode.Uri.parse(id).fsPath;
  const inGit = await gitVisibility(dotenvs.map(({ file }) => pathOf(file.id)));
  const page = workspace.account()?.page.name;
  const { question, detail, yes } = describeUpgradeQuestion({
    files: files.map(({ file }) => displayPath(pathOf(file.id))),
    dotenvs: dotenvs.map(({ file }) => displayPath(pathOf(file.id))),
    inGit: inGit.shown.map(displayPath),
    notKnownToGit: inGit.unknown.map(displayPath),
    page: page === undefined ? undefined : sanitizeLabel(page),
    left: left.length,
    unsearched: plan,
  });
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}

/** Proven for everything that will be written, before anything is. `undefined` if there is no account. */
async function provenAccount(
  services: DeliveryServices,
  { dotenvs }: UpgradePlan,
): Promise<Outcome<Account | undefined, CommandFailure | Cancelled>> {
  const { accounts, memory, workspace } = services;
  const record = workspace.account();
  if (record === undefined) return ok(undefined);
  const networks = NETWORKS.filter((network) => dotenvs.some((one) => one.networks.includes(network)));
  const targetOf = switchedTargetOfFolder(workspace, DEFAULT_VERSION);
  const targets = [
    ...(networks.length === 0 ? [] : [{ ...TARGET, networks }]),
    ...(memory.terminals.isUsed() ? [workspace.switchedTarget(undefined, DEFAULT_VERSION)] : []),
    ...forAnotherTarget(record, targetOf).map(targetOf),
  ];
  let account: Outcome<Account, CommandFailure | Cancelled> = await accounts.open(record);
  for (const target of targets) if (account.ok) account = await proveBeforeWriting(services, account.value, target);
  return account;
}

interface Upgraded {
  /** The number of files. */
  readonly count: number;
  readonly takeBack: TakeBack;
  readonly undo: Undo;
}

/** The reviewed files come first, because the person can still cancel the review; then each .env. */
async function carryOut(
  services: DeliveryServices,
  { files, dotenvs }: UpgradePlan,
  account: Account | undefined,
): Promise<Outcome<Upgraded, CommandFailure | Cancelled>> {
  const applied = await reviewAndApply(files);
  if (!applied.ok) return applied;
  const { count, takeBack } = applied.value;
  const undos: Undo[] = [];
  const undo = undoEach(undos);
  for (const dotenv of dotenvs) {
    const delivered = account === undefined ? ok(undefined) : await deliverTo(services, dotenv, account);
    if (!delivered.ok) {
      await undo();
      await takeBack();
      return delivered;
    }
    if (delivered.value !== undefined) undos.push(delivered.value);
  }
  return ok({ count: count + dotenvs.length, takeBack, undo });
}

/** Written like any other write request, so that no secret passes through an editor. */
async function deliverTo(
  { written, memory }: DeliveryServices,
  { file, networks, obsolete }: DotenvUpgrade,
  account: Account,
): Promise<Outcome<Undo | undefined, CommandFailure | Cancelled>> {
  const uri = vscode.Uri.parse(file.id);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return ok(undefined);
  const destination: FilesDestination = {
    ...dotenvDestination,
    plan: (request, _location, own) => ok([dotenvChange(request, uri.fsPath, own, obsolete)]),
  };
  const delivered = await deliver(written, memory, {
    account,
    target: { ...TARGET, networks },
    destination: {
      kind: 'files',
      destination,
      location: { kind: 'folder', folder },
      ignoring: 'nothing',
      makesPrivate: false,
    },
    readsFlagsOnly: false,
  });
  return delivered.ok ? ok(delivered.value.undo) : delivered;
}

/** Also rewrites everything else that the extension has written here, so that nothing is left for another version. */
async function switchVersion(
  services: DeliveryServices,
  account: Account | undefined,
): Promise<Outcome<void, CommandFailure | Cancelled>> {
  const { workspace } = services;
  const targetOf = switchedTargetOfFolder(workspace, DEFAULT_VERSION);
  const record = account === undefined ? undefined : workspace.find(account.record.id);
  if (record !== undefined && forAnotherTarget(record, targetOf).length > 0) {
    const updated = await bringUpToDate(services, record, targetOf);
    if (!updated.ok) return updated;
  }
  await workspace.switchAgorasVersion(DEFAULT_VERSION);
  return switchTerminals(services);
}

/** Terminals that have credentials get them for the workspace's Agoras version. */
async function switchTerminals({
  accounts,
  memory,
  workspace,
}: DeliveryServices): Promise<Outcome<void, CommandFailure>> {
  const record = workspace.account();
  if (record === undefined || !memory.terminals.isUsed()) return ok(undefined);
  const account = await accounts.open(record);
  if (!account.ok) return account;
  memory.terminals.replace(account.value, workspace.target(undefined));
  return ok(undefined);
}

function tellUpgraded(
  services: DeliveryServices,
  plan: SearchedPlan,
  upgraded: Upgraded,
  previous: AgorasVersion | undefined,
): void {
  const { left, secrets } = plan;
  const undo: MessageButton = { label: l10n.t('Undo'), run: () => runUndo(services, upgraded, previous) };
  const send = buttonForCommand(l10n.t('Write Flags to…'), COMMANDS.writeFlags);
  const buttons = [undo, ...(left.length === 0 ? [] : [leftButton(left)]), ...(secrets.length === 0 ? [] : [send])];
  const message = describeUpgraded(upgraded.count, secrets, left.length, plan);
  notify(severityOf(plan), message, buttons, services.runInBackground);
}

/** After a failure, the rest of the undo can be retried. */
async function runUndo(
  services: DeliveryServices,
  upgraded: Upgraded,
  previous: AgorasVersion | undefined,
): Promise<CommandEnd> {
  const undone = await undoAll(services, upgraded, previous);
  return undone.ok ? DONE : failed(undone.error, () => runUndo(services, upgraded, previous));
}

async function undoAll(
  services: DeliveryServices,
  { takeBack, undo }: Upgraded,
  previous: AgorasVersion | undefined,
): Promise<Outcome<void, CommandFailure | Cancelled>> {
  const { workspace } = services;
  const texts = await takeBack();
  if (!texts.ok) return err(texts.error);
  const files = await undo();
  if (!files.ok) return files;
  if (previous === undefined) await workspace.rememberAgorasVersion(undefined);
  else await workspace.switchAgorasVersion(previous);
  const terminals = await switchTerminals(services);
  if (!terminals.ok) return terminals;
  const record = workspace.account();
  if (record === undefined || forAnotherTarget(record, targetOfFolder(workspace)).length === 0) return ok(undefined);
  const updated = await bringUpToDate(services, record, targetOfFolder(workspace));
  return updated.ok ? ok(undefined) : updated;
}
