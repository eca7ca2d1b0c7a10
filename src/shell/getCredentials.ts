// "Get Instagram Credentials": ask, prove, store, write. Asking touches nothing; nothing is stored before the proof.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { flagValues, toAccount, type AccountRecord, type AccountSecrets } from '../credentials/account';
import type { Check } from '../credentials/checklist';
import { AGORAS_VERSIONS, flagsFor, type AgorasVersion } from '../credentials/flags';
import type { UserAccess } from '../credentials/enter';
import { objectIdsOf, prove, type Choice } from '../credentials/obtain';
import type { Cancelled } from '../graph/failures';
import type { AppCredentials } from '../graph/requests';
import { ok, type Outcome } from '../outcome';
import type { Action } from '../words/actions';
import { plainLabel } from '../words/plain';
import type { AccountStore } from './accountStore';
import { unixNow } from './clock';
import type { CommandEnd } from './commandBoundary';
import type { ConnectTo } from './connect';
import { credentialSteps, type StepContext } from './credentialSteps';
import { locateDotenv, writeDotenv } from './dotenvDestination';
import { appOf, type DestinationChoice, type Draft, type StepId, type StoredApp } from './draft';
import type { CommandFailure } from './failureWords';
import { COMMANDS, STATE_KEYS } from './ids';
import { withProgress } from './progress';
import {
  readAgorasVersionSetting,
  readDestinationSetting,
  readDotenvPath,
  readEndpoint,
  readObjectIdSetting,
} from './settings';
import { runWizard } from './wizard';

export interface GetCredentialsContext {
  readonly accounts: AccountStore;
  readonly workspaceState: vscode.Memento;
  readonly report: (account: AccountRecord, checks: readonly Check[]) => void;
  readonly connect: ConnectTo;
  readonly help: StepContext['help'];
  readonly tokenButtons: StepContext['tokenButtons'];
  /** Told of each question, and of what comes after the last. */
  readonly begin: (step: StepId | 'proof' | 'writing') => void;
}

/** Everything that was answered, complete. */
interface Answers {
  readonly app: AppCredentials;
  readonly userAccess: UserAccess;
  readonly choice: Choice;
  readonly agorasVersion: AgorasVersion;
  readonly destination: DestinationChoice;
}

export async function getCredentials(context: GetCredentialsContext): Promise<CommandEnd> {
  const steps = await stepContext(context);
  return steps.ok ? ask(context, steps.value, {}, undefined) : { kind: 'failed', failure: steps.error };
}

async function ask(
  context: GetCredentialsContext,
  stepping: StepContext,
  draft: Draft,
  startAt: StepId | undefined,
): Promise<CommandEnd> {
  const end = await runWizard(credentialSteps(stepping), draft, startAt, context.begin);
  switch (end.kind) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'failed':
      return {
        kind: 'failed',
        failure: end.failure,
        resume: (action) => goOn(context, stepping, end.draft, action, end.at),
      };
    case 'finished':
      return act(context, stepping, end.draft);
  }
}

/** Proves, stores and writes what was answered. */
async function act(context: GetCredentialsContext, stepping: StepContext, draft: Draft): Promise<CommandEnd> {
  const answers = complete(context, stepping, draft);
  context.begin('proof');
  const account = await withProgress(l10n.t('Checking the Page token with Facebook…'), async (signal, say) => {
    const api = stepping.connect(answers.app, say);
    const proven = await prove(api, answers.app, answers.userAccess, answers.choice, unixNow(), signal);
    return proven.ok ? ok({ ...toAccount(proven.value, unixNow()), checks: proven.value.checks }) : proven;
  });
  if (!account.ok) return failed(account.error, (action) => goOn(context, stepping, draft, action, undefined));
  const { secrets } = account.value;
  // Renewing an account does not make the extension forget where it has written before.
  const record = { ...account.value.record, written: context.accounts.find(account.value.record.id)?.written ?? [] };
  await context.workspaceState.update(STATE_KEYS.agorasVersion, answers.agorasVersion);
  // First, because the views ask which account is current when the list changes.
  await context.workspaceState.update(STATE_KEYS.currentAccount, record.id);
  const stored = await context.accounts.put(record, secrets);
  if (!stored.ok) return failed(stored.error, () => act(context, stepping, draft));
  context.report(record, account.value.checks);
  context.begin('writing');
  return deliver(context.accounts, record, secrets, answers);
}

async function deliver(
  accounts: AccountStore,
  record: AccountRecord,
  secrets: AccountSecrets,
  { destination, agorasVersion }: Pick<Answers, 'destination' | 'agorasVersion'>,
): Promise<CommandEnd> {
  if (destination.kind === 'storeOnly') {
    tellDone(record, l10n.t('The credentials of “{0}” are kept in VS Code’s secret storage.', nameOf(record)));
    return { kind: 'done' };
  }
  const again = () => deliver(accounts, record, secrets, { destination, agorasVersion });
  const path = locateDotenv(destination.folder);
  if (!path.ok) return failed(path.error, again);
  const written = await writeDotenv(path.value, flagsFor(agorasVersion, flagValues(record, secrets)));
  if (!written.ok) return failed(written.error, again);
  const place = { kind: 'dotenv' as const, uri: vscode.Uri.file(path.value).toString(), agorasVersion, at: unixNow() };
  await accounts.update(record.id, (account) => ({
    ...account,
    written: [...account.written.filter(({ uri }) => uri !== place.uri), place],
  }));
  const file = vscode.workspace.asRelativePath(path.value);
  tellDone(
    record,
    written.value === 'inEditor'
      ? l10n.t(
          'The credentials of “{0}” were added to {1} in its editor. Save it, so that Agoras can read them.',
          nameOf(record),
          file,
        )
      : l10n.t('The credentials of “{0}” never expire and are now in {1}.', nameOf(record), file),
  );
  return { kind: 'done' };
}

function nameOf(record: AccountRecord): string {
  return plainLabel(record.page.name);
}

/** Goes on after a failure, at the question that the pressed button stands for. */
function goOn(
  context: GetCredentialsContext,
  stepping: StepContext,
  draft: Draft,
  action: Action,
  failedAt: StepId | undefined,
): Promise<CommandEnd> {
  switch (action) {
    case 'enterAppId':
      return ask(context, stepping, withoutStoredApp(draft), 'appId');
    case 'enterAppSecret':
      return ask(context, stepping, withoutStoredApp(draft), 'appSecret');
    case 'enterToken':
      return ask(context, stepping, draft, 'token');
    case 'choosePage':
      return ask(context, stepping, draft, 'page');
    case 'typePageId':
      return ask(context, stepping, { ...draft, typesPageId: true }, 'page');
    default:
      return failedAt === undefined ? act(context, stepping, draft) : ask(context, stepping, draft, failedAt);
  }
}

/** The secret of a stored app turned out to be wrong: its ID stays, the secret is asked for. */
function withoutStoredApp({ storedApp, ...draft }: Draft): Draft {
  return storedApp === undefined ? draft : { ...draft, appId: storedApp.id };
}

function failed(failure: CommandFailure | Cancelled, resume: (action: Action) => Promise<CommandEnd>): CommandEnd {
  return failure.kind === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure, resume };
}

/** What was not asked comes from the settings, or from there being one answer only. */
function complete(context: GetCredentialsContext, stepping: StepContext, draft: Draft): Answers {
  const { feed, page } = draft;
  const app = appOf(draft);
  const objectId = draft.objectId ?? (page && objectIdsOf(page).find(({ kind }) => kind === stepping.fixedObjectId));
  const destination = draft.destination ?? stepping.destinations[0];
  if (
    app === undefined ||
    page === undefined ||
    feed?.user === undefined ||
    feed.access === undefined ||
    destination === undefined
  ) {
    throw new Error('The flow ended before every question was answered.');
  }
  return {
    app,
    userAccess: feed.access,
    choice: { user: feed.user, page, objectId: objectId ?? { kind: 'page', id: page.id } },
    agorasVersion: draft.agorasVersion ?? knownAgorasVersion(context.workspaceState) ?? '1.x',
    destination,
  };
}

/** A setting that cannot be used is told before anything is asked. */
async function stepContext(context: GetCredentialsContext): Promise<Outcome<StepContext, CommandFailure>> {
  const endpoint = readEndpoint();
  if (!endpoint.ok) return endpoint;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const objectIdSetting = readObjectIdSetting();
  return ok({
    storedApps: await readStoredApps(context.accounts),
    fixedObjectId: objectIdSetting === 'ask' ? undefined : objectIdSetting,
    isAgorasVersionAsked: knownAgorasVersion(context.workspaceState) === undefined,
    destinations: [...folders.map((folder) => ({ kind: 'dotenv' as const, folder })), { kind: 'storeOnly' }],
    isDestinationAsked: folders.length > 1 || (folders.length === 1 && readDestinationSetting() === 'ask'),
    dotenvPath: readDotenvPath,
    connect: context.connect(endpoint.value),
    help: context.help,
    tokenButtons: context.tokenButtons,
  });
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

/** The setting, or what was answered in this workspace before. */
function knownAgorasVersion(workspaceState: vscode.Memento): AgorasVersion | undefined {
  const setting = readAgorasVersionSetting();
  if (setting !== 'ask') return setting;
  const remembered = workspaceState.get<unknown>(STATE_KEYS.agorasVersion);
  return AGORAS_VERSIONS.find((version) => version === remembered);
}

/** Not awaited: the command is over, whether or not somebody presses a button. */
function tellDone(record: AccountRecord, message: string): void {
  const open = l10n.t('Show the Walkthrough');
  const caveat = publishingCaveat(record);
  const told =
    caveat === undefined
      ? vscode.window.showInformationMessage(message, open)
      : vscode.window.showWarningMessage(`${message} ${caveat}`, open);
  void told.then((pressed) => {
    if (pressed === open) void vscode.commands.executeCommand(COMMANDS.openWalkthrough);
  });
}

/** With what was chosen, publishing will be refused: the person should hear it now, not from Agoras. */
function publishingCaveat({ instagram, objectId }: AccountRecord): string | undefined {
  if (instagram === undefined) {
    return l10n.t(
      'Publishing will be refused until an Instagram professional account is connected with the Page: step 1 of the walkthrough shows how.',
    );
  }
  return objectId.kind === 'page'
    ? l10n.t('With the Page ID as object ID the publishing call refuses posts; the Instagram account ID is accepted.')
    : undefined;
}
