// "Get Instagram Credentials": ask, prove, store, write. The questions change nothing, and nothing is stored before the
// proof.
import * as l10n from '@vscode/l10n';
import { readsFlagsOnly } from '../../agoras/installedVersion';
import type { Target } from '../../agoras/target';
import { ok, type Cancelled, type Outcome } from '../../base/outcome';
import { unixNow } from '../../base/time';
import type { Account } from '../../credentials/account';
import { toAccount, objectIdsOf, prove, type Choice } from '../../credentials/obtain';
import type { UserAccess } from '../../credentials/acquireUserToken';
import type { AppId } from '../../graph/ids';
import type { AppCredentials } from '../../graph/requests';
import type { Action } from '../../messages/failures/failureMessage';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import { deliverAndNotify } from '../delivery/deliverAndNotify';
import { settingsFolder, type ChosenDestination } from '../destinations/destination';
import { DONE, failed, untilOver, type CommandEnd } from '../prompts/commandEnd';
import { withProgress } from '../prompts/progress';
import { runWizard } from '../prompts/wizard';
import { credentialSteps, type StepContext } from '../questions/credentialSteps';
import { chooseDestination } from '../questions/deliverySteps';
import { readSecretFiles } from '../questions/secretFileSteps';
import { readFileVisibilities } from '../questions/visibilitySteps';
import { redirectModeOf } from '../questions/tokenStep';
import { appIdOf, appOf, type CredentialStepId, type StoredApp, type WizardState } from '../questions/wizardState';
import {
  isObjectIdAsked,
  isVersionSet,
  isVersionSetEverywhere,
  readObjectIdSetting,
  readSignInSettings,
} from '../settings/settings';
import { checkReplacedGrants } from '../watch/replacedGrants';
import { offerProof } from './proveWithAgoras';
import type { DeliveryUses, Uses } from './services';
import { writeFlags } from './writeFlags';

type ObtainUses = DeliveryUses &
  Uses<
    'connect' | 'connectInBackground' | 'addresses' | 'report' | 'reminders' | 'previews' | 'installedAgoras' | 'help'
  >;

interface Services extends ObtainUses {
  /** Called at each question and at each phase after them, with the app if it is known. */
  readonly begin: (step: CredentialStepId | 'exchange' | 'proof' | 'writing', appId: AppId | undefined) => void;
}

/** The complete answers. */
interface Answers {
  readonly app: AppCredentials;
  readonly userAccess: UserAccess;
  readonly choice: Choice;
  readonly target: Target;
  readonly destination: ChosenDestination;
}

/** `state`: what is known before the first question. */
export async function getCredentials(
  uses: ObtainUses,
  begin: Services['begin'],
  state: WizardState = {},
): Promise<CommandEnd> {
  const services = { ...uses, begin };
  const steps = await stepContext(services);
  // If the app is known, the first question is about the token.
  const startAt = appOf(state) === undefined ? undefined : 'token';
  return steps.ok
    ? ask(services, steps.value, state, startAt)
    : failed(steps.error, () => getCredentials(uses, begin, state));
}

async function ask(
  services: Services,
  stepping: StepContext,
  state: WizardState,
  startAt: CredentialStepId | undefined,
): Promise<CommandEnd> {
  const end = await runWizard(credentialSteps(stepping), state, startAt, (step, known) => {
    services.begin(step === 'page' ? 'exchange' : step, appIdOf(known));
  });
  switch (end.kind) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'failed':
      return failed(
        end.failure,
        (action) => goOn(services, stepping, learning(end.state, end.failure), action, end.at),
        appOf(end.state)?.id,
      );
    case 'finished':
      return act(services, stepping, end.state);
  }
}

/** Proves, stores and writes what was answered. */
async function act(services: Services, stepping: StepContext, state: WizardState): Promise<CommandEnd> {
  const answers = complete(services, state);
  services.begin('proof', answers.app.id);
  const proven = await withProgress(l10n.t('Checking the Page token with Facebook…'), async (signal, onRetry) => {
    const api = stepping.connect(answers.app, onRetry);
    return prove(api, answers.app, answers.userAccess, answers.choice, [answers.target], unixNow(), signal);
  });
  if (!proven.ok) {
    const { error } = proven;
    const known = error.kind === 'cancelled' ? state : learning(state, error);
    return failed(error, (action) => goOn(services, stepping, known, action, undefined), answers.app.id);
  }
  const previousId = services.workspace.account()?.id;
  const stored = await services.accounts.put(toAccount(proven.value, unixNow()));
  if (!stored.ok) return failed(stored.error, () => act(services, stepping, state));
  const account = stored.value;
  if (state.agorasVersion !== undefined) await services.workspace.rememberAgorasVersion(state.agorasVersion);
  await services.workspace.useAccount(account.record.id);
  services.report(account.record, proven.value.checks);
  void checkReplacedGrants(services, account.record);
  services.begin('writing', answers.app.id);
  const { target } = answers;
  services.memory.terminals.replace(account, services.workspace.target(undefined));
  return deliverAndNotify(
    services,
    {
      account,
      target,
      destination: answers.destination,
      readsFlagsOnly: readsFlagsOnly(await stepping.installed, target),
    },
    {
      previousId,
      chooseAgain: () => writeFlags(services, account.record.id),
      delivered: () => {
        void services.mismatch.notify(target);
        void offerProof(services, account.record, target);
      },
    },
  );
}

/** Continues after a failure, at the question that the pressed button leads to. */
function goOn(
  services: Services,
  stepping: StepContext,
  state: WizardState,
  action: Action,
  failedAt: CredentialStepId | undefined,
): Promise<CommandEnd> {
  switch (action) {
    case 'enterAppId':
      return ask(services, stepping, withoutStoredApp(state), 'appId');
    case 'enterAppSecret':
      return ask(services, stepping, withoutStoredApp(state), 'appSecret');
    case 'enterToken':
    case 'signIn':
    case 'signInAtOwnAddress':
    case 'signInAtFacebook':
      return ask(services, stepping, { ...state, signsIn: redirectModeOf(action) }, 'token');
    case 'choosePage':
      return ask(services, stepping, withoutKeptPage(state), 'page');
    case 'typePageId':
      return ask(services, stepping, { ...withoutKeptPage(state), typesPageId: true }, 'page');
    default:
      return failedAt === undefined ? act(services, stepping, state) : ask(services, stepping, state, failedAt);
  }
}

/** If a portfolio hides something, the next token has to be requested with more permissions. */
function learning(state: WizardState, failure: CommandFailure): WizardState {
  return isAboutPortfolio(failure) ? { ...state, asksBusiness: true } : state;
}

function isAboutPortfolio(failure: CommandFailure): boolean {
  switch (failure.kind) {
    case 'noPages':
      return failure.cause === 'businessPermission' || failure.cause === 'instagramOnly';
    case 'noInstagram':
      return failure.reasons.includes('portfolioRole');
    default:
      return false;
  }
}

/** The secret of a stored app is wrong: keeps its ID and asks for the secret. */
function withoutStoredApp({ storedApp, ...state }: WizardState): WizardState {
  return storedApp === undefined ? state : { ...state, appId: storedApp.id };
}

/** Another Page is wanted than the previous one. */
function withoutKeptPage({ keptPage, ...state }: WizardState): WizardState {
  return state;
}

/** Completes the answers with the settings, and with choices that had only one possible answer. */
function complete(services: Services, state: WizardState): Answers {
  const { loader, page } = state;
  const app = appOf(state);
  if (app === undefined || page === undefined || loader?.user === undefined || loader.access === undefined) {
    throw new Error('The flow ended before every question was answered.');
  }
  const destination = chooseDestination(state);
  const folder = settingsFolder(destination);
  const objectIds = objectIdsOf(page);
  const [first] = objectIds;
  const fixed = objectIds.find(({ kind }) => kind === readObjectIdSetting(folder));
  return {
    app,
    userAccess: loader.access,
    choice: { user: loader.user, page, objectId: fixed ?? state.objectId ?? first ?? { kind: 'page', id: page.id } },
    target: services.workspace.target(folder, state.agorasVersion),
    destination,
  };
}

/** Reports invalid settings before anything is asked, and checks that everything is ready before asking for secrets. */
async function stepContext(services: Services): Promise<Outcome<StepContext, CommandFailure | Cancelled>> {
  const connected = await services.connect();
  if (!connected.ok) return connected;
  const accounts = await services.accounts.read();
  if (!accounts.ok) return accounts;
  const visibilities = await readFileVisibilities();
  if (!visibilities.ok) return visibilities;
  const steps: StepContext = {
    storedApps: storedApps(accounts.value),
    isObjectIdAsked: ({ agorasVersion }) =>
      isObjectIdAsked() && ((agorasVersion ?? services.workspace.agorasVersion()) === '1.x' || isVersionSet('1.x')),
    isAgorasVersionAsked: services.workspace.agorasVersion() === undefined && !isVersionSetEverywhere(),
    // Not awaited: Python takes a while to start, and the first box doesn't need the result.
    installed: services.installedAgoras(),
    delivery: {
      written: services.written,
      visibilities: visibilities.value,
      secretFiles: await readSecretFiles(),
      preview: (state) => () => untilOver(services.runInBackground, () => preview(services, state)),
    },
    connect: connected.value,
    onPages: (state) => {
      services.begin('page', appIdOf(state));
    },
    addresses: services.addresses,
    signInSettings: readSignInSettings,
    typed: new Map(),
    help: services.help,
  };
  return ok(steps);
}

/** The apps of the stored accounts, without duplicates. */
function storedApps(accounts: readonly Account[]): StoredApp[] {
  const apps = new Map<string, StoredApp>();
  for (const { record, secrets } of accounts) {
    const known = apps.get(record.app.id) ?? { app: { id: record.app.id, secret: secrets.appSecret }, pageNames: [] };
    apps.set(record.app.id, { ...known, pageNames: [...known.pageNames, record.page.name] });
  }
  return [...apps.values()];
}

/** Shows what would be written. This is possible before the proof, because the proof changes no values. */
async function preview(services: Services, state: WizardState): Promise<CommandEnd> {
  const { app, userAccess, choice, destination, target } = complete(services, state);
  const { user, page, objectId } = choice;
  if (page.token === undefined) return { kind: 'cancelled' };
  const unproven = {
    expiresAt: undefined,
    dataAccessExpiresAt: undefined,
    refreshToken: undefined,
    isUnlisted: false,
    isProvenForInstagram: true,
    isProvenForFacebook: false,
    isListedForFacebook: false,
    checks: [],
  };
  const { instagram, token: pageToken } = page;
  const account = toAccount({ app, user, userAccess, page, instagram, objectId, pageToken, ...unproven }, unixNow());
  const shown = await services.previews.show({
    account,
    target,
    destination,
    readsFlagsOnly: readsFlagsOnly(await services.installedAgoras(), target),
  });
  return shown.ok ? DONE : failed(shown.error, () => preview(services, state));
}
