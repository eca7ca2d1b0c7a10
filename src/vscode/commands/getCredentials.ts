// "Get Instagram Credentials": ask, prove, store, write. Asking touches nothing; nothing is stored before the proof.
import * as l10n from '@vscode/l10n';
import { toAccount, type AccountRecord } from '../../credentials/account';
import type { Check } from '../../credentials/checklist';
import type { AgorasVersion } from '../../agoras/flags';
import type { UserAccess } from '../../credentials/acquireUserToken';
import { objectIdsOf, prove, type Choice } from '../../credentials/obtain';
import { ok, type Cancelled, type Outcome } from '../../base/outcome';
import type { AppCredentials } from '../../graph/requests';
import type { Action } from '../../messages/actions';
import type { AccountStore } from '../accounts/accountStore';
import { knownAgorasVersion, rememberAgorasVersion } from '../settings/agorasVersionChoice';
import { unixNow } from '../../base/time';
import type { CommandEnd } from './commandBoundary';
import type { ConnectTo } from '../signIn/connect';
import { credentialSteps, type StepContext } from '../questions/credentialSteps';
import { completeDelivery } from '../delivery/delivery';
import type { Delivery } from '../destinations/destination';
import { readFileVisibilities } from '../questions/deliverySteps';
import { appOf, type WizardState, type CredentialStepId, type StoredApp } from '../questions/wizardState';
import type { CommandFailure } from '../../messages/failureKinds';
import { STATE_KEYS } from '../settings/manifestIds';
import { withProgress } from '../prompts/progress';
import type { PromptButton } from '../prompts/quickInputs';
import { readEndpoint, readNetworks, readObjectIdSetting, readSignInSettings } from '../settings/settings';
import { redirectModeOf } from '../questions/tokenStep';
import { runWizard } from '../prompts/wizard';
import { deliverAndNotify, type WriteFlagsContext, type WriteStepId } from './writeFlags';
import { readWrittenFlags } from '../delivery/writtenLocations';

export interface GetCredentialsContext extends WriteFlagsContext {
  readonly report: (account: AccountRecord, checks: readonly Check[]) => void;
  readonly connect: ConnectTo;
  readonly help: (step: CredentialStepId | WriteStepId) => PromptButton;
  readonly tokenButtons: StepContext['tokenButtons'];
  /** Told of each question, and of what comes after the last. */
  readonly begin: (step: CredentialStepId | 'proof' | 'writing') => void;
}

/** Everything that was answered, complete. */
interface Answers {
  readonly app: AppCredentials;
  readonly userAccess: UserAccess;
  readonly choice: Choice;
  readonly agorasVersion: AgorasVersion;
  readonly delivery: Delivery;
}

/** `draft`: what is answered before the first question. */
export async function getCredentials(context: GetCredentialsContext, draft: WizardState = {}): Promise<CommandEnd> {
  const steps = await stepContext(context);
  return steps.ok ? ask(context, steps.value, draft, undefined) : { kind: 'failed', failure: steps.error };
}

async function ask(
  context: GetCredentialsContext,
  stepping: StepContext,
  draft: WizardState,
  startAt: CredentialStepId | undefined,
): Promise<CommandEnd> {
  const end = await runWizard(credentialSteps(stepping), draft, startAt, context.begin);
  switch (end.kind) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'failed':
      return {
        kind: 'failed',
        failure: end.failure,
        resume: (action) => goOn(context, stepping, learning(end.draft, end.failure), action, end.at),
      };
    case 'finished':
      return act(context, stepping, end.draft);
  }
}

/** Proves, stores and writes what was answered. */
async function act(context: GetCredentialsContext, stepping: StepContext, draft: WizardState): Promise<CommandEnd> {
  const answers = complete(context, stepping, draft);
  context.begin('proof');
  const account = await withProgress(l10n.t('Checking the Page token with Facebook…'), async (signal, say) => {
    const api = stepping.connect(answers.app, say);
    const proven = await prove(api, answers.app, answers.userAccess, answers.choice, unixNow(), signal);
    return proven.ok ? ok({ ...toAccount(proven.value, unixNow()), checks: proven.value.checks }) : proven;
  });
  if (!account.ok) return failed(account.error, (action) => goOn(context, stepping, draft, action, undefined));
  const { secrets } = account.value;
  const before = await readWrittenFlags(context.accounts);
  // Renewing an account does not make the extension forget where it has written before.
  const record = { ...account.value.record, written: context.accounts.find(account.value.record.id)?.written ?? [] };
  const stored = await context.accounts.put(record, secrets);
  if (!stored.ok) return failed(stored.error, () => act(context, stepping, draft));
  await rememberAgorasVersion(context.workspaceState, answers.agorasVersion);
  await context.workspaceState.update(STATE_KEYS.currentAccount, record.id);
  context.accounts.announceChange();
  context.refreshTerminals({ record, secrets }, answers.agorasVersion);
  context.report(record, account.value.checks);
  context.begin('writing');
  const { delivery, agorasVersion: version } = answers;
  return deliverAndNotify(context, {
    account: { record, secrets },
    delivery,
    version,
    networks: readNetworks(),
    before,
  });
}

/** Goes on after a failure, at the question that the pressed button stands for. */
function goOn(
  context: GetCredentialsContext,
  stepping: StepContext,
  draft: WizardState,
  action: Action,
  failedAt: CredentialStepId | undefined,
): Promise<CommandEnd> {
  switch (action) {
    case 'enterAppId':
      return ask(context, stepping, withoutStoredApp(draft), 'appId');
    case 'enterAppSecret':
      return ask(context, stepping, withoutStoredApp(draft), 'appSecret');
    case 'enterToken':
    case 'signIn':
    case 'signInAtOwnAddress':
    case 'signInAtFacebook':
      return ask(context, stepping, { ...draft, signsIn: redirectModeOf(action) }, 'token');
    case 'choosePage':
      return ask(context, stepping, draft, 'page');
    case 'typePageId':
      return ask(context, stepping, { ...draft, typesPageId: true }, 'page');
    default:
      return failedAt === undefined ? act(context, stepping, draft) : ask(context, stepping, draft, failedAt);
  }
}

/** What a failure teaches for the next token. */
function learning(draft: WizardState, failure: CommandFailure): WizardState {
  const isHiddenInPortfolio = failure.kind === 'noPages' && failure.cause === 'businessPermission';
  return isHiddenInPortfolio ? { ...draft, asksBusiness: true } : draft;
}

/** The secret of a stored app turned out to be wrong: its ID stays, the secret is asked for. */
function withoutStoredApp({ storedApp, ...draft }: WizardState): WizardState {
  return storedApp === undefined ? draft : { ...draft, appId: storedApp.id };
}

function failed(failure: CommandFailure | Cancelled, resume: (action: Action) => Promise<CommandEnd>): CommandEnd {
  return failure.kind === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure, resume };
}

/** What was not asked comes from the settings, or from there being one answer only. */
function complete(context: GetCredentialsContext, stepping: StepContext, draft: WizardState): Answers {
  const { loader, page } = draft;
  const app = appOf(draft);
  const objectId = draft.objectId ?? (page && objectIdsOf(page).find(({ kind }) => kind === stepping.fixedObjectId));
  if (app === undefined || page === undefined || loader?.user === undefined || loader.access === undefined) {
    throw new Error('The flow ended before every question was answered.');
  }
  return {
    app,
    userAccess: loader.access,
    choice: { user: loader.user, page, objectId: objectId ?? { kind: 'page', id: page.id } },
    agorasVersion: draft.agorasVersion ?? knownAgorasVersion(context.workspaceState) ?? '1.x',
    delivery: completeDelivery(draft),
  };
}

/** A setting that cannot be used is told before anything is asked. */
async function stepContext(context: GetCredentialsContext): Promise<Outcome<StepContext, CommandFailure>> {
  const endpoint = readEndpoint();
  if (!endpoint.ok) return endpoint;
  const objectIdSetting = readObjectIdSetting();
  const steps: StepContext = {
    storedApps: await readStoredApps(context.accounts),
    fixedObjectId: objectIdSetting === 'ask' ? undefined : objectIdSetting,
    isAgorasVersionAsked: knownAgorasVersion(context.workspaceState) === undefined,
    // Not awaited: Python takes its time to start, and the first box need not wait for it.
    installed: context.installedAgoras(),
    visibilities: await readFileVisibilities(),
    preview: (draft) => () => {
      context.follow(() => preview(context, steps, draft));
    },
    connect: context.connect(endpoint.value),
    signInSettings: () => readSignInSettings(endpoint.value),
    help: context.help,
    tokenButtons: context.tokenButtons,
  };
  return ok(steps);
}

/** The apps of stored accounts whose secret can be read; one that cannot is asked for again. */
async function readStoredApps(accounts: AccountStore): Promise<StoredApp[]> {
  const apps = new Map<string, StoredApp>();
  for (const account of accounts.list()) {
    const known = apps.get(account.app.id);
    const secrets = await accounts.readSecrets(account);
    const secret = known?.app.secret ?? (secrets.ok ? secrets.value.appSecret : undefined);
    if (secret === undefined) continue;
    const pageNames = [...(known?.pageNames ?? []), account.page.name];
    apps.set(account.app.id, { app: { id: account.app.id, secret }, pageNames });
  }
  return [...apps.values()];
}

/** What would be written, for somebody who wants to see it first: the proof that follows changes no value. */
async function preview(context: GetCredentialsContext, stepping: StepContext, draft: WizardState): Promise<CommandEnd> {
  const { app, userAccess, choice, delivery, agorasVersion: version } = complete(context, stepping, draft);
  const { user, page, objectId } = choice;
  if (page.token === undefined) return { kind: 'cancelled' };
  const unproven = { expiresAt: undefined, dataAccessExpiresAt: undefined, checks: [] };
  const { instagram, token: pageToken } = page;
  const account = toAccount({ app, user, userAccess, page, instagram, objectId, pageToken, ...unproven }, unixNow());
  const before = await readWrittenFlags(context.accounts);
  const shown = await context.previews.show({ account, delivery, version, networks: readNetworks(), before });
  return shown.ok ? { kind: 'done' } : failed(shown.error, () => preview(context, stepping, draft));
}
