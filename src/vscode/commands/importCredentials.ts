// "Import Existing Credentials": finds, inspects, proves and stores existing credentials like those of any account.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { DEFAULT_VERSION, type AgorasVersion, type Target } from '../../agoras/target';
import { ok, type Cancelled, type Outcome } from '../../base/outcome';
import { unixNow } from '../../base/time';
import type { Account } from '../../credentials/account';
import { mergeIntoStored } from '../../credentials/imported/mergedAccount';
import { prove, toAccount, type Credential } from '../../credentials/obtain';
import type { AppId } from '../../graph/ids';
import type { AppCredentials } from '../../graph/requests';
import {
  describeAccountInUse,
  describeImported,
  describeOthersHere,
  describePublishingCaveat,
} from '../../messages/deliveryMessages';
import type { Action } from '../../messages/failures/failureMessage';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import { currentHost } from '../accounts/currentHost';
import { bringUpToDate, ofOtherAccounts } from '../delivery/bringUpToDate';
import { replaceButton } from '../delivery/deliverAndNotify';
import { displayLocation } from '../delivery/writtenLocations';
import { newLocation } from '../destinations/destination';
import { afterFailedProof, DONE, failed, notify, type CommandEnd } from '../prompts/commandEnd';
import { withProgress } from '../prompts/progress';
import { runWizard } from '../prompts/wizard';
import { appOfImport, withoutSubject, type ImportState, type ImportStepId } from '../questions/importState';
import { importSteps, type ImportContext } from '../questions/importSteps';
import { redirectModeOf } from '../questions/tokenStep';
import type { WizardState } from '../questions/wizardState';
import type { CredentialSource } from '../sources/credentialSources';
import { checkReplacedGrants } from '../watch/replacedGrants';
import type { DeliveryUses, Uses } from './services';
import { writeFlags } from './writeFlags';

type ImportUses = DeliveryUses &
  Uses<'connectInBackground' | 'findTokenApp' | 'report' | 'reminders' | 'previews' | 'installedAgoras' | 'help'>;

interface Services extends ImportUses {
  /** Called at each question and at each phase after them, with the app if it is known. */
  readonly begin: (step: ImportStepId | 'exchange' | 'proof' | 'writing', appId: AppId | undefined) => void;
  /** Gets new credentials, starting with what is known. */
  readonly obtain: (known: WizardState) => Promise<CommandEnd>;
}

export async function importCredentials(
  uses: ImportUses,
  begin: Services['begin'],
  obtain: Services['obtain'],
): Promise<CommandEnd> {
  const services = { ...uses, begin, obtain };
  const context = await importContext(services);
  return context.ok
    ? ask(services, context.value, {}, undefined)
    : failed(context.error, () => importCredentials(uses, begin, obtain));
}

/** Reports invalid settings before anything is asked, and checks that everything is ready before anything is read. */
async function importContext(services: Services): Promise<Outcome<ImportContext, CommandFailure | Cancelled>> {
  const connected = await services.connect();
  if (!connected.ok) return connected;
  const accounts = await services.accounts.read();
  if (!accounts.ok) return accounts;
  return ok({
    connect: connected.value,
    onPages: (app) => {
      services.begin('page', app.id);
    },
    findTokenApp: services.findTokenApp,
    storedApps: accounts.value.map(({ record, secrets }) => ({ id: record.app.id, secret: secrets.appSecret })),
    installed: services.installedAgoras(),
    agorasVersion: services.workspace.agorasVersion(),
    help: services.help,
  });
}

async function ask(
  services: Services,
  context: ImportContext,
  state: ImportState,
  startAt: ImportStepId | undefined,
): Promise<CommandEnd> {
  const end = await runWizard(importSteps(context), state, startAt, (step, { appId }) => {
    services.begin(step === 'page' ? 'exchange' : step, appId);
  });
  if (end.kind === 'cancelled') return { kind: 'cancelled' };
  if (end.kind === 'finished') return act(services, context, end.state);
  const { failure, state: known, at } = end;
  return failed(failure, (action) => goOn(services, context, known, action, at), known.appId);
}

/**
 * Continues after a failure: with what the pressed button stands for, or by getting new credentials with what is known.
 */
function goOn(
  services: Services,
  context: ImportContext,
  state: ImportState,
  action: Action,
  failedAt: ImportStepId | undefined,
): Promise<CommandEnd> {
  const again = withoutSubject(state);
  const { appId, appSecret, ...withoutApp } = again;
  switch (action) {
    case 'enterAppId':
      return ask(services, context, { ...withoutApp, isAppIdAsked: true, isAppSecretAsked: true }, 'appId');
    case 'enterAppSecret': {
      const known = appId === undefined ? {} : { appId };
      return ask(services, context, { ...withoutApp, ...known, isAppSecretAsked: true }, 'appSecret');
    }
    case 'enterToken':
    case 'signIn':
    case 'signInAtOwnAddress':
    case 'signInAtFacebook':
    case 'getCredentials':
      return services.obtain({ ...knownFor(context, state), signsIn: redirectModeOf(action) });
    case 'choosePage':
      return ask(services, context, { ...again, isPageAsked: true }, 'page');
    case 'typePageId':
      return ask(services, context, { ...again, isPageAsked: true, typesPageId: true }, 'page');
    default:
      return failedAt === undefined ? act(services, context, state) : ask(services, context, state, failedAt);
  }
}

/** The answers that "Get Instagram Credentials" doesn't have to ask for. */
function knownFor({ storedApps }: ImportContext, state: ImportState): WizardState {
  const app = appOfImport(state, storedApps);
  const { appId, source, version } = state;
  return {
    ...(app === undefined ? (appId === undefined ? {} : { appId }) : { storedApp: app }),
    // An app without a token doesn't show which Agoras version it is for.
    ...(version === undefined || source?.found.kind === 'app' ? {} : { agorasVersion: version }),
  };
}

/** The complete answers. */
interface Import {
  readonly app: AppCredentials;
  readonly source: CredentialSource;
  readonly target: Target;
  readonly keepsFile: boolean;
}

/** The situation before the import. */
interface Before {
  /** The account was stored already. */
  readonly wasStored: boolean;
  /** The account that the workspace used. */
  readonly previousId: string | undefined;
  /** The Agoras version that the workspace was set to. */
  readonly previousVersion: AgorasVersion | undefined;
}

/** Proves and stores the found credentials. */
async function act(services: Services, context: ImportContext, state: ImportState): Promise<CommandEnd> {
  const { source, subject, version = DEFAULT_VERSION, keepsFile = false } = state;
  const app = appOfImport(state, context.storedApps);
  if (app === undefined || source === undefined) {
    throw new Error('The import ended before every question was answered.');
  }
  // An app without a token: a sign-in provides what is missing.
  if (subject === undefined) return services.obtain(knownFor(context, state));
  const target = { version, networks: source.found.networks };
  services.begin('proof', app.id);
  const proven = await withProgress(l10n.t('Checking the credentials with Facebook…'), (signal, onRetry) =>
    prove(context.connect(app, onRetry), app, subject.access, subject.choice, [target], unixNow(), signal),
  );
  if (!proven.ok) {
    return failed(proven.error, (action) => goOn(services, context, state, action, undefined), app.id);
  }
  return keep(services, proven.value, { app, source, target, keepsFile });
}

async function keep(services: Services, credential: Credential, wanted: Import): Promise<CommandEnd> {
  const { accounts, memory, report, workspace } = services;
  const again = () => keep(services, credential, wanted);
  const known = await accounts.read();
  if (!known.ok) return failed(known.error, again);
  const imported = toAccount(credential, unixNow());
  const same = known.value.find(({ record }) => record.id === imported.record.id);
  const before = {
    wasStored: same !== undefined,
    previousId: workspace.account()?.id,
    previousVersion: workspace.agorasVersion(),
  };
  const stored = await accounts.put(mergeIntoStored(imported, same));
  if (!stored.ok) return failed(stored.error, again);
  const account = stored.value;
  await workspace.rememberAgorasVersion(wanted.target.version);
  await workspace.useAccount(account.record.id);
  report(account.record, credential.checks);
  void checkReplacedGrants(services, account.record);
  services.begin('writing', wanted.app.id);
  memory.terminals.replace(account, workspace.target(undefined));
  return follow(services, account, wanted, before);
}

/** Records the file that the credentials came from, and updates locations whose values have changed. */
async function follow(services: Services, account: Account, wanted: Import, before: Before): Promise<CommandEnd> {
  const { record } = account;
  const noted = await noteFile(services, account, wanted);
  const updated = noted.ok ? await bringUpToDate(services, record) : noted;
  if (!updated.ok) {
    return failed(updated.error, (action) =>
      afterFailedProof(action, record.id, () => follow(services, account, wanted, before)),
    );
  }
  notifyImported(services, account, wanted, before);
  void services.mismatch.notify(wanted.target);
  return DONE;
}

/** Records the file as if the extension had written it, so that it is recognized, kept up to date and cleared. */
async function noteFile(
  { written }: Services,
  { record }: Account,
  { source: { file }, target, keepsFile }: Import,
): Promise<Outcome<unknown, CommandFailure>> {
  if (file === undefined || !keepsFile) return ok(undefined);
  const { path, fingerprints } = file;
  const uri = vscode.Uri.file(path).toString();
  const location = newLocation({ kind: 'dotenv', uri, host: currentHost(), target, fingerprints });
  return written.write(record, location, () => Promise.resolve(ok(undefined)));
}

function notifyImported(services: Services, account: Account, wanted: Import, before: Before): void {
  const { source, target, keepsFile } = wanted;
  const { workspace, written, runInBackground } = services;
  const { wasStored, previousId, previousVersion } = before;
  const version = workspace.agorasVersion();
  const isSwitched = version !== undefined && previousVersion !== undefined && version !== previousVersion;
  const record = workspace.find(account.record.id) ?? account.record;
  const facts = { wasStored, hasUserToken: account.secrets.userToken !== undefined, isKept: keepsFile };
  const others = ofOtherAccounts(written, record.id).map(({ location }) => displayLocation(location));
  const caveat = describePublishingCaveat(record, target);
  const sentences = [
    ...describeImported(record, source.name, facts, vscode.env.language),
    ...(previousId === undefined || previousId === record.id ? [] : [describeAccountInUse(record)]),
    ...(isSwitched ? [l10n.t('This workspace is now set to Agoras {0}.', version)] : []),
    ...(others.length === 0 ? [] : [describeOthersHere(others)]),
    ...(caveat === undefined ? [] : [caveat]),
  ];
  const write = { label: l10n.t('Write Flags to…'), run: () => writeFlags(services, record.id) };
  const buttons = others.length === 0 ? [write] : [replaceButton(services, { account }), write];
  notify(
    others.length === 0 && caveat === undefined ? 'info' : 'warning',
    sentences.join(' '),
    buttons,
    runInBackground,
  );
}
